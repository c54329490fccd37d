//! How far the introduction of two people has come, and the next step: both are asked before they meet.
//!
//! An introduction is a gift to both, so it stands in both files as a favour of the kind `intro` from me, with the other
//! one in `people`: `asked` once I asked them, `promised` once I promised it to them (they agreed, or I said so unasked),
//! `done` once the two were introduced, and with the outcome `met` or `won` once it worked. What is `declined` in either file ends it for good. Each file has one such
//! favour, so it counts once with each of the two.

use crate::domain::{
    Book, Change, Day, Edit, EventId, Favour, FavourKind, FavourState, IdMaker, Outcome, Person, PersonId,
    Side,
};
use crate::gifts::words::introduce;

/// Whether one of the two was asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Not yet.
    #[default]
    Unasked,
    /// Asked, and not answered yet.
    Asked,
    /// I promised it to them.
    Promised,
}

/// How far an introduction has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// They were not introduced; what each of the two was asked.
    Open(Half, Half),
    /// One of them does not want it: never again.
    Declined,
    /// They were introduced.
    Introduced,
    /// They were, and something came of it.
    Worked,
}

impl Pair {
    /// Whether somebody was asked, and the two were not introduced yet.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::Open(one, other) if one.max(other) > Half::Unasked)
    }

    /// The word for it in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open(Half::Unasked, Half::Unasked) => "open",
            Self::Open(Half::Unasked, Half::Promised) | Self::Open(Half::Promised, Half::Unasked) => {
                "promised"
            }
            Self::Open(Half::Unasked, _) | Self::Open(_, Half::Unasked) => "asked one",
            Self::Open(..) => "asked both",
            Self::Declined => "declined",
            Self::Introduced => "introduced",
            Self::Worked => "worked",
        }
    }

    /// How far it has come, in words, of the two called so: "promised to Ana, Tom was asked".
    pub fn words(self, one: &str, other: &str) -> String {
        let half = |half: Half, name: &str| match half {
            Half::Unasked => format!("{name} not asked yet"),
            Half::Asked => format!("{name} was asked"),
            Half::Promised => format!("promised to {name}"),
        };
        match self {
            Self::Open(Half::Unasked, Half::Unasked) => "nobody asked yet".into(),
            Self::Open(Half::Asked, Half::Asked) => "both were asked".into(),
            Self::Open(Half::Promised, Half::Promised) => "promised to both".into(),
            Self::Open(first, second) => format!("{}, {}", half(first, one), half(second, other)),
            Self::Declined => "declined".into(),
            Self::Introduced => "introduced".into(),
            Self::Worked => "introduced, and it worked".into(),
        }
    }
}

/// How far the introduction of two people has come, from what stands in the files of both.
pub fn pair(book: &Book, one: &PersonId, other: &PersonId) -> Pair {
    let intros = || introductions(book, one, other).chain(introductions(book, other, one));
    let worked = |favour: &Favour| matches!(favour.outcome, Some(Outcome::Met | Outcome::Won));
    if intros().any(|favour| favour.counts() && worked(favour)) {
        Pair::Worked
    } else if intros().any(Favour::counts) {
        Pair::Introduced
    } else if intros().any(|favour| favour.state == FavourState::Declined) {
        Pair::Declined
    } else {
        let half = |one, other| introductions(book, one, other).map(half).max().unwrap_or_default();
        Pair::Open(half(one, other), half(other, one))
    }
}

/// What a favour that is not over says of the one in whose file it stands.
fn half(favour: &Favour) -> Half {
    match favour.state {
        FavourState::Asked => Half::Asked,
        FavourState::Promised => Half::Promised,
        _ => Half::Unasked,
    }
}

/// The introductions to `other` in the file of `one`.
fn introductions<'a>(
    book: &'a Book,
    one: &PersonId,
    other: &'a PersonId,
) -> impl Iterator<Item = &'a Favour> + use<'a> {
    let favours = book.person(one).map_or(&[][..], |person| person.favours.as_slice());
    favours.iter().filter(move |favour| is_intro_to(favour, other))
}

/// Whether it is an introduction that I make, to `other`.
fn is_intro_to(favour: &Favour, other: &PersonId) -> bool {
    favour.kind == FavourKind::Intro && favour.side == Side::Give && favour.people.contains(other)
}

/// Why two people know each other already, in words for the two called so; `None` when they may not.
pub fn acquainted(one: &Person, other: &Person) -> Option<&'static str> {
    let knows = |one: &Person, other: &Person| {
        one.knows.contains(&other.id) || one.via == other.id || {
            // Who was asked for an introduction to somebody, knows them.
            let mut received = one.favours.iter().filter(|favour| favour.side == Side::Receive);
            received.any(|favour| favour.kind == FavourKind::Intro && favour.people.contains(&other.id))
        }
    };
    let (company, same) = (one.company.trim(), other.company.trim());
    if knows(one, other) || knows(other, one) {
        Some("they know each other")
    } else if !company.is_empty() && company.to_lowercase() == same.to_lowercase() {
        Some("they work at the same place")
    } else {
        None
    }
}

/// What happened to an introduction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// I asked this one of the two whether they would like it.
    Ask(PersonId),
    /// I brought the two together.
    Introduce,
    /// Something came of it.
    Worked,
    /// One of them, or I, would rather not.
    Decline,
}

/// The change that moves the introduction of two people a step; `None` when there is nothing to move, or they are not both
/// in the book.
///
/// An introduction that was promised or asked in only one of the two files gets its mirror in the other's.
pub fn step(
    book: &Book,
    ids: &mut IdMaker,
    (one, other): (&PersonId, &PersonId),
    step: &Step,
    (today, event): (Day, Option<&EventId>),
) -> Option<Change> {
    let (first, second) = (book.person(one)?, book.person(other)?);
    if first.id == second.id {
        return None;
    }
    let now = pair(book, one, other);
    let mut turn = |person: &Person, other: &Person, how: &dyn Fn(&mut Favour)| {
        turn(book, ids, (person, other), (today, event), how)
    };
    let (verb, edits): (&str, Vec<Option<Edit>>) = match step {
        Step::Ask(who) => {
            let (asked, about) = if *who == first.id { (first, second) } else { (second, first) };
            let mine = if *who == first.id { pair(book, one, other) } else { pair(book, other, one) };
            if *who != asked.id || !matches!(mine, Pair::Open(Half::Unasked, _)) {
                return None;
            }
            ("asked about", vec![turn(asked, about, &|favour| favour.move_to(FavourState::Asked, today))])
        }
        Step::Introduce | Step::Worked => {
            let is_over = match step {
                Step::Introduce => !matches!(now, Pair::Open(..)),
                _ => !matches!(now, Pair::Open(..) | Pair::Introduced),
            };
            if is_over {
                return None;
            }
            let how = |favour: &mut Favour| {
                if !favour.counts() {
                    favour.move_to(FavourState::Done, today);
                }
                if *step == Step::Worked {
                    favour.outcome = Some(Outcome::Met);
                }
            };
            let verb = if *step == Step::Worked { "it worked" } else { "introduced" };
            (verb, vec![turn(first, second, &how), turn(second, first, &how)])
        }
        Step::Decline => {
            if !matches!(now, Pair::Open(..)) {
                return None;
            }
            let open = |one: &Person, other: &Person| {
                one.favours.iter().any(|favour| favour.is_open() && is_intro_to(favour, &other.id))
            };
            let how = |favour: &mut Favour| favour.move_to(FavourState::Declined, today);
            let mut edits = Vec::new();
            // Where nobody was asked yet, it is written down once.
            if open(first, second) || !open(second, first) {
                edits.push(turn(first, second, &how));
            }
            if open(second, first) {
                edits.push(turn(second, first, &how));
            }
            ("declined", edits)
        }
    };
    let change = Change::new(format!("{verb}: {} and {}", first.name, second.name));
    let change = edits.into_iter().flatten().fold(change, Change::with);
    (!change.is_idle()).then_some(change)
}

/// Turns the introduction to `other` in the file of `person`: the one that is not over, else a new one.
fn turn(
    book: &Book,
    ids: &mut IdMaker,
    (person, other): (&Person, &Person),
    (today, event): (Day, Option<&EventId>),
    how: &dyn Fn(&mut Favour),
) -> Option<Edit> {
    let fits = |favour: &&mut Favour| is_intro_to(favour, &other.id) && (favour.is_open() || favour.counts());
    let id = ids.favour(person.favours.iter().map(|favour| &favour.id));
    book.edit_person(&person.id, |person| {
        if let Some(favour) = person.favours.iter_mut().rev().find(fits) {
            how(favour);
            return;
        }
        let mut favour = Favour {
            id,
            side: Side::Give,
            kind: FavourKind::Intro,
            what: introduce(other),
            people: vec![other.id.clone()],
            on: Some(today),
            event: event.cloned().unwrap_or_default(),
            ..Favour::default()
        };
        how(&mut favour);
        person.favours.push(favour);
    })
}

/// An introduction that waits for its next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    /// One of the two: the one in whose file it was begun, the lesser id where it stands in both.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// How far it has come: somebody was asked, or they were introduced and nobody said what came of it.
    pub pair: Pair,
    /// The last day on which something happened.
    pub since: Option<Day>,
}

/// The introductions that wait for a next step, the oldest first: those under way, and those made within `days` of which
/// it is not known whether they worked.
pub fn under_way(book: &Book, today: Day, days: i32) -> Vec<UnderWay> {
    let mut found: Vec<UnderWay> = Vec::new();
    for (person, favour) in book.favours() {
        if favour.kind != FavourKind::Intro || favour.side != Side::Give {
            continue;
        }
        let since = favour.done.or(favour.closed).or(favour.on);
        let recent = since.is_none_or(|day| (today.0 - day.0).get_days() <= days);
        let waits = favour.is_open() || (favour.counts() && favour.outcome.is_none() && recent);
        let somebody = |other: &&PersonId| **other != person.id && book.person(other).is_some();
        for other in favour.people.iter().filter(|_| waits).filter(somebody) {
            if let Some(known) = found.iter_mut().find(|pair| pair.one == *other && pair.other == person.id) {
                known.since = known.since.max(since);
                continue;
            }
            let pair = pair(book, &person.id, other);
            let same = |known: &UnderWay| known.one == person.id && known.other == *other;
            if (pair.is_under_way() || pair == Pair::Introduced) && !found.iter().any(same) {
                found.push(UnderWay { one: person.id.clone(), other: other.clone(), pair, since });
            }
        }
    }
    found.sort_by_key(|pair| pair.since);
    found
}
