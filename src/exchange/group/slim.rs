//! What is kept of one person of a file: a few numbers, as most of a long list stand there once.

use super::Twin;
use crate::exchange::draft::{Draft, Fate};

/// What is kept of one person of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Slim {
    /// Their first row.
    pub(super) at: u32,
    /// Lines of earlier people of the same name, and with the same address; 0 for none.
    pub(super) twin: u32,
    pub(super) neighbour: u32,
    /// Where among the filled ones they stand, if a later row added anything.
    pub(super) filled: Option<u32>,
    pub(super) is: Signs,
}

impl Slim {
    pub(super) fn twin(&self) -> Option<Twin> {
        let twin = if self.is.has(Signs::TWIN_IS_LIKE) { Twin::Form } else { Twin::Name };
        (self.twin > 0).then(|| twin(self.twin))
    }
}

/// What is so of somebody, a bit for each: with a hundred thousand people, bytes count.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Signs(u8);

impl Signs {
    /// Some other person of the file has the same address.
    pub(super) const SHARES: u8 = 1;
    pub(super) const HAS_EMAIL: u8 = 2;
    pub(super) const HAS_PAGE: u8 = 4;
    /// The row itself says to look at it.
    pub(super) const DOUBT: u8 = 8;
    /// Nobody I know, so somebody new.
    pub(super) const NEW: u8 = 16;
    /// Some other person of the file has the same address and a name like theirs.
    pub(super) const LIKE: u8 = 32;
    /// Their twin is such a one.
    pub(super) const TWIN_IS_LIKE: u8 = 64;
    /// The row says which record of mingle's it is.
    pub(super) const RECORD: u8 = 128;

    pub(super) fn of(draft: &Draft) -> Self {
        let mut signs = Self::default();
        signs.set(Self::DOUBT, matches!(draft.fate, Fate::Doubt(_)));
        signs.ways(draft);
        signs
    }

    /// By what somebody is found besides their name.
    pub(super) fn ways(&mut self, draft: &Draft) {
        self.set(Self::RECORD, draft.record().is_some());
        self.set(Self::HAS_EMAIL, !draft.emails.is_empty());
        self.set(Self::HAS_PAGE, !draft.links.is_empty());
    }

    pub(super) fn has(self, sign: u8) -> bool {
        self.0 & sign != 0
    }

    pub(super) fn set(&mut self, sign: u8, on: bool) {
        self.0 = if on { self.0 | sign } else { self.0 & !sign };
    }
}
