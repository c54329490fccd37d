//! Which column is what: by the header's words, else by the shape of what stands in the cells, else as the user says.

mod below;
mod say;
mod second;
mod shaped;

use self::below::{
    all_labels, has_number, is_empty, is_form_of_address, is_number, mostly_posts, only_answers, only_ways,
};
use super::cells::Records;
use super::draft::ROLES;
use super::fold::{among, fold};
use super::own_table;
use super::shapes;
use super::words::{Meaning, OWN, Role, Whose, meaning, own_field};
use super::{Column, NotAList, Options};
use crate::domain::FIELDS;
use crate::domain::fnv::Fnv;

/// How far down a header is looked for.
const LOOK: usize = 30;
/// How many columns are used; no list has as many, and what compares them with each other stays quick.
const MAX_COLUMNS: usize = 512;

/// Which column is what.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Columns {
    /// The record that holds the header, if one does.
    pub(super) header: Option<usize>,
    /// The first record with somebody in it.
    pub(super) first: usize,
    /// What each used column is, in the order of the file.
    pub(super) roles: Vec<(usize, Role)>,
    /// The whole name is written family name first, with a comma.
    pub(super) family_comma: bool,
    /// Family and given name have columns of their own and belong in that order.
    pub(super) family_first: bool,
    /// "header in line 4", "name from First Name + Last Name".
    pub(super) said: Vec<String>,
    /// What of that a table of the columns does not show.
    pub(super) besides: Vec<String>,
    /// What is odd about what the user says of them.
    pub(super) problems: Vec<String>,
    /// What stands in the columns of phones.
    pub(super) phones: Phones,
    /// The table is mingle's own, read as it was written.
    pub(super) own: bool,
    /// What tells a table of this form from others.
    pub(super) signature: String,
}

/// What stands in columns of phones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Phones {
    /// Nothing that dials; a word is all that the list has.
    #[default]
    Words,
    /// Numbers, so that a word among them is none.
    Numbers,
}

impl Columns {
    /// The columns of a role, in the order of the file.
    pub(super) fn of(&self, role: Role) -> impl Iterator<Item = usize> {
        self.roles.iter().filter(move |(_, other)| *other == role).map(|(column, _)| *column)
    }

    pub(super) fn has(&self, role: Role) -> bool {
        self.of(role).next().is_some()
    }

    /// Whether anything is taken from a column.
    pub(super) fn uses(&self, column: usize) -> bool {
        self.roles.iter().any(|(other, _)| *other == column)
    }

    /// Whether any column holds names, whole or in parts.
    fn names_who(&self) -> bool {
        [Role::Name, Role::Display, Role::First, Role::Last].iter().any(|role| self.has(*role))
    }

    /// Whether any column says who somebody is.
    pub(super) fn names_anybody(&self) -> bool {
        let who = [Role::Name, Role::Display, Role::First, Role::Last, Role::Email];
        who.iter().any(|role| self.has(*role))
    }
}

/// How many different roles a record names if it is a header; 0 when it names nobody.
pub(super) fn header_score(records: &Records, row: usize) -> usize {
    let mut roles: Vec<Role> = records
        .cells(row)
        .take(MAX_COLUMNS)
        .enumerate()
        .filter_map(|(column, cell)| Some((column, meaning(cell).filter(|meaning| !meaning.loose)?.role)))
        // "Participants" over a number says how many.
        .filter(|(column, role)| *role != Role::Name || !is_number(records.cell(row + 1, *column)))
        .map(|(_, role)| role)
        .collect();
    roles.sort_unstable();
    roles.dedup();
    let who =
        |role: &Role| matches!(role, Role::Name | Role::Display | Role::First | Role::Last | Role::Email);
    if roles.iter().any(who) { roles.len() } else { 0 }
}

/// Finds the header and what every column is.
///
/// # Errors
/// When a column that the options name is not there, or cannot be what they say.
pub(super) fn find(records: &Records, skipped: usize, options: &Options) -> Result<Columns, NotAList> {
    let header = match options.header {
        Some(0) => None,
        Some(line) => Some(
            (0..records.len())
                .find(|row| records.line(*row) == line)
                .ok_or_else(|| NotAList(format!("line {line} cannot be the header: no row begins there")))?,
        ),
        None => best_header(records).or_else(|| remembered_header(records, options)),
    };
    let mut columns = Columns { header, first: header.map_or(0, |row| row + 1), ..Columns::default() };
    if let Some(row) = header {
        by_words(&mut columns, records, row);
    }
    shaped::fill_in(&mut columns, records, options);
    let signature = signature(&columns, records);
    let id = own_table::id_column(records, &columns);
    columns.roles.extend(id.map(|column| (column, Role::Id)));
    let before = options.remembered.get(&signature).filter(|_| options.columns.is_empty());
    let before = before.and_then(|before| as_before(&columns, records, before));
    let is_as_before = before.is_some();
    columns = before.unwrap_or(columns);
    for (column, field) in &options.columns {
        override_with(&mut columns, records, column, field)?;
    }
    columns.own = !is_as_before
        && options.columns.is_empty()
        && header.is_some_and(|row| own_table::is_ours(records, row));
    settle_names(&mut columns, records);
    columns.roles.sort_unstable();
    if columns.of(Role::Phone).any(|column| has_number(records, columns.first, column)) {
        columns.phones = Phones::Numbers;
    }
    columns.signature = signature;
    say::say(&mut columns, records, skipped, options.guests);
    let said = options.columns.iter().filter_map(|(named, _)| column_called(&columns, records, named));
    let mut said: Vec<usize> = said.collect();
    said.sort_unstable();
    said.dedup();
    let misfits: Vec<String> =
        said.into_iter().filter_map(|column| say::misfit(&columns, records, column)).collect();
    columns.problems.extend(misfits);
    if is_as_before {
        let said = "columns as you chose them for such a list".to_owned();
        columns.said.push(said.clone());
        columns.besides.push(said);
    }
    Ok(columns)
}

/// The columns as the user said `before` that they are, in a table of this form; `None` where one holds something else now.
fn as_before(columns: &Columns, records: &Records, before: &str) -> Option<Columns> {
    let mut columns = columns.clone();
    for (column, field) in before.split(' ').filter_map(|said| said.split_once('=')) {
        // It may be from another version: it is followed as far as it goes.
        let known = override_with(&mut columns, records, column, field).is_ok();
        let column = column_called(&columns, records, column).filter(|_| known);
        if column.is_some_and(|column| say::misfit(&columns, records, column).is_some()) {
            return None;
        }
    }
    Some(columns)
}

/// The first record that names nearly as many roles as the best one: titles and notes above a header name fewer.
fn best_header(records: &Records) -> Option<usize> {
    let scores: Vec<usize> = (0..records.len().min(LOOK)).map(|row| header_score(records, row)).collect();
    let best = scores.iter().copied().max().filter(|best| *best > 0)?;
    scores.iter().position(|score| *score * 3 >= best * 2 && *score > 0)
}

/// Why no column says who somebody is.
pub(super) fn why_nobody(columns: &Columns, records: &Records) -> &'static str {
    if columns.header.is_none() && shapes::is_of_names_and_numbers(&shapes::of(records, columns.first)) {
        "only numbers stand beside the names, so nobody can tell what it lists"
    } else if [Role::Prefix, Role::Middle, Role::Suffix].into_iter().any(|role| columns.has(role)) {
        "a title, a middle name or a suffix alone names nobody"
    } else {
        "no column is known to hold names or e-mail addresses"
    }
}

/// The record under which the user said before what such columns are: its words are nobody's but theirs.
fn remembered_header(records: &Records, options: &Options) -> Option<usize> {
    if options.remembered.is_empty() {
        return None;
    }
    (0..records.len().min(LOOK)).find(|row| {
        let header = Columns { header: Some(*row), ..Columns::default() };
        options.remembered.contains_key(&signature(&header, records))
    })
}

fn by_words(columns: &mut Columns, records: &Records, header: usize) {
    let mut found: Vec<(usize, &str, Meaning)> = records
        .cells(header)
        .take(MAX_COLUMNS)
        .enumerate()
        .filter_map(|(column, cell)| Some((column, cell.trim(), meaning(cell)?)))
        // "Guest" over nothing but yes and no does not say who.
        .filter(|(column, _, found)| found.role != Role::Name || !only_answers(records, header + 1, *column))
        // "Name: Ana", "State: Berlin" one below the other: what stands under "Name:" are labels.
        .filter(|(column, _, found)| found.role != Role::Name || !all_labels(records, header + 1, *column))
        // "Contact" over addresses or numbers says how, where names stand elsewhere.
        .filter(|(column, _, found)| found.role != Role::Name || !only_ways(records, header + 1, *column))
        // What somebody is to a group is no job.
        .filter(|(column, cell, found)| {
            let says_role = found.role == Role::Title || among(ROLES, &fold(cell));
            !says_role || !mostly_posts(records, header + 1, *column)
        })
        // Of two columns of one name the first is the attendee's; of two titles it is the form of address.
        .filter_map(|(column, cell, found)| {
            let first = records.cells(header).take(column).position(|before| before.trim() == cell);
            let Some(first) = first else { return Some((column, cell, found)) };
            let second_title =
                found.role == Role::Title && shapes::most(records, header + 1, first, is_form_of_address);
            second_title.then_some((column, cell, Meaning { role: Role::Job, ..found }))
        })
        .collect();
    // A column in which nobody wrote anything gives way to one for the same.
    let empty: Vec<usize> = found
        .iter()
        .map(|(column, ..)| *column)
        .filter(|column| is_empty(records, header + 1, *column))
        .collect();
    let filled: Vec<Role> =
        found.iter().filter(|(column, ..)| !empty.contains(column)).map(|(.., found)| found.role).collect();
    found.retain(|(column, _, found)| !empty.contains(column) || !filled.contains(&found.role));
    let whose = |role: Role| {
        found.iter().filter(|(_, _, found)| found.role == role).map(|(_, _, found)| found.whose).max()
    };
    let people = [Role::Name, Role::First, Role::Last, Role::Email];
    let guests = people.iter().filter_map(|role| whose(*role)).max().unwrap_or(Whose::Plain);
    // An e-mail column of the guests' own makes the plain one the buyer's, and the plain phone too.
    let plain_is_buyers = whose(Role::Email) == Some(Whose::Holder)
        && found.iter().any(|(_, _, found)| found.role == Role::Email && found.whose == Whose::Plain);
    for (column, _, found_here) in &found {
        let Meaning { role, whose: of, loose, family_first } = *found_here;
        let theirs = match of {
            Whose::Buyer => guests == Whose::Buyer,
            Whose::Plain => {
                whose(role) != Some(Whose::Holder) && !(role == Role::Phone && plain_is_buyers)
                    || !matches!(
                        role,
                        Role::Name | Role::First | Role::Last | Role::Email | Role::Phone | Role::Company
                    )
            }
            Whose::Holder => true,
        };
        // Of several columns for the job the first that says something counts, row by row.
        let many = role == Role::Job || may_be_several(role);
        let better = found.iter().any(|(other, _, found)| {
            found.role == role
                && (loose && !found.loose
                    || !many && found.whose == of && found.loose == loose && other < column)
        });
        if theirs && !better {
            columns.roles.push((*column, role));
            columns.family_first |= family_first;
        }
    }
    second::leave_out(columns, records, header, &found);
    if columns.has(Role::Job) {
        for (_, role) in &mut columns.roles {
            if *role == Role::Title {
                *role = Role::Salutation;
            }
        }
    }
}

fn may_be_several(role: Role) -> bool {
    matches!(
        role,
        Role::Email | Role::Phone | Role::Link | Role::Tags | Role::Note | Role::Status | Role::Void
    )
}

/// What a column may be said to be, in the words of [`Options::columns`]; `ignore` is no use at all.
const USES: &[(&str, Option<Role>)] = &[
    ("name", Some(Role::Name)),
    ("first", Some(Role::First)),
    ("middle", Some(Role::Middle)),
    ("last", Some(Role::Last)),
    ("prefix", Some(Role::Prefix)),
    ("suffix", Some(Role::Suffix)),
    ("salutation", Some(Role::Salutation)),
    ("email", Some(Role::Email)),
    ("phone", Some(Role::Phone)),
    ("company", Some(Role::Company)),
    ("role", Some(Role::Job)),
    ("link", Some(Role::Link)),
    ("tags", Some(Role::Tags)),
    ("note", Some(Role::Note)),
    ("status", Some(Role::Status)),
    ("id", Some(Role::Id)),
    ("ignore", None),
];

/// Every word for what a column may be; the last is that it is not used, and the first what most lists lack then.
pub(super) fn uses() -> impl Iterator<Item = &'static str> {
    let (used, not) = USES.split_at(USES.len() - 1);
    let words = |uses: &'static [(&'static str, Option<Role>)]| uses.iter().map(|(word, _)| *word);
    words(used).chain(OWN.iter().copied()).chain(words(not))
}

/// The word for what a column is.
fn word_of(role: Role) -> &'static str {
    let word = |role: Role| USES.iter().find(|(_, other)| *other == Some(role)).map(|(word, _)| *word);
    word(role).unwrap_or(match role {
        Role::Display => "name",
        Role::Title => "role",
        Role::Void => "status",
        Role::Own(field) => FIELDS.get(field).map_or("ignore", |field| field.key),
        _ => "ignore",
    })
}

/// The column that is meant by its number from 1 or by its header.
fn column_called(columns: &Columns, records: &Records, named: &str) -> Option<usize> {
    let wanted = fold(named);
    let by_header = || {
        let header = columns.header?;
        records.cells(header).take(MAX_COLUMNS).position(|cell| fold(cell) == wanted)
    };
    let by_number = named.trim().parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    // A row may be longer than the header.
    let all = || (columns.first..records.len()).map(|row| records.width(row)).max().unwrap_or(0);
    let width = || say::width(columns, records).max(all()).min(MAX_COLUMNS);
    by_number.filter(|column| *column < width()).or_else(by_header)
}

/// Puts a column to the use called `said`; a column is named by its number from 1 or by its header.
fn override_with(columns: &mut Columns, records: &Records, named: &str, said: &str) -> Result<(), NotAList> {
    let said = said.trim().to_lowercase();
    // The list of fields has other words for some, as has the shell's habit of a plural.
    let word = match said.as_str() {
        "emails" | "e-mail" | "mail" => "email",
        "phones" => "phone",
        "links" | "url" => "link",
        "tag" => "tags",
        "notes" => "note",
        "job" | "title" => "role",
        "none" | "-" => "ignore",
        other => other,
    };
    let own = || own_field(word).map(|field| Some(Role::Own(field)));
    let known = USES.iter().find(|(name, _)| *name == word).map(|(_, role)| *role).or_else(own);
    let Some(role) = known else {
        let names: Vec<&str> = uses().collect();
        return Err(NotAList(format!("no column can be {said:?}: say {}", names.join(", "))));
    };
    let Some(column) = column_called(columns, records, named) else {
        let all = say::width(columns, records).min(MAX_COLUMNS);
        return Err(NotAList(format!(
            "no column is called {named:?}; it has {all} column{}, named by their header or counted from 1",
            if all == 1 { "" } else { "s" }
        )));
    };
    columns.roles.retain(|(other, _)| *other != column);
    if let Some(role) = role {
        let many =
            matches!(role, Role::Email | Role::Phone | Role::Link | Role::Tags | Role::Note | Role::Status);
        columns.roles.retain(|(_, other)| many || *other != role);
        columns.roles.push((column, role));
    }
    Ok(())
}

/// The columns of a table as they were understood, each with a few of its cells.
pub(super) fn seen(columns: &Columns, records: &Records) -> Vec<Column> {
    let look = columns.first..records.len().min(columns.first + 200);
    let width = look.clone().map(|row| records.width(row)).max().unwrap_or(0);
    let width = columns.header.map_or(0, |row| records.width(row)).max(width).min(MAX_COLUMNS);
    (0..width)
        .map(|column| Column {
            name: columns.header.map(|row| records.cell(row, column).trim().to_owned()).unwrap_or_default(),
            samples: look
                .clone()
                .map(|row| records.cell(row, column).trim())
                .filter(|cell| !cell.is_empty())
                .take(3)
                .map(|cell| cell.chars().take(60).collect())
                .collect(),
            field: columns
                .roles
                .iter()
                .find(|(other, _)| *other == column)
                .map_or("ignore", |(_, role)| word_of(*role)),
        })
        .collect()
}

/// What tells tables of one form from all others: their header, or without one what each column looks like. It is kept
/// between runs, so it is a hash that never changes.
pub(super) fn signature(columns: &Columns, records: &Records) -> String {
    let mut hash = Fnv::default();
    match columns.header {
        Some(row) => records.cells(row).take(MAX_COLUMNS).for_each(|cell| {
            hash.add(fold(cell).bytes().chain([0]));
        }),
        None => hash.add(shapes::of(records, columns.first).into_iter().map(|shape| shape as u8)),
    }
    format!("columns-{:016x}", hash.value())
}

/// Settles what `Name` and `Title` mean beside other columns, by what stands in the cells.
fn settle_names(columns: &mut Columns, records: &Records) {
    let rows = || (columns.first..records.len()).take(200);
    let filled = |column: usize| {
        rows().map(move |row| records.cell(row, column).trim()).filter(|cell| !cell.is_empty())
    };
    let mut become_: Vec<(Role, Role)> = Vec::new();
    if let Some(title) = columns.of(Role::Title).next() {
        let all = filled(title).count();
        let forms = filled(title).filter(|cell| is_form_of_address(cell)).count();
        become_.push((Role::Title, if all > 0 && forms * 2 > all { Role::Salutation } else { Role::Job }));
    }
    let name = columns.of(Role::Name).next();
    if let Some(name) = name {
        let other = columns.of(Role::First).next().or(columns.of(Role::Last).next());
        let halves = columns.has(Role::First) != columns.has(Role::Last);
        if let (true, Some(other)) = (halves, other) {
            let both = rows().filter(|row| {
                !records.cell(*row, name).trim().is_empty() && !records.cell(*row, other).trim().is_empty()
            });
            let (mut all, mut whole) = (0, 0);
            for row in both {
                all += 1;
                whole += usize::from(records.cell(row, name).contains(records.cell(row, other).trim()));
            }
            if whole * 2 < all || all == 0 {
                become_.push((Role::Name, if columns.has(Role::First) { Role::Last } else { Role::First }));
            }
        } else if let Some(header) = columns.header {
            let words = fold(records.cell(header, name));
            let says = [
                "last first",
                "last name first name",
                "nachname vorname",
                "family given",
                "surname first name",
                "nom prenom",
            ];
            columns.family_comma = says.iter().any(|order| words.ends_with(order));
        }
    }
    for (from, to) in become_ {
        columns.roles.iter_mut().filter(|(_, role)| *role == from).for_each(|(_, role)| *role = to);
    }
    let name = columns.of(Role::Name).next();
    if let Some(name) = name {
        let rows = || (columns.first..records.len()).take(200).map(|row| records.cell(row, name).trim());
        let all = rows().filter(|cell| !cell.is_empty()).count();
        let commas = rows().filter(|cell| shapes::is_family_comma(cell)).count();
        columns.family_comma |= all > 0 && commas * 2 >= all;
    }
}
