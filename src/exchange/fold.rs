//! Names and headers as they compare: case, accents, punctuation and blanks do not count.

use unicode_normalization::char::is_combining_mark;

use crate::domain::address::page;
use crate::domain::fold::bare;
use crate::domain::title;

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

/// A link as it compares: a page however it is written, and what is none in lower case.
pub(super) fn fold_page(link: &str) -> String {
    let page = page(link);
    if page.is_empty() { fold_email(link) } else { page }
}

/// Whether `word` is one of `list`, whose words are separated by bars.
pub(super) fn among(list: &str, word: &str) -> bool {
    // Most words are on no list, and are soonest seen not to be as a part of its text.
    list.contains(word) && list.split('|').any(|one| one == word)
}

/// Whether a word, as it is written, is a form of address, a degree, or what tells father and son apart: "Dr.", "Dipl.-Ing.", "Ph.D.".
pub(super) fn is_title(word: &str) -> bool {
    let folded = fold(word);
    folded.split(' ').all(title::is_title) || word.contains('.') && title::is_title(&folded.replace(' ', ""))
}

/// Whether two lists of e-mail addresses, or of pages, have one in common.
pub(super) fn have_in_common(mine: &[String], theirs: &[String]) -> bool {
    !mine.is_empty()
        && theirs
            .iter()
            .map(|one| fold_email(one))
            .any(|one| mine.iter().any(|other| fold_email(other) == one))
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
}
