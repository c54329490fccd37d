//! The rows of the gifts in words.

use super::Row;
use crate::domain::{Book, Day, PersonId};
use crate::gifts::{Half, Pair, UnderWay};
use crate::ledger::called;
use crate::settings::Meaning;
use crate::text::dates::day_words;
use crate::text::{width, wrapped};
use crate::ui::shared::Shared;

/// How many lines the reason of a gift may take, and what is to be done where it stands on lines of its own.
const REASON: usize = 3;
const WHAT: usize = 2;

/// When something is due or happened, for the end of a row's first line.
pub(super) fn state(shared: &Shared, row: &Row) -> String {
    let today = shared.now.today();
    let words = |day: Option<Day>| day.map(|day| day_words(day, today)).unwrap_or_default();
    match row {
        Row::Gift(gift) if gift.due.is_some_and(|due| due < today) => format!("was due {}", words(gift.due)),
        Row::Gift(gift) if gift.due.is_some() => format!("due {}", words(gift.due)),
        Row::Pair(known) | Row::Made(known) => words(known.since),
        Row::Gift(_) | Row::Left(_) => String::new(),
    }
}

/// A row in words: to whom and what on one line where both fit beside each other, and the reason below.
pub(super) fn lines(shared: &Shared, row: &Row, cells: u16) -> Vec<Vec<(String, Meaning)>> {
    let name = |id: &PersonId| shared.book.name_of(id).to_owned();
    let (lead, what, below) = match row {
        Row::Gift(gift) => (name(&gift.to), gift.what.as_str(), gift.reason.clone()),
        Row::Left(left) => (name(&left.gift.to), left.gift.what.as_str(), left.why.clone()),
        Row::Pair(known) | Row::Made(known) => {
            (format!("{} and {}", name(&known.one), name(&known.other)), "", pair_words(shared, known))
        }
    };
    let indented = |text: &str, most: usize, meaning: Meaning| {
        let rows = wrapped(text, usize::from(cells.saturating_sub(2)).max(1));
        let cut = rows.len() > most;
        let rows = rows.into_iter().take(most).enumerate();
        rows.map(|(at, row)| {
            let more = if cut && at + 1 == most { " ..." } else { "" };
            vec![(format!("  {}{more}", row.as_str().trim_end()), meaning)]
        })
        .collect::<Vec<_>>()
    };
    let beside = width(&lead) + width(what) + width(&state(shared, row)) + 4;
    let mut lines = if what.is_empty() || beside <= usize::from(cells) {
        vec![vec![(lead, Meaning::Heading), (format!("  {what}"), Meaning::Text)]]
    } else {
        let mut lines = vec![vec![(lead, Meaning::Heading)]];
        lines.extend(indented(what, WHAT, Meaning::Text));
        lines
    };
    lines.extend(indented(&below, REASON, Meaning::Dim));
    lines
}

/// How far it has come, and which key comes next: "promised to Ana, Tom not asked yet · b when you asked Tom".
fn pair_words(shared: &Shared, known: &UnderWay) -> String {
    let name = |id: &PersonId| shared.book.person(id).map_or(Book::NOT_FOUND, |person| called(person));
    let (one, other) = (name(&known.one), name(&known.other));
    let next = match known.pair {
        Pair::Open(Half::Unasked, _) => format!("a when you asked {one}"),
        Pair::Open(_, Half::Unasked) => format!("b when you asked {other}"),
        Pair::Open(..) => "x when they were introduced".to_owned(),
        Pair::Introduced => "w if it worked".to_owned(),
        Pair::Worked | Pair::Declined => String::new(),
    };
    format!("{} · {next}", known.pair.words(one, other))
}
