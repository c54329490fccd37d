//! Monica's export (version 4, JSON): contacts with their notes, calls, debts, gifts, reminders and tasks.
//!
//! The form is that of the program's own exporter, `JsonExportAccount` of its 4.x branch: lists of `{count, type, values}`,
//! where a value has a `uuid`, `properties` and, of a contact, `data` of its own.

use std::collections::{BTreeSet, HashMap};

use jiff::ToSpan;
use serde_json::Value;

use super::draft::clean;
use super::whole::Records;
use crate::domain::{
    Day, Favour, FavourId, FavourKind, FavourState, FollowUp, FollowUpId, Met, Note, NoteId, Person,
    PersonId, Side, Stamp,
};

/// The contacts of Monica's document; `None` when it is another document. Reminders that come again are put to their next day
/// from `today` on.
pub(super) fn read(document: &Value, today: Option<Day>) -> Option<Records> {
    let account = document.get("account")?;
    let data = account.get("data")?.as_array()?;
    let contacts = of_kind(data, "contact");
    if contacts.is_empty() && document.get("app_version").is_none() {
        return None;
    }
    let kinds = account.get("instance").and_then(|instance| instance.get("contact_field_types"));
    let monica = Monica {
        fields: kinds.and_then(Value::as_array).into_iter().flatten().filter_map(field_kind).collect(),
        activities: of_kind(data, "activity").into_iter().filter_map(|one| Some((uuid(one)?, one))).collect(),
        today,
    };
    let mut unused = BTreeSet::new();
    let mut records = Records::default();
    for (at, contact) in contacts.into_iter().enumerate() {
        match monica.person(contact, &mut unused) {
            Some(person) => records.people.push(person),
            None => records.problems.push(format!("contact {}: it has no name and is left out", at + 1)),
        }
    }
    let mut by_id: HashMap<PersonId, Vec<PersonId>> = HashMap::new();
    for relation in of_kind(data, "relationship") {
        let end = |key: &str| property(relation, key).map(PersonId::new);
        if let (Some(one), Some(other)) = (end("contact_is"), end("of_contact")) {
            by_id.entry(one.clone()).or_default().push(other.clone());
            by_id.entry(other).or_default().push(one);
        }
    }
    let there: BTreeSet<PersonId> = records.people.iter().map(|person| person.id.clone()).collect();
    for person in &mut records.people {
        let mut knows = by_id.remove(&person.id).unwrap_or_default();
        knows.retain(|id| there.contains(id) && *id != person.id);
        knows.sort_unstable();
        knows.dedup();
        person.knows = knows;
    }
    let version = document.get("app_version").and_then(Value::as_str).unwrap_or("4");
    records.said = vec![format!("Monica {version}, JSON"), format!("{} contacts", records.people.len())];
    if !unused.is_empty() {
        records.said.push(format!("not used: {}", unused.into_iter().collect::<Vec<_>>().join(", ")));
    }
    Some(records)
}

struct Monica<'a> {
    /// What a kind of contact field is, by its uuid.
    fields: HashMap<&'a str, Way>,
    activities: HashMap<&'a str, &'a Value>,
    today: Option<Day>,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Email,
    Phone,
    Link,
}

fn field_kind(kind: &Value) -> Option<(&str, Way)> {
    let says = |key: &str, words: [&str; 2]| property(kind, key).is_some_and(|value| words.contains(&value));
    let way = if says("type", ["email", "Email"]) || says("protocol", ["mailto:", "mailto"]) {
        Way::Email
    } else if says("type", ["phone", "Phone"]) || says("protocol", ["tel:", "tel"]) {
        Way::Phone
    } else {
        Way::Link
    };
    Some((uuid(kind)?, way))
}

/// Every value of the lists of one type.
fn of_kind<'a>(data: &'a [Value], kind: &str) -> Vec<&'a Value> {
    data.iter()
        .filter(|list| list.get("type").and_then(Value::as_str) == Some(kind))
        .filter_map(|list| list.get("values")?.as_array())
        .flatten()
        .collect()
}

fn uuid(value: &Value) -> Option<&str> {
    value.get("uuid").and_then(Value::as_str)
}

/// A property as text, if it is one and not empty.
fn property<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
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

impl Monica<'_> {
    fn person(&self, contact: &Value, unused: &mut BTreeSet<String>) -> Option<Person> {
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
                self.take(kind, value, &mut person, unused);
            }
        }
        Some(person)
    }

    /// One thing that Monica keeps with a contact.
    fn take(&self, kind: &str, value: &Value, person: &mut Person, unused: &mut BTreeSet<String>) {
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
                let activity =
                    value.as_str().and_then(|uuid| self.activities.get(uuid)).copied().unwrap_or(value);
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
            None if super::shapes::is_email(data) => &mut person.emails,
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
