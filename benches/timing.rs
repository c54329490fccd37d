//! How long something takes.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The fastest of so many rounds: what it took to make, not to drop.
pub(crate) fn fastest<T>(rounds: usize, mut work: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = Instant::now();
        let made = black_box(work());
        let taken = start.elapsed();
        drop(made);
        taken
    };
    (0..rounds).map(time).min().unwrap_or_default()
}
