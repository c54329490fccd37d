//! `mingle config check` and `mingle config default`

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use clap::Subcommand;
use serde_json::json;

use super::context::Context;
use super::fail::Fail;
use super::json::document;
use crate::settings::{SAMPLE, Settings, THEMES, Theme};
use crate::ui::Keymap;

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Name every mistake in the settings file and the theme it wants.
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

/// The settings of `path` with everything that is wrong with them; a file that is not there is all defaults.
pub(super) fn read(path: &Path) -> (Settings, Vec<String>) {
    match text(path) {
        Ok(Some(text)) => {
            let (settings, problems) = Settings::parse(&text);
            (settings, problems.into_iter().map(|problem| format!("{}: {problem}", path.display())).collect())
        }
        Ok(None) => (Settings::default(), Vec::new()),
        Err(error) => {
            (Settings::default(), vec![format!("{}: {error}; the defaults are used", path.display())])
        }
    }
}

fn check(args: &Check, cx: &mut Context) -> Result<(), Fail> {
    let path = cx.places.config.clone();
    let (settings, mut problems) = read(&path);
    problems.extend(Keymap::new(&settings.keys).1.into_iter().map(|problem| format!("{}: {problem}", path.display())));
    problems.extend(theme_problems(&path, &settings.theme));
    if args.json {
        let document = document(json!({ "config": path.to_string_lossy(), "ok": problems.is_empty(), "problems": problems }));
        cx.out.json(&document)?;
    } else if problems.is_empty() {
        cx.out.line(&format!("{}: {}", path.display(), if path.exists() { "good" } else { "not there, so all is at its default" }))?;
    } else {
        problems.iter().try_for_each(|problem| cx.out.line(problem))?;
    }
    if problems.is_empty() { Ok(()) } else { Err(Fail::check()) }
}

/// What is wrong with the theme called `name`: a built-in one, or `themes/<name>.toml` beside the settings.
fn theme_problems(config: &Path, name: &str) -> Vec<String> {
    if THEMES.iter().any(|(built_in, _)| *built_in == name) {
        return Vec::new();
    }
    if name.is_empty() || name.contains(['/', '\\', '\0']) || name.starts_with('.') {
        return vec![format!("{}: theme: “{name}” is no name of a theme", config.display())];
    }
    let path = config.with_file_name("themes").join(format!("{name}.toml"));
    match text(&path) {
        Ok(Some(text)) => {
            Theme::parse(&text).1.into_iter().map(|problem| format!("{}: {problem}", path.display())).collect()
        }
        Ok(None) => {
            let built_in: Vec<&str> = THEMES.iter().map(|(name, _)| *name).collect();
            vec![format!("{}: theme: there is no {}; built in are {}", config.display(), path.display(), built_in.join(", "))]
        }
        Err(error) => vec![format!("{}: {error}", path.display())],
    }
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
