//! The store beside its floors: the same bytes only read, the same bytes only written and synced.
//!
//! The load's floor lists `people/` and reads each file, with one thread and with as many as the store uses; beside it stands
//! the whole load of the same files into a finished `Book`. The jot's floor writes, syncs and renames the very bytes of the
//! journal's record and of the person's file. The page cache is warm. All are medians over rounds in which each takes its turn,
//! so a busy machine troubles both sides of a ratio alike: compare ratios between machines, not times.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench does by hand what the store does"
)]

use std::hint::black_box;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use mingle::domain::{Book, Change, Note, NoteId, Now, PersonId};
use mingle::store::{Loaded, Store};

mod support;

const PEOPLE: usize = 10_000;
const ROUNDS: usize = 21;
/// As many as the store loads with.
const THREADS: usize = 8;

fn main() {
    let dir = tempfile::tempdir().unwrap();
    let (data, state) = (dir.path().join("data"), dir.path().join("state"));
    let files = support::generate(&data, PEOPLE);
    let bytes: u64 = files.iter().map(|file| std::fs::metadata(file).unwrap().len()).sum();
    println!("{PEOPLE} people, {} notes, {} favours, {} kB", PEOPLE * 5, PEOPLE * 3, bytes / 1000);
    let store = Store::open(&data, &state).unwrap();
    loading(&store, &data);
    saving(&store, dir.path());
}

/// The rounds are run in turn, so that a busy machine troubles each alike; the medians are compared.
fn loading(store: &Store, data: &Path) {
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..ROUNDS {
        let mut book = Book::default();
        let works: [&mut dyn FnMut(); 3] =
            [&mut || read_all(data, 1), &mut || read_all(data, THREADS), &mut || book = load(store)];
        for (times, work) in times.iter_mut().zip(works) {
            times.push(time(work));
        }
        // The book is given back after the clock has stopped.
        drop(black_box(book));
    }
    let [one, same, whole] = times.map(median);
    println!("load: floor, 1 thread    {one:>8.1?}");
    println!("load: floor, {THREADS} threads   {same:>8.1?}");
    println!(
        "load: into a whole book  {whole:>8.1?} = {:.2} x of the floor (target: at most 4), {:.2} x of that with {THREADS} threads",
        ratio(whole, one),
        ratio(whole, same)
    );
}

fn load(store: &Store) -> Book {
    let book = Mutex::new(Book::default());
    let put = |batch: Vec<Loaded>| {
        let mut book = book.lock().unwrap();
        for loaded in batch {
            if let Loaded::Record(record) = loaded {
                book.put(record);
            }
        }
    };
    store.load(&put).unwrap();
    let book = book.into_inner().unwrap();
    assert_eq!(book.people().len(), PEOPLE);
    book
}

fn read_all(data: &Path, threads: usize) {
    let files: Vec<PathBuf> =
        std::fs::read_dir(data.join("people")).unwrap().map(|file| file.unwrap().path()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            black_box(std::fs::read(file).unwrap());
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
}

/// One jot on one person, beside the same bytes in the same files with the same syncs.
fn saving(store: &Store, dir: &Path) {
    let mut book = load(store);
    let now = Now("2026-05-12T08:42:10+01:00[Europe/London]".parse().unwrap());
    let bare = dir.join("bare");
    std::fs::create_dir(&bare).unwrap();
    let (mut jots, mut floors) = (Vec::new(), Vec::new());
    for round in 0..201 {
        let id = PersonId::new(&support::id_of(round * 37));
        let note = Note {
            id: NoteId::new("zzzz"),
            text: "wants a stall".into(),
            at: Some(now.stamp()),
            ..Note::default()
        };
        let edit = book.edit_person(&id, |person| person.notes.push(note)).unwrap();
        let change = Change::new("jot").with(edit);
        let jot = time(|| drop(black_box(store.save(&change, &now).unwrap())));
        book.apply(&change);
        let entry = store.history().unwrap().remove(0);
        let record = std::fs::read(store.state().join(format!("undo/{}.toml", entry.id))).unwrap();
        let file = std::fs::read(store.data().join(format!("people/{id}.toml"))).unwrap();
        let floor = time(|| {
            write_durably(&bare, "record", &record);
            write_durably(&bare, "file", &file);
        });
        // The backup of the day is made after the answer.
        if round == 0 {
            let settled = time(|| drop(black_box(store.settle(&now))));
            println!("jot: the first of the day {jot:.1?}, its backup after the answer {settled:.1?}");
        } else {
            jots.push(jot);
            floors.push(floor);
        }
    }
    let (jot, floor) = (median(jots), median(floors));
    println!(
        "jot: {jot:.0?}, its bare writes and fsyncs {floor:.0?}: {:.2} x (target 1.5)",
        ratio(jot, floor)
    );
}

fn write_durably(dir: &Path, name: &str, bytes: &[u8]) {
    let temp = dir.join(format!("{name}.tmp"));
    let mut file = std::fs::File::create(&temp).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
    std::fs::rename(&temp, dir.join(name)).unwrap();
    std::fs::File::open(dir).unwrap().sync_all().unwrap();
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
