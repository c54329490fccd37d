//! Plain data and its rules: the nouns of mingle. No files, no clock, no terminal.

mod book;
mod cadence;
mod change;
mod event;
mod favour;
pub mod fold;
mod follow_up;
mod former;
mod group;
mod guests;
mod id;
mod invitation;
mod note;
mod person;
mod phone;
pub mod title;
mod unknown;
mod when;
mod word;

pub use book::Book;
pub use cadence::Cadence;
pub use change::{Change, Edit, Key, Record};
pub use event::{Attendee, AttendeeStatus, Event, Intent, IntentWhy, Talk};
pub use favour::{FAVOUR_KEYS, Favour, FavourKind, FavourRef, FavourState, Outcome, Side, Size};
pub use follow_up::FollowUp;
pub use former::{Former, left_over};
pub use group::{GROUP_FIELDS, Group, GroupField};
pub use guests::GuestsEdit;
pub use id::{EventId, FavourId, FollowUpId, GroupId, IdMaker, NoteId, PersonId};
pub use invitation::{Invitation, begins_at};
pub use note::{Note, NoteKind};
pub use person::{Conflict, FIELDS, Field, FieldKind, Met, Person};
pub use phone::{Phone, same_number, written};
pub use unknown::Unknown;
pub use when::{Clock, Day, Now, Stamp};
