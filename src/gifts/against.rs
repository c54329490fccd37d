//! What speaks against a gift, in words.

use crate::domain::{Book, Day, Favour, FavourState, Person, Side};
use crate::gifts::pair::{Pair, acquainted, pair};
use crate::gifts::words::on;
use crate::ledger::called;
use crate::matching::Matcher;

/// An ask that has waited longer for its answer speaks against nothing any more, in days.
const FRESH: i32 = 42;

/// What speaks against introducing two people, of whom one needs `need` and the other offers `offer`; `None` when nothing
/// does. `to` is who would get the gift, `other` the one I would trouble for it.
pub(super) fn intro(
    (book, matcher): (&Book, &Matcher),
    (to, other): (&Person, &Person),
    (need, offer): (&str, &str),
    today: Day,
) -> Option<String> {
    let done = match pair(book, &to.id, &other.id) {
        Pair::Introduced | Pair::Worked => Some("you introduced them already".to_owned()),
        Pair::Declined => Some("declined before; it is not proposed again".to_owned()),
        Pair::Open(..) => None,
    };
    done.or_else(|| acquainted(to, other).map(str::to_owned))
        .or_else(|| [to, other].into_iter().find_map(|person| steers_clear(matcher, person, &[need, offer])))
        .or_else(|| fresh_ask(other, today))
}

/// What speaks against giving `person` this of my own, or telling them a lesson.
pub(super) fn telling(
    matcher: &Matcher,
    person: &Person,
    what: &str,
    texts: &[&str],
    today: Day,
) -> Option<String> {
    let given = person
        .favours
        .iter()
        .filter(|favour| favour.side == Side::Give && favour.state != FavourState::Dropped)
        .find(|favour| favour.what.trim().eq_ignore_ascii_case(what.trim()));
    given.map(|favour| given_words(favour, today)).or_else(|| steers_clear(matcher, person, texts))
}

fn given_words(favour: &Favour, today: Day) -> String {
    let when = |day: Option<Day>| day.map_or_else(String::new, |day| format!(" {}", on(day, today)));
    match favour.state {
        FavourState::Declined => format!("declined{}", when(favour.closed)),
        FavourState::Done | FavourState::Thanked => format!("you gave it{}", when(favour.done)),
        _ => "you promised it already".into(),
    }
}

/// "Tom steers clear of falconry".
pub(super) fn steers_clear(matcher: &Matcher, person: &Person, texts: &[&str]) -> Option<String> {
    let topic =
        person.steer_clear.iter().find(|topic| texts.iter().any(|text| matcher.speaks_of(topic, text)))?;
    Some(format!("{} steers clear of {topic}", called(person)))
}

/// "you wait for Tom's answer to an ask of 3 Nov": who has not answered yet is not asked for more.
pub(super) fn fresh_ask(person: &Person, today: Day) -> Option<String> {
    let waits = |favour: &&Favour| {
        let day = favour.due.max(favour.on);
        favour.side == Side::Receive
            && favour.state == FavourState::Asked
            && day.is_none_or(|day| (today.0 - day.0).get_days() <= FRESH)
    };
    let ask = person.favours.iter().filter(waits).max_by_key(|favour| favour.on)?;
    let when = ask.on.map_or_else(String::new, |day| format!(" {}", on(day, today)));
    let what = match ask.what.trim() {
        "" => String::new(),
        what => format!(" for {what}"),
    };
    Some(format!("you asked {}{what}{when} and wait for the answer", called(person)))
}
