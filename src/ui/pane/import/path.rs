//! Which file is to come in: its path, typed and completed.

use ratatui::layout::Rect;

use crate::settings::Meaning;
use crate::text::{Edit, wrapped};
use crate::ui::canvas::{Canvas, below};
use crate::ui::command::Command;
use crate::ui::effect::Effect;
use crate::ui::msg::Whole;
use crate::ui::pane::picker::{Picked, Picker};
use crate::ui::shared::{Input, Shared, Step, close};

/// What may come in, and that nothing does yet.
const ABOUT: &str = "A spreadsheet as CSV, contacts as vCard, a calendar, a folder of pages, JSON. You see every row before any is kept.";

/// View state: what is typed, and what goes on from it.
#[derive(Debug, Default)]
pub(super) struct Paths {
    picker: Picker,
    found: Vec<String>,
    /// What the folder that is typed holds as one list: the first row, before what was found.
    whole: Option<Whole>,
}

/// Where a key led.
pub(super) enum Way {
    /// On with the path, or away.
    Steps(Vec<Step>),
    /// This one is to come in.
    Take(String),
}

fn words(whole: Whole) -> &'static str {
    match whole {
        Whole::Pages => "all Markdown pages here, as one list",
        Whole::Cards => "all vCards here, as one list",
    }
}

/// The path that begins within `typed`: whoever types `/` or `~/` after the folder that stood there means another one, in quotes
/// too.
fn begun_again(typed: &str) -> Option<&str> {
    const BEGINNINGS: &[&str] = &["//", "/~/", "/'/", "/\"/", "/'~/", "/\"~/"];
    let at = BEGINNINGS.iter().find_map(|beginning| typed.rfind(beginning))?;
    typed.get(at + 1..)
}

/// The path of a text that begins with a quote, and whether another one ends it.
fn quoted(text: &str) -> Option<(&str, bool)> {
    let text = text.trim();
    let quote = text.chars().next().filter(|ch| ['\'', '"'].contains(ch))?;
    let path = text.strip_prefix(quote).filter(|path| path.starts_with('/') || path.starts_with("~/"))?;
    Some(path.strip_suffix(quote).map_or((path, false), |path| (path, true)))
}

/// The whole path that a terminal pastes for a file that is dropped on it: in quotes, with blanks escaped, or as an address.
fn dropped(text: &str) -> Option<String> {
    let text = text.trim();
    let quoted = ['\'', '"'].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    let path = match (quoted, text.strip_prefix("file://")) {
        (Some(path), _) => path.to_owned(),
        (None, Some(address)) => unescaped(address)?,
        (None, None) if !text.contains('\\') => return None,
        (None, None) => {
            let mut letters = text.chars();
            std::iter::from_fn(|| {
                letters.next().and_then(|ch| if ch == '\\' { letters.next() } else { Some(ch) })
            })
            .collect()
        }
    };
    (path.starts_with('/') && !path.contains('\n')).then_some(path)
}

/// The path of an address: `%20` is a blank.
fn unescaped(address: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

impl Paths {
    /// Begins in a folder.
    pub(super) fn in_folder(folder: &str) -> Self {
        let mut paths = Self::default();
        paths.set(folder);
        paths
    }

    fn set(&mut self, text: &str) {
        self.picker.query.set(text);
        self.picker.query.edit(&Edit::End, u16::MAX);
        self.picker.at = 0;
    }

    /// Asks what goes on from what is typed.
    pub(super) fn ask(&self) -> Step {
        Step::Do(Effect::Paths(self.path().to_owned()))
    }

    /// The path that is typed, without the quotes about it.
    fn path(&self) -> &str {
        let text = self.picker.query.text();
        quoted(text).map_or(text, |(path, _)| path)
    }

    fn typed(&mut self, text: &str) -> Way {
        self.set(text);
        Way::Steps(vec![self.ask()])
    }

    /// Takes the answer to [`Paths::ask`], unless something else is typed meanwhile.
    pub(super) fn heard(&mut self, typed: &str, found: Vec<String>, whole: Option<Whole>) {
        if typed == self.path() {
            (self.found, self.whole) = (found, whole);
            self.picker.at = self.picker.at.min(self.len().saturating_sub(1));
        }
    }

    fn len(&self) -> usize {
        usize::from(self.whole.is_some()) + self.found.len()
    }

    /// Whether row `at` stands for all of the folder that is typed.
    fn is_whole(&self, at: usize) -> bool {
        self.whole.is_some() && at == 0 && self.path().trim_end().ends_with('/')
    }

    /// What was found for row `at`, if it goes on from what is typed: whoever types on is faster than the answer.
    fn found_at(&self, at: usize) -> Option<String> {
        let typed = self.path().trim().to_lowercase();
        let at = at.checked_sub(usize::from(self.whole.is_some()))?;
        self.found.get(at).filter(|path| path.to_lowercase().starts_with(&typed)).cloned()
    }

    /// Takes a key; `None` when it is none of the path's.
    pub(super) fn update(&mut self, shared: &Shared, input: &Input) -> Option<Way> {
        match input {
            Input::Command(Command::Close) => return close().map(Way::Steps),
            Input::Command(Command::Complete) => {
                // The folder itself is typed already.
                let at = self.picker.at + usize::from(self.is_whole(self.picker.at));
                let taken = self.found_at(at);
                return Some(taken.map_or(Way::Steps(Vec::new()), |path| self.typed(&path)));
            }
            Input::Paste(text) => {
                if let Some(path) = dropped(text) {
                    return Some(self.typed(&path));
                }
            }
            _ => {}
        }
        Some(match self.picker.update(shared, input, self.len()) {
            Picked::Query => {
                let typed = self.picker.query.text().to_owned();
                match begun_again(&typed) {
                    Some(path) => self.typed(path),
                    None => Way::Steps(vec![self.ask()]),
                }
            }
            Picked::Moved => Way::Steps(Vec::new()),
            Picked::Chosen(at) => {
                let typed = self.path().trim();
                // Nothing goes on from a path in both its quotes, unless it is chosen.
                let closed = at == 0 && quoted(self.picker.query.text()).is_some_and(|(_, closed)| closed);
                let found = if closed { None } else { self.found_at(at) };
                let path = found.unwrap_or_else(|| typed.to_owned());
                match path.as_str() {
                    "" => Way::Steps(Vec::new()),
                    // Nothing goes on from it: whether it is a list is for whoever reads it to say.
                    folder if self.is_whole(at) || folder == typed => Way::Take(folder.to_owned()),
                    folder if folder.ends_with('/') => self.typed(folder),
                    _ => Way::Take(path),
                }
            }
            Picked::Nothing => return None,
        })
    }

    /// What it is about, the path, and below it what goes on from it.
    pub(super) fn view(&self, canvas: &mut Canvas<'_>, inner: Rect) {
        let found = &self.found;
        let about = wrapped(ABOUT, usize::from(inner.width.max(1)));
        // On a low screen the paths are what counts.
        let lines = u16::try_from(about.len()).unwrap_or(0) + 1;
        let lines = if inner.height > lines * 2 { lines } else { 0 };
        for (y, line) in (inner.top()..inner.top() + lines).zip(&about) {
            canvas.put(inner.x, y, inner.width, line.as_str().trim_end(), Meaning::Dim);
        }
        let inner = below(inner, lines);
        self.picker.view(canvas, inner, "file: ", self.len(), &mut |canvas, area, at, _| {
            if let Some(whole) = self.whole.filter(|_| at == 0) {
                canvas.put(area.x, area.y, area.width, words(whole), Meaning::Accent);
                return;
            }
            let at = at - usize::from(self.whole.is_some());
            let Some(path) = found.get(at) else { return };
            let (end, _) = path
                .char_indices()
                .rev()
                .find(|(at, ch)| *ch == '/' && at + 1 < path.len())
                .unwrap_or((0, '/'));
            let name = path.get(end..).unwrap_or(path).trim_start_matches('/');
            let meaning = if path.ends_with('/') { Meaning::Dim } else { Meaning::Text };
            canvas.put(area.x, area.y, area.width, name, meaning);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_pastes_for_a_dropped_file_is_its_path() {
        let check =
            |pasted: &str, path: Option<&str>| assert_eq!(dropped(pasted).as_deref(), path, "{pasted}");
        check("'/home/ana/My List.csv' ", Some("/home/ana/My List.csv"));
        check("\"/home/ana/My List.csv\"", Some("/home/ana/My List.csv"));
        check("/home/ana/My\\ List\\ \\(2\\).csv", Some("/home/ana/My List (2).csv"));
        check("file:///home/ana/Zo%C3%AB%20List.csv", Some("/home/ana/Zoë List.csv"));
        for no in [
            "list.csv",
            "file:///home/%C3",
            "file:///home/%2",
            "'list",
            "Ana Ruiz; needs a till",
            "/a\n/b",
            "",
        ] {
            check(no, None);
        }
    }
}
