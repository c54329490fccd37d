//! Monica's export (version 4, JSON): contacts with their notes, calls, debts, gifts, reminders and tasks.
//!
//! The form is that of the program's own exporter, `JsonExportAccount` of its 4.x branch: lists of `{count, type, values}`,
//! where a value has a `uuid`, `properties` and, of a contact, `data` of its own.

mod contact;

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use self::contact::{property, uuid};
use super::folk::{Apart, Document, Folk, Span, Whose, each};
use super::whole::Records;
use crate::domain::{Day, Person, PersonId};

/// The contacts of Monica's document, of which `text` is the whole; `None` when it is another document. Reminders that come
/// again are put to their next day from `today` on.
pub(super) fn read(document: &Document<'_>, text: &str, today: Option<Day>) -> Option<Records> {
    let account: Account<'_> = part(document.account?)?;
    let mut lists: Vec<(String, &RawValue)> = Vec::new();
    let is_list = each(account.data?, |list| {
        lists.extend(part::<List<'_>>(list).and_then(|list| Some((part(list.kind?)?, list.values?))));
    });
    let version = document.app_version.map(part::<String>);
    if !is_list || version.is_none() && !lists.iter().any(|(kind, _)| kind == "contact") {
        return None;
    }
    // Every value of the lists of one type.
    let all = |wanted: &str, take: &mut dyn FnMut(&RawValue)| {
        for (_, values) in lists.iter().filter(|(kind, _)| kind == wanted) {
            each(values, &mut *take);
        }
    };
    let mut around = Around { today, ..Around::default() };
    let instance: Option<Instance> = account.instance.and_then(part);
    let kinds = instance.and_then(|instance| instance.contact_field_types).unwrap_or_default();
    around.fields = kinds.iter().filter_map(field_kind).collect();
    all("activity", &mut |activity| {
        let name = part::<Value>(activity).and_then(|one| uuid(&one).map(Box::from));
        around.activities.extend(name.map(|name| (name, Span::of(activity, text))));
    });
    let mut records = Records::default();
    let (mut folk, mut apart) = (Folk::default(), Apart::default());
    let (mut unused, mut at) = (BTreeSet::new(), 0);
    all("contact", &mut |contact| {
        at += 1;
        let value: Value = part(contact).unwrap_or_default();
        match around.contact(&value, text, &mut unused) {
            Some(person) => {
                folk.push(PersonId::new(&apart.name(person.id.as_str())), Span::of(contact, text));
            }
            None => records.problems.push(format!("contact {at}: it has no name and is left out")),
        }
    });
    let places: HashMap<&str, u32> = (0..).zip(folk.ids()).map(|(at, id)| (id.as_str(), at)).collect();
    all("relationship", &mut |relation| {
        let relation: Value = part(relation).unwrap_or_default();
        let end = |key: &str| property(&relation, key).and_then(|id| places.get(id)).copied();
        if let (Some(one), Some(other)) = (end("contact_is"), end("of_contact"))
            && one != other
        {
            around.knows.extend([(one, other), (other, one)]);
        }
    });
    around.knows.sort_unstable();
    around.knows.dedup();
    let version = version.flatten().unwrap_or_else(|| "4".to_owned());
    records.said = vec![format!("Monica {version}, JSON"), format!("{} contacts", folk.len())];
    if !unused.is_empty() {
        records.said.push(format!("not used: {}", unused.into_iter().collect::<Vec<_>>().join(", ")));
    }
    folk.whose = Whose::Monica(Box::new(around));
    records.people = folk;
    Some(records)
}

/// What a part of the document means; `None` when it is something else.
fn part<'a, T: Deserialize<'a>>(part: &'a RawValue) -> Option<T> {
    serde_json::from_str(part.get()).ok()
}

#[derive(Deserialize)]
struct Account<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    #[serde(borrow)]
    instance: Option<&'a RawValue>,
}

/// The values of one type.
#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    values: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Instance {
    contact_field_types: Option<Vec<Value>>,
}

/// What it takes besides a contact to make a person of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Around {
    /// What a kind of contact field is, by its uuid.
    fields: HashMap<Box<str>, Way>,
    /// Where in the document the activities stand.
    activities: HashMap<Box<str>, Span>,
    /// Who knows whom, by their places among the people.
    knows: Vec<(u32, u32)>,
    today: Option<Day>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Way {
    Email,
    Phone,
    Link,
}

fn field_kind(kind: &Value) -> Option<(Box<str>, Way)> {
    let says = |key: &str, words: [&str; 2]| property(kind, key).is_some_and(|value| words.contains(&value));
    let way = if says("type", ["email", "Email"]) || says("protocol", ["mailto:", "mailto"]) {
        Way::Email
    } else if says("type", ["phone", "Phone"]) || says("protocol", ["tel:", "tel"]) {
        Way::Phone
    } else {
        Way::Link
    };
    Some((uuid(kind)?.into(), way))
}

impl Around {
    /// The person at `at` among `folk`, whose part of the document is `contact`.
    pub(super) fn person(&self, at: usize, contact: &str, folk: &Folk) -> Option<Person> {
        let contact: Value = serde_json::from_str(contact).ok()?;
        let mut person = self.contact(&contact, &folk.text, &mut BTreeSet::new())?;
        let at = u32::try_from(at).ok()?;
        let from = self.knows.partition_point(|(one, _)| *one < at);
        let ties = self.knows.iter().skip(from).take_while(|(one, _)| *one == at);
        person.knows = ties.filter_map(|(_, other)| folk.ids().get(*other as usize)).cloned().collect();
        person.knows.sort_unstable();
        Some(person)
    }
}
