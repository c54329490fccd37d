//! The way into the screen.

use std::io::IsTerminal;
use std::path::Path;

use super::context::Context;
use super::fail::Fail;
use super::{config, pick};
use crate::domain::{Book, EventId};
use crate::runtime::{Clipboard, Clock, Options};
use crate::store::Store;
use crate::ui::Matched;

/// `mingle` and `mingle --event EVENT`.
pub(super) fn open(cx: &mut Context, event: Option<&str>) -> Result<i32, Fail> {
    terminal(cx)?;
    let event = match event {
        Some(event) => Some(pick::event(&cx.open()?.book, event)?.id.clone()),
        None => None,
    };
    let (data, state) = (cx.places.data.clone(), cx.places.state.clone());
    run(cx, &data, &state, event, false)
}

/// What everybody offers and needs, by the user's own thesaurus on top of the built-in one, and what is wrong with that.
fn matched(config: &Path, book: &Book) -> (Matched, Vec<String>) {
    let (thesaurus, problems) = config::thesaurus(config);
    (Matched::of(book, thesaurus), problems)
}

/// The programs that copy on this machine.
pub(super) fn clipboard(cx: &Context) -> Clipboard {
    let set = |name: &str| cx.environment.get(name).is_some_and(|value| !value.is_empty());
    Clipboard::of(set, cfg!(target_os = "macos"))
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

/// Hands over to the screen until it is left; the answer is the exit code.
pub(super) fn run(
    cx: &Context,
    data: &Path,
    state: &Path,
    event: Option<EventId>,
    demo: bool,
) -> Result<i32, Fail> {
    let said = |name: &str| cx.environment.get(name).map(|value| value.to_string_lossy().into_owned());
    let (settings, mut problems) = cx.settings_said();
    let theme = config::theme(
        &settings,
        &cx.places.config,
        said("NO_COLOR").is_some_and(|value| !value.is_empty()),
        &mut problems,
    );
    let options = Options {
        store: Store::open(data, state)?,
        config: cx.places.config.clone(),
        matched,
        inbox: Box::new(super::inbox::TakingIn::default()),
        clock: if said("MINGLE_NOW").is_some() { Clock::fixed(cx.now.clone()) } else { Clock::default() },
        settings,
        theme,
        problems,
        event,
        clipboard: clipboard(cx),
        editor: said("VISUAL").or_else(|| said("EDITOR")),
        seed: super::context::random(),
        demo,
        panic_key: said("MINGLE_PANIC_KEY").is_some(),
    };
    crate::runtime::run(options)
        .map_err(|error| Fail::wrong(format!("the terminal cannot be used: {error}; the verbs need none")))
}
