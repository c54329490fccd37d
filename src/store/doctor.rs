//! What is not as it should be, and what to do about it.

use std::collections::HashSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::domain::{Book, Person, PersonId, Record};

use super::error::StoreError;
use super::form::{SCHEMA, schema_of};
use super::names::{is_our_temp, original_of};
use super::{Loaded, Problem, Store, load};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Hint,
    /// Something is not in use, or may surprise.
    Warning,
    /// Something cannot be read or written.
    Failure,
}

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where.
    pub path: PathBuf,
    /// Line and column, from 1.
    pub at: Option<(usize, usize)>,
    /// How bad it is.
    pub severity: Severity,
    /// What.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

impl Finding {
    fn new(
        path: impl Into<PathBuf>,
        severity: Severity,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { path: path.into(), at: None, severity, what: what.into(), advice: advice.into() }
    }
}

impl Store {
    /// Looks at everything and changes nothing; the worst comes first.
    pub fn doctor(&self) -> Result<Vec<Finding>, StoreError> {
        let all = Mutex::new(Vec::new());
        self.load(&|batch| load::lock(&all).extend(batch))?;
        let (mut book, mut findings, mut broken) = (Book::default(), Vec::new(), HashSet::new());
        let mut records = Vec::new();
        for loaded in load::lock(&all).drain(..) {
            match loaded {
                Loaded::Record(record) => {
                    book.put(record.clone());
                    records.push(record);
                }
                Loaded::Problem(problem) => {
                    broken.extend(problem.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
                    findings.push(self.of_problem(problem));
                }
                Loaded::Gone(_) => {}
            }
        }
        for record in &records {
            self.check_record(record, &mut findings);
            self.check_references(record, &book, &broken, &mut findings);
        }
        findings.extend(self.inbox_problems()?.into_iter().map(|problem| self.of_problem(problem)));
        self.check_leftovers(&mut findings);
        self.check_permissions(&mut findings);
        findings.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.path.cmp(&b.path)));
        Ok(findings)
    }

    fn of_problem(&self, problem: Problem) -> Finding {
        let inside = problem.path.strip_prefix(&self.data).ok().and_then(Path::to_str).unwrap_or_default();
        if let Some(original) = original_of(inside) {
            let advice = "merge it with `mingle doctor --merge-copies`";
            let what = format!("is another version of {original}, made by a sync program");
            // What stands only in the copy is found nowhere.
            return Finding::new(problem.path, Severity::Failure, what, advice);
        }
        // Reasons are "what; what to do".
        let (what, advice) =
            problem.reason.rsplit_once("; ").unwrap_or((&problem.reason, "correct it in an editor"));
        Finding { at: problem.at, ..Finding::new(problem.path, Severity::Failure, what, advice) }
    }

    fn file_of(&self, record: &Record) -> PathBuf {
        super::form::path_of(&record.key()).map(|path| self.data.join(path)).unwrap_or_default()
    }

    fn check_record(&self, record: &Record, findings: &mut Vec<Finding>) {
        let schema = schema_of(record);
        if schema > SCHEMA {
            let what = format!("has schema {schema}, newer than {SCHEMA}: it is shown and not written");
            findings.push(Finding::new(self.file_of(record), Severity::Failure, what, "update mingle"));
        }
        let conflicts = match record {
            Record::Me(person) | Record::Person(person) => person.conflicts.len(),
            Record::Event(event) => event.conflicts.len(),
            Record::Group(group) => group.conflicts.len(),
        };
        if conflicts > 0 {
            let what = format!("has {conflicts} [[conflict]] to settle");
            let advice = "keep the right value in the field and delete the [[conflict]]";
            findings.push(Finding::new(self.file_of(record), Severity::Warning, what, advice));
        }
    }

    /// References to people and events that are nowhere. One to a file that does not parse is no second finding.
    fn check_references(
        &self,
        record: &Record,
        book: &Book,
        broken: &HashSet<String>,
        findings: &mut Vec<Finding>,
    ) {
        let mut missing: Vec<(&str, &str)> = Vec::new();
        let people = people_in(record);
        missing.extend(
            people
                .into_iter()
                .filter(|(_, id)| !id.is_empty() && book.person(id).is_none())
                .map(|(key, id)| (key, id.as_str())),
        );
        match record {
            Record::Me(person) | Record::Person(person) => {
                let events = person
                    .notes
                    .iter()
                    .map(|note| &note.event)
                    .chain(person.favours.iter().map(|favour| &favour.event));
                let events = events.chain(person.met.iter().map(|met| &met.event));
                missing.extend(
                    events
                        .filter(|id| !id.is_empty() && book.event(id).is_none())
                        .map(|id| ("event", id.as_str())),
                );
            }
            Record::Event(event) => {
                missing.extend(
                    (!event.group.is_empty() && book.group(&event.group).is_none())
                        .then_some(("group", event.group.as_str())),
                );
            }
            Record::Group(_) => {}
        }
        missing.sort_unstable();
        missing.dedup();
        for (key, id) in missing.into_iter().filter(|(_, id)| !broken.contains(*id)) {
            let what = format!("{key} names {id}, which is nowhere");
            let advice = format!("correct the reference, or `mingle restore {id}` if it was deleted");
            findings.push(Finding::new(self.file_of(record), Severity::Warning, what, advice));
        }
    }

    /// What a kill, another instance or a sync program left.
    fn check_leftovers(&self, findings: &mut Vec<Finding>) {
        for folder in ["", "people", "events", "groups"] {
            let Ok(entries) = std::fs::read_dir(self.data.join(folder)) else { continue };
            for entry in entries.flatten() {
                if entry.file_name().to_str().is_some_and(is_our_temp) {
                    let advice = "nothing: the next save removes it";
                    findings.push(Finding::new(
                        entry.path(),
                        Severity::Hint,
                        "is a temporary file of a save that was cut short",
                        advice,
                    ));
                }
            }
        }
        let (noted, holder) = super::lock::peek(&self.data);
        let lock = self.data.join(".mingle/lock");
        if let Some(pid) = holder {
            findings.push(Finding::new(
                &lock,
                Severity::Hint,
                format!("is held by another instance (pid {pid})"),
                "nothing: it is released by itself",
            ));
        }
        if holder.is_none() && noted.is_some_and(|(id, done)| !done && self.is_unfinished(id)) {
            findings.push(Finding::new(
                &lock,
                Severity::Warning,
                "an operation was cut short",
                "nothing: the next save or start finishes it",
            ));
        }
    }

    /// Wider permissions than ours are told, with the command that narrows them, and not changed.
    fn check_permissions(&self, findings: &mut Vec<Finding>) {
        match &self.refusal {
            Some(super::Refusal::NotOurs(path)) => {
                findings.push(Finding::new(
                    path,
                    Severity::Failure,
                    "belongs to another user, so nothing is written",
                    "use a folder of your own with --data",
                ));
            }
            Some(super::Refusal::OpenToAll(path)) => {
                findings.push(Finding::new(
                    path,
                    Severity::Failure,
                    "may be written by anybody, so nothing is written below it",
                    "chmod o-w on it",
                ));
            }
            None => {}
        }
        let folders = ["people", "events", "groups"].map(|folder| self.data.join(folder));
        for folder in folders.iter().chain([&self.data, &self.state]).filter(|folder| folder.is_dir()) {
            use rustix::fs::Access;
            if rustix::fs::access(folder, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK).is_err() {
                findings.push(Finding::new(
                    folder,
                    Severity::Failure,
                    "may not be read or written by you, so nothing in it can be saved",
                    "chmod u+rwx on it, or mount it for writing",
                ));
            }
        }
        for folder in [&self.data, &self.state] {
            let Ok(meta) = std::fs::metadata(folder) else { continue };
            if meta.permissions().mode() & 0o077 != 0 {
                findings.push(Finding::new(
                    folder,
                    Severity::Hint,
                    "may be read by other users of this machine",
                    "chmod 700 on it",
                ));
            }
        }
        let mut wide = 0;
        for folder in ["", "people", "events", "groups"] {
            let Ok(entries) = std::fs::read_dir(self.data.join(folder)) else { continue };
            let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
            wide += files
                .filter(|entry| entry.metadata().is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0))
                .count();
        }
        if wide > 0 {
            let what = format!("holds {wide} files that other users of this machine may read");
            findings.push(Finding::new(&self.data, Severity::Hint, what, "chmod -R go= on it"));
        }
    }
}

/// Every reference to a person, with the key it stands in.
fn people_in(record: &Record) -> Vec<(&'static str, &PersonId)> {
    match record {
        Record::Me(person) | Record::Person(person) => people_of(person),
        Record::Event(event) => {
            event.attendees.iter().map(|attendee| ("attendee", &attendee.person)).collect()
        }
        Record::Group(_) => Vec::new(),
    }
}

fn people_of(person: &Person) -> Vec<(&'static str, &PersonId)> {
    let mut all = vec![("via", &person.via)];
    all.extend(person.knows.iter().map(|id| ("knows", id)));
    all.extend(person.notes.iter().flat_map(|note| &note.also).map(|id| ("also", id)));
    all.extend(person.favours.iter().flat_map(|favour| &favour.people).map(|id| ("people", id)));
    all
}
