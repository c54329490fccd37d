//! A long list of guests to which a file adds, made and read back a few guests at a time: all of them at once, as text, as
//! tables and as read again, take many times what the text alone does.
//!
//! What is read back alone means the same in the whole, as long as each part is TOML by itself, ends its last line, and has
//! guests and nothing else in it; the text around them is read with the first guest of the list in its place.

use super::{BATCH, LONG, Parts, is_same, patched, record, whole};
use crate::domain::{Attendee, Event, GuestsEdit, Key, Record};
use crate::store::form::parse;

/// What came of it.
#[derive(Debug, PartialEq)]
pub(in crate::store) enum Patched {
    /// The text that means what is wanted.
    Text(String),
    /// That is not to be said in parts.
    Whole,
    /// It is to end.
    Ended,
}

/// Whether the list is long enough for this, with those who come.
pub(in crate::store) fn is_long<N: Iterator<Item = Attendee>>(edit: &GuestsEdit<'_, N>) -> bool {
    let more = edit.new.size_hint().1.unwrap_or(LONG);
    edit.before.attendees.len().saturating_add(more) >= LONG
}

/// The text that means what `edit` makes of its event, made from `old`, if that means the event as it was. `far` hears how many
/// guests are done, and says whether to go on.
pub(in crate::store) fn patch_each<N: Iterator<Item = Attendee> + Clone>(
    old: &str,
    edit: &GuestsEdit<'_, N>,
    far: &dyn Fn(usize) -> bool,
) -> Patched {
    let Some(old) = whole(old) else { return Patched::Whole };
    let Some(parts) = Parts::of(&old) else { return Patched::Whole };
    // Nor does a text that grows take twice its room.
    let room = parts.head.len() + parts.tail.len() + edit.size + edit.size / 8;
    let mut list = List { out: String::with_capacity(room), first: None, done: 0 };
    list.out.push_str(parts.head);
    match list.fill(&parts, edit, far) {
        Some(true) => {}
        Some(false) => return Patched::Ended,
        None => return Patched::Whole,
    }
    list.out.push_str(parts.tail);
    let around = list.is_around(&parts, edit.before);
    if around == Some(true) { Patched::Text(list.out) } else { Patched::Whole }
}

struct List {
    out: String,
    /// The first guest, as text and as they are.
    first: Option<(String, Attendee)>,
    done: usize,
}

impl List {
    /// Adds all guests; false when it is to end, and `None` where parts do not read back as what was meant.
    fn fill<N: Iterator<Item = Attendee> + Clone>(
        &mut self,
        parts: &Parts<'_>,
        edit: &GuestsEdit<'_, N>,
        far: &dyn Fn(usize) -> bool,
    ) -> Option<bool> {
        let was = edit.before.attendees.as_slice();
        if parts.guests.len() != was.len() {
            return None;
        }
        for (at, (blocks, was)) in parts.guests.chunks(BATCH).zip(was.chunks(BATCH)).enumerate() {
            let (from, to) = (at * BATCH, at * BATCH + was.len());
            let text = blocks.concat();
            if edit.changed.range(from..to).next().is_none() {
                self.add(&text, was)?;
            } else {
                is_meant(&text, was)?;
                let is = edit.stay(from, to);
                // Who is somebody else altogether has moved, and that is for the whole to follow.
                was.iter().zip(&is).all(|(was, is)| is_same(was, is)).then_some(())?;
                self.add(&patched(blocks, was, &is)?.concat(), &is)?;
                self.done += edit.changed.range(from..to).count();
            }
            if !far(self.done) {
                return Some(false);
            }
        }
        let mut all = edit.new.clone();
        loop {
            let new: Vec<Attendee> = all.by_ref().take(BATCH).collect();
            if new.is_empty() {
                return Some(true);
            }
            self.add(&patched(&[], &[], &new)?.concat(), &new)?;
            self.done += new.len();
            if !far(self.done) {
                return Some(false);
            }
        }
    }

    /// Adds guests who read back as what they are.
    fn add(&mut self, text: &str, guests: &[Attendee]) -> Option<()> {
        let ends = text.ends_with('\n') && (self.out.is_empty() || self.out.ends_with('\n'));
        ends.then_some(())?;
        is_meant(text, guests)?;
        if self.first.is_none() {
            let parts = Parts::of(text)?;
            self.first = Some(((*parts.guests.first()?).to_owned(), guests.first()?.clone()));
        }
        self.out.push_str(text);
        Some(())
    }

    /// Whether what stands around the list means what it did.
    fn is_around(&self, parts: &Parts<'_>, before: &Event) -> Option<bool> {
        let (block, first) = self.first.as_ref()?;
        let meant = before.with_guests(vec![first.clone()]);
        Some(read(&[parts.head, block, parts.tail].concat(), &meant)? == record(meant))
    }
}

/// `None` where a text does not mean these guests and nothing else.
fn is_meant(text: &str, guests: &[Attendee]) -> Option<()> {
    let meant = Event { attendees: guests.to_vec(), ..Event::default() };
    (read(text, &meant)? == record(meant)).then_some(())
}

/// What a text means as an event called as `like` is.
fn read(text: &str, like: &Event) -> Option<Record> {
    parse(&Key::Event(like.id.clone()), text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

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
        guests.map(guest).collect::<Vec<_>>().concat()
    }

    /// What comes of it in parts is what comes of the whole, to the letter.
    #[track_caller]
    fn check(text: &str, changed: &[(usize, Attendee)], new: &[Attendee]) -> String {
        let before = Arc::new(event(text));
        let changed: BTreeMap<usize, Attendee> = changed.iter().cloned().collect();
        let edit = || GuestsEdit { before: &before, changed: &changed, new: new.iter().cloned(), size: 9 };
        let Some(Record::Event(after)) = edit().edit().after else { panic!("an event") };
        let Patched::Text(said) = patch_each(text, &edit(), &|_| true) else { panic!("{text:.300}") };
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
            assert_eq!(patch_each(&text, &edit, &|_| true), Patched::Whole, "{text}");
        }
    }

    #[test]
    fn it_ends_when_it_is_to_end() {
        let before = Arc::new(event("schema = 1\n"));
        let changed = BTreeMap::new();
        let new = std::iter::repeat_n(guest("Kim"), 5_000);
        let edit = GuestsEdit { before: &before, changed: &changed, new, size: 0 };
        assert!(is_long(&edit));
        assert_eq!(patch_each("schema = 1\n", &edit, &|done| done < 1_000), Patched::Ended);
    }
}
