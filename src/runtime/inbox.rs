//! What the inbox gives the screen, and when it is looked into.

use std::time::Duration;

use crate::domain::{Now, Record};
use crate::store::Store;
use crate::ui::Notice;

/// How long nothing must have been written into the inbox before it is looked into.
pub(super) const QUIET: Duration = Duration::from_millis(2_100);

/// Whoever never stops writing into it keeps it from being looked into for no longer.
pub(super) const QUIET_AT_MOST: Duration = Duration::from_secs(10);
/// For so long at a time lines are taken in before the screen hears of them.
pub(super) const AT_A_TIME: Duration = Duration::from_millis(700);

/// What was taken in from the inbox.
#[derive(Debug, Default)]
pub struct Arrived {
    /// The records that it changed, as they are now.
    pub records: Vec<Record>,
    /// What to tell.
    pub said: Option<Notice>,
    /// A file is there that somebody may still be writing to: look again soon.
    pub waiting: bool,
    /// Not all is taken in yet: go on as soon as nobody waits for anything else.
    pub more: bool,
    /// Something could not be saved or moved: try again later, when there may be room.
    pub failed: bool,
}

/// Takes in what lies in the inbox of a store, on the worker's thread.
pub trait TakeIn: Send + Sync + std::fmt::Debug {
    /// Takes in what lies there; after each save `stop` says whether the rest has to wait. While there is more, it may keep
    /// what it read.
    fn take_in(&mut self, store: &Store, now: &Now, stop: &mut dyn FnMut() -> bool) -> Arrived;

    /// Records changed by other ways: what was read of them is old.
    fn forget(&mut self);
}
