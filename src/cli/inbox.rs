//! Lines from the inbox: each becomes a change of its own, understood as of when its file was written.

mod intake;

use std::fmt::Write as _;

use serde_json::{Value, json};

pub(super) use self::intake::TakingIn;
use super::context::Context;
use super::fail::Fail;
use super::json::document;
use crate::domain::{Now, Record};
use crate::runtime::{Arrived, TakeIn};
use crate::store::{Store, StoreError};
use crate::text::counted;
use crate::ui::Notice;

/// A line that is kept.
struct TakenIn {
    line: String,
    what: String,
    /// It was not understood and stands on my own card.
    to_sort: bool,
    /// It asks somebody for something.
    asks: bool,
}

/// What became of the inbox.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is heeded by itself")]
struct Report {
    taken: Vec<TakenIn>,
    records: Vec<Record>,
    /// How many lines were taken in before: they stood in the last file of that name, or another machine took them.
    known: usize,
    /// Files that cannot be taken in, or why the rest of a file could not be kept.
    problems: Vec<String>,
    /// Files that were not in UTF-8, and how they were read.
    notes: Vec<String>,
    waiting: bool,
    /// Somebody may still write to a file that was taken in just now.
    watched: bool,
    /// There is more, but somebody else waits.
    more: bool,
    /// Something could not be saved or moved.
    failed: bool,
}

/// `mingle jot --inbox`
pub(super) fn run(as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let store = cx.store()?;
    let mut taking = TakingIn::default();
    let mut report = taking.take(&store, &cx.now, &mut || false)?;
    while report.more {
        report.add(taking.take(&store, &cx.now, &mut || false)?);
    }
    if as_json {
        let line = |one: &TakenIn| json!({ "line": one.line, "what": one.what, "to_sort": one.to_sort, "asks": one.asks });
        let lines: Vec<Value> = report.taken.iter().map(line).collect();
        cx.out.json(&document(
            json!({ "lines": lines, "known": report.known, "waiting": report.waiting, "notes": report.notes, "problems": report.problems }),
        ))?;
    } else {
        for one in &report.taken {
            let asks = if one.asks { "; the ask is kept without the gate" } else { "" };
            cx.out.line(&format!("{}{asks}", one.what))?;
        }
        if let Some(known) = report.said_again() {
            cx.out.line(&known)?;
        }
        for note in &report.notes {
            cx.out.line(note)?;
        }
        if report.waiting {
            cx.out.line("a file in the inbox changed a moment ago; it is left for the next time")?;
        }
    }
    match report.problems.split_last() {
        Some((last, others)) => {
            for problem in others {
                cx.out.note(problem);
            }
            Err(Fail::wrong(last.clone()))
        }
        None if report.taken.is_empty() && report.known == 0 && !report.waiting => {
            Err(Fail::nothing("the inbox is empty"))
        }
        None => Ok(()),
    }
}

impl TakeIn for TakingIn {
    fn take_in(&mut self, store: &Store, now: &Now, stop: &mut dyn FnMut() -> bool) -> Arrived {
        match self.take(store, now, stop) {
            Ok(report) => {
                let said = report.said();
                let waiting = report.waiting || report.watched;
                let Report { records, more, failed, .. } = report;
                Arrived { records, said, waiting, more, failed }
            }
            Err(error) => {
                // Whoever writes now will have done so soon.
                let waiting = matches!(error, StoreError::Busy { .. });
                let said = Some(Notice::warning(format!("inbox: {error}")));
                Arrived { said, waiting, failed: true, ..Arrived::default() }
            }
        }
    }

    fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Report {
    /// Adds what came after it.
    fn add(&mut self, next: Self) {
        let Self { taken, records, known, problems, notes, waiting, watched, more, failed } = next;
        self.taken.extend(taken);
        self.records.extend(records);
        self.known += known;
        self.problems.extend(problems);
        self.notes.extend(notes.into_iter().filter(|note| !self.notes.contains(note)).collect::<Vec<_>>());
        self.waiting |= waiting;
        self.watched |= watched;
        self.failed |= failed;
        self.more = more;
    }

    /// That lines were not taken in again, and where they stand.
    fn said_again(&self) -> Option<String> {
        let lines = counted(self.known, "line was", "lines were");
        (self.known > 0).then(|| format!("{lines} taken in before and not again; inbox/done/ has the file"))
    }

    /// What to tell on the screen; nothing when nothing came. What came stands first: a file that is not taken in hides it
    /// on no screen.
    fn said(&self) -> Option<Notice> {
        let came = self.said_of_lines();
        let Some(first) = self.problems.first() else { return came };
        let more = match self.problems.len() - 1 {
            0 => String::new(),
            more => format!(" · and {more} more, which `mingle doctor` names"),
        };
        let came =
            came.map_or_else(|| "inbox: ".to_owned(), |came| format!("{} · not taken in: ", came.text));
        Some(Notice::warning(format!("{came}{}{more}", in_short(first))))
    }

    /// What to tell of the lines that came.
    fn said_of_lines(&self) -> Option<Notice> {
        let count = |is: fn(&TakenIn) -> bool| self.taken.iter().filter(|one| is(one)).count();
        let (all, sort, asks) = (self.taken.len(), count(|one| one.to_sort), count(|one| one.asks));
        let mut said = format!("{} from the inbox", counted(all, "line", "lines"));
        if sort > 0 {
            // Writing to a string cannot fail.
            let _ = write!(said, ", {sort} to sort (g s)");
        }
        if asks > 0 {
            let _ = write!(said, ", {asks} with an ask, kept without the gate");
        }
        if self.known > 0 {
            let _ = write!(said, ", {} known from before", self.known);
        }
        if self.more {
            said.push_str(", more to come");
        }
        for note in &self.notes {
            let _ = write!(said, " · {note}");
        }
        match (all, sort + asks) {
            (0, _) => self.said_again().map(Notice::plain),
            (_, 0) => Some(Notice::plain(said)),
            _ => Some(Notice::warning(said)),
        }
    }
}

/// What is wrong with a file without all the folders that lead to it: "inbox/phone.txt: is not UTF-8; ...".
fn in_short(problem: &str) -> &str {
    // Only what begins with a path is shortened.
    let path = problem.split(": ").next().filter(|path| path.starts_with('/'));
    let at = path.and_then(|path| ["/inbox/taking/", "/inbox/"].iter().find_map(|folder| path.rfind(folder)));
    at.and_then(|at| problem.get(at + 1..)).unwrap_or(problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_files_are_told_by_the_first_and_where_all_are_named() {
        let taken =
            TakenIn { line: "Ana; tea".into(), what: "jotted: Ana".into(), to_sort: false, asks: false };
        let named =
            |count: usize| (0..count).map(|at| format!("{at}.txt: is not UTF-8; save it as UTF-8")).collect();
        let check = |problems: usize, taken: Vec<TakenIn>, expected: &str| {
            let report = Report { problems: named(problems), taken, ..Report::default() };
            assert_eq!(report.said().unwrap().text, expected);
        };
        check(1, Vec::new(), "inbox: 0.txt: is not UTF-8; save it as UTF-8");
        let more = " · and 2 more, which `mingle doctor` names";
        let came = "1 line from the inbox · not taken in: ";
        check(3, vec![taken], &format!("{came}0.txt: is not UTF-8; save it as UTF-8{more}"));
        assert_eq!(in_short("/home/me/inbox/a.txt: is not UTF-8"), "inbox/a.txt: is not UTF-8");
        assert_eq!(Report::default().said(), None);
    }
}
