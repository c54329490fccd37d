//! Lines from the inbox: each becomes a change of its own, understood as of when its file was written.

use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::context::{Context, fresh_from};
use super::fail::Fail;
use super::json::document;
use crate::capture::{Names, Scene, Unasked, Who, dated, unasked};
use crate::domain::{Book, Change, Edit, IdMaker, Key, Note, Now, Record};
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
    /// Files that were not in UTF-8, and how they were read.
    notes: Vec<String>,
    waiting: bool,
    /// Somebody may still write to a file that was taken in just now.
    watched: bool,
    /// There is more, but somebody else waits.
    more: bool,
}

/// `mingle jot --inbox`
pub(super) fn run(as_json: bool, cx: &mut Context) -> Result<(), Fail> {
    let store = cx.store()?;
    let report = take(&store, &cx.now, &mut || false)?;
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

/// Takes in the inbox for the screen; after each line `stop` says whether the rest has to wait.
pub(super) fn arrive(store: &Store, now: &Now, stop: &mut dyn FnMut() -> bool) -> Arrived {
    match take(store, now, stop) {
        Ok(report) => {
            let said = report.said();
            let waiting = report.waiting || report.watched;
            Arrived { records: report.records, said, waiting, more: report.more }
        }
        Err(error) => {
            // Whoever writes now will have done so soon.
            let waiting = matches!(error, StoreError::Busy { .. });
            Arrived { said: Some(Notice::warning(format!("inbox: {error}"))), waiting, ..Arrived::default() }
        }
    }
}

impl Report {
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
    let at = ["/inbox/taking/", "/inbox/"].iter().find_map(|folder| problem.find(folder));
    at.and_then(|at| problem.get(at + 1..)).unwrap_or(problem)
}

fn take(store: &Store, now: &Now, stop: &mut dyn FnMut() -> bool) -> Result<Report, StoreError> {
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
        let written = when(file, now);
        if let Some(encoding) = file.encoding.filter(|_| !file.lines.is_empty()) {
            report.notes.push(format!("{} was read as {encoding}", file.called()));
        }
        for line in &file.lines {
            if report.more {
                break 'files;
            }
            let (text, when) = dated(unbulleted(line.text.trim()), &written);
            if is_known(line, &book, &when) {
                store.known_from_inbox(line);
                report.known += 1;
                continue;
            }
            let (change, to_sort, asks) = change_of(line, text, (&book, &unread), &names, &when);
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
            report.more = stop();
        }
        report.known += file.again;
        match store.inbox_done(file, now) {
            // It was written on meanwhile, or may be now.
            Ok(_) => report.watched = true,
            Err(error) => report.problems.push(error.to_string()),
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

/// What keeping the line, which says `text`, changes, whether it is left to be sorted, and whether it asks for something. A line
/// that may be about somebody whose file cannot be read makes nobody new.
fn change_of(
    line: &InboxLine,
    text: &str,
    (book, unread): (&Book, &[String]),
    names: &Names,
    when: &Now,
) -> (Change, bool, bool) {
    let event = book.event_on(&when.stamp()).map(|event| event.id.clone());
    let scene = Scene { book, names: Some(names), now: when, event: event.as_ref(), selected: None };
    // Nobody looks at a preview here: what is plainly no name makes nobody, and half a name is nobody's whom it may not be.
    let may_be = match unasked(text, &scene) {
        Unasked::ToSort(may_be) => may_be,
        Unasked::Kept(read) if unread.iter().any(|name| read.may_double(name)) => Vec::new(),
        Unasked::Kept(mut read) => {
            // A phone's list key puts a bullet or a number before each line.
            unbulleted(line.text.trim()).clone_into(&mut read.line);
            let change = fresh_from(line.seed, book, |ids| read.change_noted(&scene, ids), Option::as_ref);
            if let Some(change) = change.filter(|change| !change.is_idle()) {
                return (change, false, !read.asks().is_empty());
            }
            Vec::new()
        }
    };
    (to_sort(line, &may_be, book, when), true, false)
}

/// So many of those whom a line may be about are named.
const NAMED: usize = 3;

/// The line as a note on my own card, and whom it may be about.
fn to_sort(line: &InboxLine, may_be: &[Who], book: &Book, when: &Now) -> Change {
    let said = line.text.trim();
    let text = match may_be_about(may_be, book) {
        None => said.to_owned(),
        Some(names) => format!("{said} ({names}?)"),
    };
    let make = |ids: &mut IdMaker| {
        let id = ids.note(book.me().notes.iter().map(|note| &note.id));
        let (text, line) = (text.clone(), line.text.clone());
        let note = Note { id, at: Some(when.stamp()), text, line, ..Note::default() };
        book.edit_me(|me| me.notes.push(note))
    };
    let edit = fresh_from(line.seed, book, make, |_| None);
    edit.into_iter().fold(Change::new(format!("to sort: {text}")), Change::with)
}

/// "Bob Hill or Bob Marsh", "Ana Kim, Ana Lee, Ana Ruiz or 4 more".
fn may_be_about(may_be: &[Who], book: &Book) -> Option<String> {
    let mut names: Vec<String> = may_be.iter().take(NAMED).map(|who| who.name(book).to_owned()).collect();
    if may_be.len() > NAMED {
        names.push(format!("{} more", may_be.len() - NAMED));
    }
    let (last, before) = names.split_last()?;
    Some(if before.is_empty() { last.clone() } else { format!("{} or {last}", before.join(", ")) })
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
