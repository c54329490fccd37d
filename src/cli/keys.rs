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
    let settings = cx.settings();
    let (keymap, _) = Keymap::new(settings.preset, &settings.keys);
    let keys = |row: &CommandRow| keymap.keys_of(row.command);
    if args.json {
        let commands: Vec<Value> = COMMANDS
            .iter()
            .map(|row| json!({ "where": row.scope.name(), "command": row.name, "keys": keys(row), "about": row.about }))
            .collect();
        return cx.out.json(&document(json!({ "commands": commands })));
    }
    // Grouped by where they hold, which is the order of the table.
    let rows: Vec<Vec<String>> = COMMANDS
        .iter()
        .map(|row| {
            let place = row.scope.name().to_owned();
            vec![place, keys(row).join(", "), row.name.to_owned(), row.about.to_owned()]
        })
        .collect();
    table::print(&mut cx.out, &["where", "keys", "command", "does"], &rows)
}
