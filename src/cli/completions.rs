//! `mingle completions SHELL`

use clap_complete::Shell;

use super::context::Context;
use super::fail::Fail;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Which shell.
    shell: Shell,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), "mingle", &mut script);
    cx.out.text(&String::from_utf8_lossy(&script))
}
