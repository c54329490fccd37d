//! A long guest list saved by the lines of it that change: fifty thousand as tables of values take seconds and a third of a GB.
//!
//! The text of an event is cut where its guests begin. Where a guest is as before, so is the text; the others are patched as
//! any file is, a few at a time. What is cut wrongly does not read back as what was meant, and is left to the way of all files.

mod each;

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::{Attendee, Event, Record};

use super::form::table_of;
use super::patch::patch;

pub(super) use self::each::{Stop, is_long, patch_each};

/// From how many guests on.
const LONG: usize = 500;
/// How many guests are patched together.
const BATCH: usize = 500;
const HEADER: &str = "[[attendee]]";

/// Whether one of the two is long enough for this.
pub(super) fn is_long_list(from: &Event, to: &Event) -> bool {
    from.attendees.len().max(to.attendees.len()) >= LONG
}

/// The text that means `to`, made from `old`, which means `from`; `None` where that is not to be said from parts of it.
pub(super) fn patch_guests(old: &str, from: &Event, to: &Event) -> Option<String> {
    let whole = whole(old)?;
    let parts = Parts::of(&whole)?;
    if parts.guests.len() != from.attendees.len() {
        return None;
    }
    let (head, tail) = around(&parts, from, to)?;
    let (was, is) = (from.attendees.as_slice(), to.attendees.as_slice());
    let alike = |(one, other): &(&Attendee, &Attendee)| one == other;
    let front = was.iter().zip(is).take_while(alike).count();
    let (was, is) = (was.get(front..)?, is.get(front..)?);
    let back = was.iter().rev().zip(is.iter().rev()).take_while(alike).count();
    let (was, is) = (was.get(..was.len() - back)?, is.get(..is.len() - back)?);
    let (before, rest) = parts.guests.split_at_checked(front)?;
    let (blocks, after) = rest.split_at_checked(was.len())?;

    let mut out = String::with_capacity(old.len() + old.len() / 8);
    out.push_str(&head);
    out.extend(before.iter().copied());
    // Otherwise some have moved, and what mingle does not know of a guest moves along.
    let stay = is.len() >= was.len() && was.iter().zip(is).all(|(was, is)| is_same(was, is));
    if stay {
        let (is, new) = is.split_at_checked(was.len())?;
        let pairs = was.chunks(BATCH).zip(is.chunks(BATCH));
        for (blocks, (was, is)) in blocks.chunks(BATCH).zip(pairs) {
            if was == is {
                out.extend(blocks.iter().copied());
            } else {
                out.extend(patched(blocks, was, is)?);
            }
        }
        for new in new.chunks(BATCH) {
            out.extend(patched(&[], &[], new)?);
        }
    } else {
        out.extend(patched(blocks, was, is)?);
    }
    out.extend(after.iter().copied());
    out.push_str(&tail);
    Some(out)
}

/// A text that can be cut; `None` where line ends of another kind are to be kept by looking at the whole.
fn whole(old: &str) -> Option<Cow<'_, str>> {
    if old.contains('\r') {
        return None;
    }
    // As `toml_edit` does, the last line gets its end.
    let ends = old.is_empty() || old.ends_with('\n');
    Some(if ends { Cow::Borrowed(old) } else { Cow::Owned(format!("{old}\n")) })
}

/// Whether a line is about the same guest as it was.
fn is_same(was: &Attendee, is: &Attendee) -> bool {
    let by_email = !was.email.is_empty() && was.email == is.email;
    was.name == is.name || by_email || (!was.person.is_empty() && was.person == is.person)
}

/// The text of an event in three.
struct Parts<'a> {
    head: &'a str,
    /// Each guest, with the comments and blank lines above.
    guests: Vec<&'a str>,
    /// What comes after the list.
    tail: &'a str,
}

impl<'a> Parts<'a> {
    /// `None` when the guests do not stand together.
    fn of(text: &'a str) -> Option<Self> {
        let (mut starts, mut end, mut at, mut said) = (Vec::new(), None, 0, 0);
        for line in text.split_inclusive('\n') {
            if line.trim_end() == HEADER {
                if end.is_some() {
                    return None;
                }
                starts.push(said);
            } else if line.starts_with('[') && !starts.is_empty() {
                // A table inside of a guest would become another one's.
                if line.trim_start_matches(['[', ' ', '\t', '"', '\'']).starts_with("attendee") {
                    return None;
                }
                end = end.or(Some(said));
            }
            at += line.len();
            if !(line.trim().is_empty() || line.starts_with('#')) {
                said = at;
            }
        }
        let end = end.unwrap_or(text.len());
        let ends = starts.iter().skip(1).copied().chain([end]);
        let guests =
            starts.iter().zip(ends).map(|(start, end)| text.get(*start..end)).collect::<Option<_>>()?;
        let first = starts.first().copied().unwrap_or(end);
        Some(Self { head: text.get(..first)?, guests, tail: text.get(end..)? })
    }
}

/// What stands before and after the list, made to mean what it does in `to`.
fn around(parts: &Parts<'_>, from: &Event, to: &Event) -> Option<(String, String)> {
    // One guest marks where the list is.
    let mark = from.attendees.get(..1).unwrap_or_default();
    let (from, to) = (from.with_guests(mark.to_vec()), to.with_guests(mark.to_vec()));
    if from == to {
        return Some((parts.head.to_owned(), parts.tail.to_owned()));
    }
    let block = parts.guests.first().copied().unwrap_or_default();
    let old = [parts.head, block, parts.tail].concat();
    let new = patch(&old, &table_of(&record(from))?, &table_of(&record(to))?)?;
    let new = Parts::of(&new)?;
    (new.guests.len() == mark.len()).then(|| (new.head.to_owned(), new.tail.to_owned()))
}

/// Guests who are `was` in the text of `blocks`, as they are then.
fn patched(blocks: &[&str], was: &[Attendee], is: &[Attendee]) -> Option<Vec<String>> {
    let alone =
        |guests: &[Attendee]| table_of(&record(Event { attendees: guests.to_vec(), ..Event::default() }));
    let new = patch(&blocks.concat(), &alone(was)?, &alone(is)?)?;
    let parts = Parts::of(&new)?;
    let whole = parts.guests.len() == is.len() && parts.head.trim().is_empty() && parts.tail.is_empty();
    whole.then(|| parts.guests.into_iter().map(str::to_owned).collect())
}

fn record(event: Event) -> Record {
    Record::Event(Arc::new(event))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AttendeeStatus, EventId, Key};
    use crate::store::form::parse;

    fn event(text: &str) -> Event {
        let key = Key::Event(EventId::new("fair-1"));
        match parse(&key, text.as_bytes()) {
            Ok(Record::Event(event)) => Event::clone(&event),
            other => panic!("{text}: {other:?}"),
        }
    }

    fn guest(name: &str) -> Attendee {
        Attendee { name: name.into(), company: "Forno".into(), ..Attendee::default() }
    }

    const FAIR: &str = "# mine\nschema = 1\nname = \"Fair\"\nparking = \"behind\"\n\n# the first\n[[attendee]]\nname = \"Ana\" # tall\n\
                        company = \"Forno\"\nbadge = 7\n\n[[attendee]]\nname = \"Tom\"\nemail = \"tom@x.example\"\n\n[[attendee]]\nname = \"Ida\"\n\n\
                        [[attendee]]\nname = \"Bo\"\n\n# who spoke\n[[talk]]\ntitle = \"Bread\"\n";

    /// What the parts make of a change is what the whole makes of it, to the letter.
    #[track_caller]
    fn check(text: &str, change: impl FnOnce(&mut Event)) -> String {
        let from = event(text);
        let mut to = from.clone();
        change(&mut to);
        let tables = [&from, &to].map(|event| table_of(&record(event.clone())).unwrap());
        let new = patch_guests(text, &from, &to).unwrap();
        assert_eq!(new, patch(text, &tables[0], &tables[1]).unwrap());
        assert_eq!(event(&new), to);
        new
    }

    #[test]
    fn a_change_of_some_is_what_it_is_anywhere() {
        check(FAIR, |fair| fair.attendees[0].status = AttendeeStatus::Met);
        check(FAIR, |fair| fair.attendees[3].why = "bread".into());
        check(FAIR, |fair| {
            fair.attendees[1].company = "Berg".into();
            fair.attendees[3].status = AttendeeStatus::Absent;
        });
        check(FAIR, |fair| fair.venue = "Old Station".into());
        check(FAIR, |fair| {
            fair.talks[0].lessons.push("charge for the box".into());
            fair.attendees[2].email = "ida@x.example".into();
        });
        let bare = "schema = 1\nname = \"Fair\"\n[[attendee]]\nname = \"Ana\"\n[[attendee]]\nname = \"Tom\"";
        check(bare, |fair| fair.attendees[1].role = "cook".into());
        check(bare, |fair| fair.attendees[0].role = "cook".into());
        check(bare, |fair| fair.attendees.push(guest("Kim")));
        let alone = FAIR.split("\n# who spoke").next().unwrap();
        check(alone, |fair| fair.attendees.extend([guest("Kim"), guest("Lu")]));
        check(alone, |fair| drop(fair.attendees.remove(3)));
        check("schema = 1\nname = \"Fair\"\n", |fair| fair.attendees.extend([guest("Kim"), guest("Lu")]));
    }

    #[test]
    fn whoever_is_new_or_goes_leaves_the_others_as_they_are() {
        for at in [0, 2, 4] {
            let new = check(FAIR, |fair| fair.attendees.insert(at, guest("Kim")));
            assert!(new.contains("\n\n[[attendee]]\nname = \"Kim\"\ncompany = \"Forno\"\n"), "{new}");
        }
        let new = check(FAIR, |fair| drop(fair.attendees.remove(1)));
        assert!(!new.contains("Tom") && new.contains("badge = 7") && new.contains("# who spoke"), "{new}");
    }

    #[test]
    fn whoever_moves_takes_along_what_nobody_knows() {
        for order in [[3, 2, 1, 0], [1, 0, 2, 3], [0, 3, 2, 1], [1, 2, 3, 0]] {
            let new = check(FAIR, |fair| {
                fair.attendees = order.iter().map(|at| fair.attendees[*at].clone()).collect();
                fair.attendees[1].why = "bread".into();
            });
            let ana =
                Parts::of(&new).unwrap().guests.into_iter().find(|guest| guest.contains("Ana")).unwrap();
            assert!(ana.contains("badge = 7") && ana.contains("# the first"), "{new}");
        }
        check(FAIR, |fair| {
            fair.attendees.insert(0, guest("Kim"));
            fair.attendees.insert(3, guest("Lu"));
        });
    }

    #[test]
    fn what_cannot_be_cut_is_left_to_the_whole() {
        for text in [
            "schema = 1\nattendee = [{ name = \"Ana\" }]\n",
            "schema = 1\n[[attendee]]\nname = \"Ana\"\n[[talk]]\ntitle = \"T\"\n[[attendee]]\nname = \"Tom\"\n",
            "schema = 1\n[[attendee]]\nname = \"Ana\"\n[attendee.seat]\nrow = 3\n",
            "schema = 1\n[[attendee]]\nname = \"\"\"\n[[attendee]]\n\"\"\"\n",
            "schema = 1\n[[ attendee ]]\nname = \"Ana\"\n",
            "schema = 1\r\n[[attendee]]\r\nname = \"Ana\"\r\n",
        ] {
            let from = event(text);
            let mut to = from.clone();
            to.attendees.push(guest("Kim"));
            assert_eq!(patch_guests(text, &from, &to), None, "{text}");
        }
    }

    #[test]
    fn many_are_written_and_changed() {
        let mut to = Event { schema: 1, name: "Fair".into(), ..Event::default() };
        to.attendees = (0..2_500).map(|at| guest(&format!("Guest {at}"))).collect();
        let text = patch_guests("", &Event::default(), &to).unwrap();
        assert!(
            text.starts_with("schema = 1\nname = \"Fair\"\n\n[[attendee]]\nname = \"Guest 0\"\n"),
            "{text:.200}"
        );
        assert_eq!(event(&text).attendees, to.attendees);
        let new = check(&text, |fair| {
            for at in [0, 1, 1_700, 2_499] {
                fair.attendees[at].status = AttendeeStatus::Met;
            }
        });
        let changed = new.lines().zip(text.lines()).filter(|(new, old)| new != old);
        assert_eq!((changed.count(), new.lines().count()), (4, text.lines().count()));
    }
}
