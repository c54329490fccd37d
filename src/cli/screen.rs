//! The way into the screen.

use std::io::IsTerminal;
use std::path::Path;

use super::context::Context;
use super::fail::Fail;
use super::pick;
use crate::domain::EventId;
use crate::runtime::{Clock, Options};
use crate::settings::{Settings, Theme};
use crate::store::Store;

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
    let (settings, mut problems) = settings(&cx.places.config);
    let theme = theme(
        &settings,
        &cx.places.config,
        said("NO_COLOR").is_some_and(|value| !value.is_empty()),
        &mut problems,
    );
    let options = Options {
        store: Store::open(data, state)?,
        state: state.to_owned(),
        clock: if said("MINGLE_NOW").is_some() { Clock::fixed(cx.now.clone()) } else { Clock::default() },
        settings,
        theme,
        problems,
        event,
        editor: said("VISUAL").or_else(|| said("EDITOR")),
        seed: super::context::random(),
        demo,
        panic_key: said("MINGLE_PANIC_KEY").is_some(),
    };
    crate::runtime::run(options)
        .map_err(|error| Fail::wrong(format!("the terminal cannot be used: {error}; the verbs need none")))
}

/// The settings, and what is wrong with them; no file means all defaults.
pub(super) fn settings(config: &Path) -> (Settings, Vec<String>) {
    match text(config) {
        Ok(Some(text)) => {
            let (settings, problems) = Settings::parse(&text);
            (settings, problems.iter().map(|problem| format!("{}, {problem}", config.display())).collect())
        }
        Ok(None) => (Settings::default(), Vec::new()),
        Err(reason) => (Settings::default(), vec![format!("{} is not used: {reason}", config.display())]),
    }
}

/// `NO_COLOR` outranks the settings; a theme of the user's own stands in `themes/` beside the config.
fn theme(settings: &Settings, config: &Path, no_color: bool, problems: &mut Vec<String>) -> Theme {
    let name = if no_color && settings.theme != "contrast" { "plain" } else { settings.theme.as_str() };
    if let Some(theme) = Theme::built_in(name) {
        return theme;
    }
    let plain_name = name.chars().all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_'));
    let path = config.with_file_name("themes").join(format!("{name}.toml"));
    match text(&path) {
        Ok(Some(text)) if plain_name => {
            let (theme, wrong) = Theme::parse(&text);
            problems.extend(wrong.iter().map(|wrong| format!("{}: {wrong}", path.display())));
            theme
        }
        _ => {
            problems
                .push(format!("no theme {name}: there are terminal, plain, contrast, and files in themes/"));
            Theme::default()
        }
    }
}

/// A file of the user's settings; `None` when there is none.
fn text(path: &Path) -> Result<Option<String>, String> {
    #[expect(clippy::disallowed_methods, reason = "settings are read once, before the screen opens")]
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}
