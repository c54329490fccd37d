//! iCalendar (RFC 5545) as events with their guests, from whatever program wrote it.

mod moment;
mod versions;

use std::mem::take;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

use self::moment::{duration, moment};

use super::decode;
use super::draft::{Draft, Fate, clean, turned};
use super::lines::{Line, Lines, MAX_VALUE};
use super::series::Series;
use super::shapes::{is_email, is_family_comma, named_email};
use super::{NotAList, Options};
use crate::domain::{Clock, Day, Invitation, Stamp};

/// The most events of one file.
const MAX_EVENTS: usize = 5_000;
/// The most guests of one file.
const MAX_GUESTS: usize = 100_000;
/// Addresses that programs write invitations from.
const PROGRAMS: &[&str] = &[
    "calendar-invite",
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "notifications",
    "mailer-daemon",
];
/// Hosts on which only rooms, groups and calendars live.
const NOBODYS: &[&str] = &[
    "resource.calendar.google.com",
    "group.calendar.google.com",
    "import.calendar.google.com",
    // Holidays, and the birthdays of one's contacts.
    "group.v.calendar.google.com",
    "virtual",
    "events.lu.ma",
];

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
    pub(super) guests: Vec<Draft>,
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
    pub(super) events: Vec<Found>,
    pub(super) said: Vec<String>,
    pub(super) problems: Vec<String>,
}

/// Reads a calendar. What stands in UTC is told in `options.zone`; all other times are those of the place, as written.
///
/// # Errors
/// When there is no event, there are too many, or no encoding has the name that the options say.
pub(super) fn read(bytes: &[u8], options: &Options) -> Result<Calendar, NotAList> {
    let decode::Plain { bytes, encoding, fallback, mut problems } =
        decode::plain(bytes, options.encoding.as_deref())?;
    let mut reading = Reading { zone: options.zone.clone(), ..Reading::default() };
    let mut lines = Lines::new(&bytes, 0, 1, fallback);
    while let Some(line) = lines.next_line() {
        reading.take(&line, &mut problems);
        if reading.events.len() > MAX_EVENTS || reading.guests > MAX_GUESTS {
            return Err(NotAList(format!(
                "nothing to import: it holds more than {MAX_EVENTS} events or {MAX_GUESTS} guests, the most of one file; split it"
            )));
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

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn unclosed(line: usize) -> String {
    format!("line {line}: the event that begins here never ends, and is left out")
}

#[derive(Default)]
struct Reading {
    events: Vec<Found>,
    open: Option<Found>,
    /// Names of the components that are open.
    stack: Vec<String>,
    guests: usize,
    calendar: String,
    zone: Option<TimeZone>,
    in_utc: bool,
    /// What the calendar that is open is for, and the first event of it.
    method: String,
    from: usize,
}

impl Reading {
    fn take(&mut self, line: &Line<'_>, problems: &mut Vec<String>) {
        if line.is("BEGIN") {
            let name = line.value.to_ascii_uppercase();
            if name == "VEVENT" {
                problems.extend(self.open.take().map(|event| unclosed(event.line)));
                self.stack.retain(|open| open != "VEVENT" && open != "VALARM");
                self.open = Some(Found { line: line.number, ..Found::default() });
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
                && let Some(event) = self.open.take()
            {
                self.guests += event.guests.len();
                self.events.push(event.ended());
            }
            return;
        }
        if line.is("X-WR-CALNAME") && self.open.is_none() {
            self.calendar = clean(&line.text()).into_owned();
        }
        if line.is("METHOD") && self.open.is_none() {
            self.method = line.value.trim().to_ascii_uppercase();
        }
        if self.stack.last().is_some_and(|open| open == "VEVENT") {
            self.event(line, problems);
        }
    }

    /// What a calendar is for holds for its events; a file may have several calendars.
    fn end_of_calendar(&mut self) {
        let method = take(&mut self.method);
        for event in self.events.iter_mut().skip(self.from) {
            match method.as_str() {
                "CANCEL" => event.cancelled = true,
                "REPLY" => event.method = Method::Answer,
                "COUNTER" | "DECLINECOUNTER" | "REFRESH" => event.method = Method::Proposal,
                _ => {}
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
            "ATTENDEE" => event.guests.push(guest(line)),
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

    fn ended(mut self) -> Self {
        let starts = self.day.zip(self.start).map(|(day, start)| day.0.to_datetime(start.0));
        if let Some(starts) = starts {
            let until = self.until.or_else(|| starts.checked_add(self.lasts?).ok());
            let within_a_day = |until: &DateTime| {
                *until > starts && starts.checked_add(1.day()).is_ok_and(|next| *until <= next)
            };
            self.end = until.filter(within_a_day).map(|until| Clock(until.time()));
        }
        self
    }
}

/// Whom a line invites.
fn guest(line: &Line<'_>) -> Draft {
    let mut draft = Draft { line: line.number, ..Draft::default() };
    let uri = line.text();
    let uri = uri.trim();
    let (mailed, rest) = match uri.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => (true, rest.trim()),
        _ => (false, uri),
    };
    // vCalendar 1.0 writes `Ana Ruiz <ana@forno.example>`, and some write that behind `mailto:` too.
    let written = named_email(rest);
    let rest = match rest.rsplit_once('<') {
        Some((_, inside)) if written.is_some() => inside.trim_end_matches('>'),
        _ => rest,
    };
    let address = if is_email(rest) { rest } else { line.parameter("EMAIL").unwrap_or("").trim() };
    // What is written as an address and is none says more of them than nothing.
    let odd = !is_email(address) && mailed && rest.contains('@');
    if is_email(address) {
        draft.emails.push(address.to_owned());
    } else if odd {
        draft.emails.push(clean(rest).into_owned());
    } else if uri.contains("://") {
        draft.links.push(uri.to_owned());
    }
    // A program that knows no name writes the address in its place.
    let name = plain_parameter(line.parameter("CN").or(written).unwrap_or(""));
    let name = clean(&name).trim_matches(['"', '\'']).to_owned();
    if !name.contains('@') && !is_email(&name) {
        draft.name = turned(&name, is_family_comma(&name));
    }
    draft.fate = fate(line, address, &draft);
    if odd && !matches!(draft.fate, Fate::Out(_)) {
        draft.problems.push(format!(
            "line {}: {:?} does not look like an e-mail address; it is kept as it is",
            line.number,
            clean(rest)
        ));
    }
    draft
}

/// What the invitation says of them: rooms, groups and programs are nobody, and who declined does not come.
fn fate(line: &Line<'_>, address: &str, draft: &Draft) -> Fate {
    let kind = line.parameter("CUTYPE").unwrap_or("").to_ascii_uppercase();
    match kind.as_str() {
        "ROOM" => return Fate::Out("a room, nobody".to_owned()),
        "RESOURCE" => return Fate::Out("a room or a thing, nobody".to_owned()),
        "GROUP" => return Fate::Out("a group, nobody by name".to_owned()),
        _ => {}
    }
    let address = address.to_ascii_lowercase();
    let (user, host) = address.split_once('@').unwrap_or((&address, ""));
    if NOBODYS.contains(&host) || PROGRAMS.contains(&user) {
        return Fate::Out("a calendar's or a program's own address, nobody".to_owned());
    }
    match line.parameter("PARTSTAT").unwrap_or("").to_ascii_uppercase().as_str() {
        "DECLINED" => return Fate::Off("declined".to_owned()),
        "DELEGATED" => return Fate::Off("sends somebody else".to_owned()),
        _ if draft.name.is_empty() && draft.emails.is_empty() => {
            return Fate::Out("nobody named in it".to_owned());
        }
        "TENTATIVE" => return Fate::Doubt("tentative: not sure to come".to_owned()),
        _ => {}
    }
    if line.parameter("ROLE").is_some_and(|role| role.eq_ignore_ascii_case("NON-PARTICIPANT")) {
        return Fate::Doubt("only told of it".to_owned());
    }
    if draft.name.is_empty() {
        Fate::Doubt("no name; the e-mail address stands for it".to_owned())
    } else {
        Fate::In
    }
}

/// RFC 6868: `^n`, `^'` and `^^` in a parameter; and the backslashes that programs write there against the rules.
fn plain_parameter(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(ch) = rest.next() {
        let next = rest.clone().next();
        let put = match (ch, next) {
            ('^', Some('n' | 'N')) => ' ',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            ('\\', Some(next @ (',' | ';' | '"' | '\\'))) => next,
            _ => {
                out.push(ch);
                continue;
            }
        };
        out.push(put);
        rest.next();
    }
    out
}
