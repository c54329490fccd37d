//! Whom somebody of a list may be, and how that is known.

use super::Somebody;

/// How somebody is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange) enum How {
    Email,
    Page,
    Phone,
    /// The same, under another form of the name.
    FormByEmail,
    FormByPage,
    FormByPhone,
    NameAndCompany,
    /// The same company, and another form of the name.
    FormAndCompany,
    /// They would learn nothing.
    Nothing,
    /// That very row of such a list was taken in before.
    Before,
    /// The same id.
    Record,
}

impl How {
    pub(in crate::exchange) fn as_str(self) -> &'static str {
        match self {
            Self::Email => "by e-mail",
            Self::Page => "by page",
            Self::Phone => "by number",
            Self::FormByEmail => "by e-mail, another form of the name",
            Self::FormByPage => "by page, another form of the name",
            Self::FormByPhone => "by number, another form of the name",
            Self::NameAndCompany => "by name and company",
            Self::FormAndCompany => "by name and company, another form of the name",
            Self::Nothing => "nothing new",
            Self::Before => "this row came in before",
            Self::Record => "the same record",
        }
    }

    /// The same, under another form of the name.
    pub(super) fn loose(self) -> Self {
        match self {
            Self::Email => Self::FormByEmail,
            Self::Page => Self::FormByPage,
            Self::Phone => Self::FormByPhone,
            other => other,
        }
    }

    /// Whether it is under another form of the name.
    pub(in crate::exchange) fn is_loose(self) -> bool {
        matches!(self, Self::FormByEmail | Self::FormByPage | Self::FormByPhone | Self::FormAndCompany)
    }

    /// What both have.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Page | Self::FormByPage => "page",
            Self::Phone | Self::FormByPhone => "number",
            _ => "e-mail address",
        }
    }
}

/// Whom somebody may be.
pub(in crate::exchange) enum Tie<'a> {
    /// Nobody I know.
    None,
    /// Nobody I know, with an address or a number that somebody I know has too: the guest of a buyer, a colleague.
    Guest(Somebody<'a>, How),
    /// The same, where it is one that hardly two people share.
    Other(Somebody<'a>, How),
    /// One of my people, and how that is known.
    One(Somebody<'a>, How),
    /// It cannot be said who, for the reason given.
    Several(String),
    /// The user.
    Me(&'static str),
    /// A row of two of my people, for the reason given.
    Mixed(String),
}

impl<'a> Tie<'a> {
    /// Who it is, when that is sure.
    pub(in crate::exchange) fn person(&self) -> Option<&Somebody<'a>> {
        match self {
            Self::One(person, _) => Some(person),
            _ => None,
        }
    }

    /// The same, with nobody in memory: there is one for each row of a list.
    pub(in crate::exchange) fn at_rest(self) -> Self {
        match self {
            Self::One(person, how) => Self::One(person.at_rest(), how),
            Self::Guest(person, how) => Self::Guest(person.at_rest(), how),
            Self::Other(person, how) => Self::Other(person.at_rest(), how),
            other => other,
        }
    }

    /// Whether it says nothing of anybody I know.
    pub(in crate::exchange) fn is_none(&self) -> bool {
        matches!(self, Self::None | Self::Guest(..) | Self::Other(..))
    }

    /// Why it may be somebody I know, where it cannot be said.
    pub(in crate::exchange) fn doubt(&self) -> Option<String> {
        match self {
            Self::Several(why) => Some(why.clone()),
            Self::Other(person, how) => Some(format!("{} has this {}", person.name, how.what())),
            _ => None,
        }
    }

    /// Who else has an address of theirs, in words, when that says nothing.
    pub(in crate::exchange) fn guest(&self) -> Option<String> {
        let Self::Guest(person, how) = self else { return None };
        Some(format!("has the {} of {}", how.what(), person.name))
    }
}
