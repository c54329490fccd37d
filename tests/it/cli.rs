//! The real binary in folders of its own, at a fixed time.

mod agenda;
mod card;
mod circle;
mod codes;
mod config;
mod data;
mod doubles;
mod edit;
mod event;
mod export;
mod gate;
mod gifts;
mod groups;
mod hostile;
mod import;
mod inbox;
mod jot;
mod json;
mod ledger;
mod notes;
mod season;
mod trash;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The time at which all stories happen: a Friday morning.
pub(crate) const NOW: &str = "2026-11-20T09:30:00+01:00";

/// A store of its own, and the program over it.
pub(crate) struct Cli {
    folder: TempDir,
    variables: Vec<(String, String)>,
}

impl Cli {
    /// An empty store.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// With an environment variable besides the usual ones.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A folder or file of this store: `data/people`, `config.toml`.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file by hand, as a user with an editor would.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    /// The text of a file.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// The only file in `data/<folder>`.
    #[track_caller]
    pub(crate) fn only(&self, folder: &str) -> String {
        let files = self.files(folder);
        assert_eq!(files.len(), 1, "{files:?}");
        self.read(&format!("data/{folder}/{}", files[0]))
    }

    /// The names of the files in `data/<folder>`, sorted.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.path("data").join(folder)) else { return Vec::new() };
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| !name.starts_with('.'))
            .collect();
        names.sort();
        names
    }

    /// The program, ready to run.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mingle"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.path("home"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm")
            .env("MINGLE_NOW", NOW)
            .env("MINGLE_DATA", self.path("data"))
            .env("MINGLE_STATE", self.path("state"))
            .env("MINGLE_CACHE", self.path("cache"))
            .env("MINGLE_CONFIG", self.path("config.toml"))
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a verb with nothing on standard input.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.feed(arguments, b"")
    }

    /// Runs a verb with `input` on standard input.
    pub(crate) fn feed(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A verb that reads no input may be gone already.
        drop(child.stdin.take().unwrap().write_all(input));
        let output = child.wait_with_output().unwrap();
        Ran {
            said: format!("mingle {}", arguments.join(" ")),
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            folder: self.folder.path().to_owned(),
        }
    }
}

/// What a run gave.
pub(crate) struct Ran {
    said: String,
    code: Option<i32>,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
    folder: PathBuf,
}

impl Ran {
    /// It was done, and nothing was complained about.
    #[track_caller]
    pub(crate) fn ok(self) -> Self {
        assert_eq!(self.stderr, "", "{}", self.said);
        self.code(0)
    }

    /// It ended with this exit code.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}{}", self.said, self.stdout, self.stderr);
        self
    }

    /// Standard output has this somewhere.
    #[track_caller]
    pub(crate) fn says(self, part: &str) -> Self {
        assert!(self.stdout.contains(part), "{}\nwanted {part}\n{}{}", self.said, self.stdout, self.stderr);
        self
    }

    /// Standard output does not have this.
    #[track_caller]
    pub(crate) fn does_not_say(self, part: &str) -> Self {
        assert!(!self.stdout.contains(part), "{}\ndid not want {part}\n{}", self.said, self.stdout);
        self
    }

    /// Standard error is one line that has this.
    #[track_caller]
    pub(crate) fn complains(self, part: &str) -> Self {
        assert!(self.stderr.contains(part), "{}\nwanted {part}\n{}", self.said, self.stderr);
        assert_eq!(self.stderr.lines().count(), 1, "{}\n{}", self.said, self.stderr);
        self
    }

    /// Standard output with the store's folder as `~`.
    #[track_caller]
    pub(crate) fn settled(&self) -> String {
        self.stdout.replace(self.folder.to_str().unwrap(), "~")
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }
}
