//! The list of people: who is here, or everyone; what stands in a row.

mod rows;

use std::collections::HashSet;

use ratatui::layout::Rect;

use crate::domain::{Book, Event, Stamp};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::{show, wrapped};
use crate::ui::canvas::{Canvas, below, scrolled};
use crate::ui::shared::Shared;
use crate::ui::viewport::Hit;

pub(crate) use rows::{Wanted, follow, rows};

/// Where somebody stands at the event, told by a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    Wanted,
    Met,
    Known,
    Listed,
    Absent,
}

impl Standing {
    fn word(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::Met => "met",
            Self::Known => "known",
            Self::Listed => "",
            Self::Absent => "absent",
        }
    }

    /// A sign beside the name, for eyes that skim.
    fn sign(self) -> &'static str {
        match self {
            Self::Wanted => "*",
            Self::Met => "+",
            Self::Known => ".",
            Self::Listed | Self::Absent => " ",
        }
    }
}

/// One row: who, and where they stand.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) target: Target,
    pub(crate) standing: Standing,
    /// When they were checked in here.
    pub(crate) checked_in: Option<Stamp>,
}

/// In which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sort {
    /// Whom to turn to: wanted, met here, known, the rest; without an event, the last contact first.
    #[default]
    Turn,
    Name,
    Company,
}

impl Sort {
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Turn => Self::Name,
            Self::Name => Self::Company,
            Self::Company => Self::Turn,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Turn => "whom to turn to first",
            Self::Name => "by name",
            Self::Company => "by company",
        }
    }
}

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Filter {
    #[default]
    All,
    Wanted,
    Met,
    Known,
    New,
    /// With an open promise of mine.
    Owed,
}

impl Filter {
    pub(crate) fn next(self) -> Self {
        match self {
            Self::All => Self::Wanted,
            Self::Wanted => Self::Met,
            Self::Met => Self::Known,
            Self::Known => Self::New,
            Self::New => Self::Owed,
            Self::Owed => Self::All,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Wanted => "wanted",
            Self::Met => "met here",
            Self::Known => "known",
            Self::New => "new to you",
            Self::Owed => "waiting for a promise of yours",
        }
    }
}

/// What is known of somebody at a glance.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Face<'a> {
    pub(crate) name: &'a str,
    pub(crate) role: &'a str,
    pub(crate) company: &'a str,
    pub(crate) email: &'a str,
    pub(crate) why: &'a str,
}

/// Looks somebody up.
pub(crate) fn face<'a>(shared: &'a Shared, target: &Target) -> Face<'a> {
    face_in(&shared.book, shared.event(), target)
}

/// Looks somebody up who may be at `here`.
pub(super) fn face_in<'a>(book: &'a Book, here: Option<&'a Event>, target: &Target) -> Face<'a> {
    match target {
        Target::Person(id) => book.person(id).map_or(Face::default(), |person| Face {
            name: &person.name,
            role: &person.role,
            company: &person.company,
            email: person.emails.first().map_or("", String::as_str),
            why: here.and_then(|event| event.attendee_of(id)).map_or("", |attendee| &attendee.why),
        }),
        Target::Attendee(event, at) => {
            let attendee = book.event(event).and_then(|event| event.attendees.get(*at));
            attendee.map_or(Face::default(), |attendee| Face {
                name: Some(attendee.name.as_str())
                    .filter(|name| !name.is_empty())
                    .unwrap_or_else(|| book.name_of(&attendee.person)),
                role: &attendee.role,
                company: &attendee.company,
                email: &attendee.email,
                why: &attendee.why,
            })
        }
    }
}

/// What the list shows.
pub(crate) struct PeopleView<'a> {
    pub(crate) rows: &'a [Row],
    /// Which row is selected, when it is one of them.
    pub(crate) at: Option<usize>,
    /// Whom the panes are about when the list has no row for them: they stand above it.
    pub(crate) outside: Option<&'a Target>,
    pub(crate) marks: &'a HashSet<Target>,
    pub(crate) filter: Filter,
    pub(crate) focused: bool,
}

/// Draws the list.
pub(crate) fn view(people: &PeopleView<'_>, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect) {
    canvas.hit(area, Hit::Pane(0));
    canvas.heading(area, &title(people, shared), people.focused);
    let mut list = below(area, 1);
    if let Some(target) = people.outside.filter(|_| list.height > 0) {
        view_outside(people, shared, canvas, Rect { height: 1, ..list }, target);
        list = below(list, 1);
    }
    if people.rows.is_empty() {
        welcome(people, shared, canvas, list);
        return;
    }
    let height = usize::from(list.height);
    let offset = canvas.viewport.offsets.first().copied().unwrap_or(0);
    let offset = scrolled(offset, people.at.unwrap_or(offset), height, people.rows.len());
    if let Some(slot) = canvas.viewport.offsets.first_mut() {
        *slot = offset;
    }
    canvas.viewport.page = height.max(1);
    let on_show = people.rows.iter().skip(offset).take(height);
    let longest = on_show.map(|row| show(face(shared, &row.target).name).width()).max().unwrap_or(0);
    let longest = u16::try_from(longest).unwrap_or(u16::MAX);
    for (y, (at, row)) in (list.top()..list.bottom()).zip(people.rows.iter().enumerate().skip(offset)) {
        let area = Rect { y, height: 1, ..list };
        canvas.hit(area, Hit::Row(0, at));
        view_row(people, shared, canvas, area, (at, row, longest));
    }
}

/// Somebody found by searching, who is not in the list: who, and why they are not.
fn view_outside(
    people: &PeopleView<'_>,
    shared: &Shared,
    canvas: &mut Canvas<'_>,
    area: Rect,
    target: &Target,
) {
    let listed = match target {
        Target::Person(id) => shared.event().is_none_or(|event| event.attendee_of(id).is_some()),
        Target::Attendee(..) => true,
    };
    // Whoever stands on the list is left out by the filter.
    let word = if listed { "not shown" } else { "not here" };
    let start = canvas.right(area, area.y, word, Meaning::Dim);
    let room = start.saturating_sub(area.x + 1);
    canvas.pieces(area.x, area.y, room, &[("> ", Meaning::Text), (face(shared, target).name, Meaning::Text)]);
    canvas.tint(area, if people.focused { Meaning::Selected } else { Meaning::Unfocused });
    if people.focused {
        canvas.cursor(area.x, area.y);
    }
}

/// Whether somebody is taken back together with so many others that the list is not in step yet.
fn is_gone(shared: &Shared, target: &Target) -> bool {
    matches!(target, Target::Person(id) if shared.book.person(id).is_none())
}

/// The fewest cells that what meets a need is shown in.
const MEETS_CELLS: u16 = 18;

fn view_row(
    people: &PeopleView<'_>,
    shared: &Shared,
    canvas: &mut Canvas<'_>,
    area: Rect,
    (at, row, longest): (usize, &Row, u16),
) {
    let face = face(shared, &row.target);
    let selected = people.at == Some(at);
    let marked = people.marks.contains(&row.target);
    let lead = match (selected, marked) {
        (true, true) => ">x",
        (true, false) => "> ",
        (false, true) => " x",
        (false, false) => "  ",
    };
    let word = row.standing.word();
    let word_cells = if area.width >= 41 { 7 } else { 0 };
    let x = canvas.put(area.x, area.y, area.width, lead, Meaning::Text);
    let x = canvas.put(x, area.y, 2, row.standing.sign(), Meaning::Accent) + 1;
    let room = area.right().saturating_sub(x + word_cells + 1);
    // Names get what the longest on show needs, up to three fifths; what is left says what they do.
    let name_cells = longest.min((room * 3 / 5).max(room.min(14)));
    let name = if face.name.is_empty() && !is_gone(shared, &row.target) { "(no name)" } else { face.name };
    canvas.put(x, area.y, name_cells, name, Meaning::Text);
    let does = if face.role.is_empty() { face.company } else { face.role };
    let column = x + name_cells + 1;
    let word = if word_cells > 0 { word } else { "" };
    let taken = u16::try_from(word.len()).unwrap_or(0) + u16::from(!word.is_empty());
    let end = area.right().saturating_sub(taken);
    let after = canvas.put(column, area.y, end.saturating_sub(column), does, Meaning::Dim);
    // What they have for me, or I for them, stands behind it where there is room for more than its first word.
    let meets = shared.meets(&row.target);
    if !meets.is_empty() && end.saturating_sub(after) >= MEETS_CELLS {
        canvas.pieces(after, area.y, end - after, &[(" · ", Meaning::Dim), (meets, Meaning::Accent)]);
    }
    canvas.right(area, area.y, word, Meaning::Dim);
    if selected {
        canvas.tint(area, if people.focused { Meaning::Selected } else { Meaning::Unfocused });
        if people.focused {
            canvas.cursor(area.x, area.y);
        }
    }
}

fn title(people: &PeopleView<'_>, shared: &Shared) -> String {
    let (what, all) = match shared.event() {
        Some(event) => ("People here", event.attendees.len()),
        None => ("Everyone", shared.book.people().len()),
    };
    let count = people.rows.len();
    let marks = match people.marks.len() {
        0 => String::new(),
        marks => format!(" · {marks} marked"),
    };
    if people.filter == Filter::All {
        format!("{what} {count}{marks}")
    } else {
        format!("{what} {count} of {all} · {}{marks}", people.filter.word())
    }
}

/// The welcome stands inside the empty pane: what to press, where the files are.
fn welcome(people: &PeopleView<'_>, shared: &Shared, canvas: &mut Canvas<'_>, area: Rect) {
    let filter = format!("nobody here is {}", people.filter.word());
    let place = shared.data.clone();
    // A long list is made elsewhere.
    let wanted = Wanted { event: shared.event.clone(), sort: Sort::default(), filter: people.filter };
    let is_made = people.filter == Filter::All && wanted.len(&shared.book) > 0;
    let lines: &[(&str, &str)] = if shared.loading || is_made {
        &[("", "reading ...")]
    } else if people.filter != Filter::All {
        &[("", &filter), ("=", "shows the next ones")]
    } else if shared.event().is_some() {
        &[("", "nobody is on the list yet"), ("i", "jot whom you meet"), ("n", "everyone, or another event")]
    } else {
        &[
            ("", "Nobody yet. At an event:"),
            ("i", "jot what you hear"),
            ("/", "find anyone"),
            ("?", "what else there is"),
            ("", ""),
            ("", "To look around first: q,"),
            ("", "then run: mingle demo"),
            ("", ""),
            ("", "Your files are here:"),
            ("", &place),
        ]
    };
    let cells = |key: &str| usize::from(area.width.saturating_sub(if key.is_empty() { 2 } else { 5 })).max(1);
    let rows = lines.iter().flat_map(|(key, text)| {
        let rows = wrapped(text, cells(key)).into_iter().enumerate();
        rows.map(move |(at, row)| (*key, at == 0, row.as_str().trim_end().to_owned()))
    });
    for (y, (key, first, text)) in (area.top()..area.bottom()).skip(1).zip(rows) {
        if first {
            canvas.put(area.x + 2, y, 3, key, Meaning::Accent);
        }
        let x = area.x + if key.is_empty() { 2 } else { 5 };
        canvas.put(x, y, area.right().saturating_sub(x), &text, Meaning::Text);
    }
    if people.focused && people.outside.is_none() {
        canvas.cursor(area.x, area.y);
    }
}
