//! The screen with other keys.

use super::*;
use crate::settings::Preset;

#[test]
fn with_plain_keys_everything_is_reached_from_the_list_of_commands() {
    let settings = Settings { preset: Preset::Plain, ..Settings::default() };
    let mut driver = Driver::set((80, 24), breakfast(), Theme::default(), settings);
    // A letter too many does nothing and says so, and the way to everything stays in sight.
    driver.keys("qdx").shows("nothing on x here");
    driver.keys("<esc>").shows(": all commands").shows("? help");
    assert!(driver.effects.is_empty(), "{:?}", driver.effects);
    driver.keys(":the ledger with everyone<enter>").shows("Ledger ·").shows(": all commands");
    driver.keys("<esc>:jot a line<enter>Mo Diaz, baker<enter>").shows("Mo Diaz");
    assert!(driver.saved().edits.iter().any(|edit| edit.before.is_none()), "{:?}", driver.saved());
}
