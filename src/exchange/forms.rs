//! Whether two names that stand on one address are one person's: the same name, a form of it, or perhaps one.

use std::sync::Arc;

use crate::domain::title::{is_generation, is_title};
use crate::search::{Kin, NameWord, NameWords};

/// What stands between the names of two people.
const TWO_PEOPLE: [char; 4] = ['&', '+', '/', ';'];

/// How surely two names on one address are one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Nothing but a degree, a middle name, the order, an initial, or `Jon` for `Jonathan` is different.
    Sure,
    /// `Bob` for `Robert`, or a slip: mostly one person, and now and then two of one family.
    Perhaps,
}

/// A name in its words, without degrees and forms of address.
#[derive(Debug)]
pub(super) struct Name {
    words: Vec<Arc<NameWord>>,
    generation: Option<Arc<NameWord>>,
    /// It names two people.
    two: bool,
}

impl Name {
    /// `words` are those of every name that is compared.
    pub(super) fn of(name: &str, words: &mut NameWords) -> Self {
        let two = name.contains(TWO_PEOPLE);
        let all = words.of(name);
        let told: Vec<_> =
            all.iter().filter(|word| word.is_initial() || !is_title(word.text())).cloned().collect();
        let generation = all.last().filter(|word| all.len() > 1 && is_generation(word.text())).cloned();
        let mut words = if told.is_empty() { all } else { told };
        if generation.is_some() && words.last().is_some_and(|word| is_generation(word.text())) {
            words.pop();
        }
        Self { words, generation, two }
    }

    /// Whether it may be short for several: one word, or an initial in it.
    pub(super) fn is_short(&self) -> bool {
        self.words.len() < 2
            || [self.words.first(), self.words.last()].into_iter().flatten().any(|word| word.is_initial())
    }

    /// Whether the other is a form of this one.
    pub(super) fn form(&self, other: &Self) -> Option<Form> {
        if self.two != other.two {
            return None;
        }
        let text = |word: &Option<Arc<NameWord>>| word.as_ref().map(|word| word.text().to_owned());
        let generation = match (text(&self.generation), text(&other.generation)) {
            (one, two) if one == two => Form::Sure,
            (None, _) | (_, None) => Form::Perhaps,
            _ => return None,
        };
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        Some(near(&short.words, &long.words)?.max(generation))
    }
}

/// Whether one name is a form of another.
pub(super) fn form(one: &str, other: &str) -> Option<Form> {
    let mut words = NameWords::default();
    Name::of(one, &mut words).form(&Name::of(other, &mut words))
}

/// Whether a name may be short for several: one word, or an initial at either end.
pub(super) fn is_short(name: &str) -> bool {
    Name::of(name, &mut NameWords::default()).is_short()
}

fn near(short: &[Arc<NameWord>], long: &[Arc<NameWord>]) -> Option<Form> {
    match (short, long) {
        ([], _) | (_, []) => None,
        ([one], [other]) => given(one, other)
            .map(|form| if one.is_initial() || other.is_initial() { Form::Perhaps } else { form }),
        // A first name alone.
        ([one], [first, ..]) => (!one.is_initial()).then(|| given(one, first)).flatten(),
        ([one, two], [first, second]) => {
            // Family name first.
            let turned = || {
                family(one, second)
                    .filter(|form| *form == Form::Sure && !one.is_initial())
                    .and_then(|_| given(two, first))
            };
            let turned = || {
                turned().or_else(|| {
                    family(two, first)
                        .filter(|form| *form == Form::Sure && !two.is_initial())
                        .and_then(|_| given(one, second))
                })
            };
            whole(short, long).or_else(turned)
        }
        _ => whole(short, long),
    }
}

/// By the first and the last word, and those between.
fn whole(short: &[Arc<NameWord>], long: &[Arc<NameWord>]) -> Option<Form> {
    let ([first, between @ .., last], [long_first, long_between @ .., long_last]) = (short, long) else {
        return None;
    };
    let ends = given(first, long_first)?.max(family(last, long_last)?);
    let initials = |words: &[Arc<NameWord>]| words.iter().all(|word| word.is_initial());
    // Jean Luc and Jean Paul are brothers.
    let middle = between.iter().all(|word| {
        long_between.iter().any(|other| matches!(word.kin(other), Some(Kin::Same | Kin::Initial)))
    });
    let sure = middle && !initials(short) && !initials(long);
    Some(if sure { ends } else { Form::Perhaps })
}

fn given(one: &NameWord, other: &NameWord) -> Option<Form> {
    Some(match one.kin(other)? {
        Kin::Same | Kin::Initial => Form::Sure,
        Kin::Form if cut(one.text(), other.text()) => Form::Sure,
        Kin::Form | Kin::Sound | Kin::Spelling => Form::Perhaps,
    })
}

fn family(one: &NameWord, other: &NameWord) -> Option<Form> {
    Some(match one.kin(other)? {
        Kin::Same | Kin::Initial => Form::Sure,
        Kin::Form | Kin::Sound | Kin::Spelling => Form::Perhaps,
    })
}

/// Whether one is the beginning of the other, two letters shorter at least: Ann and Anna are two people as a rule, Jon and
/// Jonathan one.
fn cut(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    long.strip_prefix(short).is_some_and(|rest| rest.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expect: Option<Form>) {
        assert_eq!(form(one, other), expect, "{one} {other}");
        assert_eq!(form(other, one), expect, "{other} {one}");
    }

    #[test]
    fn forms_that_are_surely_one_persons() {
        for (one, other) in [
            ("Jonathan Doe", "Jon Doe"),
            ("Jonathan Doe", "J. Doe"),
            ("Jonathan Doe", "Jonathan P. Doe"),
            ("Jonathan Doe", "Doe, Jonathan"),
            ("Jonathan Doe", "DOE Jon"),
            ("Jonathan Doe", "Jonathan"),
            ("Jonathan Doe", "Jonathan D."),
            ("Dr. Emeka Obi, PhD", "Emeka Obi"),
            ("Ana M Ruiz", "Ana Ruiz"),
            ("Ana Maria Ruiz", "Ana M. Ruiz"),
            ("Rosa", "Rosa Marti"),
            ("Jörg Müller", "Joerg Mueller"),
            ("M. Berg", "Mia Berg"),
        ] {
            check(one, other, Some(Form::Sure));
        }
    }

    #[test]
    fn forms_that_may_be_two_of_one_family() {
        for (one, other) in [
            ("Robert Doe", "Bob Doe"),
            ("Anna Berg", "Hannah Berg"),
            ("Ann Berg", "Anna Berg"),
            ("Andre Berg", "Andrea Berg"),
            ("Jonathan Okafor", "Jonathan Okator"),
            ("John Doe", "John Doe Jr."),
            ("Jean Luc Picard", "Jean Paul Picard"),
            ("J. D.", "Jonathan Doe"),
        ] {
            check(one, other, Some(Form::Perhaps));
        }
    }

    #[test]
    fn names_of_two_people() {
        for (one, other) in [
            ("Guest of Ana Ruiz", "Ana Ruiz"),
            ("Ana Ruiz +1", "Ana Ruiz"),
            ("Ana & Tom Ruiz", "Ana Ruiz"),
            ("Ana Ruiz 2", "Ana Ruiz"),
            ("Peter Jones", "Andrea Jones"),
            ("Jane Doe", "Jonathan Doe"),
            ("John Doe Sr.", "John Doe Jr."),
            ("J", "Jonathan Doe"),
            ("Ana Ruiz", "Ana Berg"),
            ("", "Ana"),
            ("김민준", "김민지"),
        ] {
            check(one, other, None);
        }
    }
}
