//! The people of a file onto an event's list: who stands there already, who is new, who is one of my people.

use std::collections::HashSet;

use super::claims::{Entry, Index, claims};
use super::draft::{Draft, Fate};
use super::fold::fold;
use super::forward::STAYS;
use super::group::{Group, Grouped, group, group_rows};
use super::known::{Known, Tie};
use super::mine::{Mine, YOUR_NAME, mine};
use super::rows::{Said, Why};
use super::source::Source;
use super::{NotAList, Verdict, Watch};
use crate::domain::{Attendee, AttendeeStatus, Event, PersonId};

/// How large an event's file may grow, in bytes: mingle loads 16 MiB, and what is added by hand needs room too.
pub(super) const MAX_EVENT: usize = 14 << 20;

/// How many who are not in a file are named.
const NAMED: usize = 3;

/// An event with a file's people on its list.
pub(super) struct Merged {
    pub(super) event: Event,
    /// One for each row.
    pub(super) said: Vec<Said>,
    /// What is wrong with any row.
    pub(super) problems: Vec<String>,
    /// Who of the list is not in the file, in words; empty when nobody is, and of another list altogether.
    pub(super) missing: String,
    /// Why they do not fit.
    pub(super) refused: Option<String>,
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
    for ((at, group), claim) in off.views(source).enumerate().zip(leaving) {
        if let (Some(claim), Fate::Off(why)) = (claim, &group.draft.fate)
            && let Some(said) = said.get_mut(off.row(at))
        {
            *said = list.leaves(claim, why);
        }
    }
    for ((at, group), claim) in groups.views(source).enumerate().zip(coming) {
        let (verdict, why) = match claim {
            Some(at) => list.meets(at, &group, known),
            None => list.comes(&group, known),
        };
        let row = groups.row(at);
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
    let attendees = list.entries.into_iter().map(|entry| entry.attendee).collect();
    Ok(Merged { event: Event { attendees, ..event.clone() }, said, problems, missing, refused })
}

struct List {
    entries: Vec<Entry>,
    index: Index,
    /// My people who stand on the list: the same name again is not them a second time.
    linked: HashSet<PersonId>,
    /// Bytes of the event's file, about.
    size: usize,
    /// The file made it larger.
    grew: bool,
    /// The line of the first who does not fit.
    full: Option<usize>,
}

impl List {
    fn new(event: &Event) -> Self {
        let entries: Vec<Entry> = event.attendees.iter().cloned().map(Entry::of).collect();
        let index = Index::new(&entries);
        let linked = event.attendees.iter().map(|attendee| attendee.person.clone()).collect();
        let size = event.attendees.iter().map(size_of).sum();
        Self { entries, index, linked, size, grew: false, full: None }
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

    /// Somebody who stands there and does not come, for the reason given.
    fn leaves(&mut self, at: usize, why: &str) -> Said {
        let Some(Entry { attendee, .. }) = self.entries.get_mut(at) else {
            return Said::new(Verdict::Skipped, Why::Own);
        };
        if attendee.leave() {
            return Said::new(Verdict::Updates, format!("no longer coming: {why}"));
        }
        if attendee.status == AttendeeStatus::Met {
            return Said::new(Verdict::Same, format!("{why}, but you met here{STAYS}met"));
        }
        Said::new(Verdict::Same, format!("stands on the list as {}: {why}", attendee.standing()))
    }

    /// Somebody who stands there: company, role and address become the file's, and all else stays.
    fn meets(&mut self, at: usize, group: &Group<'_>, known: &Known<'_>) -> (Verdict, Why) {
        let Some(entry) = self.entries.get_mut(at) else { return (Verdict::Skipped, "".into()) };
        let (mut changed, mut instead) = (Vec::new(), Vec::new());
        let email = group.draft.emails.first().map_or("", String::as_str);
        let attendee = &mut entry.attendee;
        let before = size_of(attendee);
        if entry.name.is_empty() && !group.draft.name.is_empty() {
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
            } else if !new.is_empty() && fold(new) != fold(old) {
                instead.push(format!("{what} now {new} instead of {old}"));
            } else {
                continue;
            }
            new.clone_into(old);
        }
        if attendee.person.is_empty()
            && let Some(person) = known.of(group, &group.draft.name, &self.linked).person()
        {
            attendee.person = person.id.clone();
            self.linked.insert(person.id.clone());
            changed.push("who it is");
        }
        let back = attendee.come_back();
        let absent = attendee.status == AttendeeStatus::Absent;
        let after = size_of(attendee);
        self.grew |= after > before;
        self.size = (self.size + after).saturating_sub(before);
        let mut news: Vec<String> = Vec::new();
        news.extend(back.then(|| "coming after all".to_owned()));
        news.extend((!changed.is_empty()).then(|| format!("new: {}", changed.join(", "))));
        news.append(&mut instead);
        match news.is_empty() {
            true if absent => (Verdict::Same, format!("stands on the list{STAYS}absent").into()),
            true => (Verdict::Same, "stands on the list".into()),
            false => (Verdict::Updates, news.join("; ").into()),
        }
    }

    /// Somebody whom the list does not name so: one of my people who stands there under another name or address, or
    /// somebody who is not there yet.
    fn comes(&mut self, group: &Group<'_>, known: &Known<'_>) -> (Verdict, Why) {
        let tie = known.of(group, &group.draft.name, &self.linked);
        let there = tie.person().filter(|person| self.linked.contains(&person.id));
        let entry =
            there.and_then(|person| self.entries.iter_mut().find(|entry| entry.attendee.person == person.id));
        match entry {
            // What the list says of them is what their own row said.
            Some(Entry { attendee, name, .. }) => {
                if attendee.come_back() {
                    (Verdict::Updates, "coming after all".into())
                } else if *name == group.name {
                    (Verdict::Same, "stands on the list".into())
                } else {
                    (Verdict::Same, format!("stands on the list as {}", attendee.name).into())
                }
            }
            None => self.add(group, known, tie),
        }
    }

    /// Somebody who is not there yet. The user needs no line on a list of their own.
    fn add(&mut self, group: &Group<'_>, known: &Known<'_>, tie: Tie<'_>) -> (Verdict, Why) {
        let mine = mine(known.me, group);
        if let Some(Mine::Sure(why)) = mine {
            return (Verdict::Skipped, why.into());
        }
        let mut attendee = attendee_of(&group.draft);
        self.size += size_of(&attendee);
        self.grew = true;
        if self.full.is_some() {
            return (Verdict::Skipped, super::WHOLE_FILE.into());
        }
        if let Some(person) = tie.person() {
            attendee.person = person.id.clone();
            self.linked.insert(person.id.clone());
        }
        let said = match (self.why_new(group, tie), mine) {
            ((Verdict::New, _), Some(Mine::Perhaps)) => (Verdict::Doubtful, YOUR_NAME.into()),
            (said, _) => said,
        };
        self.entries.push(Entry::of(attendee));
        said
    }

    fn why_new(&self, group: &Group<'_>, tie: Tie<'_>) -> (Verdict, Why) {
        if let Fate::Doubt(_) = &group.draft.fate {
            return (Verdict::Doubtful, Why::Own);
        }
        if let Some(twin) = group.twin {
            return (Verdict::Doubtful, twin.into());
        }
        if let Some(other) = self.index.namesake(group).and_then(|at| self.entries.get(at)) {
            let company = &other.attendee.company;
            let of = if company.is_empty() { String::new() } else { format!(" of {company}") };
            let same = if other.name == group.name { "the same name" } else { "a name like it" };
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
            (Tie::One(person, how), _) => (Verdict::New, Why::Known(person.clone(), how, false)),
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
    40 + texts.iter().filter(|text| !text.is_empty()).map(|text| text.len() + 14).sum::<usize>()
}
