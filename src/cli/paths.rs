//! `mingle paths`

use serde_json::json;

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use crate::store::Store;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, cx: &mut Context) -> Result<(), Fail> {
    let places = cx.places.clone();
    let state = Store::state_of(&places.data, &places.state);
    let all =
        [("data", &places.data), ("config", &places.config), ("state", &state), ("cache", &places.cache)];
    if args.json {
        let map =
            all.iter().map(|(name, path)| ((*name).to_owned(), json!(path.to_string_lossy()))).collect();
        return cx.out.json(&document(serde_json::Value::Object(map)));
    }
    all.iter().try_for_each(|(name, path)| cx.out.labelled(name, 6, &path.to_string_lossy()))
}
