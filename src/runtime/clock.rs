//! The one place that asks what time it is.
#![expect(clippy::disallowed_methods, reason = "this is the clock that everything else is given")]

use jiff::Zoned;

use crate::domain::Now;

/// A clock: the system's, or one that stands still.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    fixed: Option<Now>,
}

impl Clock {
    /// A clock that always says `now` (`MINGLE_NOW`).
    pub fn fixed(now: Now) -> Self {
        Self { fixed: Some(now) }
    }

    /// What time it is.
    pub fn now(&self) -> Now {
        self.fixed.clone().unwrap_or_else(|| Now(Zoned::now()))
    }
}
