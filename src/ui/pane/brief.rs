//! Tonight's brief: whom to meet, why, and what to talk about.

use ratatui::layout::Rect;

use crate::brief::{Brief, FIRST, Guest, REASONS};
use crate::domain::{Day, Event, EventId, IdMaker};
use crate::search::Target;
use crate::settings::Meaning;
use crate::text::dates::{ago, day_words};
use crate::text::{width, wrapped};
use crate::ui::canvas::Canvas;
use crate::ui::command::{Command, Scope};
use crate::ui::effect::Effect;
use crate::ui::hints::Hints;
use crate::ui::msg::Notice;
use crate::ui::pane::listing::{Laid, Listed, Listing, Part, height, lines_of};
use crate::ui::pane::mixer::people::{met, wanted};
use crate::ui::pane::picker::ground;
use crate::ui::pane::venue::in_words;
use crate::ui::reach::{MOVES, Takes};
use crate::ui::shared::{Input, Pane, Shared, Step, close};
use crate::ui::work::{Found, Moment, Topic, a_moment, anew};

/// So many lines are told of a guest, however small the window.
const LEAST: usize = 6;

/// How guests are drawn: of which brief, whether all, on which day, in how many cells and lines.
type Drawn = (Option<Moment>, bool, Day, (usize, usize));

/// The full-screen brief of one event.
#[derive(Debug)]
pub(crate) struct BriefPane {
    event: EventId,
    brief: Option<Brief>,
    listing: Listing,
    /// Whether the whole list is named, not only the first.
    rest: bool,
    /// Of which moment the brief is; `None` while there is none.
    built: Option<Moment>,
    /// The guests as high as they are drawn.
    laid: Laid<Drawn>,
}

/// The event that a key without one is about: where I am, else today's, else the next to come.
fn coming(shared: &Shared) -> Option<&Event> {
    let today = shared.now.today();
    let next = || {
        shared
            .book
            .events()
            .filter(|event| event.date >= Some(today))
            .min_by_key(|event| (event.date, event.start))
    };
    shared.event().or_else(|| next().map(AsRef::as_ref))
}

impl BriefPane {
    /// For where I am, or the next event.
    pub(crate) fn for_here(shared: &Shared) -> Option<Self> {
        Some(Self::new(shared, coming(shared)?.id.clone()))
    }

    pub(crate) fn new(shared: &Shared, event: EventId) -> Self {
        let mut pane = Self {
            event,
            brief: None,
            listing: Listing::default(),
            rest: false,
            built: None,
            laid: Laid::default(),
        };
        pane.refresh(shared);
        pane
    }

    /// Whether it is of the records as they are.
    fn is_fresh(&self, shared: &Shared) -> bool {
        shared.known(&Topic::Brief(self.event.clone())).is_some_and(|known| known.fresh)
    }

    fn guests(&self) -> &[Guest] {
        match &self.brief {
            Some(brief) if self.rest => &brief.guests,
            Some(brief) => brief.first(),
            None => &[],
        }
    }

    fn target(&self) -> Option<Target> {
        let guest = self.guests().get(self.listing.at)?;
        let listed = guest.line.map(|line| Target::Attendee(self.event.clone(), line));
        guest.person.clone().map(Target::Person).or(listed)
    }

    /// What is said above the guests.
    fn head(&self, shared: &Shared) -> Vec<Part> {
        let Some(brief) = &self.brief else {
            return vec![Part::Words(shared.waiting().into(), Meaning::Dim)];
        };
        let words: Vec<String> = brief.intents.iter().map(crate::insight::Progress::words).collect();
        let goes_for = (!words.is_empty()).then(|| Part::Words(words.join(", "), Meaning::Accent));
        let text = "There is no list. Whom you met where the same people met before may come.";
        let likely = brief.likely.then(|| Part::Words(text.into(), Meaning::Dim));
        goes_for.into_iter().chain(likely).collect()
    }

    /// The guests, each in at most so many lines below the name, and what there is beside them.
    fn rows(&self, shared: &Shared, (cells, most): (usize, usize)) -> Vec<Part> {
        let mut parts = Vec::new();
        let Some(brief) = &self.brief else { return parts };
        if self.guests().is_empty() {
            let text = if !brief.guests.is_empty() {
                "nothing speaks for one more than for another; o names them all"
            } else if brief.met > 0 {
                "everybody on the list is met"
            } else {
                "nobody is on the list yet: g i takes a list in, i jots whomever you meet"
            };
            parts.push(Part::Words(text.into(), Meaning::Dim));
        }
        for guest in self.guests() {
            parts.push(height(lines(shared, guest, cells, most).len() + 1));
            parts.push(Part::Gap);
        }
        let rest = brief.guests.len() - self.guests().len();
        if rest > 0 && !self.guests().is_empty() {
            parts.push(Part::Words(format!("{rest} more on the list; o names them all"), Meaning::Dim));
        }
        parts
    }

    /// Being where the brief is for, so that keys about its guests mean this event.
    fn there(&self, shared: &Shared) -> Option<Step> {
        (shared.event.as_ref() != Some(&self.event)).then(|| Step::Event(Some(self.event.clone())))
    }

    fn of_guest(&self, shared: &Shared, ids: &mut IdMaker, command: Command) -> Option<Vec<Step>> {
        let target = self.target()?;
        if matches!(command, Command::Met | Command::Wanted) && shared.event.as_ref() != Some(&self.event) {
            return Some(vec![Step::Say(Notice::plain(
                "you are not there; enter turns to them at this event",
            ))]);
        }
        if matches!(command, Command::Met | Command::Wanted) && !self.is_fresh(shared) {
            return Some(a_moment());
        }
        match command {
            Command::Met => {
                let steps = met(shared, ids, &[target]);
                // The brief stays; whoever was met leaves it.
                Some(steps.into_iter().filter(|step| !matches!(step, Step::Select(_))).collect())
            }
            Command::Wanted => Some(wanted(shared, &[target])),
            Command::Copy => {
                let guest = self.guests().get(self.listing.at)?;
                let reasons = guest.reasons.iter().map(|reason| reason.words.as_str());
                let text: Vec<&str> = std::iter::once(guest.name.as_str()).chain(reasons).collect();
                Some(vec![Step::Do(Effect::Copy(text.join("\n")))])
            }
            _ => None,
        }
    }
}

/// What is told of a guest, below the name: reasons, then what to talk about, in at most so many rows. What does not fit
/// gives way from the last reasons on; the first reason, the question and what to keep off stay.
fn lines(shared: &Shared, guest: &Guest, cells: usize, most: usize) -> Vec<(String, Meaning)> {
    let today = shared.now.today();
    // Each with what it gives way before: the higher, the sooner.
    let mut said: Vec<(usize, String, Meaning)> = Vec::new();
    for (at, reason) in guest.reasons.iter().take(REASONS).enumerate() {
        said.push((at * 2, reason.words.clone(), Meaning::Text));
    }
    if let Some((on, text)) = &guest.talk.last {
        let when = on.map_or_else(String::new, |on| format!("{}: ", ago(on.min(today), today)));
        said.push((5, format!("last    {when}{text}"), Meaning::Dim));
    }
    if let Some(lesson) = &guest.talk.lesson {
        said.push((3, format!("lesson  {}", lesson.words()), Meaning::Dim));
    }
    if !guest.talk.question.is_empty() {
        said.push((1, format!("ask     {}", guest.talk.question), Meaning::Accent));
    }
    if !guest.talk.avoid.is_empty() {
        said.push((0, format!("avoid   {}", guest.talk.avoid.join("; ")), Meaning::Warning));
    }
    let cells = cells.saturating_sub(2).max(1);
    let rows = |text: &str| -> Vec<String> {
        wrapped(text, cells).into_iter().map(|row| row.as_str().trim_end().to_owned()).collect()
    };
    let mut told: Vec<(usize, Vec<String>, Meaning)> =
        said.into_iter().map(|(rank, text, meaning)| (rank, rows(&text), meaning)).collect();
    while told.iter().map(|(_, rows, _)| rows.len()).sum::<usize>() > most.max(1) {
        let last = told.iter().enumerate().max_by_key(|(_, (rank, ..))| *rank);
        match last {
            Some((at, (rank, ..))) if *rank > 1 => drop(told.remove(at)),
            _ => break,
        }
    }
    told.into_iter().flat_map(|(_, rows, meaning)| rows.into_iter().map(move |row| (row, meaning))).collect()
}

impl Pane for BriefPane {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Brief, Scope::People, Scope::Lists]
    }

    fn takes(&self) -> Takes {
        &[MOVES, &[Command::Open, Command::Copy, Command::Met, Command::Wanted]]
    }

    fn hints(&self, _: &Shared) -> Option<Hints> {
        self.guests().is_empty().then_some(&[(Command::Rest, "the rest"), (Command::Back, "close")])
    }

    fn about(&self, _: &Shared) -> Option<Target> {
        self.target()
    }

    fn topic(&self, _: &Shared) -> Option<Topic> {
        Some(Topic::Brief(self.event.clone()))
    }

    fn update(&mut self, shared: &Shared, ids: &mut IdMaker, input: &Input) -> Option<Vec<Step>> {
        match self.listing.update(shared, input, self.guests().len()) {
            Listed::Moved => return Some(Vec::new()),
            Listed::Chosen(at) => {
                self.listing.at = at;
                let target = self.target()?;
                // A line of the list may be another one by now.
                if matches!(target, Target::Attendee(..)) && !self.is_fresh(shared) {
                    return Some(a_moment());
                }
                let there = self.there(shared).into_iter();
                return Some(there.chain([Step::Close, Step::Select(target)]).collect());
            }
            Listed::Nothing => {}
        }
        let Input::Command(command) = input else { return None };
        match command {
            Command::Back | Command::Quit | Command::PaneLeft => close(),
            Command::Rest => {
                self.rest = !self.rest;
                self.listing.at = self.listing.at.min(self.guests().len().saturating_sub(1));
                Some(Vec::new())
            }
            Command::Review => {
                Some(vec![Step::Open(Box::new(super::review::ReviewPane::new(shared, self.event.clone())))])
            }
            // Sorting, marks and filters are the mixer's.
            _ => self.of_guest(shared, ids, *command),
        }
    }

    fn refresh(&mut self, shared: &Shared) {
        let known = shared.known(&Topic::Brief(self.event.clone()));
        let of = known.map(|known| known.of);
        if self.built == of {
            return;
        }
        self.built = of;
        let on = self.guests().get(self.listing.at).map(|guest| (guest.line, guest.person.clone()));
        self.brief = match known.and_then(|known| known.found) {
            Some(Found::Brief(brief)) => Some(brief.clone()),
            _ => None,
        };
        let rows: Vec<_> = self.guests().iter().map(|guest| (guest.line, guest.person.clone())).collect();
        self.listing.follow(&rows, on.as_ref());
    }

    fn view(&self, shared: &Shared, canvas: &mut Canvas<'_>, screen: Rect) {
        let today = shared.now.today();
        let event = shared.book.event(&self.event);
        let name = event.map_or("", |event| event.name.as_str());
        let all = event.map_or_else(String::new, |event| in_words(event, today));
        // Where the window is narrow the name is the heading, and when and where stand under it.
        let fits = width(&all) + 12 < usize::from(screen.width);
        let late = if self.brief.is_none() { "" } else { anew(self.is_fresh(shared)) };
        let inner =
            ground(canvas, screen, &format!("Brief{late} · {}", if fits { all.as_str() } else { name }));
        let cells = usize::from(inner.width.saturating_sub(2)).max(1);
        let place = event.filter(|_| !fits).map(|event| {
            let day = event.date.map_or_else(String::new, |day| day_words(day, today));
            let start = event.start.map_or_else(String::new, |start| format!(" {start}"));
            let parts =
                [format!("{day}{start}"), event.venue.clone()].into_iter().filter(|part| !part.is_empty());
            Part::Words(parts.collect::<Vec<_>>().join(" · "), Meaning::Dim)
        });
        let mut parts: Vec<Part> = place.into_iter().chain(self.head(shared)).collect();
        // Whoever comes first stands whole under what is said of all.
        let most =
            usize::from(inner.height.saturating_sub(1)).saturating_sub(lines_of(&parts, cells)).max(LEAST);
        let of = (self.built, self.rest, today, (cells, most));
        parts.extend(self.laid.parts(of, || self.rows(shared, (cells, most))).iter().cloned());
        self.listing.view(canvas, inner, &parts, &mut |canvas, area, at, _| {
            let Some(guest) = self.guests().get(at) else { return };
            let standing = match (guest.wanted, guest.known) {
                (true, true) => "wanted, known",
                (true, false) => "wanted, new",
                (false, true) => "known",
                (false, false) => "new",
            };
            let start = canvas.right(Rect { height: 1, ..area }, area.y, standing, Meaning::Dim);
            let room = start.saturating_sub(area.x + 1);
            let number = if at < FIRST { format!("{}. ", at + 1) } else { String::new() };
            let does = [guest.role.as_str(), &guest.company].into_iter().filter(|part| !part.is_empty());
            let does = does.collect::<Vec<_>>().join(", ");
            let gap = if does.is_empty() { "" } else { "  " };
            let pieces = [
                (number.as_str(), Meaning::Dim),
                (guest.name.as_str(), Meaning::Heading),
                (gap, Meaning::Text),
                (does.as_str(), Meaning::Dim),
            ];
            canvas.pieces(area.x, area.y, room, &pieces);
            let rows = lines(shared, guest, cells, most);
            for (y, (text, meaning)) in (area.top() + 1..area.bottom()).zip(rows) {
                canvas.put(area.x + 2, y, area.width.saturating_sub(2), &text, meaning);
            }
        });
    }
}
