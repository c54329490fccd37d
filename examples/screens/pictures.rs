//! Every picture: which data, which keys from the start, what size. The demo data goes through the real update and view.

use std::error::Error;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use mingle::domain::{Now, Record};
use mingle::matching::{Matcher, Thesaurus};
use mingle::settings::{Settings, Theme};
use mingle::store::{Loaded, Store};
use mingle::text::styled::{Paper, svg};
use mingle::ui::{App, Effect, Folded, Key, Matched, Msg, Start, Viewport, view};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The moment of every picture: a Thursday evening.
const NOW: &str = "2026-11-19T18:00:00+00:00[UTC]";

/// A picture to draw.
struct Picture {
    name: &'static str,
    size: (u16, u16),
    /// Over the demo, or over nothing.
    demo: bool,
    /// Keys as in the config, apart from text in quotes, which is typed.
    keys: &'static [&'static str],
}

const PICTURES: &[Picture] = &[
    Picture { name: "mixer", size: WIDE, demo: true, keys: INES },
    Picture {
        name: "jotting",
        size: WIDE,
        demo: true,
        keys: &[
            "i",
            "'Ilse; needs a till; offers flour at cost; I'll intro Hana by fri; sister runs a dairy'",
        ],
    },
    Picture { name: "search", size: WIDE, demo: true, keys: &["/", "'oven'"] },
    Picture { name: "card", size: WIDE, demo: true, keys: &["/", "'ines carvalho'", "enter", "enter"] },
    Picture { name: "ledger", size: WIDE, demo: true, keys: &["/", "'ines carvalho'", "enter", "3", "j"] },
    Picture { name: "gifts", size: WIDE, demo: true, keys: &["g", "f"] },
    Picture {
        name: "gate",
        size: WIDE,
        demo: true,
        keys: &["/", "'ines carvalho'", "enter", "f a", "'a word to her landlord'", "enter"],
    },
    Picture { name: "agenda", size: (100, 30), demo: true, keys: &["g a"] },
    Picture { name: "events", size: (100, 26), demo: true, keys: &["g e"] },
    Picture { name: "brief", size: (100, 30), demo: true, keys: &["g b"] },
    Picture { name: "review", size: (80, 16), demo: true, keys: &["g v"] },
    Picture { name: "meter", size: (100, 24), demo: true, keys: &["g c"] },
    Picture { name: "circle", size: (100, 30), demo: true, keys: &["g c", "tab"] },
    Picture { name: "bridges", size: (100, 26), demo: true, keys: &["g c", "tab", "tab", "tab", "tab"] },
    Picture { name: "group", size: (100, 34), demo: true, keys: &["g o", "j", "enter"] },
    Picture { name: "chains", size: (100, 26), demo: true, keys: &["g t"] },
    Picture { name: "notes", size: (100, 28), demo: true, keys: &["g n", "s"] },
    Picture { name: "doubles", size: (90, 26), demo: true, keys: &["g d", "enter", "j", "space"] },
    Picture { name: "export", size: (90, 26), demo: true, keys: &["g x"] },
    Picture { name: "help", size: WIDE, demo: true, keys: &["?"] },
    Picture { name: "my-card", size: (76, 22), demo: true, keys: &["g k"] },
    Picture { name: "mixer-80x24", size: (80, 24), demo: true, keys: INES },
    Picture { name: "mixer-40x20", size: (40, 20), demo: true, keys: INES },
    Picture { name: "welcome", size: WIDE, demo: false, keys: &[] },
];

const WIDE: (u16, u16) = (120, 40);

/// To a person with a past.
const INES: &[&str] = &["/", "'ines carvalho'", "enter"];

/// Name and SVG of every picture; the same on every machine and on every day.
pub(crate) fn all() -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    let now = Now(NOW.parse()?);
    let demo = demo(&now)?;
    let matcher = Arc::new(Matcher::new(Thesaurus::built_in()));
    PICTURES.iter().map(|picture| Ok((picture.name, picture.draw(&now, &demo, &matcher)?))).collect()
}

impl Picture {
    fn draw(&self, now: &Now, demo: &[Record], matcher: &Arc<Matcher>) -> Result<String, Box<dyn Error>> {
        let mut app = App::new(Start {
            now: now.clone(),
            seed: 1,
            settings: Settings::default(),
            theme: Theme::default(),
            event: None,
            data: "~/.local/share/mingle".to_owned(),
            demo: self.demo,
        });
        if self.demo {
            app.update(Msg::Records(demo.to_vec()), now.clone());
        }
        app.update(Msg::LoadEnd, now.clone());
        let folded = Folded::of(&app.shared().book);
        app.update(Msg::Folded(Box::new(folded)), now.clone());
        let matched = Matched::with(matcher.clone(), &app.shared().book);
        app.update(Msg::Matched(Box::new(matched)), now.clone());
        let mut shown = frame(&mut app, self.size)?;
        for script in self.keys {
            for key in keys(script)? {
                for effect in app.update(Msg::Key(key), now.clone()) {
                    if let Effect::Export(asked) = effect {
                        app.update(Msg::glimpse(&asked), now.clone());
                    }
                }
                shown = frame(&mut app, self.size)?;
            }
        }
        let cursor = app.shared().viewport.cursor.map(|at| (at.x, at.y));
        Ok(svg(&shown, cursor, Paper::Dark))
    }
}

/// Draws as the program does: what was shown where goes back into the app.
///
/// Each frame is drawn on an empty screen: a `TestBackend` keeps what stood behind the second half of a wide character.
fn frame(app: &mut App, (width, height): (u16, u16)) -> Result<Buffer, Box<dyn Error>> {
    let mut terminal = Terminal::new(TestBackend::new(width, height))?;
    let mut viewport = Viewport::default();
    terminal.draw(|frame| viewport = view(app, frame))?;
    app.drawn(viewport);
    Ok(terminal.backend().buffer().clone())
}

/// The keys of one script: text in quotes letter by letter, else a sequence such as `g g`.
fn keys(script: &str) -> Result<Vec<Key>, String> {
    match script.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(text) => Ok(text.chars().map(Key::char).collect()),
        None => Key::parse_all(script).ok_or_else(|| format!("{script} is no key")),
    }
}

/// The records of the demo, read by the store as the program reads them.
fn demo(now: &Now) -> Result<Vec<Record>, Box<dyn Error>> {
    let folder = Folder(std::env::temp_dir().join(format!("mingle-pictures-{}", std::process::id())));
    mingle::demo::make(&folder.0.join("data"), now)?;
    let store = Store::open(&folder.0.join("data"), &folder.0.join("state"))?;
    let records = Mutex::new(Vec::new());
    store.load(&|batch| {
        if let Ok(mut records) = records.lock() {
            records.extend(batch.into_iter().filter_map(|loaded| match loaded {
                Loaded::Record(record) => Some(record),
                Loaded::Gone(_) | Loaded::Problem(_) => None,
            }));
        }
    })?;
    let mut records = records.into_inner().map_err(|_| "a thread that read the demo panicked")?;
    // Threads bring them in any order.
    records.sort_by_key(Record::key);
    Ok(records)
}

/// A folder of our own, removed in the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}
