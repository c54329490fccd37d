//! How well a name fits what was typed.

use super::fold::name_key;

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "de", "del", "la", "las", "los", "van", "von", "der", "den", "bin", "ibn", "al", "el", "da", "di", "do",
    "dos", "du", "y", "e", "zu",
];

/// How well a name fits what was typed, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The same name.
    Exact,
    /// It starts with the words typed; the last may be cut short after a whole one ("Ana R").
    Leading,
    /// The one word typed stands in it.
    Word,
}

/// How a folded name fits the folded words typed.
pub(super) fn fit(words: &[&str], name: &str) -> Option<Fit> {
    let mut parts = name.split(' ');
    for (at, word) in words.iter().enumerate() {
        let cut_short = at > 0 && at + 1 == words.len();
        let leads = parts.next().is_some_and(|part| part == *word || (cut_short && part.starts_with(*word)));
        if !leads {
            let [only] = words else { return None };
            return name.split(' ').any(|part| part == *only).then_some(Fit::Word);
        }
    }
    let same = parts.next().is_none() && name.split(' ').zip(words).all(|(part, word)| part == *word);
    Some(if same { Fit::Exact } else { Fit::Leading })
}

/// [`fit`] for a name that is not folded yet.
pub(super) fn quick_fit(words: &[&str], name: &str) -> Option<Fit> {
    words.first().filter(|first| may_start(name, first)).and_then(|_| fit(words, &name_key(name)))
}

/// Rules out, without folding it, most names that have no word starting like `start` (which is folded).
pub(super) fn may_start(name: &str, start: &str) -> bool {
    let Some(first) = start.bytes().next().filter(|first| first.is_ascii() && name.is_ascii()) else {
        return true;
    };
    let starts = |bytes: &[u8]| matches!(bytes, [before, start] if !before.is_ascii_alphanumeric() && start.eq_ignore_ascii_case(&first));
    name.bytes().next().is_some_and(|start| start.eq_ignore_ascii_case(&first))
        || name.as_bytes().windows(2).any(starts)
}

/// "Forno" and "Forno Nero" are one company for telling people apart.
pub(super) fn companies_agree(a: &str, b: &str) -> bool {
    a == b || (!a.is_empty() && b.starts_with(a)) || (!b.is_empty() && a.starts_with(b))
}

/// Whether every word starts with a capital (or a letter that has none), small words between them aside.
pub(super) fn looks_like_a_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(|ch: char| ch.is_alphabetic() && !ch.is_lowercase());
    (1..=5).contains(&words.len())
        && text.len() <= 80
        && words.first().is_some_and(capital)
        && words.iter().all(|word| capital(word) || PARTICLES.contains(word))
        && !text.contains(|ch: char| ch.is_ascii_digit() || "?!:/@#".contains(ch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, name: &str, expect: Option<Fit>) {
        let key = name_key(typed);
        let words: Vec<&str> = key.split(' ').collect();
        assert_eq!(quick_fit(&words, name), expect, "{typed} {name}");
        assert_eq!(fit(&words, &name_key(name)), expect, "{typed} {name}");
    }

    #[test]
    fn fits() {
        check("ana ruiz", "Ana Ruiz", Some(Fit::Exact));
        check("Ana Ruiz", "Dr. Ana Ruiz", Some(Fit::Exact));
        check("muller", "Müller", Some(Fit::Exact));
        check("ana", "Ana Ruiz", Some(Fit::Leading));
        check("ana r", "Ana Ruiz", Some(Fit::Leading));
        check("jean", "Jean-Luc Roy", Some(Fit::Leading));
        check("mary jane", "Mary Jane Hale", Some(Fit::Leading));
        check("ruiz", "Ana Ruiz", Some(Fit::Word));
        check("luc", "Jean-Luc Roy", Some(Fit::Word));
        // "Al" is not Alan, "Ana Ruiz" not the half-known Ana, and half a family name says nothing.
        check("al", "Alan Smith", None);
        check("ana ruiz", "Ana", None);
        check("rui", "Ana Ruiz", None);
        check("ana k", "Ana Ruiz", None);
        check("tom", "", None);
    }

    #[test]
    fn names_by_their_looks() {
        for name in ["Tom", "Ana de la Cruz", "O'Neil", "阮文", "محمد", "Jean-Luc"] {
            assert!(looks_like_a_name(name), "{name}");
        }
        for text in [
            "",
            "tom",
            "the chamber",
            "Tom from school",
            "de la Cruz",
            "A B C D E F",
            "Tom 2",
            "Tom?",
            "@tom",
        ] {
            assert!(!looks_like_a_name(text), "{text}");
        }
    }

    #[test]
    fn companies() {
        assert!(companies_agree("forno", "forno nero") && companies_agree("forno nero", "forno"));
        assert!(!companies_agree("", "forno") && !companies_agree("loom", "forno"));
    }
}
