//! iCalendar (RFC 5545) as events with their guests, from whatever program wrote it.

mod guests;
mod moment;
mod nobody;
mod own;
mod versions;
mod words;

use std::mem::take;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

pub(super) use self::guests::Invitee;
use self::guests::{Guest, guest};
use self::moment::{duration, moment};
use self::own::Own;

use super::decode;
use super::draft::clean;
use super::lines::{Line, Lines, MAX_VALUE};
use super::series::Series;
use super::{NotAList, Options};
use crate::domain::{Clock, Day, Invitation, Person, Stamp};

/// The most events of one file, as many as a table may have rows: thirty a day for twenty years.
const MAX_EVENTS: usize = 200_000;
/// The most guests of one file.
const MAX_GUESTS: usize = 1_000_000;

/// The events of a file. Long calendars are many times as large in parts as they are as text, so each is freed when it is dealt
/// with.
pub(super) type Events = Vec<Box<Found>>;
/// An event as the file has it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The line it begins in, from 1.
    pub(super) line: usize,
    /// Its title; may be empty.
    pub(super) name: String,
    /// On which day it begins.
    pub(super) day: Option<Day>,
    /// From, unless it lasts all day.
    pub(super) start: Option<Clock>,
    /// To, when it ends within a day.
    pub(super) end: Option<Clock>,
    /// Where.
    pub(super) venue: String,
    /// It comes again; only its first time is kept.
    pub(super) repeats: bool,
    /// How it comes again, where that is said in a way that a group may meet.
    pub(super) series: Option<Series>,
    /// It was called off.
    pub(super) cancelled: bool,
    /// The line of a later version of the same event.
    pub(super) replaced: Option<usize>,
    /// Who is invited.
    pub(super) guests: Vec<Invitee>,
    /// The calendar's own name for it; may be empty.
    pub(super) uid: String,
    /// Which time of a series it stands for, as written.
    pub(super) occurrence: String,
    /// The line of the series whose first time it is; what it says stands there.
    pub(super) first_of: Option<usize>,
    /// What its file is for.
    pub(super) method: Method,
    /// When it begins, as written.
    begins: String,
    sequence: Option<u32>,
    at: Option<Stamp>,
    lasts: Option<SignedDuration>,
    until: Option<DateTime>,
}

/// What a calendar is handed out for (RFC 5546).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Method {
    /// To say how things are.
    #[default]
    Version,
    /// To answer for a guest.
    Answer,
    /// To propose another time or to ask; nothing is decided.
    Proposal,
}

/// A calendar's events.
pub(super) struct Calendar {
    pub(super) events: Events,
    pub(super) said: Vec<String>,
    pub(super) problems: Vec<String>,
}

impl Calendar {
    /// Tells the user from rooms, lists and calendars, where an address is theirs.
    pub(super) fn meets(&mut self, me: &Person) {
        let guests = self.events.iter_mut().flat_map(|event| &mut event.guests);
        guests.for_each(|guest| own::unless_me(guest, me));
    }
}

/// Reads a calendar. What stands in UTC is told in `options.zone`; all other times are those of the place, as written.
///
/// # Errors
/// When there is no event, there are too many, or no encoding has the name that the options say.
pub(super) fn read(bytes: Vec<u8>, options: &Options) -> Result<Calendar, NotAList> {
    let decode::Plain { bytes: plain, encoding, fallback, mut problems } =
        decode::plain(&bytes, options.encoding.as_deref())?;
    let mut reading = Reading { zone: options.zone.clone(), ..Reading::default() };
    let mut lines = Lines::new(&plain, 0, 1, fallback);
    while let Some(line) = lines.next_line() {
        reading.take(&line, &mut problems);
        if reading.events.len() > MAX_EVENTS || reading.guests > MAX_GUESTS {
            return Err(too_many(line.number));
        }
    }
    problems.extend(reading.open.take().map(|event| unclosed(event.line)));
    if reading.events.is_empty() {
        let why = problems.first().map_or_else(String::new, |problem| format!(" ({problem})"));
        return Err(NotAList(format!(
            "nothing to import: the calendar holds no whole event{why}; export it again"
        )));
    }
    reading.end_of_calendar();
    drop(lines);
    drop(plain);
    drop(bytes);
    let Reading { mut events, calendar, in_utc, zone, .. } = reading;
    versions::settle(&mut events);
    let mut said = vec![format!("iCalendar, {encoding}")];
    if !calendar.is_empty() {
        said.push(format!("the calendar is called {calendar}"));
    }
    let guests: usize = events.iter().map(|event| event.guests.len()).sum();
    said.push(format!("{}, {}", count(events.len(), "event"), count(guests, "guest")));
    if in_utc {
        let name = zone.as_ref().and_then(TimeZone::iana_name).unwrap_or("your own");
        said.push(if zone.is_some() {
            format!("times in UTC are told in the zone {name}")
        } else {
            "times in UTC stay in UTC".to_owned()
        });
    }
    Ok(Calendar { events, said, problems })
}

/// Why a calendar that is read as far as `line` is too long, and how to take it all the same.
fn too_many(line: usize) -> NotAList {
    NotAList(format!(
        "nothing to import: by line {line} it holds more than {MAX_EVENTS} events or {MAX_GUESTS} guests, the most of one file, so \
         nothing of it comes in; export it by years, or cut it after an END:VEVENT into files that each begin with BEGIN:VCALENDAR"
    ))
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn unclosed(line: usize) -> String {
    format!("line {line}: the event that begins here never ends, and is left out")
}

#[derive(Default)]
struct Reading {
    events: Events,
    open: Option<Box<Found>>,
    /// Names of the components that are open.
    stack: Vec<String>,
    /// Who is invited to the event that is open.
    invited: Vec<Guest>,
    guests: usize,
    calendar: String,
    zone: Option<TimeZone>,
    in_utc: bool,
    /// What the calendar that is open is for, what it says of itself, and the first event of it.
    method: String,
    own: Own,
    from: usize,
}

impl Reading {
    fn take(&mut self, line: &Line<'_>, problems: &mut Vec<String>) {
        if line.is("BEGIN") {
            let name = line.value.to_ascii_uppercase();
            if name == "VEVENT" {
                problems.extend(self.open.take().map(|event| unclosed(event.line)));
                self.stack.retain(|open| open != "VEVENT" && open != "VALARM");
                self.invited.clear();
                self.open = Some(Box::new(Found { line: line.number, ..Found::default() }));
            }
            // What nests deeper than any calendar does is nobody's event.
            if self.stack.len() < 64 {
                self.stack.push(name);
            }
            return;
        }
        if line.is("END") {
            let name = line.value.to_ascii_uppercase();
            if name == "VCALENDAR" {
                self.end_of_calendar();
            }
            if let Some(at) = self.stack.iter().rposition(|open| *open == name) {
                self.stack.truncate(at);
            }
            if name == "VEVENT"
                && let Some(mut event) = self.open.take()
            {
                let invited = self.invited.drain(..);
                event.guests = invited.map(|guest| guest.at(&event.venue).into()).collect();
                self.guests += event.guests.len();
                event.ends();
                self.events.push(event);
            }
            return;
        }
        if line.is("X-WR-CALNAME") && self.open.is_none() {
            self.calendar = clean(&line.text()).into_owned();
        }
        if line.is("METHOD") && self.open.is_none() {
            self.method = line.value.trim().to_ascii_uppercase();
        }
        if self.stack.len() <= 1 && self.open.is_none() {
            self.own.hears(line);
        }
        if self.stack.last().is_some_and(|open| open == "VEVENT") {
            self.event(line, problems);
        }
    }

    /// What a calendar is for holds for its events; a file may have several calendars.
    fn end_of_calendar(&mut self) {
        let (method, own) = (take(&mut self.method), take(&mut self.own).ended());
        for event in self.events.iter_mut().skip(self.from) {
            match method.as_str() {
                "CANCEL" => event.cancelled = true,
                "REPLY" => event.method = Method::Answer,
                "COUNTER" | "DECLINECOUNTER" | "REFRESH" => event.method = Method::Proposal,
                _ => {}
            }
            if !own.is_unsaid() {
                event.guests.iter_mut().for_each(|guest| own.judge(guest));
            }
        }
        self.from = self.events.len();
    }

    fn event(&mut self, line: &Line<'_>, problems: &mut Vec<String>) {
        let Some(event) = &mut self.open else { return };
        if line.too_long {
            problems.push(format!(
                "line {}: a value of more than {} KiB is left out",
                line.number,
                MAX_VALUE >> 10
            ));
        }
        match line.name().to_ascii_uppercase().as_str() {
            "SUMMARY" if event.name.is_empty() => event.name = clean(&line.text()).into_owned(),
            "LOCATION" if event.venue.is_empty() => event.venue = clean(&line.text()).into_owned(),
            "DTSTART" if event.day.is_none() => match moment(&line.value) {
                Some(moment) => {
                    line.value.trim().clone_into(&mut event.begins);
                    self.in_utc |= moment.utc;
                    let (day, time) = moment.told(self.zone.as_ref());
                    (event.day, event.start) = (Some(Day(day)), time.map(Clock));
                }
                None => problems.push(format!("line {}: {:?} is no date", line.number, clean(&line.value))),
            },
            "DTEND" if event.until.is_none() => {
                event.until = moment(&line.value).and_then(|moment| {
                    let (day, time) = moment.told(self.zone.as_ref());
                    time.map(|time| day.to_datetime(time))
                });
            }
            "DURATION" => event.lasts = duration(&line.value),
            "STATUS" => event.cancelled |= line.value.eq_ignore_ascii_case("CANCELLED"),
            "RRULE" => {
                event.repeats = true;
                event.series = Series::of(&line.value);
            }
            "RDATE" => event.repeats = true,
            "UID" => line.value.trim().clone_into(&mut event.uid),
            "RECURRENCE-ID" => line.value.trim().clone_into(&mut event.occurrence),
            "SEQUENCE" => event.sequence = line.value.trim().parse().ok(),
            "DTSTAMP" => event.at = moment(&line.value).and_then(moment::Moment::stamp),
            "ATTENDEE" => self.invited.push(guest(line)),
            "ORGANIZER" => self.own.organizer(line),
            _ => {}
        }
    }
}

impl Found {
    /// Whether it is a day of mingle's own agenda, which stands with a person or a group already and is no meeting.
    pub(super) fn is_of_own_agenda(&self) -> bool {
        let own = self.uid.strip_suffix("@mingle").unwrap_or("");
        // A week's number stands before whom to be in touch with.
        let own = match own.split_at_checked(9) {
            Some((week, rest)) if week.contains("-w") && week.ends_with('-') => rest,
            _ => own,
        };
        ["favour-", "follow-up-", "person-", "introduction-", "renewal-"]
            .iter()
            .any(|kind| own.starts_with(kind))
    }

    /// The event of mine that mingle itself exported so.
    pub(super) fn own_event(&self) -> Option<&str> {
        self.uid.strip_suffix("@mingle")?.strip_prefix("event-")
    }

    /// What is kept of it, to find it again and to tell what it changes.
    pub(super) fn invitation(&self) -> Invitation {
        Invitation {
            uid: self.uid.clone(),
            occurrence: self.occurrence.clone(),
            first: if self.repeats { self.begins.clone() } else { String::new() },
            sequence: self.sequence,
            at: self.at,
            name: self.name.clone(),
            date: self.day,
            start: self.start,
            end: self.end,
            venue: self.venue.clone(),
            ..Invitation::default()
        }
    }

    /// The rhythm of a group that would meet as it does, if it has hours and goes on after `today`.
    pub(super) fn rhythm(&self, today: Day) -> Option<String> {
        self.start?;
        self.series.as_ref()?.rhythm(self.day?, today)
    }

    fn ends(&mut self) {
        let starts = self.day.zip(self.start).map(|(day, start)| day.0.to_datetime(start.0));
        if let Some(starts) = starts {
            let until = self.until.or_else(|| starts.checked_add(self.lasts?).ok());
            let within_a_day = |until: &DateTime| {
                *until > starts && starts.checked_add(1.day()).is_ok_and(|next| *until <= next)
            };
            self.end = until.filter(within_a_day).map(|until| Clock(until.time()));
        }
    }
}
