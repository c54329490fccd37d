//! How far something long is, on a terminal.

use std::cell::Cell;
use std::io::IsTerminal;

use super::context::Context;
use crate::text::progress_bar;

/// What has more rows, or records, says how far it is.
const LONG: usize = 20_000;

/// How many cells its bar has.
const BAR: usize = 20;

/// Says on a terminal how far something long is.
pub(super) struct Far<'a> {
    what: &'static str,
    of: &'static str,
    on_terminal: bool,
    said: Cell<usize>,
    cx: &'a Context,
}

impl<'a> Far<'a> {
    /// Of so many `of`, something is done that `what` says.
    pub(super) fn new(what: &'static str, of: &'static str, cx: &'a Context) -> Self {
        Self { what, of, on_terminal: std::io::stderr().is_terminal(), said: Cell::new(0), cx }
    }

    /// So many of `all` are done.
    pub(super) fn is(&self, done: usize, all: usize) {
        let hundredths = (done * 100).checked_div(all).unwrap_or(0);
        if self.on_terminal && all > LONG && hundredths > self.said.replace(hundredths) {
            let far = match self.cx.out.width() {
                // Standard output goes elsewhere, or is too narrow for more than words.
                None | Some(0..60) => String::new(),
                Some(_) => progress_bar(done, all, BAR, true) + "  ",
            };
            let far = format!("{far}{}: {done} of {all} {}", self.what, self.of);
            self.cx.out.passing(&far, done >= all);
        }
    }
}
