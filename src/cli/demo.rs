//! `mingle demo`: the screen over a throw-away copy of invented data.

use super::context::Context;
use super::fail::Fail;
use super::screen;

/// Nothing of the user's is touched.
pub(super) fn run(cx: &mut Context) -> Result<(), Fail> {
    screen::terminal(cx)?;
    // The one call that makes the folder.
    screen::run(&cx.places, None, &cx.now)
}
