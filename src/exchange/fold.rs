//! Names and headers as they compare: case, accents, punctuation and blanks do not count.

use unicode_normalization::char::is_combining_mark;

use crate::domain::fold::bare;

/// The words of `text` in lower case and without accents, joined by single spaces.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |ch: char| {
        // Marks that are no accents are letters of their scripts.
        if ch.is_alphanumeric() || is_combining_mark(ch) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(ch);
        } else if !matches!(ch, '\'' | '’' | '\u{200b}') {
            gap = true;
        }
    };
    if text.is_ascii() {
        text.chars().map(|ch| ch.to_ascii_lowercase()).for_each(&mut push);
    } else {
        bare(text).for_each(&mut push);
    }
    // A name of nothing but emoji or signs still is one.
    if out.is_empty() { text.trim().to_owned() } else { out }
}

/// An e-mail address as it compares.
pub(super) fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Whether `word` is one of `list`, whose words are separated by bars.
pub(super) fn among(list: &str, word: &str) -> bool {
    list.split('|').any(|one| one == word)
}

/// Forms of address and degrees that tell nobody apart.
const TITLES: &str = "dr|mr|mrs|ms|mx|miss|prof|professor|sir|dame|herr|frau|hr|fr|mme|mlle|m|sr|sra|dott|ing|dipl|phd|mba|md|jr|ii|iii";

/// Whether a word is a form of address or a degree.
pub(super) fn is_title(word: &str) -> bool {
    among(TITLES, &fold(word))
}

/// Whether two folded names may well be one person's: the same first and last word, or one of them is only the first word.
pub(super) fn alike(one: &str, other: &str) -> bool {
    fn ends(name: &str) -> Option<(&str, &str, usize)> {
        let mut words = name.split(' ').filter(|word| !among(TITLES, word));
        let first = words.next()?;
        let count = words.clone().count() + 1;
        Some((first, words.next_back().unwrap_or(first), count))
    }
    let (Some(one), Some(other)) = (ends(one), ends(other)) else { return false };
    one.0 == other.0 && (one.1 == other.1 || one.2 == 1 || other.2 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding() {
        for (text, folded) in [
            ("Zoë  Müller-Łukasz", "zoe muller lukasz"),
            ("O’Neil, Jr.", "oneil jr"),
            ("STRAßE", "strasse"),
            ("がく", "か\u{3099}く"),
            ("🚀", "🚀"),
            ("  ", ""),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
        assert_eq!(fold("が"), fold("か\u{3099}"));
    }

    #[test]
    fn names_that_may_be_one_persons() {
        for (one, other, same) in [
            ("Dr. Emeka Obi, PhD", "Emeka Obi", true),
            ("Ana M Ruiz", "Ana Ruiz", true),
            ("Rosa", "Rosa Marti", true),
            ("Guest of Ana Ruiz", "Ana Ruiz", false),
            ("Peter Jones", "Andrea Jones", false),
            ("", "Ana", false),
        ] {
            assert_eq!(alike(&fold(one), &fold(other)), same, "{one} {other}");
        }
    }
}
