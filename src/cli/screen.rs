//! The way into the screen.

use std::io::IsTerminal;

use super::context::Context;
use super::fail::Fail;
use super::pick;
use super::places::Places;
use crate::domain::{EventId, Now};

/// `mingle` and `mingle --event EVENT`.
pub(super) fn open(cx: &mut Context, event: Option<&str>) -> Result<(), Fail> {
    terminal(cx)?;
    let event = match event {
        Some(event) => Some(pick::event(&cx.open()?.book, event)?.id.clone()),
        None => None,
    };
    run(&cx.places, event.as_ref(), &cx.now)
}

/// Fails with advice where there is no terminal to draw on.
pub(super) fn terminal(cx: &Context) -> Result<(), Fail> {
    let verbs = "`mingle jot`, `mingle find` and the other verbs need none, see `mingle help`";
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Fail::wrong(format!("the screen needs a terminal for both input and output; {verbs}")));
    }
    if cx.environment.get("TERM").is_some_and(|term| term == "dumb") {
        return Err(Fail::wrong(format!("the screen cannot be drawn with TERM=dumb; {verbs}")));
    }
    Ok(())
}

/// Hands over to the screen until it is left.
pub(crate) fn run(places: &Places, event: Option<&EventId>, now: &Now) -> Result<(), Fail> {
    // The one call into the runtime.
    let _ = (places, event, now);
    Err(Fail::wrong("the screen is not part of this build; the verbs are, see `mingle help`"))
}
