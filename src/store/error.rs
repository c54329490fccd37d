//! Why something was not saved or read: one variant per failure, each saying what, where, and what to do next.

use std::io;
use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::Problem;

/// Why something was not saved or read.
///
/// Paths are the only foreign text in these messages; whoever prints one cleans it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// No room on the disk.
    #[error("NOT SAVED: the disk is full ({} needs {needs} bytes); make room and save again", path.display())]
    DiskFull {
        /// What was being written.
        path: PathBuf,
        /// How much it needs.
        needs: usize,
    },
    /// The disk failed.
    #[error("NOT SAVED: disk error on {} ({source}); save again, and check the disk", path.display())]
    DiskError {
        /// What was being written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The new file is in place, but its folder could not be synced.
    #[error("written to {}, but it may not survive a power loss ({source}); save again", path.display())]
    NotDurable {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Several files were to change and only some could be.
    #[error("NOT SAVED whole: {} failed ({source}); the rest follows with the next save or start", path.display())]
    Halfway {
        /// The file that failed.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Writing is not permitted.
    #[error("NOT SAVED: {} may not be written ({source}); mingle is read-only until that is changed", path.display())]
    ReadOnly {
        /// What may not be written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The data folder belongs to another user.
    #[error("NOT SAVED: {} belongs to another user; use a folder of your own with --data", path.display())]
    NotOurs {
        /// The data folder.
        path: PathBuf,
    },
    /// Anybody could swap the data folder for another.
    #[error("NOT SAVED: anybody may write to {}; run chmod o-w on it", path.display())]
    OpenToAll {
        /// The folder above the data.
        path: PathBuf,
    },
    /// Another instance held the lock for longer than 2 s.
    #[error("NOT SAVED: another instance is writing{}; try again", pid.map(|pid| format!(" (pid {pid})")).unwrap_or_default())]
    Busy {
        /// Its process id.
        pid: Option<u32>,
    },
    /// The data folder was there once and is not now.
    #[error("the data folder {} is gone or empty: mount it or bring it back, or begin a new one with --init", path.display())]
    Vanished {
        /// The data folder.
        path: PathBuf,
    },
    /// The file to be changed cannot be read as a record.
    #[error("NOT SAVED: {}{}: {}", .0.path.display(), .0.place(), .0.reason)]
    Broken(Problem),
    /// The file to be changed was written by a newer mingle.
    #[error("NOT SAVED: {} has schema {schema}, which is newer than this mingle; update mingle to change it", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        schema: u32,
    },
    /// What was to be written would not have read back as what was meant; nothing was written.
    #[error("NOT SAVED: {} has a form that this change does not fit into; edit it by hand, and report this", path.display())]
    NotMeant {
        /// The file.
        path: PathBuf,
    },
    /// An id of which no path is made.
    #[error("NOT SAVED: {0:?} is no id; an id is 1 to 64 of a-z, 0-9 and -")]
    BadId(String),
    /// Something stands where a new file was to go.
    #[error("NOT SAVED: {} is already there and is no plain file; move it away", path.display())]
    InTheWay {
        /// What is there.
        path: PathBuf,
    },
    /// A record of the id that was to come back is there.
    #[error("nothing restored: {id} is there again; what was deleted stays in {}, and `mingle edit {id}` takes in what you want of it", trashed.display())]
    ThereAgain {
        /// The id.
        id: String,
        /// Where the deleted one lies.
        trashed: PathBuf,
    },
    /// A file for others was to go among the records.
    #[error("{} is inside the data folder, where only mingle's own files go; say another place", path.display())]
    AmongRecords {
        /// Where it was to go.
        path: PathBuf,
    },
    /// Nothing of that name.
    #[error("{what} is not there; see {see}")]
    NotFound {
        /// What was asked for.
        what: String,
        /// Where to look.
        see: &'static str,
    },
    /// Anything else that the system refused.
    #[error("could not {doing} {} ({source}){}", path.display(), advice(source))]
    Io {
        /// What was tried: "read", "make".
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl StoreError {
    /// The failure of a write, named by its cause.
    pub(super) fn write(path: &Path, needs: usize, source: io::Error) -> Self {
        let path = path.to_owned();
        match Errno::from_io_error(&source) {
            Some(Errno::NOSPC | Errno::DQUOT | Errno::FBIG) => Self::DiskFull { path, needs },
            Some(Errno::ACCESS | Errno::PERM | Errno::ROFS) => Self::ReadOnly { path, source },
            Some(Errno::LOOP | Errno::EXIST | Errno::ISDIR | Errno::NOTEMPTY) => Self::InTheWay { path },
            _ => Self::DiskError { path, source },
        }
    }

    /// The failure of anything but a write.
    pub(super) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_owned(), source }
    }
}

impl Problem {
    /// `:line:column`, or nothing.
    pub(super) fn place(&self) -> String {
        self.at.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default()
    }
}
/// What to do about an error of the system, where there is one thing to do.
fn advice(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "; give yourself the right to it with chmod u+rwX",
        _ => "",
    }
}
