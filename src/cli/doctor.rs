//! `mingle doctor`: what is wrong with the data, the folders and the terminal.

use std::io::IsTerminal;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::screen;
use crate::store::{Finding, Severity, Store};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
    /// First merge the copies that sync programs made into the files they are copies of.
    #[arg(long)]
    merge_copies: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let store = cx.store()?;
    let merged = if args.merge_copies { merge_copies(&store, cx) } else { Vec::new() };
    let findings = store.doctor()?;
    let facts = facts(cx);
    let bad = findings.iter().any(|finding| finding.severity == Severity::Failure);
    if args.json {
        let findings: Vec<Value> = findings.iter().map(json_finding).collect();
        let terminal: serde_json::Map<String, Value> =
            facts.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect();
        cx.out.json(&document(
            json!({ "ok": !bad, "merged": merged, "findings": findings, "terminal": terminal }),
        ))?;
    } else {
        for line in &merged {
            cx.out.line(line)?;
        }
        for finding in &findings {
            cx.out.line(&words(finding))?;
        }
        if findings.is_empty() {
            cx.out.line("the data is in order")?;
        }
        cx.out.line("")?;
        for (name, value) in facts {
            cx.out.labelled(name, 8, &value)?;
        }
    }
    if bad { Err(Fail::check()) } else { Ok(()) }
}

/// What became of each copy, in a line of its own. One that cannot be merged is left, and is found again below.
fn merge_copies(store: &Store, cx: &Context) -> Vec<String> {
    let merge = |copy: PathBuf| {
        let name = copy.strip_prefix(store.data()).unwrap_or(&copy).display();
        match store.merge_copy(&copy, &cx.now) {
            Ok(saved) => {
                let more = saved.notice.map(|notice| format!("; {notice}")).unwrap_or_default();
                format!("merged: {name}{more}")
            }
            Err(error) => format!("not merged: {name}: {error}"),
        }
    };
    store.copies().into_iter().map(merge).collect()
}

/// "failure: people/tom.toml:3:5 is no TOML; correct it".
fn words(finding: &Finding) -> String {
    let at = finding.at.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    format!(
        "{}: {}{at}: {}; {}",
        word(finding.severity),
        finding.path.display(),
        finding.what,
        finding.advice
    )
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Failure => "failure",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn json_finding(finding: &Finding) -> Value {
    json!({
        "severity": word(finding.severity),
        "path": finding.path.to_string_lossy(),
        "line": finding.at.map(|(line, _)| line),
        "column": finding.at.map(|(_, column)| column),
        "what": finding.what,
        "advice": finding.advice,
    })
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
        ("clipboard", screen::clipboard(cx).programs().chain(["OSC 52"]).collect::<Vec<_>>().join(", then ")),
        ("locale", or_none(said("LC_ALL").or_else(|| said("LC_CTYPE")).or_else(|| said("LANG")))),
    ]
}
