//! The people of a file onto an event's list: who stands there already, who is new, who is one of my people.

mod contrary;

use std::collections::{BTreeMap, HashMap};
use std::mem::take;

use self::contrary::contrary;
use super::claims::{Entry, Index, Word, claims};
use super::draft::{Draft, Fate};
use super::fold::fold;
use super::forward::STAYS;
use super::group::{Group, Grouped, Groups, group, group_rows, small};
use super::known::{Known, Tie};
use super::mine::{Mine, YOUR_NAME, mine};
use super::rows::{Said, Why};
use super::source::Source;
use super::{NotAList, Verdict, Watch};
use crate::domain::{Attendee, AttendeeStatus, Book, Event, EventId, GuestsEdit, PersonId};

/// How large an event's file may grow, in bytes: mingle loads 32 MiB, and what is added by hand needs room too.
pub(super) const MAX_EVENT: usize = 28 << 20;

/// How many who are not in a file are named.
const NAMED: usize = 3;

/// What becomes of an event's list by a file.
pub(super) struct Merged {
    pub(super) guests: Guests,
    /// One for each row.
    pub(super) said: Vec<Said>,
    /// What is wrong with any row.
    pub(super) problems: Vec<String>,
    /// Who of the list is not in the file, in words; empty when nobody is, and of another list altogether.
    pub(super) missing: String,
    /// Why they do not fit.
    pub(super) refused: Option<String>,
}

/// Who of an event's list changes by a file, and who of the file comes to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Guests {
    on: EventId,
    /// The people of the file.
    groups: Groups,
    /// Those on the list who change, as they are then, by their place on it.
    changed: BTreeMap<usize, Attendee>,
    /// Who comes, by their place among the people of the file.
    came: Vec<u32>,
    /// Who of those is one of my people.
    linked: HashMap<u32, PersonId>,
    /// About how many bytes all of the list then takes in the event's file.
    size: usize,
}

impl Guests {
    /// How many change or come.
    pub(super) fn len(&self) -> usize {
        self.changed.len() + self.came.len()
    }

    /// Those of a list that was `before`, as they are then.
    pub(super) fn onto(&self, before: &[Attendee], source: &Source) -> Vec<Attendee> {
        let stay = (0..).zip(before).map(|(at, was)| self.changed.get(&at).unwrap_or(was).clone());
        stay.chain(self.new_ones(source)).collect()
    }

    /// What becomes of the event of `book`, by the file `source`; `None` when nobody changes or comes.
    pub(super) fn edit<'a>(
        &'a self,
        book: &'a Book,
        source: &'a Source,
    ) -> Option<GuestsEdit<'a, impl Iterator<Item = Attendee> + Clone>> {
        let before = book.event(&self.on).filter(|_| self.len() > 0)?;
        Some(GuestsEdit { before, changed: &self.changed, new: self.new_ones(source), size: self.size })
    }

    /// Who comes, each made when they are asked for.
    fn new_ones<'a>(&'a self, source: &'a Source) -> impl Iterator<Item = Attendee> + Clone + 'a {
        self.came.iter().filter_map(move |at| {
            let group = self.groups.view(source, *at as usize)?;
            let person = self.linked.get(at).cloned().unwrap_or_default();
            Some(Attendee { person, ..attendee_of(&group.draft) })
        })
    }
}

/// Puts the people of a file on the event's list, as long as its file stays under `most` bytes.
///
/// # Errors
/// When `watch` says to stop.
pub(super) fn merge(
    event: &Event,
    source: &Source,
    known: &Known<'_>,
    most: usize,
    watch: &Watch<'_>,
) -> Result<Merged, NotAList> {
    let Grouped { groups, mut said, problems, off } = group(source, watch)?;
    let mut list = List::new(event);
    let mut taken = Vec::new();
    let coming = claims(&list.entries, &list.index, &groups, source, &mut taken);
    // Who comes by one row of the file and not by another comes.
    let off = group_rows(source, &off);
    let leaving = claims(&list.entries, &list.index, &off, source, &mut taken);
    let missing = list.missing(&taken);
    // Without those who are taken: whom a row would mean that means nobody else. One that does is theirs, also when the list
    // comes again.
    let meant = claims(&list.entries, &list.index, &off, source, &mut Vec::new()).into_iter().zip(&leaving);
    let meant: Vec<_> = meant.map(|(meant, leaving)| meant.filter(|_| leaving.is_none())).collect();
    let against = contrary((&groups, &coming), (&off, &meant), source);
    for ((at, group), (claim, against)) in off.views(source).enumerate().zip(leaving.into_iter().zip(against))
    {
        let (row, Fate::Off(why)) = (off.row(at), &group.draft.fate) else { continue };
        let Some(said) = said.get_mut(row) else { continue };
        match (claim, against) {
            (_, Some(line)) => {
                *said = Said::new(
                    Verdict::Skipped,
                    format!("{why}, but row {line} says that they come; that counts"),
                );
            }
            (Some(claim), None) => *said = list.leaves(claim, row, why),
            (None, None) => {}
        }
    }
    let alone = list.is_alone(known, source, most);
    list.came.reserve_exact(groups.len());
    for (at, claim) in coming.into_iter().enumerate() {
        let (verdict, why) = match groups.says(at).filter(|_| alone) {
            Some((verdict, why)) => {
                list.came.push(small(at));
                (verdict, why)
            }
            None => match (groups.view(source, at), claim) {
                (None, _) => continue,
                (Some(group), Some(at)) => list.meets(at, &group, known),
                (Some(group), None) => {
                    let row = groups.first_row(source, at);
                    list.comes(at, (&group, row.as_deref().unwrap_or(&group.draft)), known)
                }
            },
        };
        let row = groups.row(at);
        if let Some((off, before)) = list.against.take().and_then(|off| Some((off, said.get_mut(off)?))) {
            let line = source.line(row);
            let why = before.reason(&source.draft(off));
            *before =
                Said::new(Verdict::Same, format!("{why}, but row {line} says that they come; that counts"));
        }
        if list.size > most && list.grew && list.full.is_none() {
            list.full = Some(source.line(row));
        }
        if let Some(said) = said.get_mut(row) {
            *said = Said::new(verdict, why);
        }
    }
    let refused = list.full.map(|line| {
        format!(
            "line {line}: the list of {} would grow past {} MiB with the {} rows of this file and not load again, so nothing \
             of it comes in; split it above that line and take the rest to an event of its own",
            event.name,
            most.div_ceil(1 << 20),
            source.len()
        )
    });
    let List { changed, came, came_as, size, .. } = list;
    let guests = Guests { on: event.id.clone(), groups, changed, came, linked: came_as, size };
    Ok(Merged { guests, said, problems, missing, refused })
}

struct List<'a> {
    /// Who stood there before the file came.
    entries: Vec<Entry<'a>>,
    index: Index,
    /// Those of them who changed, as they are now.
    changed: BTreeMap<usize, Attendee>,
    /// Who came, by their place among the people of the file.
    came: Vec<u32>,
    /// Who of those is one of my people.
    came_as: HashMap<u32, PersonId>,
    /// My people who stand on the list, each with the first line of theirs: the same name again is not them a second time.
    linked: HashMap<PersonId, Line>,
    /// By which row of the file somebody of the list does not come, by their place on it.
    gone: HashMap<usize, usize>,
    /// Such a row of somebody who comes by the row that was looked at last.
    against: Option<usize>,
    /// Bytes of the event's file, about.
    size: usize,
    /// The file made it larger.
    grew: bool,
    /// The line of the first who does not fit.
    full: Option<usize>,
}

/// A line of the list.
#[derive(Clone)]
enum Line {
    /// It stood there before: its place.
    Old(usize),
    /// It came with the file: the name as it is written, and as it compares.
    New(String, Word),
}

impl<'a> List<'a> {
    fn new(event: &'a Event) -> Self {
        let entries: Vec<Entry<'_>> = event.attendees.iter().map(Entry::of).collect();
        let index = Index::new(&entries);
        let mut linked = HashMap::new();
        for (at, attendee) in event.attendees.iter().enumerate() {
            if !linked.contains_key(&attendee.person) {
                linked.insert(attendee.person.clone(), Line::Old(at));
            }
        }
        let size = event.attendees.iter().map(size_of).sum();
        Self {
            entries,
            index,
            changed: BTreeMap::new(),
            came: Vec::new(),
            came_as: HashMap::new(),
            linked,
            gone: HashMap::new(),
            against: None,
            size,
            grew: false,
            full: None,
        }
    }

    /// Whether what becomes of most depends on the file alone, and nobody has to be read from it again: nobody stands on the
    /// list, I know nobody, and all of them together fit.
    fn is_alone(&mut self, known: &Known<'_>, source: &Source, most: usize) -> bool {
        let all = source.text_len().map(|text| text + source.len() * size_with(["x"; 5]));
        match all.filter(|all| *all <= most && self.entries.is_empty() && known.is_empty()) {
            Some(all) => {
                self.size = all;
                true
            }
            None => false,
        }
    }

    /// Whoever stands at `at`, as they are now.
    fn now(&self, at: usize) -> Option<&Attendee> {
        self.changed.get(&at).or_else(|| self.entries.get(at).map(|entry| entry.attendee))
    }

    /// Whoever stands at `at` becomes `after`; of two rows that say the contrary the one may undo the other.
    fn becomes(&mut self, at: usize, after: Attendee) {
        if self.entries.get(at).is_some_and(|entry| *entry.attendee == after) {
            self.changed.remove(&at);
        } else {
            self.changed.insert(at, after);
        }
    }

    /// Who is still to come and not among the `taken`, of a list that has others of them: "Ula Fox, Tom Berg and 3 more".
    fn missing(&self, taken: &[bool]) -> String {
        let gone = |status: &AttendeeStatus| matches!(status, AttendeeStatus::Met | AttendeeStatus::Absent);
        let untaken =
            self.entries.iter().zip(taken).filter(|(entry, taken)| !**taken && !gone(&entry.attendee.status));
        let mut names = untaken.map(|(entry, _)| entry.attendee.name.as_str());
        let first: Vec<&str> = names.by_ref().take(NAMED).collect();
        let more = match names.count() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        if taken.contains(&true) { format!("{}{more}", first.join(", ")) } else { String::new() }
    }

    /// Somebody who stands there and does not come by `row`, for the reason given.
    fn leaves(&mut self, at: usize, row: usize, why: &str) -> Said {
        self.gone.insert(at, row);
        let Some(mut attendee) = self.now(at).cloned() else {
            return Said::new(Verdict::Skipped, Why::Own);
        };
        if attendee.leave() {
            self.becomes(at, attendee);
            return Said::new(Verdict::Updates, format!("no longer coming: {why}"));
        }
        if attendee.status == AttendeeStatus::Met {
            return Said::new(Verdict::Same, format!("{why}, but you met here{STAYS}met"));
        }
        Said::new(Verdict::Same, format!("stands on the list as {}: {why}", attendee.standing()))
    }

    /// Somebody who stands there: company, role and address become the file's, and all else stays.
    fn meets(&mut self, at: usize, group: &Group<'_>, known: &Known<'_>) -> (Verdict, Why) {
        let nameless = self.entries.get(at).is_some_and(|entry| entry.name.is_empty());
        let Some(mut attendee) = self.now(at).cloned() else { return (Verdict::Skipped, "".into()) };
        let (mut changed, mut instead, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        let email = group.draft.emails.first().map_or("", String::as_str);
        let before = size_of(&attendee);
        if nameless && !group.draft.name.is_empty() {
            group.draft.name.clone_into(&mut attendee.name);
            changed.push("name");
        }
        for (what, old, new) in [
            ("company", &mut attendee.company, group.draft.company.as_str()),
            ("role", &mut attendee.role, group.draft.role.as_str()),
            ("e-mail", &mut attendee.email, email),
        ] {
            if old.is_empty() && !new.is_empty() {
                changed.push(what);
            } else if new.is_empty() || fold(new) == fold(old) {
                continue;
            } else if attendee.formerly.iter().any(|one| fold(one) == fold(new)) {
                // Two lists that say otherwise would change it in turn for ever.
                kept.push(format!("{what} {old} (an earlier list says {new})"));
                continue;
            } else {
                instead.push(format!("{what} now {new} instead of {old}"));
                attendee.formerly.push(take(old));
            }
            new.clone_into(old);
        }
        if attendee.person.is_empty()
            && let Some(person) = known.of(group, &group.draft.name, &self.linked).person()
        {
            attendee.person = person.id.clone();
            self.link(&person.id, Line::Old(at));
            changed.push("who it is");
        }
        let back = attendee.come_back();
        let absent = attendee.status == AttendeeStatus::Absent;
        let after = size_of(&attendee);
        self.grew |= after > before;
        self.size = (self.size + after).saturating_sub(before);
        self.becomes(at, attendee);
        let mut news: Vec<String> = Vec::new();
        news.extend(back.then(|| "coming after all".to_owned()));
        news.extend((!changed.is_empty()).then(|| format!("new: {}", changed.join(", "))));
        news.append(&mut instead);
        kept.extend(absent.then(|| "absent".to_owned()));
        let stays = if kept.is_empty() { String::new() } else { format!("{STAYS}{}", kept.join(", ")) };
        match (news.is_empty(), stays.is_empty()) {
            (true, true) => (Verdict::Same, "stands on the list".into()),
            (true, false) => (Verdict::Same, format!("stands on the list{stays}").into()),
            (false, _) => (Verdict::Updates, format!("{}{stays}", news.join("; ")).into()),
        }
    }

    /// Notes that a person of mine stands in a line; of several that is the first, and those who came stand below the others.
    fn link(&mut self, person: &PersonId, line: Line) {
        match (self.linked.get_mut(person), line) {
            (Some(Line::Old(first)), Line::Old(at)) => *first = at.min(*first),
            (Some(first @ Line::New(..)), line @ Line::Old(_)) => *first = line,
            (Some(_), Line::New(..)) => {}
            (None, line) => drop(self.linked.insert(person.clone(), line)),
        }
    }

    /// Somebody whom the list does not name so: one of my people who stands there under another name or address, or
    /// somebody who is not there yet. `at` is their place among the people of the file, and `row` the first of theirs.
    fn comes(&mut self, at: usize, (group, row): (&Group<'_>, &Draft), known: &Known<'_>) -> (Verdict, Why) {
        let tie = known.of(group, &group.draft.name, &self.linked);
        // What the list says of them is what their own row said.
        let (shown, name) = match tie.person().and_then(|person| self.linked.get(&person.id)) {
            None => return self.add(at, (group, row), known, tie),
            Some(Line::New(shown, name)) => (shown.clone(), *name),
            Some(Line::Old(line)) => {
                let line = *line;
                let name = self.entries.get(line).map_or(Word::of(""), |entry| entry.name);
                let mut attendee = self.now(line).cloned().unwrap_or_default();
                let back = attendee.come_back();
                let shown = attendee.name.clone();
                self.against = self.gone.get(&line).copied();
                if back {
                    let other = self.entries.get(line).is_some_and(|entry| *entry.attendee != attendee);
                    self.becomes(line, attendee);
                    // By the list as it was they came all along.
                    if other {
                        return (Verdict::Updates, "coming after all".into());
                    }
                }
                (shown, name)
            }
        };
        if name == Word::of(&group.name) {
            (Verdict::Same, "stands on the list".into())
        } else {
            (Verdict::Same, format!("stands on the list as {shown}").into())
        }
    }

    /// Somebody who is not there yet. The user needs no line on a list of their own.
    fn add(
        &mut self,
        at: usize,
        (group, row): (&Group<'_>, &Draft),
        known: &Known<'_>,
        tie: Tie<'_>,
    ) -> (Verdict, Why) {
        let mine = mine(known.me, group);
        if let Some(Mine::Sure(why)) = mine {
            return (Verdict::Skipped, why.into());
        }
        self.size += size_to_be(&group.draft);
        self.grew = true;
        if self.full.is_some() {
            return (Verdict::Skipped, super::WHOLE_FILE.into());
        }
        let at = small(at);
        if let Some(person) = tie.person() {
            let attendee = attendee_of(&group.draft);
            let name = Entry::of(&attendee).name;
            self.link(&person.id, Line::New(attendee.name, name));
            self.came_as.insert(at, person.id.clone());
        }
        let said = match (self.why_new(group, row, tie), mine) {
            ((Verdict::New, _), Some(Mine::Perhaps)) => (Verdict::Doubtful, YOUR_NAME.into()),
            (said, _) => said,
        };
        self.came.push(at);
        said
    }

    fn why_new(&self, group: &Group<'_>, row: &Draft, tie: Tie<'_>) -> (Verdict, Why) {
        if let Fate::Doubt(_) = &group.draft.fate {
            return (Verdict::Doubtful, Why::Own);
        }
        if let Some(twin) = group.twin {
            return (Verdict::Doubtful, twin.into());
        }
        if let Some(other) = self.index.namesake(group).and_then(|at| self.entries.get(at)) {
            let company = &other.attendee.company;
            let of = if company.is_empty() { String::new() } else { format!(" of {company}") };
            let same = if other.name == Word::of(&group.name) { "the same name" } else { "a name like it" };
            let why = format!("{}{of} on the list has {same}", other.attendee.name);
            return (Verdict::Doubtful, why.into());
        }
        if let Some(other) = self.index.neighbour(&group.email()).and_then(|at| self.entries.get(at)) {
            let why = format!("{} on the list has the same e-mail address", other.attendee.name);
            return (Verdict::Doubtful, why.into());
        }
        if let Some(why) = tie.doubt() {
            return (Verdict::Doubtful, why.into());
        }
        match (tie, group.neighbour) {
            (Tie::One(person, how), _) => (Verdict::New, Why::known(&person, how, false, row)),
            (_, Some(line)) => (Verdict::New, format!("shares the e-mail address of row {line}").into()),
            (tie, None) => {
                (Verdict::New, tie.guest().map_or_else(|| "not on the list yet".into(), Why::from))
            }
        }
    }
}

fn attendee_of(draft: &Draft) -> Attendee {
    let email = draft.emails.first().cloned().unwrap_or_default();
    let name = if draft.name.is_empty() { email.clone() } else { draft.name.clone() };
    Attendee { name, company: draft.company.clone(), role: draft.role.clone(), email, ..Attendee::default() }
}

/// About how many bytes an attendee takes in the event's file.
fn size_of(attendee: &Attendee) -> usize {
    let texts = [&attendee.name, &attendee.company, &attendee.role, &attendee.email, &attendee.why];
    let formerly: usize = attendee.formerly.iter().map(|text| text.len() + 18).sum();
    size_with(texts.map(String::as_str)) + formerly
}

/// The same of whoever [`attendee_of`] makes of a row.
fn size_to_be(draft: &Draft) -> usize {
    let email = draft.emails.first().map_or("", String::as_str);
    let name = if draft.name.is_empty() { email } else { &draft.name };
    size_with([name, &draft.company, &draft.role, email, ""])
}

fn size_with(texts: [&str; 5]) -> usize {
    40 + texts.iter().filter(|text| !text.is_empty()).map(|text| text.len() + 14).sum::<usize>()
}
