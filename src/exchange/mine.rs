//! Whether a row is about the user: lists of guests and address books hold their own name too.

use super::called::plain;
use super::fold::{fold, fold_page, have_in_common};
use super::forms::{Form, form, is_short};
use super::group::Group;
use crate::domain::company::company as fold_company;
use crate::domain::{Person, Phone};

/// What is said of a row that is the user.
pub(super) const YOU_BY_EMAIL: &str = "that is you (by e-mail)";
const YOU_BY_NUMBER: &str = "that is you (by number)";
const YOU_BY_PAGE: &str = "that is you (by page)";
const YOU_BY_NAME: &str = "that is you (by name and company)";
/// What is said of a row that has only their name.
pub(super) const YOUR_NAME: &str = "your own name; delete it if that is you";

/// How sure it is that a row is the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mine {
    /// Sure, for that reason.
    Sure(&'static str),
    /// They have the same name, and that is all.
    Perhaps,
}

/// Whether somebody of a file is the user, whose own card is `me`. An address alone is not enough where the name is another:
/// whoever bought ten tickets is one of ten.
pub(super) fn mine(me: &Person, group: &Group<'_>) -> Option<Mine> {
    let draft = &group.draft;
    let number = || {
        let theirs: Vec<Phone> = draft.phones.iter().filter_map(|one| Phone::of(one)).collect();
        me.phones.iter().filter_map(|one| Phone::of(one)).any(|one| theirs.iter().any(|other| other.is(&one)))
    };
    let by_email = have_in_common(&me.emails, &draft.emails);
    let page = |link: &String| me.links.iter().any(|mine| fold_page(mine) == fold_page(link));
    let by_page = !me.links.is_empty() && draft.links.iter().any(page);
    let by_number = !me.phones.is_empty() && number();
    let exact = !group.name.is_empty()
        && !me.name.is_empty()
        && (fold(&me.name) == group.name || plain(&me.name) == group.plain);
    // Most rows of a list are about others, whose names need not be looked at more closely.
    if !(exact || by_email || by_page || by_number) {
        return None;
    }
    let form = if exact { Some(Form::Sure) } else { form(&me.name, &draft.name) };
    let named = match form {
        Some(Form::Sure) => exact || !group.like,
        Some(Form::Perhaps) => !group.shares,
        None => (group.name.is_empty() || me.name.is_empty()) && !group.shares,
    };
    if named && by_email {
        return Some(Mine::Sure(YOU_BY_EMAIL));
    }
    // Families and firms share a number and a page.
    let own =
        exact || (form == Some(Form::Sure) && !group.like && !is_short(&draft.name) && !is_short(&me.name));
    if own && by_number {
        return Some(Mine::Sure(YOU_BY_NUMBER));
    }
    if own && by_page {
        return Some(Mine::Sure(YOU_BY_PAGE));
    }
    if !exact || !group.name.contains(' ') {
        return None;
    }
    let company = fold_company(&me.company);
    Some(if !company.is_empty() && company == group.company {
        Mine::Sure(YOU_BY_NAME)
    } else {
        Mine::Perhaps
    })
}
