//! The shell around the screen: terminal, threads, disk. Everything here acts; nothing here decides.

mod aside;
mod clipboard;
mod clock;
pub(crate) mod editor;
mod event_loop;
mod exports;
mod inbox;
mod input;
pub(crate) mod lists;
mod rescue;
mod signals;
mod terminal;
mod watch;
mod worker;

pub use clipboard::Clipboard;
pub use clock::Clock;
pub use event_loop::{Options, run};
pub use exports::{Place, write_export};
pub use inbox::{Arrived, TakeIn};
