//! People out as vCards: 4.0 (RFC 6350), or 3.0 (RFC 2426) for what knows no other.

use super::content_lines::{Lines, escaped};
use super::fold::is_title;
use super::shapes::is_family_comma;
use super::vcard::{AT_HOME, OWN, PRIVATE};
use crate::domain::{Book, FIELDS, FieldKind, Person};

/// Which vCard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardVersion {
    /// vCard 4.0.
    Four,
    /// vCard 3.0, which old phones take too.
    Three,
}

/// The fields that vCard has a property for.
const PLAIN: &[&str] = &["name", "company", "role", "emails", "phones", "links", "tags"];

/// Everyone of `book` as one file of cards, by name.
///
/// What vCard has no property for (needs, offers, circles, cadence ...) stands in properties of ours, `X-MINGLE-NEEDS`,
/// which our own reader takes back and others pass over, a line for each value. `UID` says which record it is, so that two
/// people of one name come back as two. Notes go along as text; when and where they were said, favours, follow-ups and ties
/// do not.
pub fn write_vcards(book: &Book, version: CardVersion) -> String {
    let mut out = Lines::default();
    for person in super::export::by_name(book) {
        card(&mut out, person, version);
    }
    out.0
}

fn card(out: &mut Lines, person: &Person, version: CardVersion) {
    out.raw("BEGIN", "VCARD");
    out.raw("VERSION", if version == CardVersion::Four { "4.0" } else { "3.0" });
    out.raw("PRODID", concat!("-//mingle//mingle ", env!("CARGO_PKG_VERSION"), "//EN"));
    out.text("UID", &format!("{}{AT_HOME}", person.id));
    if version == CardVersion::Four {
        out.raw("KIND", "individual");
    }
    let name = person.name.trim();
    out.text("FN", name);
    let [family, given, prefix, suffix] = name_parts(name).map(|part| escaped(&part));
    out.raw("N", &format!("{family};{given};;{prefix};{suffix}"));
    for (key, value) in [("ORG", &person.company), ("TITLE", &person.role)] {
        if !value.trim().is_empty() {
            out.text(key, value);
        }
    }
    for (key, values) in [("EMAIL", &person.emails), ("TEL", &person.phones)] {
        values.iter().filter(|value| !value.trim().is_empty()).for_each(|value| out.text(key, value));
    }
    for link in person.links.iter().filter(|link| !link.trim().is_empty()) {
        // An address on the web is no text: it has nothing to escape, and a line of its own.
        out.raw("URL", &link.trim().chars().filter(|ch| !ch.is_control()).collect::<String>());
    }
    if !person.tags.is_empty() {
        let tags: Vec<String> = person.tags.iter().map(|tag| escaped(tag)).collect();
        out.raw("CATEGORIES", &tags.join(","));
    }
    for note in person.notes.iter().filter(|note| !note.text.trim().is_empty()) {
        // Whoever brings this home again still has it as private.
        let key = if note.private { format!("NOTE;{PRIVATE}=TRUE") } else { "NOTE".to_owned() };
        out.text(&key, &note.text);
    }
    for field in FIELDS.iter().filter(|field| !PLAIN.contains(&field.key)) {
        let key = format!("{OWN}{}", field.key.replace('_', "-").to_uppercase());
        let values = match &field.kind {
            FieldKind::Text(get, _) => std::slice::from_ref(get(person)),
            FieldKind::List(get, _) => get(person),
        };
        values.iter().filter(|value| !value.trim().is_empty()).for_each(|value| out.text(&key, value));
    }
    out.raw("END", "VCARD");
}

/// Family, given, prefix and suffix of a name, as far as they can be told: its last word is the family's, or what stands
/// before its comma; the whole name stands beside it on the card.
fn name_parts(name: &str) -> [String; 4] {
    let joined = |words: &[&str]| words.join(" ");
    let (family, name) = match name.split_once(',').filter(|_| is_family_comma(name)) {
        Some((family, given)) => (Some(family.trim()), given),
        None => (None, name),
    };
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let before = words.iter().take(words.len().saturating_sub(1)).take_while(|word| is_title(word)).count();
    let prefix: Vec<&str> = words.drain(..before).collect();
    let after = words.iter().skip(1).rev().take_while(|word| is_title(word)).count();
    let suffix = words.split_off(words.len() - after);
    if let Some(last) = words.last_mut().filter(|_| after > 0) {
        *last = last.trim_end_matches(',');
    }
    let family = match family {
        Some(family) => family.to_owned(),
        None if words.len() > 1 => words.pop().unwrap_or_default().to_owned(),
        None => String::new(),
    };
    [family, joined(&words), joined(&prefix), joined(&suffix)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_name() {
        #[track_caller]
        fn check(name: &str, expect: [&str; 4]) {
            assert_eq!(name_parts(name), expect);
        }
        check("Ana Ruiz", ["Ruiz", "Ana", "", ""]);
        check("Ana", ["", "Ana", "", ""]);
        check("王小明", ["", "王小明", "", ""]);
        check("Ana María  Ruiz", ["Ruiz", "Ana María", "", ""]);
        check("Prof. Dr. Ana Ruiz", ["Ruiz", "Ana", "Prof. Dr.", ""]);
        check("Ana Ruiz, PhD", ["Ruiz", "Ana", "", "PhD"]);
        check("Sam Hale Jr.", ["Hale", "Sam", "", "Jr."]);
        check("Ruiz, Ana María", ["Ruiz", "Ana María", "", ""]);
        check("van der Berg, Jan", ["van der Berg", "Jan", "", ""]);
        check("Dr.", ["", "Dr.", "", ""]);
        check("", ["", "", "", ""]);
        check(",", ["", ",", "", ""]);
    }
}
