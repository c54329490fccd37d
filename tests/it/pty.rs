//! The real binary in a real terminal: what is on the screen, what is on the disk, and how it ends.

mod disk;
mod ends;
mod screens;
mod typing;

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::cli::NOW;

/// Two slow cores with other work to do need no more.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the next bytes are waited for before a test looks around again.
const GLANCE: Duration = Duration::from_millis(20);

/// Modes of a terminal that must be as they were found: alternate screen, mouse (five ways), focus, paste, drawing in one piece.
const OFF: [u16; 9] = [1049, 1000, 1002, 1003, 1006, 1015, 1004, 2004, 2026];
/// The cursor, shown.
const CURSOR: u16 = 25;

/// How to start the program.
pub(crate) struct Setup {
    folder: TempDir,
    program: PathBuf,
    arguments: Vec<String>,
    variables: Vec<(String, String)>,
    size: (u16, u16),
}

impl Setup {
    /// The screen over an empty store, 80 by 24.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            program: env!("CARGO_BIN_EXE_mingle").into(),
            arguments: Vec::new(),
            variables: Vec::new(),
            size: (80, 24),
        }
    }

    /// Another program, such as a shell from which mingle is then started.
    pub(crate) fn program(mut self, program: &str, arguments: &[&str]) -> Self {
        self.program = program.into();
        self.arguments(arguments)
    }

    pub(crate) fn arguments(mut self, arguments: &[&str]) -> Self {
        self.arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        self
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// A file of this store, such as `data/people/nora-kell-k3f9.toml`.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file before the program starts.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// A script that can be run.
    pub(crate) fn script(self, path: &str, text: &str) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let setup = self.file(path, text);
        std::fs::set_permissions(setup.path(path), std::fs::Permissions::from_mode(0o700)).unwrap();
        setup
    }

    /// Starts the program in a terminal.
    pub(crate) fn start(self) -> Terminal {
        let (columns, rows) = self.size;
        let pty = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(&self.program);
        command.args(&self.arguments);
        command.env_clear();
        command.cwd(self.folder.path());
        let folders = [("DATA", "data"), ("STATE", "state"), ("CACHE", "cache"), ("CONFIG", "config.toml")];
        for (name, path) in folders {
            command.env(format!("MINGLE_{name}"), self.path(path));
        }
        command.env("MINGLE_NOW", NOW);
        command.env("HOME", self.path("home"));
        command.env("TMPDIR", self.folder.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        let found = format!("{:?}", pty.master.get_termios());
        let child = pty.slave.spawn_command(command).unwrap();
        let mut reader = pty.master.try_clone_reader().unwrap();
        let writer = pty.master.take_writer().unwrap();
        let closing = Arc::new(AtomicBool::new(false));
        // Few pieces wait: a test that does not look is a terminal that takes nothing.
        let (sender, output) = sync_channel(2);
        let closed = closing.clone();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0
                    || closed.load(Ordering::SeqCst)
                    || sender.send(bytes[..count].to_vec()).is_err()
                {
                    return;
                }
            }
        });
        Terminal {
            setup: self,
            found,
            master: Some(pty.master),
            writer: Some(writer),
            child,
            closing,
            output,
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            raw: Vec::new(),
        }
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

/// A terminal with a program in it.
pub(crate) struct Terminal {
    setup: Setup,
    /// How the terminal's line discipline was set before.
    found: String,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    closing: Arc<AtomicBool>,
    output: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    raw: Vec<u8>,
}

impl Drop for Terminal {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Terminal {
    /// Takes in what the program has written; false when nothing came or nothing will.
    fn pump(&mut self) -> bool {
        match self.output.recv_timeout(GLANCE) {
            Ok(bytes) => {
                self.raw.extend_from_slice(&bytes);
                self.parser.process(&bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => {
                thread::yield_now();
                false
            }
        }
    }

    /// What is on the screen.
    pub(crate) fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// All that was written since the start.
    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Goes on until something holds.
    #[track_caller]
    pub(crate) fn until(&mut self, what: &str, mut holds: impl FnMut(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < end, "never: {what}\n{}", self.text());
            self.pump();
        }
    }

    /// Waits for a text on the screen.
    #[track_caller]
    pub(crate) fn sees(&mut self, text: &str) -> &mut Self {
        self.until(text, |terminal| terminal.text().contains(text));
        self
    }

    /// Waits for a text to leave the screen.
    #[track_caller]
    pub(crate) fn no_longer_sees(&mut self, text: &str) -> &mut Self {
        self.until(&format!("without {text}"), |terminal| !terminal.text().contains(text));
        self
    }

    /// Types, or sends whatever bytes a terminal would.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
        self
    }

    /// Pastes, as terminals do it.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"))
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.parser.screen_mut().set_size(cells(rows), cells(columns));
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
        self
    }

    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
        self
    }

    /// Closes the window: every hold on the terminal is let go.
    pub(crate) fn close(&mut self) -> &mut Self {
        self.closing.store(true, Ordering::SeqCst);
        // Whatever the program draws next wakes the reader, which then lets go as well.
        drop(self.writer.take());
        drop(self.master.as_ref().unwrap().resize(size(7, 7)));
        drop(self.master.take());
        self
    }

    /// The program ends with this exit code.
    #[track_caller]
    pub(crate) fn ends(&mut self, code: u32) -> &mut Self {
        let mut ended = None;
        let end = Instant::now() + PATIENCE;
        while ended.is_none() {
            assert!(Instant::now() < end, "does not end\n{}", self.text());
            self.pump();
            ended = self.child.try_wait().unwrap();
        }
        while self.pump() {}
        assert_eq!(ended.map(|status| status.exit_code()), Some(code), "{}", self.text());
        self
    }

    /// The terminal is as it was found.
    #[track_caller]
    pub(crate) fn restored(&mut self) -> &mut Self {
        let on = modes(&self.raw);
        let left: Vec<u16> = OFF.into_iter().filter(|mode| on.get(mode) == Some(&true)).collect();
        assert!(left.is_empty(), "modes left on: {left:?}");
        assert_ne!(on.get(&CURSOR), Some(&false), "the cursor stays hidden");
        let now = format!("{:?}", self.master.as_ref().unwrap().get_termios());
        assert_eq!(now, self.found, "the line discipline is not as it was");
        self
    }

    /// A file or folder of this store.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.setup.path(path)
    }

    /// All records of a folder such as `people`, as text.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        read_all(&self.path("data").join(folder))
    }

    /// The drafts on the disk, as text.
    pub(crate) fn drafts(&self) -> Vec<String> {
        read_all(&self.path("state/drafts"))
    }

    /// The same store with a new program over it, started with the same words.
    pub(crate) fn again(mut self) -> Self {
        drop(self.child.kill());
        drop(self.child.wait());
        let setup = std::mem::replace(&mut self.setup, Setup::new());
        drop(self);
        setup.start()
    }
}

/// The texts of the files in a folder, without temporary ones.
fn read_all(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let records = paths.filter(|path| !path.file_name().unwrap().as_encoded_bytes().starts_with(b"."));
    records.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Which private modes were set or reset last.
fn modes(raw: &[u8]) -> std::collections::BTreeMap<u16, bool> {
    let text = String::from_utf8_lossy(raw);
    let mut modes = std::collections::BTreeMap::new();
    for part in text.split("\x1b[?").skip(1) {
        let Some(end) = part.find(|ch: char| !ch.is_ascii_digit() && ch != ';') else { continue };
        let (numbers, rest) = part.split_at(end);
        let on = rest.starts_with('h');
        if !on && !rest.starts_with('l') {
            continue;
        }
        modes.extend(numbers.split(';').filter_map(|mode| mode.parse().ok()).map(|mode: u16| (mode, on)));
    }
    modes
}
