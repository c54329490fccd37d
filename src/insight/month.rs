//! By month: what was given and received, and whom I met.

use crate::domain::{Book, Day, Side};
use crate::ledger::Points;
use crate::text::counted;

/// A calendar month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// As in 2026.
    pub year: i16,
    /// 1 to 12.
    pub month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        Self { year: day.0.year(), month: day.0.month() }
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { month: self.month - 1, ..self }
        }
    }

    /// "May 26".
    pub fn words(self) -> String {
        const NAMES: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let name = usize::try_from(self.month - 1).ok().and_then(|at| NAMES.get(at)).unwrap_or(&"");
        format!("{name} {:02}", self.year.rem_euclid(100))
    }

    /// The last `count` months up to the one of `today`, oldest first.
    pub fn last(count: usize, today: Day) -> Vec<Self> {
        let mut months: Vec<Self> =
            std::iter::successors(Some(Self::of(today)), |month| Some(month.before())).take(count).collect();
        months.reverse();
        months
    }
}

/// One month of giving, receiving and meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthSum {
    /// Which.
    pub month: Month,
    /// How often I gave.
    pub gave: u32,
    /// How often I received.
    pub got: u32,
    /// Points of what I gave.
    pub gave_points: u32,
    /// Points of what I received.
    pub got_points: u32,
    /// People first met in it.
    pub met: u32,
}

/// The last `count` months, oldest first. A favour stands in the month it was done, a person in that of the first meeting;
/// what has no date stands nowhere.
pub fn months(book: &Book, points: &Points, today: Day, count: usize) -> Vec<MonthSum> {
    let mut sums: Vec<MonthSum> = Month::last(count, today)
        .into_iter()
        .map(|month| MonthSum { month, gave: 0, got: 0, gave_points: 0, got_points: 0, met: 0 })
        .collect();
    let first = sums.first().map(|sum| sum.month);
    let place = |day: Day| {
        let (month, first) = (Month::of(day), first?);
        let since = (i32::from(month.year) - i32::from(first.year)) * 12 + i32::from(month.month)
            - i32::from(first.month);
        usize::try_from(since).ok()
    };
    for person in book.people() {
        if let Some(sum) =
            person.met.as_ref().and_then(|met| met.on).and_then(place).and_then(|at| sums.get_mut(at))
        {
            sum.met += 1;
        }
        for favour in person.favours.iter().filter(|favour| favour.counts()) {
            let day = favour.done.or(favour.thanked).or(favour.on);
            let Some(sum) = day.and_then(place).and_then(|at| sums.get_mut(at)) else { continue };
            let worth = points.of(&favour.size);
            match favour.side {
                Side::Give => {
                    sum.gave += 1;
                    sum.gave_points = sum.gave_points.saturating_add(worth);
                }
                Side::Receive => {
                    sum.got += 1;
                    sum.got_points = sum.got_points.saturating_add(worth);
                }
                Side::Other(_) => {}
            }
        }
    }
    sums
}

/// What the months come to, in a sentence; how to begin where they are empty.
pub fn year_words(months: &[MonthSum]) -> String {
    let sum = |of: fn(&MonthSum) -> u32| months.iter().map(of).sum::<u32>();
    let [gave, got, met] = [sum(|sum| sum.gave), sum(|sum| sum.got), sum(|sum| sum.met)];
    if gave + got + met == 0 {
        return "nothing given, received or begun in a year is written down with its day: `gave` and `got` on a line tell"
            .to_owned();
    }
    let times = |count: u32| if count == 0 { "nothing".to_owned() } else { crate::ledger::times(count) };
    format!(
        "in a year you gave {} ({}) and received {} ({}); you met {}",
        times(gave),
        counted(sum(|sum| sum.gave_points), "point", "points"),
        times(got),
        counted(sum(|sum| sum.got_points), "point", "points"),
        counted(met, "person", "people"),
    )
}

/// What has no date and stands in no month, in a sentence.
pub fn undated_words(book: &Book) -> Option<String> {
    let (people, favours) = undated(book);
    let parts = [
        (people > 0).then(|| counted(people, "first meeting", "first meetings")),
        (favours > 0).then(|| counted(favours, "favour", "favours")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("without a day, and in no month: {}", parts.join(" and ")))
}

/// How many people and favours have no date, so that they stand in no month.
fn undated(book: &Book) -> (usize, usize) {
    let people =
        book.people().filter(|person| person.met.as_ref().is_none_or(|met| met.on.is_none())).count();
    let favours = book
        .favours()
        .filter(|(_, favour)| favour.counts() && favour.done.or(favour.thanked).or(favour.on).is_none());
    (people, favours.count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Favour, FavourId, FavourState, Met, Person, PersonId, Size};

    fn day(text: &str) -> Day {
        Day(text.parse().unwrap())
    }

    #[test]
    fn the_last_months_cross_a_new_year() {
        let months = Month::last(3, day("2026-01-31"));
        assert_eq!(
            months.iter().map(|month| month.words()).collect::<Vec<_>>(),
            ["Nov 25", "Dec 25", "Jan 26"]
        );
    }

    #[test]
    fn each_thing_stands_in_its_month() {
        let favour = |side: Side, state: FavourState, size: Size, on: &str, done: Option<&str>| Favour {
            id: FavourId::new("f"),
            side,
            state,
            size,
            on: Some(day(on)),
            done: done.map(day),
            ..Favour::default()
        };
        let mut person = Person::named(PersonId::new("ana"), "Ana");
        person.met = Some(Met { on: Some(day("2026-04-30")), ..Met::default() });
        person.favours = vec![
            favour(Side::Give, FavourState::Done, Size::Hour, "2026-03-30", Some("2026-04-01")),
            favour(Side::Give, FavourState::Promised, Size::Big, "2026-04-02", None),
            favour(Side::Receive, FavourState::Thanked, Size::Quick, "2026-05-01", None),
            favour(Side::Receive, FavourState::Done, Size::Quick, "2025-05-01", None),
        ];
        let mut book = Book::default();
        book.put(person.into());
        book.put(Person::named(PersonId::new("bob"), "Bob").into());
        let sums = months(&book, &Points::default(), day("2026-05-12"), 2);
        let figures: Vec<_> =
            sums.iter().map(|sum| (sum.gave, sum.gave_points, sum.got, sum.got_points, sum.met)).collect();
        assert_eq!(figures, [(1, 3, 0, 0, 1), (0, 0, 1, 1, 0)]);
        assert_eq!(undated(&book), (1, 0));
        assert_eq!(undated_words(&book).unwrap(), "without a day, and in no month: 1 first meeting");
        assert_eq!(
            year_words(&sums),
            "in a year you gave once (3 points) and received once (1 point); you met 1 person"
        );
        assert!(year_words(&[]).starts_with("nothing given"));
    }
}
