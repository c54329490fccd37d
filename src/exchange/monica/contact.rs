//! One contact of Monica's with its notes, calls, debts, gifts, reminders and tasks as a person of mine.

use std::collections::BTreeSet;

use jiff::ToSpan;
use serde_json::Value;

use super::{Around, Way};
use crate::domain::{
    Day, Favour, FavourId, FavourKind, FavourState, FollowUp, FollowUpId, Met, Note, NoteId, Person,
    PersonId, Side, Stamp,
};
use crate::exchange::draft::clean;
use crate::exchange::shapes::is_email;

pub(super) fn uuid(value: &Value) -> Option<&str> {
    value.get("uuid").and_then(Value::as_str)
}

/// A property as text, if it is one and not empty.
pub(super) fn property<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    let text = value.get("properties")?.get(key)?.as_str()?.trim();
    (!text.is_empty()).then_some(text)
}

/// A property that may be text or a number.
fn amount(value: &Value, key: &str) -> Option<String> {
    match value.get("properties")?.get(key)? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A property that says yes: true, 1 or "yes".
fn yes(value: &Value, key: &str) -> bool {
    match value.get("properties").and_then(|properties| properties.get(key)) {
        Some(Value::Bool(yes)) => *yes,
        Some(Value::Number(number)) => number.as_i64() == Some(1),
        Some(Value::String(text)) => matches!(text.as_str(), "yes" | "true" | "1"),
        _ => false,
    }
}

/// `2024-04-01` or `2024-04-01T10:00:00.000000Z`.
fn day(text: &str) -> Option<Day> {
    text.get(..10)?.parse().ok().map(Day)
}

fn stamp(text: &str) -> Option<Stamp> {
    let at: jiff::civil::DateTime = text
        .trim_end_matches('Z')
        .parse()
        .ok()
        .or_else(|| Some(day(text)?.0.to_datetime(jiff::civil::Time::midnight())))?;
    let at = at.with().subsec_nanosecond(0).build().unwrap_or(at);
    Some(Stamp { at, offset: text.ends_with('Z').then_some(0) })
}

fn created(value: &Value) -> Option<&str> {
    value.get("created_at").and_then(Value::as_str)
}

impl Around {
    /// A contact with all that stands with it, of `document`; `None` without a name. What there is no place for is told to
    /// `unused`.
    pub(super) fn contact(
        &self,
        contact: &Value,
        document: &str,
        unused: &mut BTreeSet<String>,
    ) -> Option<Person> {
        let text = |key: &str| property(contact, key).map(|text| clean(text).into_owned());
        let names: Vec<String> =
            ["first_name", "middle_name", "last_name"].into_iter().filter_map(text).collect();
        let name = if names.is_empty() { text("nickname")? } else { names.join(" ") };
        let mut person = Person::named(PersonId::new(uuid(contact).unwrap_or_default()), &name);
        person.company = text("company").unwrap_or_default();
        person.role = text("job").unwrap_or_default();
        let tags =
            contact.get("properties").and_then(|properties| properties.get("tags")).and_then(Value::as_array);
        person.tags = tags
            .into_iter()
            .flatten()
            .filter_map(|tag| tag.as_str().or_else(|| property(tag, "name")))
            .map(|tag| tag.trim().to_owned())
            .collect();
        if let Some(on) = property(contact, "first_met_date").and_then(day) {
            person.met = Some(Met { on: Some(on), ..Met::default() });
        }
        if let Some(nickname) = text("nickname").filter(|nickname| !name.contains(nickname)) {
            note(&mut person, format!("Also called {nickname}"), None);
        }
        let born = contact.get("properties").and_then(|properties| properties.get("birthdate"));
        if born.is_some_and(|born| !born.is_null()) {
            unused.insert("birthdate".to_owned());
        }
        for (key, before) in [
            ("description", ""),
            ("food_preferences", "Food: "),
            ("first_met_where", "Met at: "),
            ("first_met_additional_info", "How we met: "),
        ] {
            if let Some(text) = property(contact, key) {
                note(&mut person, format!("{before}{text}"), None);
            }
        }
        let data = contact.get("data").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for list in data {
            let kind = list.get("type").and_then(Value::as_str).unwrap_or_default();
            for value in list.get("values").and_then(Value::as_array).into_iter().flatten() {
                self.take(kind, value, document, &mut person, unused);
            }
        }
        Some(person)
    }

    /// One thing that Monica keeps with a contact.
    fn take(
        &self,
        kind: &str,
        value: &Value,
        document: &str,
        person: &mut Person,
        unused: &mut BTreeSet<String>,
    ) {
        match kind {
            "contact_field" => self.field(value, person),
            "note" => {
                if let Some(body) = property(value, "body") {
                    note(person, body.to_owned(), created(value));
                }
            }
            "call" => {
                let at = property(value, "called_at").or(created(value));
                let caller = if yes(value, "contact_called") { "They called" } else { "Call" };
                let said = property(value, "content")
                    .map_or(caller.to_owned(), |content| format!("{caller}: {content}"));
                note(person, said, at);
            }
            "life_event" => {
                let words: Vec<&str> =
                    ["name", "note"].into_iter().filter_map(|key| property(value, key)).collect();
                if !words.is_empty() {
                    note(person, words.join(": "), property(value, "happened_at").or(created(value)));
                }
            }
            "activity" => {
                let elsewhere = value.as_str().and_then(|uuid| self.activities.get(uuid));
                let elsewhere: Option<Value> =
                    elsewhere.and_then(|span| serde_json::from_str(span.text(document)).ok());
                let activity = elsewhere.as_ref().unwrap_or(value);
                let words: Vec<&str> = ["summary", "description"]
                    .into_iter()
                    .filter_map(|key| property(activity, key))
                    .collect();
                if !words.is_empty() {
                    note(person, words.join("\n\n"), property(activity, "happened_at").or(created(activity)));
                }
            }
            "conversation" => conversation(person, value),
            "debt" => debt(person, value),
            "gift" => gift(person, value),
            "reminder" => self.reminder(person, value),
            "task" => task(person, value),
            other if !other.is_empty() => {
                unused.insert(other.to_owned());
            }
            _ => {}
        }
    }

    fn field(&self, value: &Value, person: &mut Person) {
        let Some(data) = property(value, "data") else { return };
        let way = property(value, "type").and_then(|kind| self.fields.get(kind)).copied();
        let list = match way {
            Some(Way::Email) => &mut person.emails,
            Some(Way::Phone) => &mut person.phones,
            None if is_email(data) => &mut person.emails,
            Some(Way::Link) | None => &mut person.links,
        };
        if !list.iter().any(|there| there == data) {
            list.push(data.to_owned());
        }
    }

    fn reminder(&self, person: &mut Person, value: &Value) {
        let Some(title) = property(value, "title").filter(|_| !yes(value, "inactive")) else { return };
        let first = property(value, "initial_date").and_then(day);
        let every = value
            .get("properties")
            .and_then(|all| all.get("frequency_number"))
            .and_then(Value::as_i64)
            .unwrap_or(1);
        let kind = property(value, "frequency_type").unwrap_or("one_time");
        let due = first.map(|first| self.today.map_or(first, |today| next(first, kind, every, today)));
        let what = match kind {
            "week" | "month" | "year" if every > 1 => format!("{title} (every {every} {kind}s)"),
            "week" | "month" | "year" => format!("{title} (every {kind})"),
            _ => title.to_owned(),
        };
        // The day of a repeated reminder moves with the day of the import, so its words alone say whether it is there.
        follow_up(person, FollowUp { due, what, ..FollowUp::default() });
    }
}

/// The first day from `today` on of what comes again; `first` of what does not.
fn next(first: Day, kind: &str, every: i64, today: Day) -> Day {
    let every = every.clamp(1, 1_000);
    // Two thousand weeks are forty years.
    (0..2_000_i64)
        .map_while(|times| {
            let span = match kind {
                "week" => (times * every).weeks(),
                "month" => (times * every).months(),
                "year" => (times * every).years(),
                _ => return None,
            };
            first.0.checked_add(span).ok().map(Day)
        })
        .find(|day| *day >= today)
        .unwrap_or(first)
}

fn note(person: &mut Person, text: String, at: Option<&str>) {
    let id = NoteId::new(&format!("n{}", person.notes.len() + 1));
    person.notes.push(Note { id, text, at: at.and_then(stamp), ..Note::default() });
}

fn follow_up(person: &mut Person, follow_up: FollowUp) {
    let id = FollowUpId::new(&format!("u{}", person.follow_ups.len() + 1));
    person.follow_ups.push(FollowUp { id, ..follow_up });
}

fn favour(person: &mut Person, favour: Favour) {
    let id = FavourId::new(&format!("f{}", person.favours.len() + 1));
    person.favours.push(Favour { id, ..favour });
}

/// What one owes the other: it was given, and once it is paid back it is as good as thanked for.
fn debt(person: &mut Person, value: &Value) {
    let sum = [amount(value, "amount"), amount(value, "currency")];
    let sum = sum.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let on = created(value).and_then(day);
    let side = if yes(value, "in_debt") { Side::Receive } else { Side::Give };
    let mut lent = Favour {
        side,
        kind: FavourKind::Resource,
        what: property(value, "reason").map_or_else(|| format!("lent {sum}"), str::to_owned),
        value: sum,
        on,
        done: on,
        state: FavourState::Done,
        ..Favour::default()
    };
    if property(value, "status").is_some_and(|status| status != "inprogress") {
        lent.state = FavourState::Thanked;
        lent.thanked = value.get("updated_at").and_then(Value::as_str).and_then(day).or(on);
    }
    favour(person, lent);
}

/// A present: given, received, or only an idea.
fn gift(person: &mut Person, value: &Value) {
    let Some(name) = property(value, "name") else { return };
    let on = property(value, "date").or(created(value)).and_then(day);
    let sum = [amount(value, "amount"), amount(value, "currency")];
    let side = match property(value, "status") {
        Some("offered" | "given") => Side::Give,
        Some("received") => Side::Receive,
        _ => return note(person, format!("Gift idea: {name}"), created(value)),
    };
    favour(
        person,
        Favour {
            side,
            kind: FavourKind::Resource,
            what: name.to_owned(),
            value: sum.into_iter().flatten().collect::<Vec<_>>().join(" "),
            on,
            done: on,
            state: FavourState::Done,
            ..Favour::default()
        },
    );
}

fn task(person: &mut Person, value: &Value) {
    let Some(title) = property(value, "title") else { return };
    let what = property(value, "description").map_or(title.to_owned(), |more| format!("{title}: {more}"));
    let done = property(value, "completed_at").or(value.get("updated_at").and_then(Value::as_str));
    let done = done.filter(|_| yes(value, "completed")).and_then(day);
    follow_up(person, FollowUp { what, done, ..FollowUp::default() });
}

fn conversation(person: &mut Person, value: &Value) {
    let messages = value.get("properties").and_then(|all| all.get("messages")).and_then(Value::as_array);
    let said: Vec<String> = messages
        .into_iter()
        .flatten()
        .filter_map(|message| {
            let content =
                message.get("content").and_then(Value::as_str).or_else(|| property(message, "content"))?;
            let mine = message
                .get("written_by_me")
                .and_then(Value::as_bool)
                .unwrap_or_else(|| yes(message, "written_by_me"));
            Some(format!("{}: {}", if mine { "me" } else { "they" }, content.trim()))
        })
        .collect();
    if !said.is_empty() {
        note(person, said.join("\n"), property(value, "happened_at").or(created(value)));
    }
}
