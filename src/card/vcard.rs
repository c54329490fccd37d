//! A card as a vCard; nothing in it but what is given to strangers.

use crate::domain::Person;

/// One line of the vCard that may be left out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is, for people.
    pub(super) words: String,
    line: String,
    /// Its place in the vCard.
    order: usize,
}

impl Entry {
    /// Whether it is a way to reach me.
    pub(super) fn reaches(&self) -> bool {
        self.order >= 2
    }
}

/// The lines besides the name, the most useful first: one of each, then what there is more.
pub(super) fn entries(me: &Person) -> Vec<Entry> {
    let one = std::slice::from_ref;
    let kinds: [(usize, &str, &str, &[String]); 5] = [
        (2, "phone", "TEL", &me.phones),
        (3, "e-mail", "EMAIL", &me.emails),
        (0, "company", "ORG", one(&me.company)),
        (1, "role", "TITLE", one(&me.role)),
        (4, "web address", "URL", &me.links),
    ];
    let mut entries = Vec::new();
    for (order, words, property, values) in kinds {
        let values = values.iter().filter(|value| !value.trim().is_empty());
        for (at, value) in values.enumerate() {
            let value = match property {
                "TEL" => number(value),
                // An address on the web is no text: it has nothing to escape, and a line of its own.
                "URL" => value.trim().chars().filter(|ch| !ch.is_control()).collect(),
                _ => escaped(value),
            };
            let words = if at == 0 { words.to_owned() } else { format!("another {words}") };
            entries.push((at, Entry { words, line: format!("{property}:{value}"), order }));
        }
    }
    entries.sort_by_key(|(at, _)| *at);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// How the card is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// vCard 3.0 (RFC 2426), which every phone takes in.
    Usual,
    /// vCard 4.0 (RFC 6350), which may do without the name in parts: for where nothing else has room.
    Short,
}

/// The card with these lines.
///
/// They end as in Unix: readers of codes take that too, and each byte counts.
pub(super) fn write(me: &Person, chosen: &[&Entry], form: Form) -> String {
    let name = me.name.trim();
    // The name's last word is the family's, as far as that can be told; the whole name stands beside it.
    let (given, family) = name.rsplit_once(char::is_whitespace).unwrap_or((name, ""));
    let head = match form {
        Form::Usual => format!("VERSION:3.0\nN:{};{}", escaped(family), escaped(given)),
        Form::Short => "VERSION:4.0".to_owned(),
    };
    let mut chosen = chosen.to_vec();
    chosen.sort_by_key(|entry| entry.order);
    let full = format!("FN:{}", escaped(name));
    let head = ["BEGIN:VCARD", &head, &full].into_iter();
    let lines = head.chain(chosen.iter().map(|entry| entry.line.as_str())).chain(["END:VCARD", ""]);
    lines.collect::<Vec<_>>().join("\n")
}

/// The whole card as a file: lines end as the standard says and are folded at 75 bytes.
pub fn vcard(me: &Person) -> String {
    let all = entries(me);
    let text = write(me, &all.iter().collect::<Vec<_>>(), Form::Usual);
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines() {
        let mut room = 75;
        for ch in line.chars() {
            if ch.len_utf8() > room {
                out.push_str("\r\n ");
                room = 74;
            }
            out.push(ch);
            room -= ch.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

/// A number as phones dial it, without what is only there to be read; left as it is where there is more in it than a number.
fn number(phone: &str) -> String {
    let is_number =
        phone.chars().all(|ch| ch.is_ascii_digit() || ch.is_whitespace() || "+()-./".contains(ch));
    if is_number {
        phone.chars().filter(|ch| ch.is_ascii_digit() || *ch == '+').collect()
    } else {
        escaped(phone)
    }
}

/// Text as a value: `\`, `,`, `;` and ends of lines escaped, other controls left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.trim().chars() {
        match ch {
            '\\' | ',' | ';' => out.extend(['\\', ch]),
            '\n' => out.push_str("\\n"),
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
    out
}
