//! The `mingle` program: hands its arguments to the library and exits with its answer.

fn main() -> std::process::ExitCode {
    mingle::cli::main()
}
