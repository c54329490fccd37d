//! Membership: what a group cost and what it brought, with the figures open.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::field::field_of;
use super::meter::meter;
use crate::domain::{
    AttendeeStatus, Book, Cadence, Day, Event, EventId, FavourKind, Group, NoteKind, Outcome, Side,
};
use crate::ledger::{Money, Points, Purse};
use crate::text::counted;

/// From so many days before `renews` the renewal is worth a look.
pub const RENEWAL_AHEAD: i32 = 45;

/// What one group cost and brought in a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Membership {
    /// The first day of the period: the last renewal, or a year ago where the group has none.
    pub since: Option<Day>,
    /// Events of the group in the period, up to today.
    pub held: u32,
    /// Those at which I was: I met somebody, noted something, or wrote down hours or a mood.
    pub came: u32,
    /// People first met there.
    pub met_new: u32,
    /// Talks with people known before.
    pub met_known: u32,
    /// Fields in which the first person I know was met there.
    pub fields: Vec<String>,
    /// What I gave that came up there: how often, and points.
    pub gave: (u32, u32),
    /// What I received that came up there: how often, and points.
    pub got: (u32, u32),
    /// Referrals that came to me from there, and of these those that became business.
    pub referrals: (u32, u32),
    /// What these were worth.
    pub value: Purse,
    /// Lessons learned there.
    pub lessons: u32,
    /// The mean of the moods, 1 to 5, and of how many evenings.
    pub mood: Option<(f64, u32)>,
    /// The mean of the meters, and of how many evenings.
    pub meter: Option<(f64, u32)>,
    /// Membership for the period.
    pub dues: Purse,
    /// Tickets of the evenings I was at.
    pub tickets: Purse,
    /// Hours at the evenings I was at, as far as they are written down.
    pub hours: f64,
    /// Evenings I was at without hours.
    pub hours_unknown: u32,
    /// Amounts that could not be read, as written.
    pub unread: Vec<String>,
    /// How many evenings, counted back from the last, brought nobody new.
    pub nobody_new: u32,
}

/// What `group` cost and brought from its last renewal (or a year ago) up to `today`.
pub fn membership(book: &Book, group: &Group, points: &Points, today: Day) -> Membership {
    memberships(book, [group], points, today).pop().unwrap_or_default()
}

/// What each of some groups cost and brought, in their order; the records are looked at once for all of them.
pub fn memberships<'a>(
    book: &Book,
    groups: impl IntoIterator<Item = &'a Group>,
    points: &Points,
    today: Day,
) -> Vec<Membership> {
    let mut sums = Vec::new();
    let mut held: Vec<Vec<&Event>> = Vec::new();
    let mut of: HashMap<&EventId, usize> = HashMap::new();
    for (at, group) in groups.into_iter().enumerate() {
        let since = period(group, today);
        let mut sum = Membership { since, ..Membership::default() };
        add_money(&mut sum.dues, &mut sum.unread, &group.dues);
        let in_period = |event: &Event| {
            event.date.is_some_and(|date| date <= today && since.is_none_or(|since| date >= since))
        };
        let mut events: Vec<&Event> = book
            .events()
            .map(AsRef::as_ref)
            .filter(|event| event.group == group.id && in_period(event))
            .collect();
        events.sort_by_key(|event| (event.date, event.id.clone()));
        of.extend(events.iter().map(|event| (&event.id, at)));
        sums.push(sum);
        held.push(events);
    }
    let noted = brought(&mut sums, book, &of, points);
    fields_opened(&mut sums, book, &of);
    for (sum, events) in sums.iter_mut().zip(held) {
        went(sum, book, &events, &noted);
    }
    sums
}

/// How the evenings went, oldest first.
fn went(sum: &mut Membership, book: &Book, events: &[&Event], noted: &HashSet<&EventId>) {
    let (mut moods, mut meters) = (Vec::new(), Vec::new());
    for event in events {
        sum.held += 1;
        if !was_there(event, noted) {
            continue;
        }
        sum.came += 1;
        let meter = meter(event, book);
        sum.met_new += meter.new;
        sum.met_known += meter.known;
        sum.nobody_new = if meter.new == 0 { sum.nobody_new + 1 } else { 0 };
        meters.extend(meter.value());
        moods.extend(event.mood.map(f64::from));
        add_money(&mut sum.tickets, &mut sum.unread, &event.cost);
        match event.hours.filter(|hours| hours.is_finite() && *hours >= 0.0) {
            Some(hours) => sum.hours += hours,
            None => sum.hours_unknown += 1,
        }
    }
    sum.mood = mean(&moods);
    sum.meter = mean(&meters);
}

/// The first day of the period that the dues pay for now.
fn period(group: &Group, today: Day) -> Option<Day> {
    let per = Cadence::parse(&group.per).filter(|per| per.is_regular());
    // "a year" is what dues are for when nobody says otherwise; "year" alone is a year too.
    let per = per.or_else(|| Cadence::parse(&format!("1 {}", group.per))).filter(|per| per.is_regular());
    let per = per.unwrap_or(Cadence::Months(12));
    match group.renews {
        // A renewal that has passed and was not moved on: the period since is the one that runs.
        Some(renews) if renews <= today => Some(renews),
        Some(renews) => per.before(renews),
        None => per.before(today),
    }
}

fn add_money(purse: &mut Purse, unread: &mut Vec<String>, written: &str) {
    match Money::parse(written) {
        Some(money) => purse.add(&money),
        None if written.trim().is_empty() => {}
        None => unread.push(written.trim().to_owned()),
    }
}

fn was_there(event: &Event, noted: &HashSet<&EventId>) -> bool {
    let met = event.attendees.iter().any(|attendee| attendee.status == AttendeeStatus::Met);
    met || event.hours.is_some() || event.mood.is_some() || noted.contains(&event.id)
}

/// What came of the events, each of one group: favours, referrals, lessons. Answers at which of them something was noted.
fn brought<'a>(
    sums: &mut [Membership],
    book: &'a Book,
    of: &HashMap<&EventId, usize>,
    points: &Points,
) -> HashSet<&'a EventId> {
    for (_, favour) in book.favours() {
        let Some(sum) = of.get(&favour.event).and_then(|at| sums.get_mut(*at)) else { continue };
        if favour.counts() {
            let worth = points.of(&favour.size);
            let side = match favour.side {
                Side::Give => &mut sum.gave,
                Side::Receive => &mut sum.got,
                Side::Other(_) => continue,
            };
            *side = (side.0 + 1, side.1.saturating_add(worth));
        }
        let referred = favour.kind == FavourKind::Referral && favour.side == Side::Receive;
        if referred && favour.counts() {
            sum.referrals.0 += 1;
            if favour.outcome == Some(Outcome::Won) {
                sum.referrals.1 += 1;
                add_money(&mut sum.value, &mut sum.unread, &favour.value);
            }
        }
    }
    let mut noted = HashSet::new();
    for (_, note) in book.notes() {
        let Some(sum) = of.get(&note.event).and_then(|at| sums.get_mut(*at)) else { continue };
        noted.insert(&note.event);
        if note.kind == NoteKind::Lesson {
            sum.lessons = sum.lessons.saturating_add(1);
        }
    }
    noted
}

/// Fields whose first person was met at one of the events.
fn fields_opened(sums: &mut [Membership], book: &Book, of: &HashMap<&EventId, usize>) {
    // For each field the earliest first meeting: its day, the field as written, and the event it was at.
    let mut first: BTreeMap<String, (Option<Day>, String, Option<&EventId>)> = BTreeMap::new();
    for person in book.people() {
        let Some(field) = field_of(person) else { continue };
        let met = person.met.as_ref();
        let told = (met.and_then(|met| met.on), met.map(|met| &met.event));
        match first.get_mut(&field.to_lowercase()) {
            Some(earliest) if told.0 < earliest.0 => *earliest = (told.0, field, told.1),
            Some(_) => {}
            None => drop(first.insert(field.to_lowercase(), (told.0, field, told.1))),
        }
    }
    for (_, field, event) in first.into_values() {
        let at = event.and_then(|event| of.get(event));
        if let Some(sum) = at.and_then(|at| sums.get_mut(*at)) {
            sum.fields.push(field);
        }
    }
}

fn mean(values: &[f64]) -> Option<(f64, u32)> {
    let count = u32::try_from(values.len()).ok().filter(|count| *count > 0)?;
    Some((values.iter().sum::<f64>() / f64::from(count), count))
}

/// What speaks for renewing, for trying once more and for leaving: words from the figures, and no verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// For renewing.
    pub renew: Vec<String>,
    /// For trying once more.
    pub try_once_more: Vec<String>,
    /// For leaving.
    pub leave: Vec<String>,
}

/// Weighs a membership: each sentence names its figures.
pub fn case(sum: &Membership) -> Case {
    let mut case = Case::default();
    let evenings = counted(sum.came, "evening", "evenings");
    if sum.came == 0 {
        let held = match sum.held {
            0 => "it held nothing in this time".to_owned(),
            1 => "you were not at the one evening it held".to_owned(),
            held => format!("you were at none of the {held} evenings it held"),
        };
        case.try_once_more.push(format!("{held}: there is nothing to weigh yet"));
        return case;
    }
    if sum.met_new > 0 {
        case.renew
            .push(format!("you met {} in {evenings}", counted(sum.met_new, "new person", "new people")));
    }
    if !sum.fields.is_empty() {
        case.renew.push(format!("it opened {}", sum.fields.join(", ")));
    }
    if sum.referrals.1 > 0 {
        let worth = if sum.value.is_empty() { String::new() } else { format!(", worth {}", sum.value) };
        case.renew
            .push(format!("{} became business{worth}", counted(sum.referrals.1, "referral", "referrals")));
    }
    if sum.gave.0 + sum.got.0 > 0 {
        case.renew.push(format!("you gave {} and received {} there", times(sum.gave.0), times(sum.got.0)));
    }
    if sum.lessons > 0 {
        case.renew.push(format!("you learned {}", counted(sum.lessons, "lesson", "lessons")));
    }
    let missed = sum.held.saturating_sub(sum.came);
    if missed >= sum.came {
        case.try_once_more.push(format!(
            "you were at {} of {}",
            sum.came,
            counted(sum.held, "evening", "evenings")
        ));
    }
    if let Some((meter, _)) = sum.meter.filter(|(meter, _)| *meter >= super::STUDY) {
        case.try_once_more
            .push(format!("you stayed with people you knew (M {meter:.1}): the room may hold more"));
    }
    if sum.gave.0 == 0 {
        case.try_once_more.push("you have given nothing there yet".to_owned());
    }
    if sum.nobody_new >= 2 {
        case.leave
            .push(format!("the last {} brought nobody new", counted(sum.nobody_new, "evening", "evenings")));
    }
    if sum.referrals.0 == 0 && !(sum.dues.is_empty() && sum.tickets.is_empty()) {
        case.leave.push(format!("no referral came of {}", cost_words(sum)));
    }
    if sum.gave.0 + sum.got.0 == 0 {
        case.leave.push("nothing was given or received there".to_owned());
    }
    match sum.mood {
        Some((mood, _)) if mood >= 3.5 => case.renew.push(format!("you felt well there: {mood:.1} of 5")),
        Some((mood, _)) if mood <= 2.5 => {
            case.leave.push(format!("you did not feel well there: {mood:.1} of 5"));
        }
        _ => {}
    }
    case
}

/// "220 GBP of dues, 30 GBP of tickets and 7 hours".
pub fn cost_words(sum: &Membership) -> String {
    let mut parts = Vec::new();
    if !sum.dues.is_empty() {
        parts.push(format!("{} of dues", sum.dues));
    }
    if !sum.tickets.is_empty() {
        parts.push(format!("{} of tickets", sum.tickets));
    }
    if sum.hours > 0.0 {
        let hours = (sum.hours * 10.0).round() / 10.0;
        parts.push(if (hours - 1.0).abs() < 0.05 { "1 hour".to_owned() } else { format!("{hours} hours") });
    }
    match parts.split_last() {
        None => "nothing written down".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Every figure with its label, those that are nothing left out; money apart from the rest.
pub fn figures(sum: &Membership) -> Vec<(&'static str, String)> {
    let meter = sum.meter.map_or_else(String::new, |(meter, of)| {
        format!("M {meter:.1} over {}", counted(of, "evening", "evenings"))
    });
    let mood = sum.mood.map_or_else(String::new, |(mood, of)| {
        format!("{mood:.1} of 5 over {}", counted(of, "evening", "evenings"))
    });
    let points = |(count, points): (u32, u32)| match count {
        0 => String::new(),
        count => format!("{} ({})", times(count), counted(points, "point", "points")),
    };
    let referrals = match sum.referrals {
        (0, _) => String::new(),
        (all, won) if sum.value.is_empty() => format!("{all}, of these {won} won"),
        (all, won) => format!("{all}, of these {won} won, worth {}", sum.value),
    };
    let lessons = if sum.lessons == 0 { String::new() } else { counted(sum.lessons, "lesson", "lessons") };
    let figures = vec![
        ("cost", cost_words(sum)),
        ("evenings", format!("you were at {} of {}", sum.came, sum.held)),
        ("met", format!("{} new, {} known before", sum.met_new, sum.met_known)),
        ("meter", meter),
        ("opened", sum.fields.join(", ")),
        ("gave", points(sum.gave)),
        ("received", points(sum.got)),
        ("referrals", referrals),
        ("learned", lessons),
        ("mood", mood),
    ];
    figures.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

impl Membership {
    /// What the figures do not know, when that matters.
    pub fn doubt(&self) -> Option<String> {
        let mut parts = Vec::new();
        if self.came < 3 {
            parts.push(super::few(usize::try_from(self.came).unwrap_or(0), ("evening", "evenings")));
        }
        if self.hours_unknown > 0 {
            parts.push(format!(
                "the hours of {} are not written down",
                counted(self.hours_unknown, "evening", "evenings")
            ));
        }
        if !self.unread.is_empty() {
            parts.push(format!("not read as money: {}", self.unread.join(", ")));
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// How many days until `group` is to be renewed, when that is near enough for a look; negative when the day has passed.
pub fn renewal_near(group: &Group, today: Day) -> Option<i32> {
    let renews = group.renews?;
    let days = (renews.0 - today.0).get_days();
    (days <= RENEWAL_AHEAD).then_some(days)
}

/// How often, and "nothing" where a favour is counted that never was.
fn times(count: u32) -> String {
    if count == 0 { "nothing".to_owned() } else { crate::ledger::times(count) }
}

#[cfg(test)]
mod tests;
