//! The screen without a terminal: keys in, state, effects and frames out.

use std::sync::{Arc, LazyLock};

use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::domain::{
    Attendee, AttendeeStatus, Change, Day, Event, EventId, Favour, FavourId, FavourState, FollowUp,
    FollowUpId, Met, Note, NoteId, Now, Person, PersonId, Record, Side,
};
use crate::matching::{Matcher, Thesaurus};
use crate::settings::{Settings, Theme};

mod agenda;
mod circle;
mod doubles;
mod event;
mod export;
mod gate;
mod gifts;
mod gone;
mod groups;
mod import;
mod keys;
mod ledger;
mod long;
mod mine;
mod pasted;
mod preset;
mod returning;
mod seen;
mod sizes;
mod sorting;
mod stories;
mod work;

/// A screen over records in memory, driven by key scripts: plain letters type, `<enter>` names a key.
pub(super) struct Driver {
    pub(super) app: App,
    pub(super) terminal: Terminal<TestBackend>,
    pub(super) effects: Vec<Effect>,
    /// Whether saves succeed at once; else the story answers them itself.
    pub(super) disk: bool,
}

pub(super) fn now() -> Now {
    Now("2026-05-12T08:42:10+01:00[Europe/London]".parse().unwrap())
}

pub(super) fn day(text: &str) -> Day {
    Day(text.parse().unwrap())
}

/// By the built-in thesaurus: reading it takes longer than a whole story, so all share it.
fn matcher() -> Arc<Matcher> {
    static MATCHER: LazyLock<Arc<Matcher>> = LazyLock::new(|| Arc::new(Matcher::new(Thesaurus::built_in())));
    MATCHER.clone()
}

impl Driver {
    /// An empty store, read to its end.
    pub(super) fn empty(width: u16, height: u16) -> Self {
        Self::with(width, height, Vec::new(), Theme::default())
    }

    /// The small breakfast that most stories happen at.
    pub(super) fn breakfast(width: u16, height: u16) -> Self {
        Self::with(width, height, breakfast(), Theme::default())
    }

    pub(super) fn with(width: u16, height: u16, records: Vec<Record>, theme: Theme) -> Self {
        Self::set((width, height), records, theme, Settings::default())
    }

    /// The same with settings of the user's.
    pub(super) fn set(size: (u16, u16), records: Vec<Record>, theme: Theme, settings: Settings) -> Self {
        let start = Start {
            now: now(),
            seed: 7,
            settings,
            theme,
            event: None,
            data: "/home/me/.local/share/mingle".into(),
            demo: false,
        };
        let terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let mut driver = Self { app: App::new(start), terminal, effects: Vec::new(), disk: true };
        driver.tell(Msg::Records(records));
        driver.tell(Msg::LoadEnd);
        driver.tell(Msg::Folded(Box::new(Folded::of(&driver.app.shared().book))));
        driver.effects.clear();
        driver.draw();
        driver
    }

    /// Has what everybody offers and needs read.
    pub(super) fn matched(mut self) -> Self {
        let matched = Matched::with(matcher(), &self.app.shared().book);
        self.tell(Msg::Matched(Box::new(matched)));
        self.draw();
        self
    }

    pub(super) fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(msg, now());
        for effect in &effects {
            if let (true, Effect::Save { ticket, .. }) = (self.disk, effect) {
                self.app.update(Msg::Done(Outcome::Saved { ticket: *ticket, result: Ok(None) }), now());
            }
        }
        self.effects.extend(effects);
    }

    pub(super) fn draw(&mut self) {
        let effects = self.app.settle();
        self.effects.extend(effects);
        let mut viewport = Viewport::default();
        let app = &self.app;
        self.terminal
            .draw(|frame| {
                viewport = view(app, frame);
            })
            .unwrap();
        self.app.drawn(viewport);
    }

    /// Presses the keys of a script, with a frame after each.
    pub(super) fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(ch) = rest.chars().next() {
            let (key, after) = match rest.strip_prefix('<').and_then(|named| named.split_once('>')) {
                Some((name, after)) => (Key::parse(name).unwrap_or_else(|| panic!("no key {name}")), after),
                None => (Key::char(ch), rest.strip_prefix(ch).unwrap_or_default()),
            };
            rest = after;
            self.tell(Msg::Key(key));
            self.draw();
        }
        self
    }

    pub(super) fn paste(&mut self, text: &str) -> &mut Self {
        self.tell(Msg::Paste(text.to_owned()));
        self.draw();
        self
    }

    /// The frame as text, without the blanks at the ends of rows.
    pub(super) fn screen(&self) -> String {
        let buffer = self.terminal.backend().buffer();
        let rows = buffer.content().chunks(usize::from(buffer.area.width.max(1)));
        let row = |row: &[ratatui::buffer::Cell]| {
            let mut text = String::new();
            let mut skip = 0;
            for cell in row {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                text.push_str(cell.symbol());
                skip = crate::text::width(cell.symbol()).saturating_sub(1);
            }
            text.trim_end().to_owned()
        };
        rows.map(row).collect::<Vec<_>>().join("\n")
    }

    #[track_caller]
    pub(super) fn shows(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not on the screen:\n{screen}");
        self
    }

    pub(super) fn person(&self, id: &str) -> &Person {
        self.app.shared().book.person(&PersonId::new(id)).unwrap_or_else(|| panic!("no person {id}"))
    }

    /// The last change that was to be saved.
    pub(super) fn saved(&self) -> &Change {
        let saves = self.effects.iter().rev().filter_map(|effect| match effect {
            Effect::Save { change, .. } => Some(change),
            _ => None,
        });
        saves.into_iter().next().expect("nothing was to be saved")
    }
}

/// Ana and Tom, known; June wanted and Ravi expected on the list of a breakfast that is on now.
pub(super) fn breakfast() -> Vec<Record> {
    let met = Some(Met { event: EventId::new("supper-x1aa"), on: Some(day("2025-11-03")), ..Met::default() });
    let tom = Person {
        role: "web designer".into(),
        met: met.clone(),
        ..Person::named(PersonId::new("tom-berg-x2m8"), "Tom Berg")
    };
    vec![Person { met, ..ana() }.into(), tom.into(), event().into()]
}

fn ana() -> Person {
    let note = |id: &str, at: &str, text: &str| Note {
        id: NoteId::new(id),
        at: Some(crate::domain::Stamp { at: at.parse().unwrap(), offset: Some(3600) }),
        text: text.into(),
        ..Note::default()
    };
    let favour = |id: &str, side, state, what: &str| Favour {
        id: FavourId::new(id),
        side,
        state,
        what: what.into(),
        on: Some(day("2026-04-20")),
        ..Favour::default()
    };
    let lost = "lost her first shop in the flood; opening a second one in March, near the station";
    Person {
        company: "Forno Nero".into(),
        role: "pastry chef".into(),
        face: "red glasses, tall".into(),
        needs: vec!["website".into(), "a till that works".into()],
        offers: vec!["catering".into()],
        steer_clear: vec!["the flood".into()],
        via: PersonId::new("tom-berg-x2m8"),
        notes: vec![
            note("n1", "2026-04-20T18:00:00", "looking at premises"),
            note("n2", "2026-05-12T08:30:00", lost),
        ],
        favours: vec![
            Favour {
                due: Some(day("2026-05-15")),
                ..favour("f1", Side::Give, FavourState::Promised, "intro Tom Berg")
            },
            Favour {
                done: Some(day("2026-04-21")),
                ..favour("f2", Side::Give, FavourState::Done, "proofread her menu")
            },
            Favour {
                done: Some(day("2026-04-25")),
                ..favour("f3", Side::Receive, FavourState::Done, "back room for a talk")
            },
        ],
        follow_ups: vec![FollowUp {
            id: FollowUpId::new("u1"),
            due: Some(day("2026-05-26")),
            what: "ask how the opening went".into(),
            done: None,
            ..FollowUp::default()
        }],
        ..Person::named(PersonId::new("ana-ruiz-k3f9"), "Ana Ruiz")
    }
}

fn event() -> Event {
    let attendee = |name: &str, person: &str, status| Attendee {
        name: name.into(),
        person: PersonId::new(person),
        status,
        ..Attendee::default()
    };
    Event {
        id: EventId::new("breakfast-q7aa"),
        schema: 1,
        name: "Makers' Breakfast".into(),
        date: Some(day("2026-05-12")),
        start: Some(crate::domain::Clock("07:30:00".parse().unwrap())),
        end: Some(crate::domain::Clock("09:30:00".parse().unwrap())),
        venue: "Old Fire Station".into(),
        attendees: vec![
            attendee("Ravi Patel", "", AttendeeStatus::Expected),
            attendee("June Hale", "", AttendeeStatus::Wanted),
            attendee("Tom Berg", "tom-berg-x2m8", AttendeeStatus::Expected),
            attendee("Ana Ruiz", "ana-ruiz-k3f9", AttendeeStatus::Met),
        ],
        ..Event::default()
    }
}
