//! Gifts at hand for the screen: what they are found in is read off its thread and then followed record by record.

use std::sync::Arc;

use crate::domain::{Book, Day, Key, PersonId};
use crate::gifts::{AtHand, at_hand};
use crate::matching::{Matcher, Offers, Thesaurus};
use crate::ui::shared::Shared;

/// The offers, needs and lessons of a book, found by what they mean. A clone is the same, for another thread to read.
#[derive(Debug, Clone)]
pub struct Matched {
    pub(crate) matcher: Arc<Matcher>,
    pub(crate) offers: Arc<Offers>,
}

impl Matched {
    /// Those of `book`, by the words of `thesaurus`.
    pub fn of(book: &Book, thesaurus: Thesaurus) -> Self {
        Self::with(Arc::new(Matcher::new(thesaurus)), book)
    }

    /// Those of `book`, by a matcher that is there already.
    pub fn with(matcher: Arc<Matcher>, book: &Book) -> Self {
        let offers = Arc::new(Offers::build(&matcher, book));
        Self { matcher, offers }
    }
}

/// What gifts are found in, and the last answer.
#[derive(Debug, Default)]
pub(crate) struct Hand {
    matched: Option<Matched>,
    /// Records that changed since the book went to be matched, or since another thread began to read what was matched.
    changed: Vec<Key>,
    /// For whom, of which revision and on which day the gifts are.
    kept: Option<((PersonId, u64, Day), AtHand)>,
}

impl Hand {
    /// What knows the trades; `None` while needs and offers are still being read.
    pub(crate) fn matcher(&self) -> Option<Arc<Matcher>> {
        self.matched.as_ref().map(|matched| matched.matcher.clone())
    }

    /// What matches needs and offers; `None` while they are still being read.
    pub(crate) fn matched(&self) -> Option<&Matched> {
        self.matched.as_ref().filter(|_| self.changed.is_empty())
    }

    /// The two of it.
    pub(crate) fn found_in(&self) -> Option<(&Matcher, &Offers)> {
        self.matched().map(|matched| (matched.matcher.as_ref(), matched.offers.as_ref()))
    }
}

impl Shared {
    /// Takes in what was matched; what changed since the book went off follows.
    pub(crate) fn take_matched(&mut self, matched: Matched) {
        self.hand.matched = Some(matched);
        self.revision += 1;
        self.follow_matched(&[]);
    }

    /// Starts anew: the book as it is now goes to be matched. The answer is what was matched before.
    pub(crate) fn begin_matching(&mut self) -> Option<Matched> {
        std::mem::take(&mut self.hand).matched
    }

    /// Brings it in step with some records.
    pub(crate) fn follow_matched(&mut self, keys: &[Key]) {
        let Hand { matched, changed, .. } = &mut self.hand;
        changed.extend_from_slice(keys);
        // While another thread reads it, it waits.
        if let Some(Matched { matcher, offers }) = matched
            && let Some(offers) = Arc::get_mut(offers)
        {
            offers.update(matcher, &self.book, &std::mem::take(changed));
        }
    }

    /// Brings it in step with what changed while another thread read it.
    pub(crate) fn catch_up_matched(&mut self) {
        if self.hand.matched.is_some() && !self.hand.changed.is_empty() {
            self.follow_matched(&[]);
            if self.hand.changed.is_empty() {
                self.revision += 1;
            }
        }
    }

    /// Computes the gifts for whom the panes are about, unless they are known; once a message, never in a frame.
    pub(crate) fn keep_hand(&mut self) {
        let Some(id) = self.person_id() else {
            self.hand.kept = None;
            return;
        };
        let key = (id.clone(), self.revision, self.now.today());
        if self.hand.kept.as_ref().is_none_or(|(known, _)| *known != key) {
            let found = self.at_hand(id);
            self.hand.kept = found.map(|found| (key, found));
        }
    }

    /// The gifts for whom the panes are about; `None` while offers and needs are still being read.
    pub fn gifts(&self) -> Option<&AtHand> {
        let ((person, ..), found) = self.hand.kept.as_ref()?;
        (self.person_id() == Some(person)).then_some(found)
    }

    /// The gifts for somebody, computed now: a few milliseconds among 10,000 people, so not in a frame.
    pub fn at_hand(&self, person: &PersonId) -> Option<AtHand> {
        self.at_hand_in(&self.book, person)
    }

    /// The gifts for somebody as `book` has them, which is the records with something that is not kept yet.
    pub fn at_hand_in(&self, book: &Book, person: &PersonId) -> Option<AtHand> {
        let (matcher, offers) = self.hand.found_in()?;
        Some(at_hand(book, matcher, offers, person, self.now.today(), &self.settings.points))
    }
}
