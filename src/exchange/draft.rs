//! Rows into drafts: who a row is about, cleaned and put together, and whether anybody is there at all.

mod cell_words;
mod fate;
mod kinds;
mod no_person;
mod status_words;
mod statuses;

use std::borrow::Cow;

use self::cell_words::BLANKS;
pub(super) use self::cell_words::{POSTS, ROLES};
pub(super) use self::fate::Fate;
use self::fate::{LONG_CELL, fate, not_a_row};
use self::kinds::{add_link, add_phone, misplaced};
pub(super) use self::no_person::is_no_name;
use self::no_person::{cancelled, without_mark};
pub(super) use self::statuses::{short, strange};
use super::cells::Records;
use super::columns::Columns;
use super::fold::{among, fold_email};
use super::marks::Marks;
use super::own_table;
use super::shapes::{is_email, named_email, phones};
use super::words::Role;
use super::write::unguarded;
use crate::domain::{FIELDS, Person, PersonId};
use crate::text::unbulleted;

/// The longest cell, in bytes; nobody's name or note is longer, and a row that has one is named.
const MAX_CELL: usize = 64 << 10;
/// How much of a cell that is left out is shown, in letters.
const BEYOND_SHOWN: usize = 40;
/// What stands between the values of a cell that holds several, as Google joins them.
pub(super) const BETWEEN: &str = " ::: ";
/// How many letters are repeated of a cell that nothing can be made of.
const LONGEST_SAID: usize = 120;
/// How many values of one kind a person of one file may have: nobody has more addresses, and it keeps long files linear.
pub(super) const MAX_VALUES: usize = 64;

/// Who a row is about.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// The line it begins in, from 1.
    pub(super) line: usize,
    pub(super) name: String,
    pub(super) emails: Vec<String>,
    pub(super) phones: Vec<String>,
    pub(super) company: String,
    pub(super) role: String,
    pub(super) links: Vec<String>,
    pub(super) tags: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) fate: Fate,
    /// What only some lists say of somebody: their needs, what was given and received.
    pub(super) more: Option<Box<Person>>,
    /// What mingle wrote of it, where that is known; all else was written by somebody since.
    pub(super) marks: Option<Box<Marks>>,
    /// What is wrong with the row, with its line.
    pub(super) problems: Vec<String>,
}

impl Draft {
    /// What a draft has no place for, as a person of mine would have it.
    pub(super) fn more(&mut self) -> &mut Person {
        self.more.get_or_insert_default()
    }

    /// All of it as a person.
    pub(super) fn person(&self) -> Person {
        Person {
            name: self.name.clone(),
            company: self.company.clone(),
            role: self.role.clone(),
            emails: self.emails.clone(),
            phones: self.phones.clone(),
            links: self.links.clone(),
            tags: self.tags.clone(),
            ..self.more.as_deref().cloned().unwrap_or_default()
        }
    }

    /// Which record of mingle's it was exported from, where a list of our own says so.
    pub(super) fn record(&self) -> Option<&PersonId> {
        self.more.as_ref().map(|more| &more.id).filter(|id| id.is_valid())
    }
}

/// Whether a record holds nothing.
pub(super) fn is_blank(records: &Records, row: usize) -> bool {
    records.cells(row).all(|cell| clean(cell).is_empty())
}

/// Whether a row names anybody at all; of a text with a comma now and then and "name" in its first line none does.
pub(super) fn is_somebody(draft: &Draft) -> bool {
    let Draft { name, emails, phones, fate, .. } = draft;
    !(name.is_empty() && emails.is_empty() && phones.is_empty())
        || matches!(fate, Fate::Out(why) if why.starts_with(LONG_CELL))
}

/// The row at `row` as a draft.
pub(super) fn one(records: &Records, columns: &Columns, row: usize, header: Option<&[String]>) -> Draft {
    let line = records.line(row);
    let mut draft = Draft { line, ..Draft::default() };
    if let Some(out) = not_a_row(records, row, header, columns) {
        draft.fate = Fate::Out(out);
        return draft;
    }
    let text = |role: Role| {
        columns.of(role).map(|column| value(records.cell(row, column))).find(|text| !text.is_empty())
    };
    let off = put_name(&mut draft, records, columns, row);
    draft.company = text(Role::Company).unwrap_or_default();
    draft.role = text(Role::Job).unwrap_or_default();
    // Some write an address into a column and some a number: each goes where it belongs.
    let both = |column: usize| {
        columns.roles.contains(&(column, Role::Email)) && columns.roles.contains(&(column, Role::Phone))
    };
    for column in columns.of(Role::Email) {
        for cell in ways(records.cell(row, column), both(column), true) {
            add_emails(&mut draft, cell);
        }
    }
    // A row that is longer than its header may still hold an address; whatever else it holds there is named.
    let mut beyond = Vec::new();
    let width = header.map_or(usize::MAX, <[String]>::len);
    for column in (width..records.width(row)).filter(|column| !columns.uses(*column)) {
        let cell = records.cell(row, column).trim();
        if is_email(cell) {
            add_emails(&mut draft, cell);
        } else if !cell.is_empty() {
            beyond.push(cell);
        }
    }
    if !beyond.is_empty() {
        draft.problems.push(beyond_header(line, width, &beyond));
    }
    let mut room = true;
    let numbers = columns
        .of(Role::Phone)
        .flat_map(|column| ways(records.cell(row, column), both(column), false))
        .flat_map(phones)
        .flat_map(parts);
    for phone in numbers {
        room &= add_phone(&mut draft, phone, columns.phones);
    }
    for column in columns.of(Role::Link) {
        let called = header.and_then(|header| header.get(column)).map_or("", String::as_str);
        for link in parts(records.cell(row, column)) {
            room &= add_link(&mut draft, called, link);
        }
    }
    for tag in
        columns.of(Role::Tags).flat_map(|column| records.cell(row, column).split([';', ',']).flat_map(parts))
    {
        // Google marks its own groups with a star; they say nothing about a person.
        if !tag.starts_with('*') && tag != "myContacts" && tag != "starred" {
            room &= add(&mut draft.tags, tag);
        }
    }
    for note in columns.of(Role::Note).map(|column| unguarded(records.cell(row, column))) {
        let note = note.trim();
        if !note.is_empty() {
            room &= add(&mut draft.notes, note.replace("\r\n", "\n"));
        }
    }
    if !room || draft.emails.len() >= MAX_VALUES {
        draft.problems.push(too_many(line));
    }
    for (column, role) in &columns.roles {
        if let Role::Own(field) = role
            && let Some(field) = FIELDS.get(*field)
            // Of our own fields "none" is a word with a meaning.
            && let cell = unguarded(records.cell(row, *column))
            && !clean(&cell).is_empty()
        {
            own_table::put(draft.more(), field, &cell);
        }
    }
    if let Some(id) = columns.of(Role::Id).find_map(|column| own_table::id(records.cell(row, column))) {
        draft.more().id = id;
    }
    draft.fate = off.map_or_else(|| fate(records, columns, row, &draft), Fate::Off);
    draft
}

/// Puts the name of a row into its draft; why they do not come, when the name says so.
fn put_name(draft: &mut Draft, records: &Records, columns: &Columns, row: usize) -> Option<String> {
    draft.name = name(records, columns, row);
    if columns.header.is_none() {
        draft.name = value(unbulleted(&draft.name));
    }
    if draft.name.is_empty()
        && let Some(named) = columns.of(Role::Email).find_map(|column| named_email(records.cell(row, column)))
    {
        draft.name = turned(&value(named), true);
    }
    // A name that is an address says nothing else of anybody.
    if is_email(&draft.name) {
        let address = std::mem::take(&mut draft.name);
        add_emails(draft, &address);
    }
    if let Some(name) = without_mark(&draft.name) {
        draft.name = name.to_owned();
    }
    let (name, why) = cancelled(&draft.name)?;
    let (name, why) = (name.to_owned(), why.to_owned());
    draft.name = name;
    Some(why)
}

/// What is said of cells that no column is for.
fn beyond_header(line: usize, width: usize, cells: &[&str]) -> String {
    let shown = |cell: &str| {
        let mut letters = cell.chars();
        let start: String = letters.by_ref().take(BEYOND_SHOWN).collect();
        format!("{start:?}{}", if letters.next().is_some() { "…" } else { "" })
    };
    let mut all: Vec<String> = cells.iter().take(BEYOND_SHOWN / 4).map(|cell| shown(cell)).collect();
    if cells.len() > all.len() {
        all.push(format!("{} more", cells.len() - all.len()));
    }
    let s = if width == 1 { "" } else { "s" };
    format!(
        "line {line}: the header has {width} column{s}; what stands beyond is left out: {}",
        all.join(", ")
    )
}

/// What is said when a row has more values of one kind than a person may have.
pub(super) fn too_many(line: usize) -> String {
    format!("line {line}: {MAX_VALUES} values of one kind are the most; what comes after them is left out")
}

fn name(records: &Records, columns: &Columns, row: usize) -> String {
    let of = |role: Role| {
        columns.of(role).next().map(|column| value(records.cell(row, column))).unwrap_or_default()
    };
    let halves = if columns.family_first { [Role::Last, Role::First] } else { [Role::First, Role::Last] };
    let order = [Role::Prefix, halves[0], Role::Middle, halves[1], Role::Suffix];
    let given = of(Role::First) + &of(Role::Middle) + &of(Role::Last);
    let parts = if given.is_empty() {
        String::new()
    } else {
        order.map(of).into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let whole = [Role::Name, Role::Display].map(|role| (columns.of(role).next(), of(role)));
    // Whichever the list puts first is the one its maker means: the whole name or its parts.
    let parts_at = columns.of(Role::First).chain(columns.of(Role::Last)).min().unwrap_or(usize::MAX);
    let before = whole
        .iter()
        .find(|(column, name)| !name.is_empty() && column.is_some_and(|column| column < parts_at));
    let after = whole.iter().find(|(_, name)| !name.is_empty());
    let chosen = match (before, parts.is_empty(), after) {
        (Some((_, name)), _, _) | (None, true, Some((_, name))) => name.clone(),
        (None, _, _) => parts,
    };
    let salutation = of(Role::Salutation);
    let plain = chosen
        .strip_prefix(&salutation)
        .and_then(|rest| rest.strip_prefix(' '))
        .filter(|_| !salutation.is_empty());
    turned(plain.unwrap_or(&chosen), columns.family_comma)
}

/// "Doe, Jane" as "Jane Doe", and "Smith, John, Jr." as "John Smith, Jr.".
pub(super) fn turned(name: &str, family_comma: bool) -> String {
    match name.split_once(',') {
        Some((family, given)) if family_comma && super::shapes::is_family_comma(name) => {
            match given.split_once(',') {
                Some((given, rest)) => format!("{} {}, {}", given.trim(), family.trim(), rest.trim()),
                // "Graf, Gerti (Sales)": what stands in brackets is neither.
                None => match given.trim().split_once(" (").filter(|(_, aside)| aside.ends_with(')')) {
                    Some((given, aside)) => format!("{given} {} ({aside}", family.trim()),
                    None => format!("{} {}", given.trim(), family.trim()),
                },
            }
        }
        _ => name.to_owned(),
    }
}

/// A cell's text: blanks collapsed and trimmed, invisible ones too.
pub(super) fn clean(cell: &str) -> Cow<'_, str> {
    let blank = |ch: char| ch.is_whitespace() || matches!(ch, '\u{200b}' | '\u{feff}');
    let trimmed = cell.trim_matches(blank);
    let odd = |pair: &[u8]| matches!(pair, [b' ', b' ']) || matches!(pair, [b'\t' | b'\n' | b'\r', ..]);
    if trimmed.is_ascii() && !trimmed.as_bytes().windows(2).any(odd) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

/// A cell's text without the `'` that an export puts before a formula; empty when it only stands for nothing.
fn value(cell: &str) -> String {
    let bare = unguarded(cell);
    let text = clean(&bare);
    let line = text.chars().all(|ch| matches!(ch, '-' | '–' | '—' | '_' | '.' | ':'));
    if line || text.len() <= 16 && among(BLANKS, &text.to_lowercase()) {
        String::new()
    } else {
        text.into_owned()
    }
}

/// Of a cell that may hold addresses and numbers, the parts with an `@` or those without; of any other the whole.
fn ways(cell: &str, both: bool, addresses: bool) -> impl Iterator<Item = &str> {
    let between = move |ch: char| both && matches!(ch, ',' | ';' | '|' | '\n');
    cell.split(between).map(str::trim).filter(move |part| !both || part.contains('@') == addresses)
}

/// The values of a cell that may hold several, joined as Google joins them.
fn parts(cell: &str) -> impl Iterator<Item = String> {
    cell.split(BETWEEN).map(value).filter(|part| !part.is_empty())
}

/// Whether there was room. Most lists hold one value, so they grow one by one.
pub(super) fn add(list: &mut Vec<String>, item: String) -> bool {
    if list.contains(&item) {
        return true;
    }
    let room = list.len() < MAX_VALUES;
    if room {
        list.reserve_exact(1);
        list.push(item);
    }
    room
}

/// Addresses as people write them into a cell: bare, `mailto:`, `Ana <ana@x>`, several.
pub(super) fn add_emails(draft: &mut Draft, cell: &str) {
    let line = draft.line;
    for part in parts(cell) {
        let several = part.matches('@').count() > 1;
        for piece in part
            .split(move |ch| several && matches!(ch, ';' | ',' | ' ' | '/' | '|'))
            .filter(|piece| !piece.is_empty())
        {
            let inside =
                piece.rsplit_once('<').and_then(|(_, rest)| rest.strip_suffix('>')).unwrap_or(piece).trim();
            let bare = match inside.get(..7) {
                Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => inside.get(7..).unwrap_or(""),
                _ => inside,
            };
            let emails = &mut draft.emails;
            // Nothing outside a house reaches an address without a dot.
            let reaches =
                bare.rsplit_once('@').is_some_and(|(_, host)| host.contains('.') || host == "localhost");
            if is_email(bare) && reaches {
                if emails.len() < MAX_VALUES
                    && !emails.iter().any(|known| fold_email(known) == fold_email(bare))
                {
                    emails.reserve_exact(1);
                    emails.push(bare.to_owned());
                }
            } else if (!several || piece.contains('@'))
                && (several || !misplaced(draft, "e-mail address", piece))
            {
                let piece: String = piece.chars().take(LONGEST_SAID).collect();
                draft.problems.push(format!("line {line}: {piece:?} is no e-mail address and is left out"));
            }
        }
    }
}
