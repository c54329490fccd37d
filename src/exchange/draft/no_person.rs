//! Names that are nobody's: guests without a name, couples in one cell, families and teams, lines that a program adds below.

use super::status_words::{Coming, coming};
use crate::exchange::fold::{among, fold};

/// What stands for a guest whose name nobody knows yet.
const GUEST: &str = "guest|plus one|plusone|gast|begleitung|begleitperson|invite|accompagnant|invitado|acompanante|ospite|\
    accompagnatore|convidado|introducee|osoba towarzyszaca|medfoljande";
/// How a name begins that only says whose guest somebody is.
const GUEST_OF: &str = "guest of|gast von|begleitung von|invite de|invitee de|invitado de|invitada de|ospite di|convidado de|\
    plus one|gast van";
/// What a family or a team is called before or after its name.
const GROUP: &str = "team|family|familie|famille|familia|famiglia|rodzina|equipe|equipo";
/// Whose team it is, where a team has a row of its own.
const DEPARTMENTS: &str = "the|our|das|die|le|la|les|el|il|sales|marketing|support|service|info|office|hr|it|press|web|product|design|\
    dev|core|customer|vertrieb|einkauf|buchhaltung|presse|ventas|vendite|ventes|event|events|project|projekt|management|\
    finance|legal|security|data|platform|engineering|development|research|leadership|staff|crew|board|red|blue|green|a|b|c";
/// What a meeting's program says of somebody behind their name.
const MARKS: &str = "guest|gast|invite|invitee|invitado|invitada|ospite|convidado|convidada|gosc|external|extern|externe|\
    externo|esterno|unverified|nicht uberpruft|non verifie|host|co host|organizer|presenter";
/// How a line begins that says where a list is from.
const FOOTER: &str = "generated|exported|created|printed|downloaded|powered|erstellt|exportiert|gedruckt|generiert|genere|\
    exporte|imprime|generado|exportado|gerado|generato|esportato|wygenerowano|gegenereerd";
/// What comes after that.
const FOOTER_NEXT: &str =
    "by|on|from|with|at|am|von|mit|aus|vom|le|par|depuis|el|por|desde|em|il|da|con|przez|op|door";
/// Between the given names of a couple.
const AND: [&str; 3] = [" and ", " und ", " et "];

/// What a name is when it is not one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    /// A guest, and nothing else.
    Guest,
    /// Somebody's guest, who has no name of their own here.
    GuestOf,
    /// Somebody, and a guest without a name.
    WithGuest,
    /// Two people.
    Two,
    /// A family or a team.
    Group,
}

impl Odd {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Guest | Self::GuestOf => "a guest without a name",
            Self::WithGuest => "brings a guest without a name",
            Self::Two => "two names in one cell",
            Self::Group => "a family or a team, it seems",
        }
    }
}

/// A text without a number at its end.
fn uncounted(text: &str) -> &str {
    text.trim_end_matches(|ch: char| ch.is_ascii_digit()).trim_end()
}

/// What a name is when it is not one person's.
pub(super) fn odd(name: &str) -> Option<Odd> {
    let folded = fold(name);
    let bare = |text: &str| {
        let text = uncounted(text);
        text.is_empty() || among(GUEST, text)
    };
    if bare(&folded) && (name.trim_start().starts_with('+') || !uncounted(&folded).is_empty()) {
        return Some(Odd::Guest);
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let of = match words.as_slice() {
        [first, second, _, ..] => GUEST_OF.split('|').any(|of| of.split_once(' ') == Some((first, second))),
        _ => false,
    };
    let possessive = name.contains("'s ") || name.contains("’s ");
    if of || possessive && words.last() == Some(&"guest") {
        return Some(Odd::GuestOf);
    }
    if let Some((before, after)) = name.split_once('+')
        && before.contains(char::is_alphabetic)
    {
        let after = fold(after);
        let after = after.trim_start_matches(|ch: char| ch.is_ascii_digit()).trim_start();
        return Some(if bare(after) { Odd::WithGuest } else { Odd::Two });
    }
    let letters = |text: &str| text.chars().any(char::is_alphabetic);
    let both = |(before, after): (&str, &str)| letters(before) && letters(after);
    let and = || {
        let lower = name.to_lowercase();
        AND.iter().any(|and| lower.split_once(and).is_some_and(both))
    };
    let may_be_two = words.iter().any(|word| AND.iter().any(|and| and.trim() == *word));
    if name.split_once('&').is_some_and(both) || may_be_two && and() {
        return Some(Odd::Two);
    }
    let ends = [words.first(), words.last()].into_iter().flatten();
    (words.len() > 1 && ends.into_iter().any(|word| among(GROUP, word))).then_some(Odd::Group)
}

/// Whether "Team" in a column of family names is one: beside a given name, and not beside what a firm calls its parts.
pub(super) fn is_surname(given: &str, family: &str) -> bool {
    let given = fold(given);
    fold(family) == "team" && !given.is_empty() && given.split(' ').all(|word| !among(DEPARTMENTS, word))
}

/// Whether a text has what programs are written with, and names are not.
pub(super) fn is_code(name: &str) -> bool {
    let signs = ["{", "}", "[]", "()", "::", "->"];
    signs.iter().any(|sign| name.contains(sign)) || name.matches(')').count() > name.matches('(').count()
}

/// Whether a name is nothing but digits and signs of the keyboard: "???", "12345".
pub(in crate::exchange) fn is_no_name(name: &str) -> bool {
    name.chars().all(|ch| ch.is_ascii() && !ch.is_ascii_alphabetic())
}

/// "Generated by Luma on 2026-11-12": a line that a program puts below a list.
pub(super) fn is_footer(line: &str) -> bool {
    let folded = fold(line);
    let mut words = folded.split(' ');
    words.next().is_some_and(|first| among(FOOTER, first))
        && words.next().is_some_and(|next| among(FOOTER_NEXT, next))
}

/// A name without what a meeting's program puts behind it: "Ana Ruiz (Guest)".
pub(super) fn without_mark(name: &str) -> Option<&str> {
    let (before, mark) = name.trim_end().strip_suffix(')')?.rsplit_once(" (")?;
    let before = before.trim_end();
    (!before.is_empty() && !mark.starts_with('+') && among(MARKS, &fold(mark))).then_some(before)
}

/// Somebody whose name says that they do not come, without that, and what it says: "Tom Berg (cancelled)".
pub(super) fn cancelled(name: &str) -> Option<(&str, &str)> {
    let (before, said) = name.trim_end().strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
    let before = before.trim_end();
    // Of short words some are names.
    let long = said.chars().count() > 4;
    (long && !before.is_empty() && coming(said) == Some(Coming::No)).then(|| (before, said.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: Option<Odd>) {
        for name in names {
            assert_eq!(odd(name), expected, "{name}");
        }
    }

    #[test]
    fn what_is_nobodys_name() {
        check(&["+1", "+ 2", "Guest", "guest 3", "Plus One", "Begleitung"], Some(Odd::Guest));
        check(&["Guest of Ana", "Gast von Ana Ruiz", "Ana's guest"], Some(Odd::GuestOf));
        check(&["Ana Ruiz +1", "Ana Ruiz (+ guest)", "Ana Ruiz (+1 guest)"], Some(Odd::WithGuest));
        check(
            &["Anna & Bob Smith", "Mr & Mrs Patel", "Anna und Bob Weiß", "Ana + Tom Ruiz", "Ana and Tom"],
            Some(Odd::Two),
        );
        check(&["Team Forno", "Familie Weiß", "The Smith Family"], Some(Odd::Group));
    }

    #[test]
    fn what_is() {
        check(
            &[
                "Ana Ruiz",
                "Anders And",
                "",
                "Edgar Guest",
                "Zoë \"Z\" Quinn",
                "Sandra Etxeberria",
                "Sam (they/them)",
            ],
            None,
        );
    }

    #[test]
    fn lines_of_programs() {
        assert!(is_footer("Generated by Luma on 2026-11-12") && is_footer("Exported from Meetup"));
        assert!(!is_footer("Ana Ruiz") && !is_footer("Created Equal"));
    }

    #[test]
    fn lines_of_code() {
        for name in ["email in []:", "email)", "fn main() {", "std::fmt"] {
            assert!(is_code(name), "{name}");
        }
        for name in ["Ana Ruiz", "Ana (Kim) Ruiz", "Tom Berg [off]", "Ana (Kim", "O'Neil", "Sam <3", "=1+1"] {
            assert!(!is_code(name), "{name}");
        }
    }

    #[test]
    fn marks_of_meetings() {
        for name in ["Ana Ruiz (Guest)", "Ana Ruiz (Gast)", "Ana Ruiz (Unverified) "] {
            assert_eq!(without_mark(name), Some("Ana Ruiz"), "{name}");
        }
        for name in ["(Guest)", "Ana Ruiz", "Sam (they/them)", "Ana (Kim)", "Edgar Guest", "Ana (+ guest)"] {
            assert_eq!(without_mark(name), None, "{name}");
        }
    }

    #[test]
    fn who_is_off_by_their_name() {
        assert_eq!(cancelled("Tom Berg (cancelled)"), Some(("Tom Berg", "cancelled")));
        assert_eq!(cancelled("Tom Berg [abgesagt]"), Some(("Tom Berg", "abgesagt")));
        for name in ["Tom Berg (no)", "(cancelled)", "Sam (they/them)", "Tom Berg"] {
            assert_eq!(cancelled(name), None, "{name}");
        }
    }
}
