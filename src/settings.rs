//! What the user may set: `config.toml` and themes, text to settings, with every mistake named and everything else kept.

mod config;
mod preset;
mod theme;

pub use config::{SAMPLE, Settings};
pub use preset::Preset;
pub use theme::{Meaning, THEMES, Theme};
