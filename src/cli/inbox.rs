//! Lines from the inbox: each becomes a change of its own, understood as of when its file was written.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::context::{Context, fresh_from};
use super::fail::Fail;
use super::jot::is_bare;
use super::json::document;
use crate::capture::{Choices, Names, Scene, Understood, Who, understand};
use crate::domain::{Book, Change, Edit, Key, Note, Now, Person, Record};
use crate::runtime::Arrived;
use crate::store::{InboxFile, InboxLine, Loaded, Store, StoreError};
use crate::text::{counted, unbulleted};
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
struct Report {
    taken: Vec<TakenIn>,
    records: Vec<Record>,
    /// How many lines were taken in before: they stood in the last file of that name, or another machine took them.
    known: usize,
    /// Files that cannot be taken in, or why the rest of a file could not be kept.
    problems: Vec<String>,
    waiting: bool,
}

/// `mingle jot --inbox`
pub(super) fn run(as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let store = cx.store()?;
    let report = take(&store, &cx.now)?;
    if as_json {
        let line = |one: &TakenIn| json!({ "line": one.line, "what": one.what, "to_sort": one.to_sort, "asks": one.asks });
        let lines: Vec<Value> = report.taken.iter().map(line).collect();
        cx.out.json(&document(
            json!({ "lines": lines, "known": report.known, "waiting": report.waiting, "problems": report.problems }),
        ))?;
    } else {
        for one in &report.taken {
            let asks = if one.asks { "; the ask is kept without the gate" } else { "" };
            cx.out.line(&format!("{}{asks}", one.what))?;
        }
        if let Some(known) = report.said_again() {
            cx.out.line(&known)?;
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

/// Takes in the inbox for the screen.
pub(super) fn arrive(store: &Store, now: &Now) -> Arrived {
    match take(store, now) {
        Ok(report) => {
            let said = report.said();
            Arrived { records: report.records, said, waiting: report.waiting }
        }
        Err(error) => {
            Arrived { said: Some(Notice::warning(format!("inbox: {error}"))), ..Arrived::default() }
        }
    }
}

impl Report {
    /// That lines were not taken in again, and where they stand.
    fn said_again(&self) -> Option<String> {
        let lines = counted(self.known, "line was", "lines were");
        (self.known > 0).then(|| format!("{lines} taken in before and not again; inbox/done/ has the file"))
    }

    /// What to tell on the screen; nothing when nothing came.
    fn said(&self) -> Option<Notice> {
        let came = self.said_of_lines();
        let Some(first) = self.problems.first() else { return came };
        let more = match self.problems.len() - 1 {
            0 => String::new(),
            more => format!(" · and {more} more, which `mingle doctor` names"),
        };
        let came = came.map(|came| format!(" · {}", came.text)).unwrap_or_default();
        Some(Notice::warning(format!("inbox: {first}{more}{came}")))
    }

    /// What to tell of the lines that came.
    fn said_of_lines(&self) -> Option<Notice> {
        let count = |is: fn(&TakenIn) -> bool| self.taken.iter().filter(|one| is(one)).count();
        let (all, sort, asks) = (self.taken.len(), count(|one| one.to_sort), count(|one| one.asks));
        let mut said = format!("{} from the inbox", counted(all, "line", "lines"));
        if sort > 0 {
            // Writing to a string cannot fail.
            let _ = write!(said, ", {sort} to sort on your own card");
        }
        if asks > 0 {
            let _ = write!(said, ", {asks} with an ask, kept without the gate");
        }
        if self.known > 0 {
            let _ = write!(said, ", {} known from before", self.known);
        }
        match (all, sort + asks) {
            (0, _) => self.said_again().map(Notice::plain),
            (_, 0) => Some(Notice::plain(said)),
            _ => Some(Notice::warning(said)),
        }
    }
}

fn take(store: &Store, now: &Now) -> Result<Report, StoreError> {
    let inbox = store.inbox(now)?;
    let mut report = Report { waiting: inbox.waiting, ..Report::default() };
    for problem in &inbox.problems {
        report.problems.push(format!("{}: {}", problem.path.display(), problem.reason));
    }
    if inbox.files.is_empty() {
        return Ok(report);
    }
    let (mut book, unread) = read(store)?;
    let mut names = Names::build(&book);
    let mut changed: Vec<Key> = Vec::new();
    'files: for file in &inbox.files {
        let when = when(file, now);
        report.known += file.again;
        for line in &file.lines {
            if is_known(line, &book, &when) {
                store.known_from_inbox(line);
                report.known += 1;
                continue;
            }
            let (change, to_sort, asks) = change_of(line, (&book, &unread), &names, &when);
            let saved = match store.save_from_inbox(&change, line, now) {
                Ok(saved) => saved,
                Err(error) => {
                    report.problems.push(format!("{error}; the rest of the inbox is left where it is"));
                    break 'files;
                }
            };
            let Some(saved) = saved else { continue };
            book.apply(&change);
            for merged in saved.merged {
                if let Loaded::Record(record) = merged {
                    book.put(record);
                }
            }
            for key in change.edits.iter().filter_map(Edit::key) {
                names.update(&book, &key);
                if !changed.contains(&key) {
                    changed.push(key);
                }
            }
            let InboxLine { text, .. } = line;
            report.taken.push(TakenIn { line: text.clone(), what: change.what, to_sort, asks });
        }
        if let Err(error) = store.inbox_done(file) {
            report.problems.push(error.to_string());
        }
    }
    report.records = changed.iter().filter_map(|key| book.record(key)).collect();
    Ok(report)
}

/// The whole store, for names and for what lines add to, and the names of those whose files cannot be read.
fn read(store: &Store) -> Result<(Book, Vec<String>), StoreError> {
    let batches = Mutex::new(Vec::new());
    store.load(&|batch| batches.lock().unwrap_or_else(PoisonError::into_inner).push(batch))?;
    let (mut book, mut unread) = (Book::default(), Vec::new());
    for loaded in batches.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().flatten() {
        match loaded {
            Loaded::Record(record) => book.put(record),
            Loaded::Problem(problem) if !problem.name.is_empty() => unread.push(problem.name),
            Loaded::Problem(_) | Loaded::Gone(_) => {}
        }
    }
    Ok((book, unread))
}

/// Whether a line was taken in where these records come from: as many notes as it is the how-maniest of its kind have it word
/// for word, from when its file was written.
fn is_known(line: &InboxLine, book: &Book, when: &Now) -> bool {
    let at = Some(when.stamp());
    let notes = book.people().chain([book.me()]).flat_map(|person| &person.notes);
    let is_it = |note: &Note| {
        let kept = note.line.trim();
        kept == line.text.trim() || kept == unbulleted(line.text.trim())
    };
    notes.filter(|note| note.at == at && is_it(note)).count() > line.earlier
}

/// When the lines of a file were written, as far as the file says: never later than now.
fn when(file: &InboxFile, now: &Now) -> Now {
    let zone: TimeZone = now.zone().clone();
    Now(file.written.min(now.0.timestamp()).to_zoned(zone))
}

/// What keeping the line changes, whether it is left to be sorted, and whether it asks for something. A line that may be about
/// somebody whose file cannot be read makes nobody new.
fn change_of(
    line: &InboxLine,
    (book, unread): (&Book, &[String]),
    names: &Names,
    when: &Now,
) -> (Change, bool, bool) {
    let event = book.event_on(&when.stamp()).map(|event| event.id.clone());
    let scene = Scene { book, names: Some(names), now: when, event: event.as_ref(), selected: None };
    // A phone's list key puts a bullet or a number before each line.
    let understood = understand(unbulleted(line.text.trim()), &scene, &Choices::default());
    if names_somebody(&understood)
        && !unread.iter().any(|name| understood.may_double(name))
        && let Some(change) =
            fresh_from(line.seed, book, |ids| understood.change(&scene, ids), Option::as_ref)
        && !change.is_idle()
    {
        return (change, false, !understood.asks().is_empty());
    }
    (to_sort(line, book, when), true, false)
}

/// Whether the line is about somebody. Nobody looks at a preview here, so words that could be a name but are not written like
/// one make nobody: all in lower case, and alone or more than two.
fn names_somebody(understood: &Understood) -> bool {
    let doubtful = |name: &str| {
        let lower = name.chars().find(|ch| ch.is_alphabetic()).is_none_or(char::is_lowercase);
        lower && (is_bare(understood) || name.split_whitespace().count() > 2)
    };
    !understood.heads.iter().any(|head| matches!(&head.who, Who::New(name) if doubtful(name)))
}

/// The line as a note on my own card.
fn to_sort(line: &InboxLine, book: &Book, when: &Now) -> Change {
    let before = Arc::clone(book.me());
    let text = line.text.trim().to_owned();
    fresh_from(
        line.seed,
        book,
        |ids| {
            let id = ids.note(before.notes.iter().map(|note| &note.id));
            let note = Note {
                id,
                at: Some(when.stamp()),
                text: text.clone(),
                line: line.text.clone(),
                ..Note::default()
            };
            let mut after = Person::clone(&before);
            after.schema = after.schema.max(1);
            after.notes.push(note);
            let after = Record::Me(Arc::new(after));
            // An empty card is one that has no file yet.
            let empty = *before == Person::default();
            let edit = if empty {
                Edit::create(after)
            } else {
                Edit::replace(Record::Me(Arc::clone(&before)), after)
            };
            Change::new(format!("to sort: {text}")).with(edit)
        },
        |change| Some(change),
    )
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
        let more = " · and 2 more, which `mingle doctor` names · 1 line from the inbox";
        check(3, vec![taken], &format!("inbox: 0.txt: is not UTF-8; save it as UTF-8{more}"));
        assert_eq!(Report::default().said(), None);
    }
}
