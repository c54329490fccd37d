//! `mingle keys`: every command of the screen and the keys it is on.

use serde_json::{Value, json};

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use super::table;
use crate::ui::{COMMANDS, CommandRow, Keymap};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let (keymap, _) = Keymap::new(&cx.settings().keys);
    let keys = |row: &CommandRow| keymap.keys_of(row.command);
    if args.json {
        let commands: Vec<Value> = COMMANDS
            .iter()
            .map(|row| json!({ "command": row.name, "keys": keys(row), "about": row.about }))
            .collect();
        return cx.out.json(&document(json!({ "commands": commands })));
    }
    let rows: Vec<Vec<String>> = COMMANDS
        .iter()
        .map(|row| vec![row.name.to_owned(), keys(row).join(", "), row.about.to_owned()])
        .collect();
    table::print(&mut cx.out, &["command", "keys", "does"], &rows)
}
