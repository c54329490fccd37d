//! From exec to the first frame, and to the whole list, of the real binary in a terminal: an empty store against a big one.
//!
//! `cargo bench --bench start [PEOPLE]`; for rounds while working, with `--profile quick`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench writes its own folder, stops when it cannot, and prints what it found"
)]

use std::io::Read;
use std::num::NonZero;
use std::path::Path;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

#[path = "support.rs"]
mod support;

const ROUNDS: usize = 21;
/// What ends a frame: the end of a synchronised update.
const FRAME: &[u8] = b"\x1b[?2026l";

fn main() {
    let people = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let (empty, big) = (folder.path().join("empty"), folder.path().join("big"));
    support::generate(&big, people);
    let mut rounds = [Vec::new(), Vec::new(), Vec::new()];
    // One round of each in turn, so that whatever else the machine does falls on both.
    for round in 0..=ROUNDS {
        let (first_of_empty, _) = start(&empty, folder.path(), "Nobody yet");
        let (first_of_big, whole) = start(&big, folder.path(), &format!("Everyone {people}"));
        // The first round makes the store and warms the cache.
        if round > 0 {
            for (times, time) in rounds.iter_mut().zip([first_of_empty, first_of_big, whole]) {
                times.push(time);
            }
        }
    }
    println!("{:38} {:>9} {:>9} {:>9}", "ms from exec", "min", "median", "max");
    let [empty, big, whole] = rounds;
    let of_empty = row("first frame, nobody", empty);
    let of_big = row(&format!("first frame, {people} people"), big);
    row(&format!("whole list, {people} people"), whole);
    println!("first frame, {people} people to nobody: {:.2}", of_big / of_empty);
}

/// Prints a row; the answer is its median in ms.
fn row(what: &str, mut times: Vec<Duration>) -> f64 {
    times.sort();
    let ms = |at: usize| times.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0);
    let middle = ms(times.len() / 2);
    println!("{what:38} {:>9.1} {middle:>9.1} {:>9.1}", ms(0), ms(times.len().saturating_sub(1)));
    middle
}

/// Starts the screen, waits until the list with `last` is whole, and ends it. When the first frame came, and the last.
fn start(data: &Path, folder: &Path, last: &str) -> (Duration, Duration) {
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_mingle"));
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("HOME", folder);
    command.env("MINGLE_DATA", data);
    command.env("MINGLE_STATE", folder.join("state").join(data.file_name().unwrap()));
    command.env("MINGLE_CACHE", folder.join("cache"));
    command.env("MINGLE_CONFIG", folder.join("config.toml"));
    let mut reader = pty.master.try_clone_reader().unwrap();
    let mut parser = vt100::Parser::new(NonZero::new(40).unwrap(), NonZero::new(120).unwrap(), 0);
    let (mut raw, mut bytes, mut first) = (Vec::new(), [0; 8192], None);
    let start = Instant::now();
    let mut child = pty.slave.spawn_command(command).unwrap();
    let whole = loop {
        let count = reader.read(&mut bytes).unwrap();
        let read = bytes.get(..count).unwrap();
        if first.is_none() {
            raw.extend_from_slice(read);
            first = raw.windows(FRAME.len()).any(|part| part == FRAME).then(|| start.elapsed());
        }
        parser.process(read);
        let text = parser.screen().contents();
        if text.contains(last) && !text.contains("reading") {
            break start.elapsed();
        }
    };
    child.kill().unwrap();
    child.wait().unwrap();
    (first.unwrap_or(whole), whole)
}
