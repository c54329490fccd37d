//! A name as it compares without what people leave out: forms of address, degrees, and how an umlaut is spelt.

use std::borrow::Cow;

use super::draft::turned;
use super::fold::{fold, is_title};
use crate::domain::title::{is_degree, is_form_of_address, is_generation};

/// The name without them, folded: `Dr. Anna Müller`, `Anna Mueller`, `Müller, Anna` and `Anna Müller, MBA` are all "anna muller". At least
/// two words stay, as Mr and Mrs Patel are two.
pub(super) fn plain(name: &str) -> String {
    plain_of(name, &fold(name))
}

/// As [`plain`], of a name that is `folded` already.
pub(super) fn plain_of(name: &str, folded: &str) -> String {
    if name.contains(['&', '+']) {
        return folded.to_owned();
    }
    // Only a comma turns a name round, or stands before degrees.
    let folded = if name.contains(',') {
        Cow::Owned(fold(&turned(without_degrees(name), true)))
    } else {
        Cow::Borrowed(folded)
    };
    let all: Vec<&str> = folded.split(' ').collect();
    let mut words = all.as_slice();
    while let [first, rest @ ..] = words
        && rest.len() > 1
        && is_form_of_address(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && rest.len() > 1
        && is_degree(last)
    {
        words = rest;
    }
    if words.len() < 2 {
        return folded.into_owned();
    }
    words.iter().map(|word| respelt(word)).collect::<Vec<_>>().join(" ")
}

/// A plain name without "jr" or "iii", which father and son leave out.
pub(super) fn stem(plain: &str) -> &str {
    let both = plain.rsplit_once(' ').filter(|(_, last)| is_generation(last));
    both.map_or(plain, |(before, _)| if before.contains(' ') { before } else { plain })
}

/// "Ana Ruiz" of "Ana Ruiz, MBA, PMP".
fn without_degrees(name: &str) -> &str {
    let Some((before, after)) = name.split_once(',') else { return name };
    let degree = |word: &str| {
        let letters = word.chars().filter(char::is_ascii_uppercase).count();
        let capitals = letters > 1 && word.chars().all(|ch| ch.is_ascii_uppercase() || ch == '.');
        !is_generation(&fold(word)) && (is_title(word) || capitals)
    };
    let shouted = !before.chars().any(char::is_lowercase);
    let mut words = after.split([',', ' ']).filter(|word| !word.is_empty());
    let whole = before.split_whitespace().nth(1).is_some() && !shouted;
    if whole && words.all(degree) { before } else { name }
}

/// A folded word with "ae", "oe" and "ue" as the umlauts that they mostly spell: not at the end ("Chloe"), after a vowel
/// ("Bauer") or a q ("Marquez"), or before an l as in "Michael" and "Manuela".
fn respelt(word: &str) -> Cow<'_, str> {
    if !["ae", "oe", "ue"].iter().any(|pair| word.contains(pair)) {
        return Cow::Borrowed(word);
    }
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        out.push(*letter);
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let after = (letters.get(at + 2), letters.get(at + 3), letters.get(at + 4));
        let spells = matches!(letter, 'a' | 'o' | 'u')
            && letters.get(at + 1) == Some(&'e')
            && !before.is_some_and(|before| "aeiouq".contains(*before))
            && !matches!(after, (None, ..) | (Some('l'), None | Some('a'), _) | (Some('l'), Some('e'), None));
        at += if spells { 2 } else { 1 };
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_one_name() {
        for name in [
            "Anna Müller",
            "Dr. Anna Müller",
            "Prof. Dr. Anna Müller",
            "Anna Mueller",
            "Anna Müller, MBA, PMP",
            "anna muller phd",
            "Müller, Anna",
        ] {
            assert_eq!(plain(name), "anna muller", "{name}");
        }
    }

    #[test]
    fn names_that_stay_apart() {
        for (name, other) in [
            ("Michael Novak", "Michal Novak"),
            ("Manuela Roth", "Manula Roth"),
            ("Eva Bauer", "Eva Baur"),
            ("Joe Berg", "Jo Berg"),
            ("Mr Patel", "Mrs Patel"),
            ("RUIZ, ANA", "RUIZ, TOM"),
            ("Tom Berg Jr.", "Tom Berg"),
            ("Tom Berg, Jr.", "Tom Berg"),
            ("M. Berg", "Berg"),
            ("Mr & Mrs Patel", "Mr Patel"),
            ("Smith, Anna", "Smith"),
        ] {
            assert_ne!(plain(name), plain(other), "{name}");
        }
    }

    #[test]
    fn father_and_son() {
        for (name, expect) in [
            ("Tom Berg Jr.", "tom berg"),
            ("Tom Berg, III", "tom berg"),
            ("Tom Berg", "tom berg"),
            ("Berg Jr.", "berg jr"),
        ] {
            assert_eq!(stem(&plain(name)), expect, "{name}");
        }
    }
}
