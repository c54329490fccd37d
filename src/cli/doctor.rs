//! `mingle doctor`: what is wrong with the data, the folders and the terminal.

use std::io::IsTerminal;

use serde_json::{Value, json};

use super::context::{Context, describe};
use super::fail::Fail;
use super::json::document;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let opened = cx.open_quietly()?;
    let facts = facts(cx);
    let bad = !opened.problems.is_empty();
    if args.json {
        let problems: Vec<Value> = opened
            .problems
            .iter()
            .map(|problem| {
                json!({
                    "path": problem.path.to_string_lossy(),
                    "line": problem.at.map(|(line, _)| line),
                    "column": problem.at.map(|(_, column)| column),
                    "reason": problem.reason,
                })
            })
            .collect();
        let terminal: serde_json::Map<String, Value> =
            facts.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
        cx.out.json(&document(json!({ "ok": !bad, "problems": problems, "terminal": terminal })))?;
    } else {
        for problem in &opened.problems {
            cx.out.line(&describe(problem))?;
        }
        for (name, value) in facts {
            cx.out.labelled(name, 8, &value)?;
        }
    }
    if bad { Err(Fail::check()) } else { Ok(()) }
}

/// What the terminal says about itself; nothing personal.
fn facts(cx: &Context) -> Vec<(&'static str, String)> {
    let said = |name: &str| cx.environment.get(name).map(|value| value.to_string_lossy().into_owned());
    let size = rustix::termios::tcgetwinsize(std::io::stdout())
        .map_or_else(|_| "not a terminal".to_owned(), |size| format!("{}x{}", size.ws_col, size.ws_row));
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "not set".into());
    vec![
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("system", format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)),
        ("stdin", if std::io::stdin().is_terminal() { "a terminal" } else { "not a terminal" }.to_owned()),
        ("stdout", size),
        ("TERM", or_none(said("TERM"))),
        ("colours", or_none(said("COLORTERM"))),
        ("NO_COLOR", or_none(said("NO_COLOR"))),
        ("tmux", if said("TMUX").is_some() { "yes" } else { "no" }.to_owned()),
        ("ssh", if said("SSH_CONNECTION").is_some() { "yes" } else { "no" }.to_owned()),
        ("locale", or_none(said("LC_ALL").or_else(|| said("LC_CTYPE")).or_else(|| said("LANG")))),
    ]
}
