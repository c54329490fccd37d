//! What verbs work with: where things are, the time, the output, and the store once it is needed.

use std::cell::{OnceCell, Ref, RefCell};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::Globals;
use super::answer::Became;
use super::config;
use super::fail::Fail;
use super::out::Out;
use super::places::{Environment, Places};
use crate::domain::{Book, Change, Edit, IdMaker, Key, Now, Person, PersonId, Record};
use crate::exchange::{Folder, Register};
use crate::ledger::Points;
use crate::settings::Settings;
use crate::store::{Loaded, Problem, Saved, Store, StoreError};

/// What every verb is given.
pub(crate) struct Context {
    /// Where things are.
    pub(crate) places: Places,
    /// The process's environment.
    pub(crate) environment: Environment,
    /// What time it is.
    pub(crate) now: Now,
    /// Standard output.
    pub(crate) out: Out,
    /// Whether `--ascii` was said.
    ascii: bool,
    /// Whether Ctrl-C ends us.
    interruptible: Arc<AtomicBool>,
    /// Whether Ctrl-C was pressed.
    pressed: Arc<AtomicBool>,
    /// The store, once it is opened.
    store: OnceCell<Rc<Store>>,
    /// What changed, for the answer.
    became: RefCell<Became>,
}

impl Context {
    /// Reads the environment; touches no file.
    pub(super) fn new(globals: &Globals) -> Result<Self, Fail> {
        let environment = Environment::of_process();
        let places = Places::find(globals.data.as_deref(), globals.config.as_deref(), &environment)?;
        let now = environment.now()?;
        let out = Out::new(globals.color, globals.raw, &environment);
        Ok(Self {
            places,
            environment,
            now,
            out,
            ascii: globals.ascii,
            interruptible: Arc::new(AtomicBool::new(true)),
            pressed: Arc::default(),
            store: OnceCell::new(),
            became: RefCell::default(),
        })
    }

    /// From now on Ctrl-C ends the program with exit code 130. What was saved by then stays, whole changes only.
    pub(super) fn end_on_interrupt(&self) -> Result<(), Fail> {
        use signal_hook::consts::SIGINT;
        signal_hook::flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&self.interruptible))
            .and_then(|_| signal_hook::flag::register(SIGINT, Arc::clone(&self.pressed)))
            .map(drop)
            .map_err(|error| Fail::wrong(format!("Ctrl-C cannot be listened to: {error}")))
    }

    /// Has Ctrl-C end nothing until [`Self::told`]: what is kept meanwhile must not stay unsaid.
    pub(super) fn until_told(&self) {
        self.interruptible.store(false, Ordering::SeqCst);
    }

    /// What was kept has been told, or nothing was: Ctrl-C ends the program again.
    pub(super) fn told(&self) {
        self.interruptible.store(true, Ordering::SeqCst);
    }

    /// Whether Ctrl-C was pressed while it ended nothing.
    pub(super) fn is_stopped(&self) -> bool {
        self.pressed.load(Ordering::SeqCst)
    }

    /// Runs `work` while Ctrl-C is somebody else's: an editor's.
    pub(super) fn uninterrupted<T>(&self, work: impl FnOnce() -> T) -> T {
        self.until_told();
        let done = work();
        self.told();
        self.pressed.store(false, Ordering::SeqCst);
        done
    }

    /// The store, opened once and not read yet.
    pub(crate) fn store(&self) -> Result<Rc<Store>, Fail> {
        if let Some(store) = self.store.get() {
            return Ok(Rc::clone(store));
        }
        let store = Store::open(&self.places.data, &self.places.state)?;
        // Verbs end at once; the screen opens its own. Only a document needs what the records became.
        if !self.out.collects() {
            store.without_news();
        }
        let store = Rc::new(store);
        Ok(Rc::clone(self.store.get_or_init(|| store)))
    }

    /// What changed so far.
    pub(super) fn became(&self) -> Ref<'_, Became> {
        self.became.borrow()
    }

    /// Remembers what records became, where that is to be told.
    pub(super) fn has_become(&self, loaded: &[Loaded]) {
        if !self.out.collects() {
            return;
        }
        let mut became = self.became.borrow_mut();
        for one in loaded {
            match one {
                Loaded::Record(record) => became.push(record.key(), Some(record.clone())),
                Loaded::Gone(key) => became.push(key.clone(), None),
                Loaded::Problem(_) => {}
            }
        }
    }

    /// Does what a save left for after its answer.
    pub(super) fn settle(&self) {
        if let Some(notice) = self.store.get().and_then(|store| store.settle(&self.now)) {
            self.out.note(&notice);
        }
    }

    /// Opens the store and reads all of it; files that cannot be read are named on stderr and left alone.
    pub(crate) fn open(&self) -> Result<Opened, Fail> {
        self.open_but(&|batch| batch)
    }

    /// The same with my people on disk: only by what they are recognised is kept of them, for lists to be read against.
    pub(super) fn open_for_lists(&self) -> Result<Opened, Fail> {
        let register = Mutex::new(Register::default());
        let keep = |mut batch: Vec<Loaded>| {
            let mut people = Register::default();
            batch.retain(|loaded| match loaded {
                Loaded::Record(Record::Person(person)) => {
                    people.add(person);
                    false
                }
                _ => true,
            });
            register.lock().unwrap_or_else(PoisonError::into_inner).append(people);
            batch
        };
        let opened = self.open_but(&keep)?;
        let register = register.into_inner().unwrap_or_else(PoisonError::into_inner).sorted();
        Ok(Opened { register: Some(Arc::new(register)), ..opened })
    }

    /// Opens the store and reads what `keep` keeps of each batch.
    fn open_but(&self, keep: &(dyn Fn(Vec<Loaded>) -> Vec<Loaded> + Sync)) -> Result<Opened, Fail> {
        let store = self.store()?;
        let (book, problems) = read(&store, Book::default(), keep)?;
        let mut opened = Opened { store, book, problems, register: None };
        opened.problems.sort_by(|a, b| a.path.cmp(&b.path));
        if let Some(first) = opened.problems.first() {
            let more = match opened.problems.len() {
                1 => String::new(),
                all => format!(" (and {} more)", all - 1),
            };
            self.out.note(&format!("not read: {}{more}; `mingle doctor` says more", describe(first)));
        }
        Ok(opened)
    }

    /// The user's settings; what is wrong with them is one line on stderr.
    pub(super) fn settings(&self) -> Settings {
        let (settings, problems) = self.settings_said();
        self.note_problems(&problems);
        settings
    }

    /// The user's settings, with what the command line says of them, and what is wrong with them.
    pub(super) fn settings_said(&self) -> (Settings, Vec<String>) {
        let (mut settings, problems) = config::settings(&self.places.config);
        settings.ascii |= self.ascii;
        (settings, problems)
    }

    /// Says in one line on stderr what is wrong with the settings: the first, and how many more.
    pub(super) fn note_problems(&self, problems: &[String]) {
        let Some(first) = problems.first() else { return };
        let more = match problems.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more: `mingle config check` names all"),
        };
        self.out.note(&format!("{first}{more}"));
    }

    /// What favours count.
    pub(super) fn points(&self) -> Points {
        self.settings().points
    }
}

/// "people/ana.toml:3:5: expected a date".
pub(super) fn describe(problem: &Problem) -> String {
    format!("{}: {}", place(problem), problem.reason)
}

/// Where it stands: "people/ana.toml:3:5".
pub(super) fn place(problem: &Problem) -> String {
    let at = problem.at.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
    format!("{}{at}", problem.path.display())
}

/// The store with everything in it read.
pub(crate) struct Opened {
    /// The folders.
    pub(crate) store: Rc<Store>,
    /// What is in them.
    pub(crate) book: Book,
    /// What is no record.
    pub(crate) problems: Vec<Problem>,
    /// My people, where they are not in the book.
    register: Option<Arc<Register>>,
}

impl Folder for Opened {
    fn book(&self) -> &Book {
        &self.book
    }

    fn register(&self) -> Arc<Register> {
        self.register.clone().unwrap_or_else(|| self.book.register())
    }

    fn person(&self, id: &PersonId) -> Option<Arc<Person>> {
        if self.register.is_some() { self.store.person(id) } else { self.book.person(id).cloned() }
    }

    fn whole(&self) -> Result<Book, String> {
        if self.register.is_none() {
            return Ok(self.book.clone());
        }
        let whole = read(&self.store, self.book.clone(), &|batch| batch);
        whole.map(|(book, _)| book).map_err(|error| error.to_string())
    }
}

/// The book with what `keep` keeps of each batch of the store, and what is no record.
pub(super) fn read(
    store: &Store,
    book: Book,
    keep: &(dyn Fn(Vec<Loaded>) -> Vec<Loaded> + Sync),
) -> Result<(Book, Vec<Problem>), StoreError> {
    let read = Mutex::new((book, Vec::new()));
    store.load(&|batch| {
        let batch = keep(batch);
        let mut read = read.lock().unwrap_or_else(PoisonError::into_inner);
        let (book, problems) = &mut *read;
        for loaded in batch {
            take(book, problems, loaded);
        }
    })?;
    Ok(read.into_inner().unwrap_or_else(PoisonError::into_inner))
}

fn take(book: &mut Book, problems: &mut Vec<Problem>, loaded: Loaded) {
    match loaded {
        Loaded::Record(record) => book.put(record),
        Loaded::Gone(key) => book.take(&key),
        Loaded::Problem(problem) => problems.push(problem),
    }
}

impl Opened {
    /// Saves a change; when it returns, it is on disk and in the book.
    pub(crate) fn save(&mut self, change: &Change, cx: &Context) -> Result<(), Fail> {
        let saved = self.store.save(change, &cx.now)?;
        self.book.apply(change);
        self.saved(saved, cx);
        let record = |key: Key| self.book.record(&key).map_or(Loaded::Gone(key), Loaded::Record);
        let became: Vec<Loaded> = change.edits.iter().filter_map(Edit::key).map(record).collect();
        cx.has_become(&became);
        Ok(())
    }

    /// Takes over what became of a save, and tells what there is to tell.
    pub(super) fn saved(&mut self, saved: Saved, cx: &Context) {
        for loaded in saved.merged {
            take(&mut self.book, &mut self.problems, loaded);
        }
        if let Some(notice) = saved.notice {
            cx.out.note(&notice);
        }
    }

    /// What `make` makes with fresh random ids; again if a new record would have an id that is taken.
    pub(crate) fn fresh<T>(
        &self,
        make: impl Fn(&mut IdMaker) -> T,
        change: impl Fn(&T) -> Option<&Change>,
    ) -> T {
        fresh(&self.book, make, change)
    }

    /// A change made with fresh random ids.
    pub(crate) fn fresh_change(&self, make: impl Fn(&mut IdMaker) -> Change) -> Change {
        self.fresh(make, |change| Some(change))
    }
}

/// What `make` makes with fresh random ids; again if a new record would have an id that is taken in `book`.
pub(super) fn fresh<T>(
    book: &Book,
    make: impl Fn(&mut IdMaker) -> T,
    change: impl Fn(&T) -> Option<&Change>,
) -> T {
    fresh_from(random(), book, make, change)
}

/// The same with ids that follow from `seed`.
pub(super) fn fresh_from<T>(
    seed: u64,
    book: &Book,
    make: impl Fn(&mut IdMaker) -> T,
    change: impl Fn(&T) -> Option<&Change>,
) -> T {
    let taken = |edit: &Edit| {
        edit.before.is_none() && edit.key().is_some_and(|key| key != Key::Me && book.record(&key).is_some())
    };
    let mut seed = seed;
    loop {
        let made = make(&mut IdMaker::new(seed));
        seed = seed.wrapping_add(1);
        if !change(&made).is_some_and(|change| change.edits.iter().any(taken)) {
            return made;
        }
    }
}

/// 64 bits that the operating system made, by way of the seed it gives every hash map.
pub(super) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
