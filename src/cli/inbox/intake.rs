//! Takes the lines in, slice by slice: the records are read once and followed while there is more.

use std::collections::{HashMap, VecDeque};

use jiff::tz::TimeZone;

use super::{Report, TakenIn};
use crate::capture::{Names, Scene, Unasked, Who, dated, unasked};
use crate::cli::context::{fresh_from, read};
use crate::domain::{Book, Change, Edit, IdMaker, Key, Note, Now, Person, Stamp};
use crate::store::{InboxFile, InboxLine, Loaded, Problem, Store, StoreError};
use crate::text::unbulleted;

/// So many lines wait on my card before those that follow are saved together: each save writes the whole card, and a page that
/// was laid there by mistake must not take hours.
const SINGLE: usize = 100;
/// So many lines are saved together then.
const TOGETHER: usize = 100;
/// Of a longer line the beginning is kept, in bytes: a card stays a file that an editor opens.
const LONGEST: usize = 4 * 1024;
/// So much of it, in letters.
const BEGINNING: usize = 500;
/// Why a line to sort is not kept where thousands wait already.
const FULL: &str = "your own card has no room for more lines to sort: sort some of them (g s on the screen); the others are left \
    where they are";
/// So many of those whom a line may be about are named.
const NAMED: usize = 3;

/// Takes in what lies in the inbox, and keeps what it read while there is more.
#[derive(Debug, Default)]
pub(in crate::cli) struct TakingIn(Option<Intake>);

/// The records, and what is still to be taken in.
#[derive(Debug)]
struct Intake {
    book: Book,
    /// The names of those whose files cannot be read.
    unread: Vec<String>,
    names: Names,
    /// How often each line was taken in, by its words and of when it is.
    kept: HashMap<(String, Stamp), usize>,
    files: VecDeque<(InboxFile, VecDeque<InboxLine>)>,
    /// One of them was longer than what was read of it.
    rest: bool,
}

/// What a line says.
enum Read {
    /// It is about somebody.
    Keeps {
        change: Change,
        /// It asks somebody for something.
        asks: bool,
    },
    /// It waits to be sorted, with those whom it may be about.
    Waits(Option<String>),
}

impl TakingIn {
    /// Takes in what lies there, until `stop` says that the rest has to wait.
    pub(super) fn take(
        &mut self,
        store: &Store,
        now: &Now,
        stop: &mut dyn FnMut() -> bool,
    ) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let Some(mut intake) =
            self.0.take().map_or_else(|| Intake::open(store, now, &mut report), |intake| Ok(Some(intake)))?
        else {
            return Ok(report);
        };
        let mut changed = Vec::new();
        intake.go_on(store, now, stop, &mut report, &mut changed);
        report.records = changed.iter().filter_map(|key| intake.book.record(key)).collect();
        if report.more && !intake.files.is_empty() {
            self.0 = Some(intake);
        }
        Ok(report)
    }
}

impl Intake {
    /// What lies there; `None` when nothing does that is ready.
    fn open(store: &Store, now: &Now, report: &mut Report) -> Result<Option<Self>, StoreError> {
        let inbox = store.inbox(now)?;
        (report.waiting, report.failed) = (inbox.waiting, inbox.failed);
        let named = |problem: &Problem| format!("{}: {}", problem.path.display(), problem.reason);
        report.problems.extend(inbox.problems.iter().map(named));
        for file in inbox.files.iter().filter(|file| !file.lines.is_empty()) {
            let said = |encoding| format!("{} was read as {encoding}", file.called());
            report.notes.extend(file.encoding.map(said));
        }
        if inbox.files.is_empty() { Ok(None) } else { Self::read(store, inbox.files).map(Some) }
    }

    /// The whole store, for names and for what lines add to.
    fn read(store: &Store, files: Vec<InboxFile>) -> Result<Self, StoreError> {
        let (book, problems) = read(store, Book::default(), &|batch| batch)?;
        let unread =
            problems.into_iter().map(|problem| problem.name).filter(|name| !name.is_empty()).collect();
        let mut kept = HashMap::new();
        let notes = book.people().chain([book.me()]).flat_map(|person| &person.notes);
        for note in notes.filter(|note| !note.line.is_empty()) {
            if let Some(at) = note.at {
                *kept.entry((plain(&note.line).to_owned(), at)).or_default() += 1;
            }
        }
        let split = |mut file: InboxFile| {
            let lines = std::mem::take(&mut file.lines).into();
            (file, lines)
        };
        let names = Names::build(&book);
        Ok(Self { book, unread, names, kept, files: files.into_iter().map(split).collect(), rest: false })
    }

    /// Takes in line after line.
    fn go_on(
        &mut self,
        store: &Store,
        now: &Now,
        stop: &mut dyn FnMut() -> bool,
        report: &mut Report,
        changed: &mut Vec<Key>,
    ) {
        while let Some((file, mut lines)) = self.files.pop_front() {
            let written = when(&file, now);
            while !lines.is_empty() {
                if report.more {
                    self.files.push_front((file, lines));
                    return;
                }
                match self.next(store, now, &written, &mut lines, report, changed) {
                    Ok(true) => report.more = stop(),
                    Ok(false) => {}
                    Err(error) => {
                        report.failed = true;
                        if is_of_disk(&error) {
                            report
                                .problems
                                .push(format!("{error}; the rest of the inbox is left where it is"));
                            self.files.clear();
                            return;
                        }
                        let problem = match &error {
                            StoreError::NotMeant { path } if path.ends_with("me.toml") => FULL.to_owned(),
                            error => format!("{error}; that line is left where it is"),
                        };
                        if !report.problems.contains(&problem) {
                            report.problems.push(problem);
                        }
                    }
                }
            }
            if file.rest {
                self.rest = true;
                continue;
            }
            report.known += file.again;
            match store.inbox_done(&file, now) {
                // It was written on meanwhile, or may be now.
                Ok(_) => report.watched = true,
                Err(error) => {
                    report.failed = true;
                    report.problems.push(error.to_string());
                }
            }
        }
        // The next piece is read anew; where nothing could be kept of this one, not at once.
        report.more = self.rest && !report.failed;
    }

    /// Takes in the next line, or the next lines that wait to be sorted; whether anything was saved.
    fn next(
        &mut self,
        store: &Store,
        now: &Now,
        written: &Now,
        lines: &mut VecDeque<InboxLine>,
        report: &mut Report,
        changed: &mut Vec<Key>,
    ) -> Result<bool, StoreError> {
        let Some(line) = lines.pop_front() else { return Ok(false) };
        if self.is_known(&line, written) {
            store.known_from_inbox(&line);
            report.known += 1;
            return Ok(false);
        }
        let read = self.read_line(&line, written);
        let mut taken = vec![line];
        let (change, to_sort, asks) = match read {
            Read::Keeps { change, asks } => (change, false, asks),
            Read::Waits(about) => {
                let mut about = vec![about];
                while self.book.me().notes.len() >= SINGLE
                    && taken.len() < TOGETHER
                    && let Some(next) = lines.front()
                    && !self.is_known(next, written)
                    && !taken.iter().any(|other| other.text == next.text)
                    && let Read::Waits(next_about) = self.read_line(next, written)
                {
                    taken.extend(lines.pop_front());
                    about.push(next_about);
                }
                (self.to_sort(taken.iter().zip(&about), written), true, false)
            }
        };
        let Some(saved) = store.save_from_inbox(&change, &taken, now)? else {
            // Another process took one of them: what is left of them goes one by one.
            if taken.len() > 1 {
                taken.into_iter().rev().for_each(|line| lines.push_front(line));
                if let Some(first) = lines.pop_front()
                    && let Read::Waits(about) = self.read_line(&first, written)
                {
                    let change = self.to_sort(std::iter::once((&first, &about)), written);
                    store.save_from_inbox(&change, &[first], now)?;
                }
            }
            return Ok(false);
        };
        self.book.apply(&change);
        for merged in saved.merged {
            if let Loaded::Record(record) = merged {
                self.book.put(record);
            }
        }
        for key in change.edits.iter().filter_map(Edit::key) {
            self.names.update(&self.book, &key);
            if !changed.contains(&key) {
                changed.push(key);
            }
        }
        let together = taken.len() > 1;
        for line in taken {
            let (said, at) = of_line(&line.text, written);
            *self.kept.entry((said, at.stamp())).or_default() += 1;
            let what = if together { format!("to sort: {}", line.text.trim()) } else { change.what.clone() };
            report.taken.push(TakenIn { line: line.text, what, to_sort, asks });
        }
        Ok(true)
    }

    /// Whether a line was taken in where these records come from: as many notes as it is the how-maniest of its kind have it
    /// word for word, from when its file was written.
    fn is_known(&self, line: &InboxLine, written: &Now) -> bool {
        let (said, when) = of_line(&line.text, written);
        self.kept.get(&(said, when.stamp())).is_some_and(|count| *count > line.earlier)
    }

    /// What keeping a line changes, or whom it may be about where it waits to be sorted. A line that may be about somebody whose
    /// file cannot be read makes nobody new.
    fn read_line(&self, line: &InboxLine, written: &Now) -> Read {
        if line.text.len() > LONGEST {
            return Read::Waits(None);
        }
        let (text, when) = dated(plain(&line.text), written);
        let event = self.book.event_on(&when.stamp()).map(|event| event.id.clone());
        let scene = self.scene(&when, event.as_ref());
        match unasked(text, &scene) {
            // Nobody looks at a preview here: what is plainly no name makes nobody.
            Unasked::ToSort(may_be) => Read::Waits(self.in_words(&may_be)),
            Unasked::Kept(read) if self.unread.iter().any(|name| read.may_double(name)) => Read::Waits(None),
            Unasked::Kept(mut read) => {
                // A phone's list key puts a bullet or a number before each line.
                plain(&line.text).clone_into(&mut read.line);
                let asks = !read.asks().is_empty();
                let change =
                    fresh_from(line.seed, &self.book, |ids| read.change_noted(&scene, ids), Option::as_ref);
                match change.filter(|change| !change.is_idle()) {
                    Some(change) => Read::Keeps { change, asks },
                    None => Read::Waits(None),
                }
            }
        }
    }

    fn scene<'a>(&'a self, when: &'a Now, event: Option<&'a crate::domain::EventId>) -> Scene<'a> {
        Scene { book: &self.book, names: Some(&self.names), now: when, event, selected: None }
    }

    /// Lines as notes on my own card, each with those whom it may be about.
    fn to_sort<'l>(
        &self,
        lines: impl ExactSizeIterator<Item = (&'l InboxLine, &'l Option<String>)>,
        written: &Now,
    ) -> Change {
        let more = lines.len().saturating_sub(1);
        let mut what = String::new();
        let mut after: Option<Person> = None;
        for (line, about) in lines {
            let (_, when) = dated(plain(&line.text), written);
            let said = whole_or_beginning(&line.text);
            let text = match about {
                None => said.clone(),
                Some(names) => format!("{said} ({names}?)"),
            };
            what = if what.is_empty() { format!("to sort: {text}") } else { what };
            let me = after.get_or_insert_with(|| Person::clone(self.book.me()));
            let id = IdMaker::new(line.seed).note(me.notes.iter().map(|note| &note.id));
            me.notes.push(Note { id, at: Some(when.stamp()), text, line: said, ..Note::default() });
        }
        if more > 0 {
            what = format!("{what}, and {more} more lines");
        }
        let edit = after.and_then(|after| self.book.edit_me(|me| *me = after));
        edit.into_iter().fold(Change::new(what), Change::with)
    }

    /// "Bob Hill or Bob Marsh", "Ana Kim, Ana Lee, Ana Ruiz or 4 more".
    fn in_words(&self, may_be: &[Who]) -> Option<String> {
        let name = |who: &Who| who.name(&self.book).to_owned();
        let mut names: Vec<String> = may_be.iter().take(NAMED).map(name).collect();
        if may_be.len() > NAMED {
            names.push(format!("{} more", may_be.len() - NAMED));
        }
        let (last, before) = names.split_last()?;
        Some(if before.is_empty() { last.clone() } else { format!("{} or {last}", before.join(", ")) })
    }
}

/// When the lines of a file were written, as far as the file says: never later than now.
fn when(file: &InboxFile, now: &Now) -> Now {
    let zone: TimeZone = now.zone().clone();
    Now(file.written.min(now.0.timestamp()).to_zoned(zone))
}

/// What a note keeps of a line: all of it, unless it is longer than anything that is typed.
fn whole_or_beginning(line: &str) -> String {
    let line = line.trim();
    if line.len() <= LONGEST {
        return line.to_owned();
    }
    let beginning: String = line.chars().take(BEGINNING).collect();
    format!("{beginning}… ({} bytes; all of it is in inbox/done)", line.len())
}

/// A line without what a phone puts before it.
fn plain(line: &str) -> &str {
    unbulleted(line.trim())
}

/// By what a line is known again: its words as a note has them, and of when it is.
fn of_line(line: &str, written: &Now) -> (String, Now) {
    let (_, when) = dated(plain(line), written);
    (plain(&whole_or_beginning(line)).to_owned(), when)
}

/// Whether an error is not that of one line: nothing else could be saved either.
fn is_of_disk(error: &StoreError) -> bool {
    !matches!(
        error,
        StoreError::Broken(_) | StoreError::Newer { .. } | StoreError::NotMeant { .. } | StoreError::BadId(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_for_a_note_says_where_it_is() {
        let line = "é".repeat(LONGEST);
        let kept = whole_or_beginning(&line);
        assert!(kept.starts_with("éé") && kept.len() < 2 * LONGEST, "{}", kept.len());
        assert!(kept.ends_with("… (8192 bytes; all of it is in inbox/done)"), "{kept}");
        assert_eq!(whole_or_beginning(" Ana; hi "), "Ana; hi");
    }
}
