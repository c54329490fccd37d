//! A long list of guests to which a file adds, made and read back a few guests at a time: all of them at once, as text, as
//! tables and as read again, take many times what the text alone does.
//!
//! What is read back alone means the same in the whole, as long as each part is TOML by itself, ends its last line, and has
//! guests and nothing else in it; the text around them is read with the first guest of the list in its place.

use std::io;
use std::sync::Arc;

use super::{BATCH, LONG, Parts, is_same, patched, record, whole};
use crate::domain::{Attendee, Event, GuestsEdit, Key, Record};
use crate::store::form::parse;

/// Why nothing came of it, whatever was written by then.
#[derive(Debug)]
pub(in crate::store) enum Stop {
    /// That is not to be said in parts.
    Whole,
    /// It is to end.
    Ended,
    /// It could not be written.
    Disk(io::Error),
}

/// Takes a part of the text.
pub(in crate::store) type Write<'a> = dyn FnMut(&str) -> io::Result<()> + 'a;

/// Whether the list is long enough for this, with those who come.
pub(in crate::store) fn is_long<N: Iterator<Item = Attendee>>(edit: &GuestsEdit<'_, N>) -> bool {
    let more = edit.new.size_hint().1.unwrap_or(LONG);
    edit.before.attendees.len().saturating_add(more) >= LONG
}

/// Writes the text that means what `edit` makes of its event, made from `old`, if that means the event as it was. `far` hears how
/// many guests are done, and says whether to go on.
pub(in crate::store) fn patch_each<N: Iterator<Item = Attendee> + Clone>(
    old: &str,
    edit: &GuestsEdit<'_, N>,
    far: &dyn Fn(usize) -> bool,
    write: &mut Write<'_>,
) -> Result<(), Stop> {
    let old = whole(old).ok_or(Stop::Whole)?;
    let parts = Parts::of(&old).ok_or(Stop::Whole)?;
    let mut list = List { write, ends: true, first: None, done: 0 };
    list.put(parts.head)?;
    list.fill(&parts, edit, far)?;
    list.put(parts.tail)?;
    list.is_around(&parts, edit.before).filter(|is| *is).map(drop).ok_or(Stop::Whole)
}

struct List<'a, 'w> {
    write: &'a mut Write<'w>,
    /// Whether what is written so far ends its last line.
    ends: bool,
    /// The first guest, as text and as they are.
    first: Option<(String, Attendee)>,
    done: usize,
}

impl List<'_, '_> {
    fn put(&mut self, text: &str) -> Result<(), Stop> {
        if !text.is_empty() {
            self.ends = text.ends_with('\n');
        }
        (self.write)(text).map_err(Stop::Disk)
    }

    /// Adds all guests.
    fn fill<N: Iterator<Item = Attendee> + Clone>(
        &mut self,
        parts: &Parts<'_>,
        edit: &GuestsEdit<'_, N>,
        far: &dyn Fn(usize) -> bool,
    ) -> Result<(), Stop> {
        let was = edit.before.attendees.as_slice();
        let goes_on = |done: usize| if far(done) { Ok(()) } else { Err(Stop::Ended) };
        if parts.guests.len() != was.len() {
            return Err(Stop::Whole);
        }
        for (at, (blocks, was)) in parts.guests.chunks(BATCH).zip(was.chunks(BATCH)).enumerate() {
            let (from, to) = (at * BATCH, at * BATCH + was.len());
            let text = blocks.concat();
            if edit.changed.range(from..to).next().is_none() {
                self.add(&text, was)?;
            } else {
                let is = edit.stay(from, to);
                self.add(&changed(&text, blocks, was, &is).ok_or(Stop::Whole)?, &is)?;
                self.done += edit.changed.range(from..to).count();
            }
            goes_on(self.done)?;
        }
        let mut all = edit.new.clone();
        loop {
            let new: Vec<Attendee> = all.by_ref().take(BATCH).collect();
            if new.is_empty() {
                return Ok(());
            }
            self.add(&patched(&[], &[], &new).ok_or(Stop::Whole)?.concat(), &new)?;
            self.done += new.len();
            goes_on(self.done)?;
        }
    }

    /// Adds guests who read back as what they are.
    fn add(&mut self, text: &str, guests: &[Attendee]) -> Result<(), Stop> {
        let good = self.ends && text.ends_with('\n') && is_meant(text, guests).is_some();
        if good && self.first.is_none() {
            let block = Parts::of(text).and_then(|parts| Some((*parts.guests.first()?).to_owned()));
            self.first = block.zip(guests.first().cloned());
        }
        if good && self.first.is_some() { self.put(text) } else { Err(Stop::Whole) }
    }

    /// Whether what stands around the list means what it did.
    fn is_around(&self, parts: &Parts<'_>, before: &Event) -> Option<bool> {
        let (block, first) = self.first.as_ref()?;
        let meant = before.with_guests(vec![first.clone()]);
        Some(read(&[parts.head, block, parts.tail].concat(), &meant)? == record(meant))
    }
}

/// Guests who are `was` in `text`, and stand in `blocks` of it, as they are then.
fn changed(text: &str, blocks: &[&str], was: &[Attendee], is: &[Attendee]) -> Option<String> {
    is_meant(text, was)?;
    // Who is somebody else altogether has moved, and that is for the whole to follow.
    was.iter().zip(is).all(|(was, is)| is_same(was, is)).then_some(())?;
    Some(patched(blocks, was, is)?.concat())
}

/// `None` where a text does not mean these guests and nothing else.
fn is_meant(text: &str, guests: &[Attendee]) -> Option<()> {
    let Record::Event(mut event) = read(text, &Event::default())? else { return None };
    let said = std::mem::take(&mut Arc::make_mut(&mut event).attendees);
    (said == guests && *event == Event::default()).then_some(())
}

/// What a text means as an event called as `like` is.
fn read(text: &str, like: &Event) -> Option<Record> {
    parse(&Key::Event(like.id.clone()), text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::{AttendeeStatus, EventId};
    use crate::store::guests::patch_guests;

    fn event(text: &str) -> Event {
        match parse(&Key::Event(EventId::new("fair-1")), text.as_bytes()) {
            Ok(Record::Event(event)) => Event::clone(&event),
            other => panic!("{text}: {other:?}"),
        }
    }

    fn guest(name: &str) -> Attendee {
        Attendee { name: name.into(), company: "Forno".into(), ..Attendee::default() }
    }

    fn list(guests: std::ops::Range<usize>) -> String {
        let guest = |at| format!("\n[[attendee]]\nname = \"Guest {at}\" # of {at}\nbadge = {at}\n");
        guests.map(guest).collect()
    }

    fn into(said: &mut String) -> impl FnMut(&str) -> io::Result<()> {
        |part| {
            said.push_str(part);
            Ok(())
        }
    }

    /// What comes of it in parts is what comes of the whole, to the letter.
    #[track_caller]
    fn check(text: &str, changed: &[(usize, Attendee)], new: &[Attendee]) -> String {
        let before = Arc::new(event(text));
        let changed: BTreeMap<usize, Attendee> = changed.iter().cloned().collect();
        let edit = || GuestsEdit { before: &before, changed: &changed, new: new.iter().cloned(), size: 9 };
        let Some(Record::Event(after)) = edit().edit().after else { panic!("an event") };
        let mut said = String::new();
        patch_each(text, &edit(), &|_| true, &mut into(&mut said)).unwrap();
        assert_eq!(event(&said), *after);
        assert_eq!(Some(&said), patch_guests(text, &before, &after).as_ref());
        said
    }

    #[test]
    fn in_parts_it_is_what_it_is_as_a_whole() {
        let new: Vec<Attendee> = (0..1_234).map(|at| guest(&format!("New \"{at}\"\n\u{7f}"))).collect();
        let head = "# mine\nschema = 1\nname = \"Fair\"\nparking = \"behind\"\n";
        check(head, &[], &new);
        check(&head.replace("behind\"\n", "behind\""), &[], &new[..1]);
        let text = format!("{head}{}\n# who spoke\n[[talk]]\ntitle = \"Bread\"\n", list(0..1_100));
        let all = event(&text).attendees;
        let met = |at: usize| (at, Attendee { status: AttendeeStatus::Met, ..all[at].clone() });
        let said = check(&text, &[met(0), met(501), met(1_099)], &new);
        assert!(
            said.contains("# of 501\nstatus = \"met\"\nbadge = 501\n")
                && said.ends_with("title = \"Bread\"\n"),
            "{said:.300}"
        );
        check(&text, &[met(7)], &[]);
        check(&text, &[], &new);
    }

    #[test]
    fn what_cannot_be_said_in_parts_is_left_to_the_whole() {
        for text in [
            "schema = 1\nattendee = []\n".to_owned(),
            "schema = 1\nattendee = [{ name = \"Ana\" }]\n".to_owned(),
            "schema = 1\r\nname = \"Fair\"\r\n".to_owned(),
            "schema = 1\n[[attendee]]\nname = \"\"\"\n[[attendee]]\n\"\"\"\n[[ attendee ]]\nname = \"Tom\"\n"
                .to_owned(),
            format!("schema = 1\n{}\n[attendee.seat]\nrow = 3\n", list(0..2)),
        ] {
            let before = Arc::new(event(&text));
            let changed = BTreeMap::new();
            let new = std::iter::repeat_n(guest("Kim"), 600);
            let edit = GuestsEdit { before: &before, changed: &changed, new, size: 0 };
            let patched = patch_each(&text, &edit, &|_| true, &mut into(&mut String::new()));
            assert!(matches!(patched, Err(Stop::Whole)), "{text}: {patched:?}");
        }
    }

    #[test]
    fn it_ends_when_it_is_to_end() {
        let before = Arc::new(event("schema = 1\n"));
        let changed = BTreeMap::new();
        let new = std::iter::repeat_n(guest("Kim"), 5_000);
        let edit = GuestsEdit { before: &before, changed: &changed, new, size: 0 };
        assert!(is_long(&edit));
        let patched = patch_each("schema = 1\n", &edit, &|done| done < 1_000, &mut into(&mut String::new()));
        assert!(matches!(patched, Err(Stop::Ended)), "{patched:?}");
    }
}
