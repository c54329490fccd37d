//! What stands below the front matter of a page: lists, notes, things to do, and whatever else somebody wrote there.

use std::mem::take;

use jiff::civil::Time;

use super::put;
use crate::domain::{Day, FIELDS, FavourState, FollowUp, Note, NoteId, NoteKind, Stamp};
use crate::exchange::draft::{Draft, add, clean, too_many};
use crate::exchange::edited::task_mark;
use crate::exchange::marks::Marks;

/// What stands before the days of a favour.
const DAYS: &[&str] = &["on", "due", "done", "thanked"];
/// What is written of somebody who is not there any more.
const NOBODY: &str = "somebody not found";
/// What a private note's heading says.
const PRIVATE: &str = "private";

/// The part of a page below a heading.
#[derive(Default, Clone, Copy, PartialEq)]
enum Section {
    #[default]
    Top,
    /// A list of texts: needs, offers, what to steer clear of.
    Field(usize),
    Goals,
    ToDo,
    Favours,
    Notes,
    Other,
}

/// A note whose text is being read.
struct Open {
    note: Note,
    /// Its heading says its kind.
    kind_said: bool,
    /// Below that stood some text already.
    begun: bool,
}

/// What is known of what mingle wrote on a page.
#[derive(Clone, Copy)]
pub(super) struct Base<'a> {
    /// The page is mingle's own.
    pub(super) ours: bool,
    /// What the page says of it.
    pub(super) marks: Option<&'a Marks>,
    /// Of an older page, which says nothing: what mingle would write today.
    pub(super) today: Option<&'a Marks>,
}

impl Base<'_> {
    /// Whether mingle wrote a value, where anything tells.
    pub(super) fn wrote(&self, part: &str, value: &str) -> Option<bool> {
        self.marks.or(self.today).map(|marks| marks.has(part, value))
    }
}

/// A page's body as far as it was read.
pub(super) struct Body<'a> {
    draft: Draft,
    base: Base<'a>,
    today: Option<Day>,
    /// What stands on it, for whoever marks it.
    written: &'a mut Marks,
    heading: String,
    section: Section,
    note: Option<Open>,
    /// Text that is somebody's own, so far.
    loose: String,
    /// Of that the heading, and whether something to do stood below it.
    above: (usize, bool),
    /// Between two lines of three backticks, where nothing is a heading; `None` where one of these is alone.
    fenced: Option<bool>,
    room: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(draft: Draft, base: Base<'a>, today: Option<Day>, written: &'a mut Marks) -> Self {
        Self {
            draft,
            base,
            today,
            written,
            heading: String::new(),
            section: Section::Top,
            note: None,
            loose: String::new(),
            above: (0, false),
            fenced: Some(false),
            room: true,
        }
    }

    /// What was read, and the page's heading.
    pub(super) fn finish(mut self) -> (Draft, String) {
        self.close();
        if !self.room {
            self.draft.problems.push(too_many(self.draft.line));
        }
        (self.draft, self.heading)
    }

    /// Reads all of it.
    pub(super) fn read(&mut self, lines: &[&str]) {
        let fences = lines.iter().filter(|line| is_fence(line)).count();
        self.fenced = (fences % 2 == 0).then_some(false);
        for line in lines {
            self.take(line);
        }
    }

    fn take(&mut self, line: &str) {
        let text = line.trim();
        if let Some(fenced) = &mut self.fenced {
            let fence = is_fence(line);
            *fenced ^= fence;
            if *fenced || fence {
                return self.write(line);
            }
        }
        if let Some(heading) = text.strip_prefix("## ") {
            self.close();
            self.section = section(heading.trim());
            if self.section == Section::Other {
                self.loose.push_str(heading.trim());
                self.loose.push('\n');
                self.above = (heading.trim().len(), false);
            }
        } else if let Some(heading) = text.strip_prefix("### ").filter(|_| self.section == Section::Notes) {
            self.close();
            self.note = Some(self.head(heading));
        } else if let Some(heading) = text.strip_prefix("# ").filter(|_| self.heading.is_empty()) {
            self.heading = clean(&unescaped(heading)).into_owned();
        } else if item_of(text).is_some_and(|item| self.errand(item)) {
            self.above.1 = true;
        } else if self.note.is_some() {
            self.write(line);
        } else if let Some(item) = item_of(text) {
            if self.is_mingles(text) || self.item(item) {
                self.close();
            } else {
                self.write(line);
            }
        } else if text.is_empty() || !(self.face(text) || self.is_mingles(text)) {
            self.write(line);
        }
    }

    /// A note by its heading, with what somebody wrote there.
    fn head(&mut self, heading: &str) -> Open {
        let Head { mut note, kind_said, rest } = Head::of(heading);
        if let Some(at) = note.at {
            self.written.add("head", &at.day().to_string());
        }
        for part in rest {
            self.written.add("head", part);
            let wrote = self.base.wrote("head", part).unwrap_or(self.base.ours);
            // Of an older page a link may be one that has gone since.
            if !(wrote || self.base.today.is_some() && part.contains("[[")) {
                note.text.push_str(&unescaped(part));
                note.text.push('\n');
            }
        }
        Open { note, kind_said, begun: false }
    }

    /// A line of text: of the note, or somebody's own.
    fn write(&mut self, line: &str) {
        let Some(Open { note, begun, .. }) = &mut self.note else {
            if !(self.loose.is_empty() && line.trim().is_empty()) {
                self.loose.push_str(line.trim_end());
                self.loose.push('\n');
            }
            return;
        };
        // Where mingle says what it wrote, no other block is one of its notes.
        let known = |id: &NoteId| self.base.marks.is_none_or(|marks| marks.has("block", id.as_str()));
        let (text, id) =
            named(line).filter(|(_, id)| known(id)).map_or((line, None), |(text, id)| (text, Some(id)));
        let text = unescaped(text);
        // What was typed into the heading stands above the text without a blank line.
        *begun |= !text.is_empty();
        if *begun {
            note.text.push_str(&text);
            note.text.push('\n');
        }
        // What follows the name of a block is another block.
        if let Some(id) = id {
            note.id = id;
            self.close();
        }
    }

    /// Whether mingle wrote a line that is no value of its own: what the front matter says too, or what only mingle changes.
    fn is_mingles(&mut self, line: &str) -> bool {
        let about = matches!(self.section, Section::Top | Section::Favours);
        if !about {
            return false;
        }
        self.written.add("line", line);
        let wrote = self.base.wrote("line", line);
        let joined = |parts: Vec<&String>| {
            parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
        };
        let Draft { role, company, emails, phones, links, .. } = &self.draft;
        let ways = emails.iter().chain(phones).chain(links).collect();
        let known = [joined(vec![role, company]), joined(ways)];
        // What says what the front matter says was changed with it, as by replacing a word on the whole page.
        if wrote == Some(true) || self.section == Section::Top && known.contains(&unescaped(line)) {
            return true;
        }
        // Of a page without marks it is told by its form.
        self.base.marks.is_none() && self.base.ours && has_form(line)
    }

    fn face(&mut self, line: &str) -> bool {
        let face = line.strip_prefix("To recognise by: ").filter(|_| self.section == Section::Top);
        if let Some(face) = face {
            self.draft.more().face = unescaped(face);
        }
        face.is_some()
    }

    /// Takes an item of a list; says whether it is one of mingle's lists.
    fn item(&mut self, item: &str) -> bool {
        match self.section {
            Section::Field(field) => put(self.draft.more(), field, &unescaped(item)),
            Section::Goals => self.draft.more().goals.push(unescaped(item)),
            Section::ToDo => return self.task(item),
            _ => return false,
        }
        true
    }

    /// Takes what somebody wrote as a thing to do wherever they were; mingle writes a `\` before such brackets. What is ticked
    /// on a page of others is text.
    fn errand(&mut self, item: &str) -> bool {
        let open = item.starts_with("[ ] ");
        self.section != Section::ToDo && (open || self.base.ours) && self.task(item)
    }

    fn task(&mut self, item: &str) -> bool {
        let (ticked, what) = match item.split_at_checked(4) {
            Some(("[ ] ", what)) => (false, what),
            Some(("[x] " | "[X] ", what)) => (true, what),
            _ => return false,
        };
        // What was done long ago is history and has no day here.
        let wrote = || self.base.wrote("done", what).unwrap_or(self.base.ours);
        if ticked && (self.today.is_none() || wrote()) {
            self.written.add("done", what);
            return true;
        }
        let (what, due) = due_of(what.trim());
        if what.is_empty() {
            return false;
        }
        let done = self.today.filter(|_| ticked);
        let task = FollowUp { due, what: unescaped(what), done, ..FollowUp::default() };
        self.written.add("to do", &task_mark(&task));
        self.draft.more().follow_ups.push(task);
        true
    }

    /// Ends the note, and the text that is somebody's own.
    fn close(&mut self) {
        let loose = take(&mut self.loose);
        let loose = loose.trim();
        // On a page of others a heading over things to do says nothing by itself.
        let (above, tasks) = take(&mut self.above);
        let bare = tasks && !self.base.ours && loose.len() == above;
        if !(loose.is_empty() || bare) {
            self.room &= add(&mut self.draft.notes, loose.to_owned());
        }
        let Some(Open { mut note, kind_said, .. }) = self.note.take() else { return };
        let ends = note.text.trim_end().len();
        note.text.truncate(ends);
        if let Some(marks) = self.base.marks.or(self.base.today).filter(|_| !kind_said) {
            let was = |kind: &&NoteKind| marks.has("kind", &format!("{} {}", note.id, kind.as_str()));
            note.kind = NoteKind::ALL.iter().find(was).cloned().unwrap_or(note.kind);
        }
        self.written.add("note", &format!("{} {}", note.id, note.text));
        self.written.add("kind", &format!("{} {}", note.id, note.kind.as_str()));
        self.written.add("block", note.id.as_str());
        let more = self.draft.more();
        if !note.text.is_empty() {
            more.notes.push(note);
        }
    }
}

/// What a list says behind its sign.
fn item_of(text: &str) -> Option<&str> {
    ["- ", "* ", "+ "].iter().find_map(|sign| text.strip_prefix(sign))
}

/// A thing to do, and when: `(due 2026-12-01)` as mingle writes it, or `📅 2026-12-01` as notebooks do.
fn due_of(text: &str) -> (&str, Option<Day>) {
    let ours = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (due "));
    let dated = ours.or_else(|| text.rsplit_once('\u{1f4c5}'));
    let dated = dated.and_then(|(what, due)| Some((what.trim_end(), Day(due.trim().parse().ok()?))));
    dated.map_or((text, None), |(what, due)| (what, Some(due)))
}

/// Whether a line has the form of one that only mingle changes: where we met, who knows whom, a favour.
fn has_form(line: &str) -> bool {
    let is_day = |text: &str| text.parse::<jiff::civil::Date>().is_ok();
    let leads = |text: &str| text.starts_with("[[") && text.ends_with("]]") || text == NOBODY;
    let met = |text: &str| text.split_once(", ").map_or(is_day(text), |(day, _)| is_day(day));
    let favour = |text: &str| {
        text.rsplit(", ")
            .find(|part| !part.split_once(' ').is_some_and(|(word, day)| DAYS.contains(&word) && is_day(day)))
            .is_some_and(|state| FavourState::ALL.iter().any(|known| known.as_str() == state))
    };
    line == "Met"
        || line.strip_prefix("Met on ").is_some_and(met)
        || line.strip_prefix("Introduced by ").is_some_and(leads)
        || line.strip_prefix("Knows ").is_some_and(|all| all.split(", ").all(leads))
        || ["- I give: ", "- I receive: "].iter().any(|start| line.strip_prefix(start).is_some_and(favour))
}

/// A line of three backticks, with or without the name of a language.
fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

/// A line without the name of its block, ` ^n4k2` as notebooks write it, and that name.
fn named(line: &str) -> Option<(&str, NoteId)> {
    let (text, id) = line.trim_end().rsplit_once(" ^")?;
    let id = NoteId::new(id);
    is_block_name(&id).then_some((text, id))
}

/// Whether a note's id may name its block on a page: `5 m ^2` names none.
pub(in crate::exchange) fn is_block_name(id: &NoteId) -> bool {
    id.is_valid() && id.as_str().len() > 1
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
        "Given and received" => Section::Favours,
        "Notes" => Section::Notes,
        // Notebooks call it so.
        other if ["to do", "todo", "to-do", "tasks"].contains(&other.to_lowercase().as_str()) => {
            Section::ToDo
        }
        _ => Section::Other,
    }
}

/// The heading of a note: its day, where it was, its kind, whether it is private, and with whom. A page keeps no hour.
struct Head<'a> {
    note: Note,
    kind_said: bool,
    /// What is neither day nor kind.
    rest: Vec<&'a str>,
}

impl<'a> Head<'a> {
    fn of(heading: &'a str) -> Self {
        let mut head = Self { note: Note::default(), kind_said: false, rest: Vec::new() };
        let note = &mut head.note;
        let mut parts = heading.split(", ").peekable();
        if let Some(day) = parts.peek().and_then(|part| part.parse::<jiff::civil::Date>().ok()) {
            note.at = Some(Stamp { at: day.to_datetime(Time::midnight()), offset: None });
            parts.next();
        }
        while let Some(part) = parts.next() {
            // A place may be called as a kind is: what follows tells.
            let last = parts.peek().is_none_or(|next| *next == PRIVATE || next.starts_with("with "));
            let kind =
                NoteKind::ALL.iter().find(|kind| kind.as_str() == part).filter(|_| last && !head.kind_said);
            if let Some(kind) = kind {
                note.kind = kind.clone();
                note.private = parts.next_if_eq(&PRIVATE).is_some();
                head.kind_said = true;
            } else if !head.kind_said && part == PRIVATE {
                // Of a kind that is not known it is better private too often.
                note.private = true;
            } else {
                head.rest.push(part);
            }
        }
        head
    }
}

/// Text of a page without the `\` before signs that would mean something there.
pub(in crate::exchange) fn unescaped(text: &str) -> String {
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
            let note = Head::of(heading).note;
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
}
