//! Pages of Markdown with front matter, a person each: mingle's own, and what people keep in a notebook such as Obsidian.

use jiff::civil::Time;

use super::decode;
use super::draft::{Draft, Fate, add, add_emails, clean};
use super::words::{Role, meaning};
use super::{NotAList, Options};
use crate::domain::{
    Day, FIELDS, FieldKind, FollowUp, FollowUpId, Met, Note, NoteId, NoteKind, Person, PersonId, Stamp,
};

/// What every page begins with, and what ends its front matter.
const RULE: &str = "---";
/// What a private note's heading says.
const PRIVATE: &str = "private";

/// The people of the pages.
pub(super) struct Pages {
    pub(super) drafts: Vec<Draft>,
    pub(super) said: Vec<String>,
    pub(super) problems: Vec<String>,
}

/// Whether a text begins as a page does: front matter that ends, with a key in its first line.
pub(super) fn is_page(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some(RULE)
        && lines.next().is_some_and(|line| key_of(line).is_some())
        && lines.any(|line| line == RULE)
}

/// Reads one page or several, one below the other.
///
/// # Errors
/// When nobody stands in it, or no encoding has the name that the options say.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Pages, NotAList> {
    let decoded = decode::decode(bytes, options.encoding.as_deref())?;
    let mut reading = Reading::default();
    let mut lines = decoded.text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let begins = line.trim_end() == RULE
            && !reading.in_front
            && lines.peek().is_some_and(|(_, next)| key_of(next).is_some());
        if begins {
            reading.begin(at + 1);
        } else {
            reading.take(line);
        }
    }
    let mut drafts = reading.ended();
    drafts.retain(|draft| !draft.name.is_empty() || !draft.emails.is_empty());
    if drafts.is_empty() {
        return Err(NotAList(
            "nothing to import: the front matter of this page names no address, company or role of anybody; give a CSV or vCard file"
                .to_owned(),
        ));
    }
    let count = drafts.len();
    let said = vec![
        format!("Markdown with front matter, {}", decoded.encoding),
        format!("{count} page{}", if count == 1 { "" } else { "s" }),
        "not used: favours, ties and events; mingle's JSON export brings those along".to_owned(),
    ];
    Ok(Pages { drafts, said, problems: decoded.problems })
}

/// The part of a page below a heading.
#[derive(Default, Clone, Copy, PartialEq)]
enum Section {
    #[default]
    Top,
    /// A list of texts: needs, offers, what to steer clear of.
    Field(usize),
    Goals,
    ToDo,
    Notes,
    Other,
}

#[derive(Default)]
struct Reading {
    done: Vec<Draft>,
    open: Option<Draft>,
    /// Between the rules at the top of a page.
    in_front: bool,
    /// The key that the items below it belong to.
    key: String,
    aliases: Vec<String>,
    heading: String,
    /// The front matter says how somebody is reached or what they do, or it is ours.
    somebody: bool,
    has_id: bool,
    section: Section,
    note: Option<Note>,
}

impl Reading {
    fn begin(&mut self, line: usize) {
        self.close();
        let done = std::mem::take(&mut self.done);
        *self =
            Self { done, open: Some(Draft { line, ..Draft::default() }), in_front: true, ..Self::default() };
    }

    fn ended(mut self) -> Vec<Draft> {
        self.close();
        self.done
    }

    fn close(&mut self) {
        self.close_note();
        let Some(mut draft) = self.open.take() else { return };
        if draft.name.is_empty() {
            draft.name = std::mem::take(&mut self.heading);
        }
        if draft.name.is_empty() {
            draft.name = self.aliases.first().cloned().unwrap_or_default();
        }
        // An alias is what we write a name into; of other pages the heading is the name.
        if self.has_id
            && let Some(alias) = self.aliases.first()
        {
            draft.name.clone_from(alias);
            self.somebody = true;
        }
        if self.somebody {
            draft.fate = if draft.name.is_empty() {
                Fate::Doubt("no name; the e-mail address stands for it".to_owned())
            } else {
                Fate::In
            };
            self.done.push(draft);
        }
    }

    fn take(&mut self, line: &str) {
        if self.open.is_none() {
            return;
        }
        let text = line.trim();
        if !self.in_front {
            return self.body(text);
        }
        if text == RULE {
            self.in_front = false;
        } else if let Some(item) = text.strip_prefix("- ").or(text.strip_prefix('-')) {
            self.value(&plain(item));
        } else if let Some((key, value)) = key_of(line) {
            key.clone_into(&mut self.key);
            let value = value.trim();
            match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                Some(list) => list.split(',').for_each(|item| self.value(&plain(item))),
                None => self.value(&plain(value)),
            }
        }
    }

    /// A value of the front matter.
    fn value(&mut self, text: &str) {
        let Some(draft) = self.open.as_mut().filter(|_| !text.is_empty()) else { return };
        let day = || text.parse().ok().map(Day);
        match self.key.to_lowercase().as_str() {
            "aliases" | "alias" => return self.aliases.push(text.to_owned()),
            "id" => {
                self.has_id = true;
                draft.more().id = PersonId::new(text);
            }
            "met" => {
                if let Some(on) = day() {
                    draft.more().met = Some(Met { on: Some(on), ..Met::default() });
                }
            }
            _ => {}
        }
        let Some(role) = meaning(&self.key).filter(|meaning| !meaning.loose).map(|meaning| meaning.role)
        else {
            return;
        };
        match role {
            Role::Name | Role::Display if draft.name.is_empty() => text.clone_into(&mut draft.name),
            Role::Email => add_emails(draft, text),
            Role::Phone => {
                add(&mut draft.phones, text.to_owned());
            }
            Role::Link => {
                add(&mut draft.links, text.to_owned());
            }
            Role::Tags => {
                add(&mut draft.tags, text.trim_start_matches('#').to_owned());
            }
            Role::Company if draft.company.is_empty() => text.clone_into(&mut draft.company),
            Role::Job if draft.role.is_empty() => text.clone_into(&mut draft.role),
            Role::Own(field) => put(draft.more(), field, text),
            _ => {}
        }
        self.somebody |= matches!(role, Role::Email | Role::Phone | Role::Company | Role::Job);
    }

    fn body(&mut self, line: &str) {
        if let Some(heading) = line.strip_prefix("### ").filter(|_| self.section == Section::Notes) {
            self.close_note();
            self.note = Some(note(heading));
            return;
        }
        if let Some(note) = &mut self.note
            && !line.starts_with("## ")
        {
            let line = unescaped(line);
            if !(note.text.is_empty() && line.is_empty()) {
                note.text.push_str(&line);
                note.text.push('\n');
            }
            return;
        }
        if let Some(heading) = line.strip_prefix("# ") {
            if self.heading.is_empty() {
                self.heading = clean(&unescaped(heading)).into_owned();
            }
        } else if let Some(heading) = line.strip_prefix("## ") {
            self.close_note();
            self.section = section(heading.trim());
        } else if let Some(item) = line.strip_prefix("- ") {
            self.item(item);
        } else if let (Some(face), Section::Top) = (line.strip_prefix("To recognise by: "), self.section)
            && let Some(draft) = &mut self.open
        {
            draft.more().face = unescaped(face);
        }
    }

    fn item(&mut self, item: &str) {
        let Some(draft) = &mut self.open else { return };
        match self.section {
            Section::Field(field) => put(draft.more(), field, &unescaped(item)),
            Section::Goals => draft.more().goals.push(unescaped(item)),
            Section::ToDo => {
                // What is done is history and has no day here.
                let Some(what) = item.strip_prefix("[ ] ") else { return };
                let due = what
                    .strip_suffix(')')
                    .and_then(|what| what.rsplit_once(" (due "))
                    .and_then(|(what, due)| Some((what, Day(due.parse().ok()?))));
                let (what, due) = due.map_or((what, None), |(what, due)| (what, Some(due)));
                let more = draft.more();
                let id = FollowUpId::new(&format!("u{}", more.follow_ups.len() + 1));
                more.follow_ups.push(FollowUp { id, what: unescaped(what), due, ..FollowUp::default() });
            }
            _ => {}
        }
    }

    fn close_note(&mut self) {
        let (Some(mut note), Some(draft)) = (self.note.take(), self.open.as_mut()) else { return };
        let ends = note.text.trim_end().len();
        note.text.truncate(ends);
        let more = draft.more();
        if !note.text.is_empty() {
            note.id = NoteId::new(&format!("n{}", more.notes.len() + 1));
            more.notes.push(note);
        }
    }
}

/// Adds a text to the field at a place among [`FIELDS`], or makes it that.
fn put(person: &mut Person, field: usize, text: &str) {
    match FIELDS.get(field).map(|field| &field.kind) {
        Some(FieldKind::Text(_, value)) => text.clone_into(value(person)),
        Some(FieldKind::List(_, values)) => values(person).push(text.to_owned()),
        None => {}
    }
}

/// What stands below a heading of ours.
fn section(heading: &str) -> Section {
    let field =
        |key: &str| FIELDS.iter().position(|field| field.key == key).map_or(Section::Other, Section::Field);
    match heading {
        "Needs" => field("needs"),
        "Offers" => field("offers"),
        "Steer clear of" => field("steer_clear"),
        "Goals" => Section::Goals,
        "To do" => Section::ToDo,
        "Notes" => Section::Notes,
        _ => Section::Other,
    }
}

/// A note's heading: its day, where it was, its kind, whether it is private, and with whom. A page keeps no hour.
fn note(heading: &str) -> Note {
    let mut note = Note::default();
    let mut parts = heading.split(", ").peekable();
    if let Some(day) = parts.peek().and_then(|part| part.parse::<jiff::civil::Date>().ok()) {
        note.at = Some(Stamp { at: day.to_datetime(Time::midnight()), offset: None });
        parts.next();
    }
    let mut told = false;
    while let Some(part) = parts.next() {
        // A place may be called as a kind is: what follows tells.
        let last = parts.peek().is_none_or(|next| *next == PRIVATE || next.starts_with("with "));
        let kind = NoteKind::ALL.iter().find(|kind| kind.as_str() == part).filter(|_| last && !told);
        if let Some(kind) = kind {
            note.kind = kind.clone();
            note.private = parts.next_if_eq(&PRIVATE).is_some();
            told = true;
        } else if !told {
            // Of a kind that is not known it is better private too often.
            note.private |= part == PRIVATE;
        }
    }
    note
}

/// `key: value` of YAML, not indented.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '-' | ' ');
    let plain = !key.is_empty() && key.len() <= 40 && key.chars().all(word) && !key.starts_with([' ', '-']);
    (plain && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key.trim(), value))
}

/// A scalar of YAML: in double quotes as JSON has it, in single ones, or bare.
fn plain(text: &str) -> String {
    let text = text.trim();
    if matches!(text, "null" | "~") {
        return String::new();
    }
    let unquoted = match (text.strip_prefix('\''), text.starts_with('"')) {
        (Some(rest), _) => rest.strip_suffix('\'').map(|inner| inner.replace("''", "'")),
        (None, true) => serde_json::from_str::<String>(text).ok(),
        (None, false) => text.split(" #").next().map(str::to_owned),
    };
    let text = unquoted.unwrap_or_else(|| text.to_owned());
    let text = clean(&text);
    // A link of a notebook says the name of the page it leads to.
    let link = text.strip_prefix("[[").and_then(|link| link.strip_suffix("]]"));
    let link = link.map(|link| link.rsplit_once('|').map_or(link, |(_, shown)| shown));
    link.unwrap_or(&text).to_owned()
}

/// Text of a page without the `\` before signs that would mean something there.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut escaped = false;
    for ch in text.trim().chars() {
        if escaped && !ch.is_ascii_punctuation() {
            out.push('\\');
        }
        escaped = ch == '\\' && !escaped;
        if !escaped {
            out.push(ch);
        }
    }
    if escaped {
        out.push('\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_of_a_note() {
        #[track_caller]
        fn check(heading: &str, day: &str, kind: &str, private: bool) {
            let note = note(heading);
            let found = note.at.map_or_else(String::new, |at| at.day().to_string());
            assert_eq!((found.as_str(), note.kind.as_str(), note.private), (day, kind, private), "{heading}");
        }
        check("2026-05-12, Fair, lesson", "2026-05-12", "lesson", false);
        check("2026-05-12, lesson, private, with Ana, Bo", "2026-05-12", "lesson", true);
        check("view", "", "view", false);
        check("talk, private lesson, view", "", "view", false);
        check("2026-05-12, private, talk, opening, with private", "2026-05-12", "opening", false);
        check("2026-05-12, hello, private", "2026-05-12", "hello", true);
        check("Fair, a kind of my own, private", "", "talk", true);
    }

    #[test]
    fn scalars() {
        for (text, value) in [
            ("~", ""),
            ("null", ""),
            ("\"~\"", "~"),
            ("'null'", "null"),
            ("a # b", "a"),
            ("\"[[x|Y]]\"", "Y"),
        ] {
            assert_eq!(plain(text), value, "{text}");
        }
    }
}
