//! From keys to commands: the defaults of the command table with the user's own on top.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::settings::Preset;
use crate::ui::command::{COMMANDS, Command, CommandRow, Scope};
use crate::ui::key::Key;
use crate::ui::preset;

/// Which keys mean what, where.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: HashMap<Scope, Vec<(Vec<Key>, Command)>>,
}

/// Keys of the user's that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyProblem {
    /// Which of `[keys]`.
    pub command: String,
    /// Why.
    pub reason: String,
}

impl fmt::Display for KeyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "keys.{}: {}", self.command, self.reason)
    }
}

/// What a sequence of keys means so far.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolved {
    /// A command.
    Command(Command),
    /// The start of these: what may come next and what it would do.
    Prefix(Vec<(Key, Command)>),
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::new(Preset::default(), &BTreeMap::new()).0
    }
}

impl Keymap {
    /// The keys of the preset with the user's `[keys]` on top: `name = ["key", ...]`, an empty list unbinds. Says what could
    /// not be used.
    pub fn new(preset: Preset, own: &BTreeMap<String, Vec<String>>) -> (Self, Vec<KeyProblem>) {
        let mut problems = Vec::new();
        let mut bad = |command: &str, reason: String| {
            problems.push(KeyProblem { command: command.to_owned(), reason });
        };
        let mut bindings: HashMap<Scope, Vec<(Vec<Key>, Command)>> = HashMap::new();
        for name in own.keys().filter(|name| Command::named(name).is_none()) {
            bad(name, nearest(name));
        }
        // The user's keys first, so that a default which they clash with gives way.
        let rows = |mine: bool| COMMANDS.iter().filter(move |row| own.contains_key(row.name) == mine);
        for (mine, row) in rows(true).map(|row| (true, row)).chain(rows(false).map(|row| (false, row))) {
            let own_keys = own.get(row.name).map(|keys| keys.iter().map(String::as_str).collect::<Vec<_>>());
            for text in own_keys.unwrap_or_else(|| preset::keys(preset, row)) {
                let Some(keys) = Key::parse_all(text) else {
                    bad(row.name, format!("\"{text}\" is no key; such as \"q\", \"ctrl-u\", \"g g\""));
                    continue;
                };
                let scope = bindings.entry(row.scope).or_default();
                match scope.iter().find(|(other, _)| clash(other, &keys)) {
                    None => scope.push((keys, row.command)),
                    Some((_, other)) if mine => {
                        let other = other.row().map_or("", |row| row.name);
                        bad(row.name, format!("\"{text}\" is taken by {other} already"));
                    }
                    Some(_) => {}
                }
            }
        }
        for (row, key, mine) in silenced(preset, own, &bindings) {
            let reason = format!("\"{key}\" was the only key of {row}; give {row} another, or [] for none");
            problems.push(KeyProblem { command: mine.to_owned(), reason });
        }
        (Self { bindings }, problems)
    }

    /// What `keys` mean where `scopes` hold, innermost first.
    pub fn resolve(&self, scopes: &[Scope], keys: &[Key]) -> Resolved {
        for scope in scopes {
            let bindings = self.bindings.get(scope).map_or(&[] as &[_], Vec::as_slice);
            if let Some((_, command)) = bindings.iter().find(|(bound, _)| bound == keys) {
                return Resolved::Command(*command);
            }
            let next = |(bound, command): &(Vec<Key>, Command)| {
                let rest = bound.strip_prefix(keys)?;
                rest.first().map(|key| (*key, *command))
            };
            let next: Vec<_> = bindings.iter().filter_map(next).collect();
            if !next.is_empty() {
                return Resolved::Prefix(next);
            }
        }
        Resolved::Nothing
    }

    /// The keys of a command as they are shown: `f g`.
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        let Some(row) = command.row() else { return Vec::new() };
        let bindings = self.bindings.get(&row.scope).map_or(&[] as &[_], Vec::as_slice);
        let written = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
        let bound = bindings.iter().filter(|(_, bound)| *bound == command);
        // In the order of the table, so that the first is the one to show.
        let mut keys: Vec<String> = bound.map(|(keys, _)| written(keys)).collect();
        let place = |key: &String| row.keys.iter().position(|default| default == key).unwrap_or(usize::MAX);
        keys.sort_by_key(place);
        keys
    }
}

/// The commands that were left without any key by one of the user's for another: command, the key, who has it now.
fn silenced(
    preset: Preset,
    own: &BTreeMap<String, Vec<String>>,
    bindings: &HashMap<Scope, Vec<(Vec<Key>, Command)>>,
) -> Vec<(&'static str, &'static str, &'static str)> {
    let lost = |row: &&CommandRow| {
        let scope = bindings.get(&row.scope)?;
        let silent = !own.contains_key(row.name) && scope.iter().all(|(_, other)| *other != row.command);
        let key = preset::keys(preset, row).into_iter().next().filter(|_| silent)?;
        let keys = Key::parse_all(key)?;
        let (_, taker) = scope.iter().find(|(other, _)| clash(other, &keys))?;
        Some((row.name, key, taker.row()?.name))
    };
    COMMANDS.iter().filter_map(|row| lost(&row)).collect()
}

/// That there is no such command, and which may be meant.
fn nearest(name: &str) -> String {
    let near = COMMANDS.iter().map(|row| (strsim::osa_distance(name, row.name), row.name)).min();
    match near {
        Some((distance, near)) if distance <= 2 => format!("no such command; did you mean {near}?"),
        _ => "no such command; `mingle keys` lists them".to_owned(),
    }
}

/// Whether one of them hides the other.
fn clash(one: &[Key], other: &[Key]) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(map: &Keymap, scopes: &[Scope], keys: &str) -> Resolved {
        map.resolve(scopes, &Key::parse_all(keys).unwrap())
    }

    #[test]
    fn inner_scopes_win_and_prefixes_wait() {
        let map = Keymap::default();
        let ledger = [Scope::Ledger, Scope::Lists];
        assert_eq!(resolve(&map, &ledger, "t"), Resolved::Command(Command::Thank));
        assert_eq!(resolve(&map, &[Scope::People, Scope::Lists], "t"), Resolved::Command(Command::Tag));
        assert_eq!(resolve(&map, &ledger, "g g"), Resolved::Command(Command::Top));
        assert!(matches!(resolve(&map, &ledger, "f"), Resolved::Prefix(next) if next.len() == 4));
        assert_eq!(resolve(&map, &ledger, "f x"), Resolved::Nothing);
    }

    #[test]
    fn own_keys_take_over_and_mistakes_are_named() {
        let own =
            |name: &str, keys: &[&str]| (name.to_owned(), keys.iter().map(|key| (*key).to_owned()).collect());
        let own = BTreeMap::from([
            own("jot", &["n"]),
            own("undo", &[]),
            own("jto", &["x"]),
            own("quit", &["hyper-q"]),
        ]);
        let (map, problems) = Keymap::new(Preset::Usual, &own);
        assert_eq!(resolve(&map, &[Scope::Lists], "n"), Resolved::Command(Command::Jot));
        assert_eq!(resolve(&map, &[Scope::Lists], "u"), Resolved::Nothing);
        assert_eq!(map.keys_of(Command::Event), Vec::<String>::new(), "its default gave way");
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "keys.jto: no such command; did you mean jot?",
                "keys.quit: \"hyper-q\" is no key; such as \"q\", \"ctrl-u\", \"g g\"",
                "keys.jot: \"n\" was the only key of event; give event another, or [] for none",
            ]
        );
    }

    #[test]
    fn with_the_plain_preset_no_letter_does_anything_and_signs_do() {
        let (map, problems) = Keymap::new(Preset::Plain, &BTreeMap::new());
        assert_eq!(problems, []);
        for scope in [Scope::Lists, Scope::People, Scope::Gifts, Scope::Import] {
            for letter in ('a'..='z').chain('A'..='Z') {
                assert_eq!(
                    map.resolve(&[scope], &[Key::char(letter)]),
                    Resolved::Nothing,
                    "{letter} in {scope:?}"
                );
            }
        }
        for (keys, expect) in [(":", Command::Palette), ("?", Command::Help), ("/", Command::Search)] {
            assert_eq!(resolve(&map, &[Scope::Lists], keys), Resolved::Command(expect));
        }
        // A question has no other way to be answered.
        assert_eq!(resolve(&map, &[Scope::Gate], "g"), Resolved::Command(Command::GiveInstead));
    }

    #[test]
    fn with_the_emacs_preset_control_moves_and_ctrl_g_goes_back() {
        let (map, problems) = Keymap::new(Preset::Emacs, &BTreeMap::new());
        assert_eq!(problems, []);
        let lists = [
            ("ctrl-n", Command::Down),
            ("j", Command::Down),
            ("ctrl-g", Command::Back),
            ("f2", Command::Blank),
        ];
        for (keys, expect) in lists {
            assert_eq!(resolve(&map, &[Scope::Lists], keys), Resolved::Command(expect), "{keys}");
        }
        assert_eq!(resolve(&map, &[Scope::Text], "ctrl-g"), Resolved::Command(Command::Close));
        assert_eq!(map.keys_of(Command::Down), ["j", "down", "ctrl-n"]);
        // Every key of the preset is one, and none is in the way of another.
        for row in COMMANDS {
            assert_eq!(
                map.keys_of(row.command).len(),
                preset::keys(Preset::Emacs, row).len(),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn every_command_with_keys_can_be_reached_by_one() {
        let map = Keymap::default();
        for row in COMMANDS.iter().filter(|row| !row.keys.is_empty()) {
            assert_eq!(map.keys_of(row.command).len(), row.keys.len(), "{}", row.name);
        }
    }
}
