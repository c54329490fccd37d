//! Text as people see it: cells, graphemes, foreign text made safe to show, and the editing core.

mod cells;
mod count;
pub mod dates;
mod edit;
mod list;
mod safe;
pub mod styled;

pub use cells::{cut, pad, width, wrap, wrapped};
pub use count::{counted, progress_bar};
pub use edit::{Backspace, Edit, Editor, MOST_BYTES};
pub use list::unbulleted;
pub use safe::{Safe, Shown, is_unseen, show, show_block};
#[doc(hidden)]
pub use safe::{has_only_holes, only_shown};
