//! What the inbox gives the screen, and when it is looked into.

use std::time::Duration;

use crate::domain::Record;
use crate::ui::Notice;

/// How long nothing must have been written into the inbox before it is looked into.
pub(super) const QUIET: Duration = Duration::from_millis(2_100);

/// What was taken in from the inbox.
#[derive(Debug, Default)]
pub struct Arrived {
    /// The records that it changed, as they are now.
    pub records: Vec<Record>,
    /// What to tell.
    pub said: Option<Notice>,
    /// A file is there that somebody may still be writing to: look again soon.
    pub waiting: bool,
}
