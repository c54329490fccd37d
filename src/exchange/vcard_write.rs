//! People out as vCards: 4.0 (RFC 6350), or 3.0 (RFC 2426) for what knows no other.

use super::content_lines::{Lines, escaped};
use super::vcard::OWN;
use crate::domain::{Book, FIELDS, Person};

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
/// which our own reader takes back and others pass over. Notes go along as text; when and where they were said, favours,
/// follow-ups and ties do not.
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
    out.text("UID", &format!("{}@mingle", person.id));
    if version == CardVersion::Four {
        out.raw("KIND", "individual");
    }
    let name = person.name.trim();
    out.text("FN", name);
    // The name's last word is the family's, as far as that can be told; the whole name stands beside it.
    let (given, family) = name.rsplit_once(char::is_whitespace).unwrap_or((name, ""));
    out.raw("N", &format!("{};{};;;", escaped(family), escaped(given)));
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
        out.text("NOTE", &note.text);
    }
    for field in FIELDS.iter().filter(|field| !PLAIN.contains(&field.key)) {
        let value = field.text(person);
        if !value.trim().is_empty() {
            out.text(&format!("{OWN}{}", field.key.replace('_', "-").to_uppercase()), &value);
        }
    }
    out.raw("END", "VCARD");
}
