//! The search beside a plain one: everybody with everybody, every word folded and compared anew, no short cuts.

use std::cmp::Reverse;
use std::sync::Arc;

use proptest::prelude::*;

use crate::domain::address::{is_house, is_own};
use crate::domain::{Book, Field, Person, PersonId, Phone};
use crate::doubles::profile::{Key, Profile};
use crate::doubles::{Double, Strength, doubles};
use crate::search::{Kin, NameWord, NameWords};

/// As the search has them.
const WINDOW: usize = 16;
const CROWD: usize = 3;

type Pair = (Strength, String, String, String);

/// Who may be one person, from comparing all with all who share a key and stand near each other under it.
fn plain(book: &Book) -> Vec<Pair> {
    let mut profiles: Vec<Profile<'_>> =
        book.people().map(|person| Profile::of(person, &mut NameWords::default())).collect();
    profiles.sort_by(|one, other| one.order().cmp(&other.order()));
    let keys: Vec<Vec<Key<'_>>> = profiles.iter().map(keys_of).collect();
    let mut found = Vec::new();
    for (at, one) in profiles.iter().enumerate() {
        for (there, other) in profiles.iter().enumerate().skip(at + 1) {
            let near = keys[at]
                .iter()
                .filter(|key| keys[there].contains(key))
                .any(|key| keys[at..there].iter().filter(|keys| keys.contains(key)).count() <= WINDOW);
            let told = |one: &Person, other: &Person| one.not_same.contains(&other.id);
            if near && !told(one.person, other.person) && !told(other.person, one.person) {
                let crowded = |key: Key<'_>| keys.iter().filter(|keys| keys.contains(&key)).count() > CROWD;
                found.extend(strength(one, other, crowded).map(|strength| (strength, at, one, other)));
            }
        }
    }
    let mut pairs: Vec<_> = found
        .into_iter()
        .map(|(strength, at, one, other)| {
            let (keep, gone) = if fullness(one) >= fullness(other) { (one, other) } else { (other, one) };
            let shared = shared_words(one, other);
            let ids = (keep.person.id.to_string(), gone.person.id.to_string());
            (strength, Reverse(shared.len()), at, ids, shared.join("; "))
        })
        .collect();
    pairs.sort();
    pairs.into_iter().map(|(strength, _, _, (keep, gone), words)| (strength, keep, gone, words)).collect()
}

fn keys_of<'p>(profile: &'p Profile<'_>) -> Vec<Key<'p>> {
    let mut keys = Vec::new();
    profile.each_key(|key| keys.push(key));
    keys
}

fn fullness(profile: &Profile<'_>) -> (usize, usize, usize) {
    let person = profile.person;
    let fields = crate::domain::FIELDS.iter().filter(|field| !field.text(person).is_empty()).count();
    (person.notes.len() + person.favours.len() + person.follow_ups.len(), fields, person.name.chars().count())
}

fn strength(one: &Profile<'_>, other: &Profile<'_>, crowded: impl Fn(Key<'_>) -> bool) -> Option<Strength> {
    let company = same_company(&one.company, &other.company);
    let emails: Vec<&String> = one.emails.iter().filter(|email| other.emails.contains(email)).collect();
    let pages: Vec<&String> = one.pages.iter().filter(|page| other.pages.contains(page)).collect();
    let phone = one.phones.iter().find(|phone| other.phones.iter().any(|theirs| theirs.is(phone)));
    let own_page = pages.iter().find(|page| is_own(page));
    let any = !emails.is_empty() || phone.is_some() || own_page.is_some();
    let nameless = one.name.is_empty() || other.name.is_empty();
    match names(&one.name, &other.name) {
        Some((.., Some(Kin::Sound | Kin::Spelling))) if any => {
            let own = emails.first().is_some_and(|email| !is_house(email)) || own_page.is_some();
            Some(if own { Strength::Likely } else { Strength::Perhaps })
        }
        Some(_) if any => Some(Strength::Sure),
        Some((apart, more, words, given)) => {
            let given = given == Some(Kin::Sound);
            let heard = !more && apart.iter().all(|kin| matches!(kin, Kin::Form | Kin::Sound));
            let apart = apart.len() + usize::from(more);
            match company {
                Some(true) if apart == 0 => Some(Strength::Sure),
                Some(true) if words > 1 && (apart < 2 || heard) && !given => Some(Strength::Likely),
                Some(true) => Some(Strength::Perhaps),
                Some(false) => {
                    (apart == 0 && pages.iter().any(|page| !is_own(page))).then_some(Strength::Perhaps)
                }
                None => (apart == 0 && words > 1).then_some(Strength::Likely),
            }
        }
        None if nameless => any.then_some(Strength::Sure),
        None => {
            let email = emails.first().filter(|email| !is_house(email)).map(|email| Key::Email(email));
            let page = own_page.map(|page| Key::Page(page));
            let first = |profile: &Profile<'_>| {
                profile.name.first().filter(|word| !word.is_initial()).map(|word| word.text().to_owned())
            };
            let desk = company == Some(true) && first(one) != first(other);
            let phone = phone.filter(|_| !desk).map(|phone| Key::Phone(phone.tail()));
            [email, page, phone].into_iter().flatten().any(|key| !crowded(key)).then_some(Strength::Perhaps)
        }
    }
}

fn same_company(one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> Option<bool> {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let near = |word: &NameWord, other: &NameWord| {
        matches!(kin(word, other), Some(Kin::Same | Kin::Spelling)) && word.is_initial() == other.is_initial()
    };
    let each = || short.iter().all(|word| long.iter().any(|other| near(word, other)));
    (!short.is_empty()).then(|| each() || letters(one).is_some() && letters(one) == letters(other))
}

/// All letters of some words; nothing of two or less.
fn letters(words: &[Arc<NameWord>]) -> Option<String> {
    Some(words.iter().map(|word| word.text()).collect::<String>()).filter(|all| all.chars().count() > 2)
}

/// How words are apart, whether one name has more, how many the shorter has, and how near the first are, in order.
type Apart = (Vec<Kin>, bool, usize, Option<Kin>);

fn names(one: &[Arc<NameWord>], other: &[Arc<NameWord>]) -> Option<Apart> {
    if one.len() != other.len() && letters(one).is_some() && letters(one) == letters(other) {
        return Some((Vec::new(), false, 0, None));
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    by_words(short, long).or_else(|| parted(short, long))
}

/// One word of the shorter name stands as two in the longer.
fn parted(short: &[Arc<NameWord>], long: &[Arc<NameWord>]) -> Option<Apart> {
    if short.len() < 2 || short.len() + 1 != long.len() {
        return None;
    }
    let whole = |at: &usize| short[*at].text() == format!("{}{}", long[*at].text(), long[at + 1].text());
    let at = (0..short.len()).find(whole)?;
    let others = long.iter().enumerate().filter(|(place, _)| ![at, at + 1].contains(place));
    let rest = short.iter().enumerate().filter(|(place, _)| *place != at);
    let pairs: Vec<_> = rest.map(|(_, word)| word).zip(others.map(|(_, word)| word)).collect();
    if pairs.iter().any(|(one, other)| one.is_initial() || other.is_initial()) {
        return None;
    }
    let kins: Vec<Kin> = pairs.iter().map(|(one, other)| kin(one, other)).collect::<Option<_>>()?;
    let apart = kins.iter().copied().filter(|kin| *kin != Kin::Same).collect();
    Some((apart, false, kins.len(), kins.first().copied()))
}

fn by_words(short: &[Arc<NameWord>], long: &[Arc<NameWord>]) -> Option<Apart> {
    let mut free: Vec<Option<&Arc<NameWord>>> = long.iter().map(Some).collect();
    let mut apart = Vec::new();
    let mut initials = 0;
    let (mut places, mut first) = (Vec::new(), None);
    for (at, word) in short.iter().enumerate() {
        let kins = free.iter().enumerate().filter_map(|(place, other)| Some((kin(word, (*other)?)?, place)));
        let (kin, place) = kins.min_by_key(|(kin, place)| (*kin, place.abs_diff(at)))?;
        let found = free[place].take()?;
        places.push(place);
        first = first.or(Some(kin));
        initials += usize::from(word.is_initial() || found.is_initial());
        apart.extend((kin != Kin::Same).then_some(kin));
    }
    let given = first.filter(|_| places.is_sorted());
    (short.len() > initials).then_some((apart, short.len() < long.len(), short.len(), given))
}

/// As [`NameWord::kin`], but slips are counted by strsim, with nothing looked at before.
fn kin(one: &NameWord, other: &NameWord) -> Option<Kin> {
    let found = one.kin(other);
    if matches!(found, None | Some(Kin::Spelling)) {
        let allowed = match one.text().chars().count().min(other.text().chars().count()) {
            0..=3 => 0,
            4..=8 => 1,
            _ => 2,
        };
        let slips = strsim::osa_distance(one.text(), other.text());
        let number = [one, other].iter().any(|word| word.text().contains(|ch: char| ch.is_ascii_digit()));
        return (allowed > 0 && slips <= allowed && !number).then_some(Kin::Spelling);
    }
    found
}

/// What they share, as the reasons begin.
fn shared_words(one: &Profile<'_>, other: &Profile<'_>) -> Vec<String> {
    let email = one.emails.iter().find(|email| other.emails.contains(email));
    let phone = one.phones.iter().find(|phone| other.phones.iter().any(|theirs| theirs.is(phone)));
    let written =
        phone.and_then(|phone| one.person.phones.iter().find(|text| Phone::of(text).as_ref() == Some(phone)));
    let page = one.pages.iter().find(|page| is_own(page) && other.pages.contains(page));
    let words = [
        email.map(|email| format!("the same e-mail address {email}")),
        written.map(|phone| format!("the same number {phone}")),
        page.map(|page| format!("the same page {page}")),
    ];
    words.into_iter().flatten().collect()
}

#[track_caller]
fn check(book: &Book) -> usize {
    let found = doubles(book);
    let pairs: Vec<Pair> = found.iter().map(pair).collect();
    assert_eq!(pairs, plain(book));
    found.len()
}

fn pair(found: &Double) -> Pair {
    let shared: Vec<&str> = found
        .reasons
        .iter()
        .filter(|reason| reason.starts_with("the same ") && !reason.starts_with("the same name"))
        .map(String::as_str)
        .collect();
    (found.strength, found.keep.to_string(), found.other.to_string(), shared.join("; "))
}

const NAMES: &[&str] = &[
    "Ana",
    "Anna",
    "Hannah",
    "Bob",
    "Robert",
    "Kathrin",
    "Katherine",
    "Müller",
    "Mueller",
    "Muller",
    "Miller",
    "Meyer",
    "Maier",
    "Okafor",
    "Okator",
    "Okafro",
    "Berg",
    "Ruiz",
    "Ruis",
    "Hale",
    "O'Brien",
    "Dr.",
    "B.",
    "王小明",
    "Christopher",
    "Kristoffer",
    "Papadopoulos",
    "Papadopolous",
];
/// Titles and names that are written in one word or in two.
const PARTED: &[&str] = &["Jr.", "Mr.", "PhD", "Al", "Alberg", "Al Berg", "Al-Hale", "Alhale"];
const HOUSES: &[&str] = &[
    "",
    "Forno",
    "The Forno Bakery",
    "Forno Ltd",
    "Tidewater",
    "Tidewater GmbH",
    "House1 Trading",
    "House2 Trading",
];
const EMAILS: &[&str] =
    &["", "", "", "ana@x.example", "ANA@x.example", "us@x.example", "info@x.example", "bob@y.example"];
const PHONES: &[&str] = &["", "", "", "+44 20 7946 0018", "020 7946 0018", "030 1234567", "12345"];
const PAGES: &[&str] = &["", "", "", "https://x.example/in/ana", "www.x.example/in/ana/", "forno.example"];

fn some_person() -> impl Strategy<Value = Person> {
    let of = prop::sample::select::<&'static str>;
    let name = prop::collection::vec(of([NAMES, PARTED].concat()), 0..4);
    let role = prop::sample::select(vec!["", "baker"]);
    let rest = (of(HOUSES.to_vec()), of(EMAILS.to_vec()), of(PHONES.to_vec()), of(PAGES.to_vec()), role);
    (name, rest).prop_map(|(name, (company, email, phone, page, role))| {
        let mut person = Person::named(PersonId::new("p"), &name.join(" "));
        for (key, text) in
            [("company", company), ("emails", email), ("phones", phone), ("links", page), ("role", role)]
        {
            Field::of(key).unwrap().set(&mut person, text);
        }
        person
    })
}

fn book(people: Vec<Person>, two: &[(usize, usize)]) -> Book {
    let mut book = Book::default();
    let id = |at: usize| PersonId::new(&format!("p-{at}"));
    for (at, mut person) in people.into_iter().enumerate() {
        person.id = id(at);
        person.not_same = two.iter().filter(|(one, _)| *one == at).map(|(_, other)| id(*other)).collect();
        book.put(person.into());
    }
    book
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_pairs_as_comparing_all_with_all(
        people in prop::collection::vec(some_person(), 0..60),
        two in prop::collection::vec((0_usize..60, 0_usize..60), 0..6),
    ) {
        check(&book(people, &two));
    }
}

#[test]
fn the_same_pairs_where_more_stand_under_a_key_than_are_looked_at() {
    let of = |list: &[&'static str], at: usize| list[at % list.len()];
    let people = (0..240)
        .map(|at| {
            let mut person = Person::named(
                PersonId::new("p"),
                &format!("{} {}", of(NAMES, at * 7), of(NAMES, at * 5 + at / 28)),
            );
            person.company = of(&["Forno", "Forno Ltd"], at / 3).to_owned();
            person
        })
        .collect();
    assert!(check(&book(people, &[])) > 500);
}
