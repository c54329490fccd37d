//! One binary for every story test.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that cannot go on says so, and a story writes files by hand and runs the program"
)]

mod cli;
mod docs;
mod pty;
mod tidy;
