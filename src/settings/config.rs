//! `config.toml`: good keys count, bad ones are named with their line, nothing stops the start.

use std::borrow::Cow;
use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::agenda::{Messages, PLACEHOLDERS};
use crate::ledger::Points;
use crate::ledger::gate::Limits;
use crate::settings::Preset;

/// A config with everything at its default and what each key means, for `mingle config default`.
pub const SAMPLE: &str = include_str!("../../assets/sample-config.toml");

/// The settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// What a favour of each size counts.
    pub points: Points,
    /// When the gate is silent, and when a word about asking is due.
    pub gate: Limits,
    /// Name of the theme: a built-in one or a file in `themes/` beside the config.
    pub theme: String,
    /// Whether clicks and the wheel are taken.
    pub mouse: bool,
    /// Only ASCII in what mingle itself draws.
    pub ascii: bool,
    /// The wording of messages about things on the agenda.
    pub messages: Messages,
    /// The keys to begin from.
    pub preset: Preset,
    /// Keys by command name, over those of the preset.
    pub keys: BTreeMap<String, Vec<String>>,
    /// The line of each of `keys`, from 1, for whoever finds a mistake in one.
    pub key_lines: BTreeMap<String, usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            points: Points::default(),
            gate: Limits::default(),
            theme: "terminal".into(),
            mouse: true,
            ascii: false,
            messages: Messages::default(),
            preset: Preset::default(),
            keys: BTreeMap::new(),
            key_lines: BTreeMap::new(),
        }
    }
}

/// Every key outside `[keys]`.
const KEYS: &[&str] = &["version", "theme", "mouse", "ascii", "points", "messages", "gate", "preset", "keys"];

impl Settings {
    /// Reads a config. What is wrong is named with its line and left at its default.
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut problems = Vec::new();
        let table = match DeTable::parse(text) {
            Ok(table) => table.into_inner(),
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(text, span.start));
                return (settings, vec![format!("line {line}: {}; the defaults are used", error.message())]);
            }
        };
        for (key, value) in in_order(&table) {
            let line = line_of(text, key.span().start);
            let mut bad = |expected: &str| {
                problems.push(format!("line {line}: {}: expected {expected}", key.get_ref()));
            };
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("version", DeValue::Integer(_)) => {}
                ("theme", DeValue::String(name)) => settings.theme = name.clone().into_owned(),
                ("mouse", DeValue::Boolean(on)) => settings.mouse = *on,
                ("ascii", DeValue::Boolean(on)) => settings.ascii = *on,
                ("preset", DeValue::String(name)) => match Preset::named(name) {
                    Some(preset) => settings.preset = preset,
                    None => bad(&presets()),
                },
                ("preset", _) => bad(&presets()),
                ("points", DeValue::Table(points)) => settings.points_from(text, points, &mut problems),
                ("messages", DeValue::Table(own)) => settings.messages_from(text, own, &mut problems),
                ("gate", DeValue::Table(gate)) => settings.gate_from(text, gate, &mut problems),
                ("keys", DeValue::Table(keys)) => settings.keys_from(text, keys, &mut problems),
                ("version", _) => bad("a number"),
                ("theme", _) => bad("a name in quotes"),
                ("mouse" | "ascii", _) => bad("true or false"),
                ("points" | "messages" | "gate" | "keys", _) => bad("a table"),
                (other, _) => problems.push(unknown(line, other, KEYS)),
            }
        }
        (settings, problems)
    }

    fn points_from(&mut self, text: &str, table: &DeTable<'_>, problems: &mut Vec<String>) {
        for (key, value) in in_order(table) {
            let line = line_of(text, key.span().start);
            let points = whole(value.get_ref());
            let field = match key.get_ref().as_ref() {
                "quick" => &mut self.points.quick,
                "hour" => &mut self.points.hour,
                "day" => &mut self.points.day,
                "big" => &mut self.points.big,
                other => {
                    problems.push(unknown(line, other, &["quick", "hour", "day", "big"]));
                    continue;
                }
            };
            match points {
                Some(points) if points <= 1000 => *field = points,
                _ => problems
                    .push(format!("line {line}: points.{}: expected a number from 0 to 1000", key.get_ref())),
            }
        }
    }

    fn messages_from(&mut self, text: &str, table: &DeTable<'_>, problems: &mut Vec<String>) {
        for (key, value) in in_order(table) {
            let line = line_of(text, key.span().start);
            let name = key.get_ref();
            let DeValue::String(wording) = value.get_ref() else {
                problems.push(format!("line {line}: messages.{name}: expected a text in quotes"));
                continue;
            };
            match self.messages.set(name, wording) {
                Ok(true) => {}
                Ok(false) => {
                    let known: Vec<&str> = Messages::kinds().iter().map(|message| message.key).collect();
                    problems.push(unknown(line, name, &known));
                }
                Err(wrong) => problems.extend(wrong.iter().map(|wrong| {
                    let line = line_of(text, place_in(text, value, wording, wrong.at));
                    format!("line {line}: messages.{name}: {}", placeholder(&wrong.text))
                })),
            }
        }
    }

    fn gate_from(&mut self, text: &str, table: &DeTable<'_>, problems: &mut Vec<String>) {
        for (key, value) in in_order(table) {
            let line = line_of(text, key.span().start);
            let (field, least, most) = match key.get_ref().as_ref() {
                "fresh_days" => (&mut self.gate.fresh_days, 0, 3650),
                "asks_in_a_row" => (&mut self.gate.asks_in_a_row, 2, 100),
                other => {
                    problems.push(unknown(line, other, &["fresh_days", "asks_in_a_row"]));
                    continue;
                }
            };
            match whole(value.get_ref()) {
                Some(number) if (least..=most).contains(&number) => *field = number,
                _ => problems.push(format!(
                    "line {line}: gate.{}: expected a number from {least} to {most}",
                    key.get_ref()
                )),
            }
        }
    }

    fn keys_from(&mut self, text: &str, table: &DeTable<'_>, problems: &mut Vec<String>) {
        for (key, value) in in_order(table) {
            let line = line_of(text, key.span().start);
            let string = |value: &DeValue<'_>| match value {
                DeValue::String(text) => Some(text.clone().into_owned()),
                _ => None,
            };
            let keys = match value.get_ref() {
                DeValue::Array(keys) => keys.iter().map(|key| string(key.get_ref())).collect(),
                one => string(one).map(|key| vec![key]),
            };
            let name = key.get_ref().to_string();
            let Some(keys) = keys else {
                problems
                    .push(format!("line {line}: keys.{name}: expected a list such as [\"q\", \"ctrl-u\"]"));
                continue;
            };
            self.key_lines.insert(name.clone(), line);
            self.keys.insert(name, keys);
        }
    }
}

/// "usual", "plain" or "emacs".
fn presets() -> String {
    let [most @ .., last] = Preset::NAMES.map(|(name, _)| format!("\"{name}\""));
    format!("{} or {last}", most.join(", "))
}

/// A whole number that is not negative.
fn whole(value: &DeValue<'_>) -> Option<u32> {
    match value {
        DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

/// What a table holds, as it stands in the file.
fn in_order<'a, 'i>(table: &'a DeTable<'i>) -> Vec<(&'a Spanned<Cow<'i, str>>, &'a Spanned<DeValue<'i>>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// The line of a byte, from 1.
fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

/// Where byte `at` of a string stands in the file; of a string that is written with escapes, where it begins.
fn place_in(text: &str, value: &Spanned<DeValue<'_>>, string: &str, at: usize) -> usize {
    let span = value.span();
    let begins = text.get(span.clone()).and_then(|written| written.find(string));
    begins.map_or(span.start, |begins| span.start + begins + at)
}

/// What is wrong with a placeholder, with the nearest one that there is.
fn placeholder(written: &str) -> String {
    let name = written.trim_matches(['{', '}']);
    if name.is_empty() && written == "{" {
        return "a { that is not closed; write {{ for the sign itself".into();
    }
    let near = PLACEHOLDERS.iter().map(|(known, _)| (strsim::osa_distance(name, known), known)).min();
    match near {
        Some((distance, known)) if distance <= 2 && distance < known.len() => {
            format!("there is no {written}; did you mean {{{known}}}?")
        }
        _ => {
            let all: Vec<String> = PLACEHOLDERS.iter().map(|(known, _)| format!("{{{known}}}")).collect();
            format!("there is no {written}; there are {}", all.join(", "))
        }
    }
}

/// "no such key", with the nearest one that there is.
fn unknown(line: usize, key: &str, known: &[&str]) -> String {
    let near = known.iter().map(|name| (strsim::osa_distance(key, name), name)).min();
    match near {
        Some((distance, name)) if distance <= 2 => format!("line {line}: no key {key}; did you mean {name}?"),
        _ => format!("line {line}: no key {key}; there are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_keys_count_and_bad_ones_are_named() {
        let text =
            "mouse = false\nthem = 'x'\npoints = { hour = 5, day = 'x' }\n[keys]\nquit = ['x']\nundo = 3\n";
        let (settings, problems) = Settings::parse(text);
        assert!(!settings.mouse);
        assert_eq!((settings.points.hour, settings.points.day), (5, 8));
        assert_eq!(settings.keys["quit"], ["x"]);
        assert_eq!(settings.key_lines["quit"], 5);
        assert_eq!(
            problems,
            [
                "line 2: no key them; did you mean theme?",
                "line 3: points.day: expected a number from 0 to 1000",
                "line 6: keys.undo: expected a list such as [\"q\", \"ctrl-u\"]",
            ]
        );
    }

    #[test]
    fn the_preset_is_one_of_those_there_are() {
        assert_eq!(Settings::parse("preset = 'plain'").0.preset, Preset::Plain);
        let (settings, problems) = Settings::parse("mouse = true\npreset = 'vi'\n");
        assert_eq!(settings.preset, Preset::Usual);
        assert_eq!(problems, ["line 2: preset: expected \"usual\", \"plain\" or \"emacs\""]);
    }

    #[test]
    fn messages_are_templates_with_known_placeholders() {
        let text = "[messages]\nthanks = 'Hello {first}, {frist}!'\npromise = \"\"\"\nHello {name},\n{waht} {zzzzzzzz}\n{\"\"\"\n\
                    out-of-touch = 'Long time, {first}'\nrenewal = 3\nthank = 'x'\nevent = \"a\\n{x}\"\n";
        let (settings, problems) = Settings::parse(text);
        let mut expect = Messages::default();
        expect.set("out-of-touch", "Long time, {first}").unwrap();
        assert_eq!(settings.messages, expect);
        let all = "{first}, {name}, {what}, {event}, {company}, {third}, {due}, {me}";
        assert_eq!(
            problems,
            [
                "line 2: messages.thanks: there is no {frist}; did you mean {first}?".to_owned(),
                "line 5: messages.promise: there is no {waht}; did you mean {what}?".to_owned(),
                format!("line 5: messages.promise: there is no {{zzzzzzzz}}; there are {all}"),
                "line 6: messages.promise: a { that is not closed; write {{ for the sign itself".to_owned(),
                "line 8: messages.renewal: expected a text in quotes".to_owned(),
                "line 9: no key thank; did you mean thanks?".to_owned(),
                format!("line 10: messages.event: there is no {{x}}; there are {all}"),
            ]
        );
    }

    #[test]
    fn the_gate_can_be_set_within_reason() {
        let (settings, problems) = Settings::parse("[gate]\nfresh_days = 90\nasks_in_a_row = 1\nfresh = 3\n");
        assert_eq!((settings.gate.fresh_days, settings.gate.asks_in_a_row), (90, 3));
        assert_eq!(
            problems,
            [
                "line 3: gate.asks_in_a_row: expected a number from 2 to 100",
                "line 4: no key fresh; there are fresh_days, asks_in_a_row"
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_toml_leaves_the_defaults() {
        let (settings, problems) = Settings::parse("mouse = true\ntheme = \n");
        assert_eq!(settings, Settings::default());
        assert!(problems[0].starts_with("line 2:"), "{problems:?}");
    }

    #[test]
    fn the_sample_is_the_defaults() {
        let (settings, problems) = Settings::parse(SAMPLE);
        assert_eq!((settings, problems), (Settings::default(), vec![]));
    }
}
