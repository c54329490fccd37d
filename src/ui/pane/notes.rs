//! What is known of one person, and the conversation so far: the middle pane.

use ratatui::layout::Rect;

use crate::domain::{Day, Note, NoteKind, Person, Stamp};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::dates::{ago, day_words};
use crate::text::wrapped;
use crate::ui::canvas::{Canvas, below, scrolled};
use crate::ui::pane::people::face;
use crate::ui::shared::Shared;
use crate::ui::viewport::Hit;

/// One drawn row of the pane.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<(String, Meaning)>,
    /// Which note (by its place in the pane's order) it belongs to.
    pub(crate) note: Option<usize>,
}

impl Line {
    pub(crate) fn of(text: impl Into<String>, meaning: Meaning) -> Self {
        Self { pieces: vec![(text.into(), meaning)], note: None }
    }
}

/// What the pane shows.
pub(crate) struct NotesView {
    /// Which note is selected.
    pub(crate) at: usize,
    /// Rows scrolled by hand beyond what the selection needs.
    pub(crate) scroll: usize,
    pub(crate) focused: bool,
    /// Whether the person has just been turned to.
    pub(crate) arrived: bool,
}

/// A person's notes as the pane shows them: newest first.
pub(crate) fn in_order(person: &Person) -> Vec<&Note> {
    let mut notes: Vec<&Note> = person.notes.iter().collect();
    // Files hold the oldest first; among notes of one moment the later in the file is the newer.
    notes.reverse();
    notes.sort_by_key(|note| std::cmp::Reverse(note.at));
    notes
}

/// Draws the pane.
pub(crate) fn view(notes: &NotesView, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.hit(area, Hit::Pane(1));
    let name = shared.selected.as_ref().map_or("", |target| face(shared, target).name);
    canvas.heading(area, if name.is_empty() { "Notes" } else { name }, notes.focused);
    let body = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..below(area, 1) };
    let lines = lines(shared, usize::from(body.width));
    let height = usize::from(body.height);
    let of_note = |line: &Line| line.note == Some(notes.at);
    let offset = canvas.viewport.offsets.get(1).copied().unwrap_or(0);
    let first = lines.iter().position(of_note).filter(|_| notes.focused);
    let last = lines.iter().rposition(of_note).filter(|_| notes.focused);
    let offset = match (first, last) {
        // On arrival the head comes first: it is what to know before the first word.
        (Some(_), Some(last)) if notes.arrived => {
            canvas.viewport.note_hidden = last >= height;
            0
        }
        // The head of the pane stays in sight as long as the selected note does not need the room.
        (Some(first), Some(last)) => {
            let offset = scrolled(if notes.at == 0 { 0 } else { offset }, last, height, lines.len());
            scrolled(offset, first, height, lines.len())
        }
        _ => notes.scroll.min(lines.len().saturating_sub(height)),
    };
    if let Some(slot) = canvas.viewport.offsets.get_mut(1) {
        *slot = offset;
    }
    for (y, line) in (body.top()..body.bottom()).zip(lines.iter().skip(offset)) {
        let row = Rect { y, height: 1, ..body };
        let more = y + 1 == body.bottom() && lines.len() > offset + height;
        let right = body.right().saturating_sub(if more { 2 } else { 0 });
        let mut x = body.x;
        for (text, meaning) in &line.pieces {
            x = canvas.put(x, y, right.saturating_sub(x), text, *meaning);
        }
        if let Some(note) = line.note {
            canvas.hit(row, Hit::Row(1, note));
            if notes.focused && note == notes.at {
                canvas.put(area.x, y, 1, ">", Meaning::Accent);
            }
        }
    }
    if notes.focused {
        let row = first.unwrap_or(0).saturating_sub(offset);
        canvas.cursor(area.x, body.y + u16::try_from(row).unwrap_or(0));
    }
    if offset > 0 && body.height > 0 {
        canvas.right(body, body.y, if canvas.ascii { " ^" } else { " ↑" }, Meaning::Accent);
    }
    if lines.len() > offset + height && body.height > 0 {
        let sign = if canvas.ascii { " v" } else { " ↓" };
        canvas.right(body, body.bottom() - 1, sign, Meaning::Accent);
    }
}

/// The rows of the pane.
pub(crate) fn lines(shared: &Shared, cells: usize) -> Vec<Line> {
    match &shared.selected {
        None => {
            let mut lines = vec![Line::default()];
            let text =
                "Whoever you choose on the left stands here: what they do, what they need, what was said.";
            say(&mut lines, cells, "", text, Meaning::Dim);
            lines
        }
        Some(target @ Target::Attendee(..)) => attendee(shared, target, cells),
        Some(Target::Person(id)) => match shared.book.person(id) {
            Some(person) => {
                let mut lines = head(shared, person, cells);
                lines.extend(talk(shared, person, cells));
                lines
            }
            None => Vec::new(),
        },
    }
}

fn attendee(shared: &Shared, target: &Target, cells: usize) -> Vec<Line> {
    let face = face(shared, target);
    let mut lines = Vec::new();
    say(&mut lines, cells, "", &joined(&[face.role, face.company]), Meaning::Text);
    say(&mut lines, cells, "", face.email, Meaning::Dim);
    say(&mut lines, cells, "why  ", face.why, Meaning::Accent);
    lines.push(Line::default());
    say(&mut lines, cells, "", "On the list, and not one of your people yet.", Meaning::Dim);
    for (key, does) in [("m", "you met them"), ("w", "you want to meet them"), ("i", "jot a line about them")]
    {
        lines.push(Line {
            pieces: vec![(format!("  {key}  "), Meaning::Accent), (does.into(), Meaning::Text)],
            note: None,
        });
    }
    lines
}

/// What is good to know before a word is said.
pub(crate) fn head(shared: &Shared, person: &Person, cells: usize) -> Vec<Line> {
    let today = shared.now.today();
    let mut lines = Vec::new();
    let does = joined(&[&person.role, &person.company]);
    let tags: Vec<String> = person.tags.iter().map(|tag| format!("#{tag}")).collect();
    say(
        &mut lines,
        cells,
        "",
        &[does, tags.join(" ")]
            .iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" · "),
        Meaning::Text,
    );
    say(
        &mut lines,
        cells,
        "",
        &[person.face.clone(), origin(shared, person)]
            .iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" · "),
        Meaning::Dim,
    );
    for (label, items) in [("needs  ", &person.needs), ("offers ", &person.offers)] {
        say(&mut lines, cells, label, &items.join(" · "), Meaning::Text);
    }
    say(&mut lines, cells, "avoid  ", &person.steer_clear.join(" · "), Meaning::Warning);
    let reach: Vec<&str> =
        [&person.emails, &person.phones, &person.links].into_iter().flatten().map(String::as_str).collect();
    say(&mut lines, cells, "reach  ", &reach.join(" · "), Meaning::Dim);
    for conflict in &person.conflicts {
        say(
            &mut lines,
            cells,
            "two versions  ",
            &format!("{} was also {} (E settles it)", conflict.field, conflict.value),
            Meaning::Warning,
        );
    }
    if let Some(target) = &shared.selected {
        say(&mut lines, cells, "why  ", face(shared, target).why, Meaning::Accent);
    }
    let open = person.follow_ups.iter().filter(|todo| todo.done.is_none());
    for todo in open {
        let due = todo.due.map_or_else(String::new, |due| format!("{}: ", day_words(due, today)));
        say(&mut lines, cells, "to do  ", &format!("{due}{}", todo.what), Meaning::Owed);
    }
    lines
}

/// "via Tom Berg, met at Makers' Breakfast 2 weeks ago"
pub(crate) fn origin(shared: &Shared, person: &Person) -> String {
    let mut parts = Vec::new();
    if !person.via.is_empty() {
        parts.push(format!("via {}", shared.book.name_of(&person.via)));
    }
    if let Some(met) = &person.met {
        let event = shared.book.event(&met.event).map_or("", |event| event.name.as_str());
        let when = met.on.map_or_else(String::new, |day| ago(day, shared.now.today()));
        parts.push(match (event.is_empty(), when.is_empty()) {
            (false, _) => format!("met at {event} {when}").trim_end().to_owned(),
            (true, false) => format!("met {when}"),
            (true, true) => String::new(),
        });
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// The notes, newest first, under a line for each day and place.
fn talk(shared: &Shared, person: &Person, cells: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last: Option<(Option<Day>, &str)> = None;
    for (at, note) in in_order(person).into_iter().enumerate() {
        let event = shared.book.event(&note.event).map_or("", |event| event.name.as_str());
        let head = (note.at.map(Stamp::day), event);
        if last != Some(head) {
            lines.push(Line::default());
            lines.push(Line::of(heading(shared, note, event), Meaning::Dim));
            last = Some(head);
        }
        let sign = match &note.kind {
            NoteKind::Talk => String::new(),
            kind => format!("{kind}: "),
        };
        let text = note.words();
        let private = if note.private { "(private) " } else { "" };
        let start = lines.len();
        say(
            &mut lines,
            cells,
            "  ",
            &format!("{private}{sign}{text}"),
            if note.text.is_empty() { Meaning::Dim } else { Meaning::Text },
        );
        let also: Vec<&str> = note.also.iter().map(|id| shared.book.name_of(id)).collect();
        if !also.is_empty() {
            say(&mut lines, cells, "  ", &format!("also about {}", also.join(", ")), Meaning::Dim);
        }
        for line in lines.iter_mut().skip(start) {
            line.note = Some(at);
        }
    }
    if lines.is_empty() {
        lines.push(Line::default());
        lines.push(Line::of("Nothing said yet: i jots a line.", Meaning::Dim));
    }
    lines
}

fn heading(shared: &Shared, note: &Note, event: &str) -> String {
    let when = note.at.map_or_else(String::new, |at| {
        let day = day_words(at.day(), shared.now.today());
        if at.day() == shared.now.today() {
            format!("{day} {:02}:{:02}", at.at.hour(), at.at.minute())
        } else {
            day
        }
    });
    joined_by(&[&when, event], " · ")
}

/// Adds a labelled text, wrapped, with the rows after the first indented as far as the label; nothing for no text.
pub(crate) fn say(lines: &mut Vec<Line>, cells: usize, label: &str, text: &str, meaning: Meaning) {
    if text.is_empty() {
        return;
    }
    let indent = crate::text::width(label);
    let rows = wrapped(text, cells.saturating_sub(indent).max(1));
    for (at, row) in rows.into_iter().enumerate() {
        let lead = if at == 0 { label.to_owned() } else { " ".repeat(indent) };
        lines.push(Line {
            pieces: vec![(lead, Meaning::Dim), (row.as_str().trim_end().to_owned(), meaning)],
            note: None,
        });
    }
}

pub(crate) fn joined(parts: &[&str]) -> String {
    joined_by(parts, ", ")
}

fn joined_by(parts: &[&str], separator: &str) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(separator)
}
