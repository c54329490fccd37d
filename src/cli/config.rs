//! `mingle config check` and `mingle config default`

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use clap::Subcommand;
use serde_json::json;

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use crate::matching::Thesaurus;
use crate::settings::{SAMPLE, Settings, THEMES, Theme};
use crate::ui::Keymap;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Name every mistake in the settings file, the theme it wants and your thesaurus.
    Check(Check),
    /// Print a settings file with everything at its default, and what each key means.
    Default,
}

#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

impl Verb {
    pub(super) fn run(self, cx: &mut Context) -> Result<(), Fail> {
        match self {
            Self::Check(args) => check(&args, cx),
            Self::Default => cx.out.text(SAMPLE),
        }
    }
}

/// The settings of `path`, and what is wrong with them; a file that is not there is all defaults.
pub(super) fn settings(path: &Path) -> (Settings, Vec<String>) {
    match text(path) {
        Ok(Some(text)) => {
            let (settings, problems) = Settings::parse(&text);
            (settings, problems.iter().map(|problem| format!("{}, {problem}", path.display())).collect())
        }
        Ok(None) => (Settings::default(), Vec::new()),
        Err(error) => (Settings::default(), vec![format!("{} is not used: {error}", path.display())]),
    }
}

/// The theme that the settings want, a built-in one or `themes/<name>.toml` beside them. `NO_COLOR` outranks the settings.
pub(super) fn theme(settings: &Settings, config: &Path, no_color: bool, problems: &mut Vec<String>) -> Theme {
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
            let built_in: Vec<&str> = THEMES.iter().map(|(name, _)| *name).collect();
            problems
                .push(format!("no theme {name}: there are {}, and files in themes/", built_in.join(", ")));
            Theme::default()
        }
    }
}

/// The thesaurus of needs and offers, with the user's own `thesaurus.toml` beside the settings on top, and what is wrong
/// with that.
pub(super) fn thesaurus(config: &Path) -> (Thesaurus, Vec<String>) {
    let path = config.with_file_name("thesaurus.toml");
    let mut thesaurus = Thesaurus::built_in();
    let problems = match text(&path) {
        Ok(own) => own.map_or_else(Vec::new, |own| thesaurus.add(&own)),
        Err(error) => vec![error.to_string()],
    };
    (thesaurus, problems.iter().map(|problem| format!("{}, {problem}", path.display())).collect())
}

fn check(args: &Check, cx: &mut Context) -> Result<(), Fail> {
    let path = cx.places.config.clone();
    let (settings, mut problems) = settings(&path);
    let mut keys = Keymap::new(settings.preset, &settings.keys).1;
    keys.sort_by_key(|problem| settings.key_lines.get(&problem.command));
    for problem in keys {
        let line = settings.key_lines.get(&problem.command).copied().unwrap_or_default();
        problems.push(format!("{}, line {line}: {problem}", path.display()));
    }
    theme(&settings, &path, false, &mut problems);
    problems.extend(thesaurus(&path).1);
    if args.json {
        let document = document(
            json!({ "config": path.to_string_lossy(), "ok": problems.is_empty(), "problems": problems }),
        );
        cx.out.json(&document)?;
    } else if problems.is_empty() {
        cx.out.line(&format!(
            "{}: {}",
            path.display(),
            if path.exists() { "good" } else { "not there, so all is at its default" }
        ))?;
    } else {
        problems.iter().try_for_each(|problem| cx.out.line(problem))?;
    }
    if problems.is_empty() { Ok(()) } else { Err(Fail::check()) }
}

/// The text of a file, `None` where there is none.
fn text(path: &Path) -> io::Result<Option<String>> {
    /// Far more than any settings take.
    const MOST: u64 = 1 << 20;
    let mut text = String::new();
    match File::open(path).and_then(|file| file.take(MOST).read_to_string(&mut text)) {
        Ok(_) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
