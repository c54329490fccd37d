//! An event: where people meet, who was to come, and what it was for.

use serde::{Deserialize, Serialize};

use super::invitation::Invitation;
use super::person::{Conflict, Met, Person};
use super::word::words;
use super::{Clock, Day, EventId, GroupId, PersonId, Stamp, Unknown};

words! {
    /// What I go for.
    #[derive(Default)]
    pub enum IntentWhy {
        /// Business sent on, either way.
        Referrals = "referrals",
        /// People in fields I know nobody in.
        #[default]
        Expand = "expand",
        /// Somebody who supplies what I need.
        Supplier = "supplier",
        /// People I know already.
        TouchBase = "touch-base",
        /// Somebody who needs what I offer.
        Customer = "customer",
    }
}

words! {
    /// Where an attendee stands.
    #[derive(Default)]
    pub enum AttendeeStatus {
        /// On the list.
        #[default]
        Expected = "expected",
        /// I want to meet them.
        Wanted = "wanted",
        /// We met here.
        Met = "met",
        /// Did not come.
        Absent = "absent",
    }
}

/// How many people I want to meet for what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Intent {
    /// What for.
    pub why: IntentWhy,
    /// How many.
    pub count: u32,
    /// Why it came to less, in the user's words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub missed: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Somebody on an event's list; becomes a person only when wanted or met.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attendee {
    /// As on the list.
    pub name: String,
    /// As on the list.
    pub company: String,
    /// As on the list.
    pub role: String,
    /// As on the list.
    pub email: String,
    /// Who it is, once it is one of my people.
    pub person: PersonId,
    /// Where they stand.
    pub status: AttendeeStatus,
    /// Where they stood before a list said that they do not come; without it `absent` is my own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<AttendeeStatus>,
    /// What earlier lists said of them and later ones say otherwise: it does not come back when an earlier list does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub formerly: Vec<String>,
    /// Why I want to meet them.
    pub why: String,
    /// When we met or they were checked in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A talk in the programme and what I took from it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Talk {
    /// What it is called.
    pub title: String,
    /// Who gave it.
    pub speaker: String,
    /// What I learned.
    pub lessons: Vec<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A mixer, talk, breakfast or fair.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// The name of its file.
    #[serde(skip)]
    pub id: EventId,
    /// The version of the file's form.
    pub schema: u32,
    /// What it is called.
    pub name: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// From.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Clock>,
    /// To.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<Clock>,
    /// Where.
    pub venue: String,
    /// Whose.
    pub group: GroupId,
    /// What I go for.
    pub intents: Vec<Intent>,
    /// What it cost, as written: "15 EUR".
    pub cost: String,
    /// How long I was there, in hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<f64>,
    /// How it was, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mood: Option<u8>,
    /// Share of the room that I knew, 0 to 1, when there is no list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_known: Option<f64>,
    /// What a calendar said of it last, when one brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Invitation>,
    /// Who was to come.
    #[serde(rename = "attendee")]
    pub attendees: Vec<Attendee>,
    /// The programme.
    #[serde(rename = "talk")]
    pub talks: Vec<Talk>,
    /// Values that two writers changed at once.
    #[serde(rename = "conflict")]
    pub conflicts: Vec<Conflict>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Event {
    /// Sets what I go for. Why an intent came to less stays with it.
    pub fn go_for(&mut self, wanted: Vec<Intent>) {
        let before = std::mem::take(&mut self.intents);
        let kept = wanted.into_iter().map(|intent| match before.iter().find(|old| old.why == intent.why) {
            Some(old) => Intent { count: intent.count, ..old.clone() },
            None => intent,
        });
        self.intents = kept.collect();
    }
}

impl IntentWhy {
    /// So many of it: "1 referral", "2 customers", "3 expand".
    fn counted(&self, count: u32) -> String {
        let word = self.as_str();
        match (self, count) {
            (Self::Referrals, 1) => "1 referral".to_owned(),
            (Self::Supplier | Self::Customer, more) if more != 1 => format!("{more} {word}s"),
            _ => format!("{count} {word}"),
        }
    }

    /// What people type for it, besides its own word.
    fn read(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "referral" | "referrals" => Self::Referrals,
            "expand" | "stranger" | "strangers" | "new" => Self::Expand,
            "supplier" | "suppliers" => Self::Supplier,
            "touch-base" | "touchbase" | "friends" | "friend" => Self::TouchBase,
            "customer" | "customers" | "client" | "clients" => Self::Customer,
            _ => return None,
        })
    }
}

impl Intent {
    /// Reads "3 expand, 1 supplier, touch base": a number (one unless said) and what for, parted by commas or `and`.
    ///
    /// `None` when any part says something else; what for twice adds up, and 0 is none. No number is above 999.
    pub fn read_all(text: &str) -> Option<Vec<Self>> {
        let mut intents: Vec<Self> = Vec::new();
        let text = text.replace(" and ", ",").replace("touch base", "touch-base").replace('=', " ");
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let words: Vec<&str> = part.split_whitespace().collect();
            let number = |word: &str| word.parse().ok().filter(|count| *count <= 999);
            let (count, why) = match words.as_slice() {
                [why] => (1, *why),
                [one, other] => match (number(one), number(other)) {
                    (Some(count), None) => (count, *other),
                    (None, Some(count)) => (count, *one),
                    _ => return None,
                },
                _ => return None,
            };
            let why = IntentWhy::read(why)?;
            if count == 0 {
                continue;
            }
            match intents.iter_mut().find(|intent| intent.why == why) {
                Some(intent) => intent.count = (intent.count + count).min(999),
                None => intents.push(Self { why, count, ..Self::default() }),
            }
        }
        Some(intents)
    }

    /// All on one line, as [`Self::read_all`] reads them: "3 expand, 1 referral, 2 suppliers".
    pub fn line(intents: &[Self]) -> String {
        let said: Vec<String> = intents.iter().map(|intent| intent.why.counted(intent.count)).collect();
        said.join(", ")
    }
}

impl Attendee {
    /// Whether this line is `person`: by address, else by name. For my own card, which no line can point to.
    pub fn is(&self, person: &Person) -> bool {
        let email = self.email.trim();
        let known =
            !email.is_empty() && person.emails.iter().any(|own| own.trim().eq_ignore_ascii_case(email));
        known || (!person.name.is_empty() && self.name.trim().eq_ignore_ascii_case(person.name.trim()))
    }

    /// A list says that they do not come. Whom I met, and who was absent already, stays as they are; says whether anything
    /// changed.
    pub fn leave(&mut self) -> bool {
        let stays = matches!(self.status, AttendeeStatus::Met | AttendeeStatus::Absent);
        if !stays {
            self.was = Some(std::mem::replace(&mut self.status, AttendeeStatus::Absent));
        }
        !stays
    }

    /// A list has them again: who was absent by the word of a list stands where they stood before. Says whether anything
    /// changed.
    pub fn come_back(&mut self) -> bool {
        let was = self.was.take_if(|_| self.status == AttendeeStatus::Absent);
        if let Some(was) = was.clone() {
            self.status = was;
        }
        was.is_some()
    }

    /// Where they stand, in words: "not coming" by the word of a list, else the status.
    pub fn standing(&self) -> &str {
        if self.status == AttendeeStatus::Absent && self.was.is_some() {
            "not coming"
        } else {
            self.status.as_str()
        }
    }

    /// Marks them as wanted, with a why that replaces the old one unless it is empty, or as not wanted any more. Whom I
    /// met stays met.
    pub fn want(&mut self, wanted: bool, why: &str) {
        if self.status == AttendeeStatus::Met {
            return;
        }
        if wanted {
            (self.status, self.was) = (AttendeeStatus::Wanted, None);
            if !why.trim().is_empty() {
                why.trim().clone_into(&mut self.why);
            }
        } else if self.status == AttendeeStatus::Wanted {
            self.status = AttendeeStatus::Expected;
            self.why.clear();
        }
    }

    /// The person that somebody on the list becomes when they are met on day `on`: all that the list says of them.
    pub fn to_person(&self, id: PersonId, event: &EventId, on: Day) -> Person {
        Person {
            company: self.company.clone(),
            role: self.role.clone(),
            emails: Some(self.email.clone()).filter(|email| !email.is_empty()).into_iter().collect(),
            met: Some(Met { event: event.clone(), on: Some(on), ..Met::default() }),
            ..Person::named(id, &self.name)
        }
    }
}

impl Event {
    /// The attendee that stands for a person of mine.
    pub fn attendee_of(&self, person: &PersonId) -> Option<&Attendee> {
        self.attendees.iter().find(|attendee| attendee.person == *person)
    }

    /// Whether its lines are a list of who was to come, and not only lines of my own: whom I met, and whom I wish to meet of
    /// whom no more than the name is said or who is one of my people.
    pub fn has_list(&self) -> bool {
        let told =
            |line: &Attendee| [&line.company, &line.role, &line.email].iter().any(|text| !text.is_empty());
        self.attendees.iter().any(|line| match &line.status {
            AttendeeStatus::Expected | AttendeeStatus::Other(_) => true,
            AttendeeStatus::Wanted => line.person.is_empty() && told(line),
            AttendeeStatus::Met | AttendeeStatus::Absent => false,
        })
    }

    /// The day on which somebody was first met here who is written down `today`: that of the event once it is past.
    pub fn day_met(&self, today: Day) -> Day {
        self.date.filter(|date| *date < today).unwrap_or(today)
    }

    /// Marks `person` as met here at `at`: on the list if they stand there, else as a new line of it.
    pub fn check_in(&mut self, person: &PersonId, name: &str, at: Stamp) {
        let known = self.attendees.iter().position(|attendee| attendee.person == *person).or_else(|| {
            let named = |attendee: &Attendee| attendee.person.is_empty() && attendee.name == name;
            // Two of the same name: nobody can tell which, so neither is taken.
            (self.attendees.iter().filter(|attendee| named(attendee)).count() == 1)
                .then(|| self.attendees.iter().position(named))
                .flatten()
        });
        let attendee = if let Some(found) = known.and_then(|at| self.attendees.get_mut(at)) {
            found
        } else {
            self.attendees.push(Attendee { name: name.to_owned(), ..Attendee::default() });
            let Some(last) = self.attendees.last_mut() else { return };
            last
        };
        attendee.person = person.clone();
        (attendee.status, attendee.was) = (AttendeeStatus::Met, None);
        attendee.at = attendee.at.or(Some(at));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        let line = Intent::read_all(text).map(|intents| Intent::line(&intents));
        assert_eq!(line.as_deref(), expect, "{text}");
        let again = line.and_then(|line| Some(Intent::line(&Intent::read_all(&line)?)));
        assert_eq!(again.as_deref(), expect, "what is shown can be typed: {text}");
    }

    #[test]
    fn a_list_is_what_others_wrote() {
        let has_list = |text: &str| toml::from_str::<Event>(text).unwrap().has_list();
        for (line, expect) in [
            ("name = 'Ana'", true),
            ("name = 'Ana'\nstatus = 'waiting list'", true),
            ("name = 'Ana'\nstatus = 'met'", false),
            ("name = 'Ana'\nstatus = 'absent'", false),
            ("name = 'Ana'\nstatus = 'wanted'\nwhy = 'bread'", false),
            ("name = 'Ana'\nstatus = 'wanted'\ncompany = 'Forno'", true),
            ("name = 'Ana'\nstatus = 'wanted'\nemail = 'ana@forno.example'", true),
            ("name = 'Ana'\nstatus = 'wanted'\ncompany = 'Forno'\nperson = 'ana-1'", false),
        ] {
            assert_eq!(has_list(&format!("[[attendee]]\n{line}")), expect, "{line}");
            let met = "[[attendee]]\nname = 'Tom'\nstatus = 'met'\n";
            assert_eq!(has_list(&format!("{met}[[attendee]]\n{line}")), expect, "{line} beside somebody met");
        }
        assert!(!has_list("name = 'Fair'"));
    }

    #[test]
    fn intents_are_read_from_a_line() {
        check("3 expand, 1 supplier", Some("3 expand, 1 supplier"));
        check("supplier 2 and touch base", Some("2 suppliers, 1 touch-base"));
        check("3 strangers,2 customers, 1 referral", Some("3 expand, 2 customers, 1 referral"));
        check("expand=2", Some("2 expand"));
        check("1 expand, 2 expand", Some("3 expand"));
        check("", Some(""));
        check("cake", None);
        check("3", None);
        check("0 expand", Some(""));
        check("0 strangers, 2 customers", Some("2 customers"));
        check("1000 expand", None);
        check("-1 expand", None);
        check("3 expand friendly people", None);
    }
}
