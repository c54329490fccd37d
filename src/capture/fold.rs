//! Names and words as they compare: without case, accents, dots, hyphens and apostrophes.

use crate::domain::fold::bare;
use crate::domain::title::is_form_of_address;

/// Whether `ch` is typed for an apostrophe.
pub(super) fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// Lower case, accents dropped (only those of Latin, Greek and Cyrillic: vowel signs elsewhere tell names apart), words
/// with one blank between them.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        text.chars().for_each(|ch| push(&mut out, ch));
    } else {
        bare(text).for_each(|ch| push(&mut out, ch));
    }
    out.truncate(out.trim_end().len());
    out
}

fn push(out: &mut String, ch: char) {
    match ch {
        '\u{feff}' | '\u{200b}' => {}
        ch if is_apostrophe(ch) => {}
        '.' | '-' | '‐' | '‑' | '_' | ',' => gap(out),
        ch if ch.is_whitespace() || ch.is_control() => gap(out),
        ch => out.push(ch.to_ascii_lowercase()),
    }
}

fn gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with(' ') {
        out.push(' ');
    }
}

/// What a name is found by: folded, without a title before it, which people leave out.
pub(super) fn name_key(name: &str) -> String {
    let folded = fold(name);
    match folded.split_once(' ') {
        Some((title, rest)) if is_form_of_address(title) => rest.to_owned(),
        _ => folded,
    }
}

/// Whether one wrong, missing, extra or swapped letter makes `a` of `b`.
pub(super) fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let same_start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same_start..).unwrap_or_default(), b.get(same_start..).unwrap_or_default());
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let left = |letters: &[char]| letters.len().saturating_sub(same_end);
    match (a, b) {
        ([first, second, ..], [other_first, other_second, ..]) if left(a) == 2 && left(b) == 2 => {
            first == other_second && second == other_first
        }
        _ => left(a) <= 1 && left(b) <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_the_same() {
        for (a, b) in [
            ("Ana Ruiz", "ANA  ruiz"),
            ("Zoë Müller", "zoe muller"),
            ("O'Neil", "o’neil"),
            ("Dr. Ana Ruiz", "ana ruiz"),
            ("Jean-Luc", "jean luc"),
            ("Straße", "strasse"),
            ("İpek", "ipek"),
            ("Ａｎａ", "ana"),
            ("J. R. Hale", "J R Hale"),
        ] {
            assert_eq!(name_key(a), name_key(b), "{a} {b}");
        }
        assert_ne!(name_key("राम"), name_key("रोम"));
        assert_eq!(name_key("Dr."), "dr");
    }

    #[test]
    fn one_slip_is_one() {
        for (a, b) in [("jhon", "john"), ("ana", "anna"), ("tom", "tim"), ("ruiz", "ruis"), ("sven", "sve")] {
            assert!(one_slip(a, b) && one_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("ana", "ana"), ("tom", "june"), ("abcd", "badc"), ("", "ab")] {
            assert!(!one_slip(a, b), "{a} {b}");
        }
    }
}
