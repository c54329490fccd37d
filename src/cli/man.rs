//! `mingle man [VERB]`

use super::context::Context;
use super::fail::Fail;
use super::pairs::nearest;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Of this verb instead of mingle as a whole.
    verb: Option<String>,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let mut command = super::command();
    command.build();
    if let Some(verb) = &args.verb {
        let found = command.get_subcommands().find(|sub| sub.get_name() == verb).cloned();
        command = found.ok_or_else(|| {
            let verbs: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            Fail::wrong(format!("there is no verb “{verb}”; {}", nearest(verb, verbs.iter().copied())))
        })?;
    }
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    cx.out.text(&String::from_utf8_lossy(&page))
}
