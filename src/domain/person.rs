//! A person: someone I met or want to meet, with all that was said and given.

use serde::{Deserialize, Serialize};

use super::{Cadence, Day, EventId, Favour, FollowUp, Note, PersonId, Stamp, Unknown};

/// Where and when we met.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Met {
    /// At which event.
    pub event: EventId,
    /// On which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Day>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// A value that two writers changed at once: the newer stands in the field, the other here until it is settled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conflict {
    /// Which key, such as `role` or `note.n4k2.text`.
    pub field: String,
    /// The value that lost, as TOML.
    pub value: String,
    /// Which side it came from: `file` or `mingle`.
    #[serde(rename = "where")]
    pub place: String,
    /// When it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Stamp>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// Someone I met or want to meet. My own card (`me.toml`) has the same form.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The name of the file.
    #[serde(skip)]
    pub id: PersonId,
    /// The version of the file's form.
    pub schema: u32,
    /// As I would say it; half a name is enough.
    pub name: String,
    /// Where they work.
    pub company: String,
    /// What they do.
    pub role: String,
    /// Their field.
    pub industry: String,
    /// mentor, peer, customer, supplier, partner, friend, or the user's own words.
    pub circles: Vec<String>,
    /// Without the `#`.
    pub tags: Vec<String>,
    /// Addresses, the main one first.
    pub emails: Vec<String>,
    /// Numbers as written.
    pub phones: Vec<String>,
    /// Web addresses.
    pub links: Vec<String>,
    /// What they look for.
    pub needs: Vec<String>,
    /// What they can do for others.
    pub offers: Vec<String>,
    /// What not to talk about.
    pub steer_clear: Vec<String>,
    /// Which of my people they know.
    pub knows: Vec<PersonId>,
    /// Who introduced us.
    pub via: PersonId,
    /// Who looks like the same person and is not: never proposed as their double again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_same: Vec<PersonId>,
    /// How often to be in touch: "3 months", "none", "ambient".
    pub cadence: String,
    /// What I recognise them by.
    pub face: String,
    /// Where and when we met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met: Option<Met>,
    /// Only on my own card: what I am after.
    pub goals: Vec<String>,
    /// What was said.
    #[serde(rename = "note")]
    pub notes: Vec<Note>,
    /// What was given and received.
    #[serde(rename = "favour")]
    pub favours: Vec<Favour>,
    /// What to do, and when.
    #[serde(rename = "follow_up")]
    pub follow_ups: Vec<FollowUp>,
    /// The rows of lists that were taken into this record, and what those lists said last, as short marks: so that a list
    /// that comes again is known again, whatever was changed here since. A row is `row` and a mark; a value is `company` or
    /// `role` with a mark of its kind of list and one of itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub imported: Vec<String>,
    /// Values that two writers changed at once.
    #[serde(rename = "conflict")]
    pub conflicts: Vec<Conflict>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Person {
    /// A new person who has only a name.
    pub fn named(id: PersonId, name: &str) -> Self {
        Self { id, schema: 1, name: name.to_owned(), ..Self::default() }
    }

    /// The name up to its first space.
    pub fn first_name(&self) -> &str {
        self.name.split_whitespace().next().unwrap_or(&self.name)
    }

    /// Gives back the room that lists took beyond what they hold while they grew: of what is read from a file that is a third.
    pub fn shrink_to_fit(&mut self) {
        for field in FIELDS {
            if let FieldKind::List(_, get) = &field.kind {
                get(self).shrink_to_fit();
            }
        }
        self.knows.shrink_to_fit();
        self.not_same.shrink_to_fit();
        self.goals.shrink_to_fit();
        self.notes.shrink_to_fit();
        self.favours.shrink_to_fit();
        self.follow_ups.shrink_to_fit();
        self.imported.shrink_to_fit();
        self.conflicts.shrink_to_fit();
    }

    /// The newest moment of real contact: a note, a favour done, or the first meeting. Computed, never stored.
    pub fn last_contact(&self) -> Option<Day> {
        let notes = self.notes.iter().filter_map(|note| note.at.map(Stamp::day));
        let favours = self.favours.iter().filter_map(|favour| favour.thanked.or(favour.done));
        notes.chain(favours).chain(self.met.as_ref().and_then(|met| met.on)).max()
    }
}

/// How a field is written down and edited.
pub enum FieldKind {
    /// One line of text.
    Text(fn(&Person) -> &String, fn(&mut Person) -> &mut String),
    /// Several short texts.
    List(fn(&Person) -> &Vec<String>, fn(&mut Person) -> &mut Vec<String>),
}

/// One editable field of a person: a row that the form, `edit`, search and exports read.
pub struct Field {
    /// The key in TOML, in JSON and in `mingle edit`.
    pub key: &'static str,
    /// What it is, in a few words, for forms and help.
    pub about: &'static str,
    /// How to read and write it.
    pub kind: FieldKind,
}

macro_rules! fields {
    ($($kind:ident $field:ident $about:literal),+ $(,)?) => {
        /// Every field of a person that is text or a list of texts, in the order people fill them in.
        pub const FIELDS: &[Field] = &[$(Field {
            key: stringify!($field),
            about: $about,
            kind: FieldKind::$kind(|person| &person.$field, |person| &mut person.$field),
        }),+];
    };
}

fields! {
    Text name "what you call them",
    Text company "where they work",
    Text role "what they do",
    Text industry "their field",
    Text face "what you recognise them by",
    List needs "what they look for",
    List offers "what they can do for others",
    List steer_clear "what not to talk about",
    List tags "words of your own",
    List circles "mentor, peer, customer, supplier, partner, friend",
    List emails "e-mail addresses",
    List phones "phone numbers",
    List links "web addresses",
    Text cadence "how often to be in touch: 3 months, none, ambient",
}

impl Field {
    /// The row for `key`.
    pub fn of(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.key == key)
    }

    /// Why a value (of a list, one item) cannot be used, and what can: what nothing reads would be lost in silence. `None` for
    /// a good one, and for an empty one.
    pub fn problem(&self, value: &str) -> Option<&'static str> {
        let value = value.trim();
        let (good, else_say) = match self.key {
            "cadence" => {
                (Cadence::parse(value).is_some(), "say how often as 3 months, weekly, ambient or none")
            }
            "emails" => (
                value.contains('@') && !value.contains(char::is_whitespace),
                "an e-mail address has an @ and no blanks",
            ),
            "phones" => (value.contains(char::is_numeric), "a phone number has figures"),
            _ => return None,
        };
        (!good && !value.is_empty()).then_some(else_say)
    }

    /// The value as one line: lists joined by `; `.
    pub fn text(&self, person: &Person) -> String {
        match &self.kind {
            FieldKind::Text(get, _) => get(person).clone(),
            FieldKind::List(get, _) => get(person).join("; "),
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self, person: &Person) -> bool {
        match &self.kind {
            FieldKind::Text(get, _) => get(person).is_empty(),
            FieldKind::List(get, _) => get(person).iter().all(String::is_empty),
        }
    }

    /// Sets the value from one line: lists are split at `;`, blanks dropped.
    pub fn set(&self, person: &mut Person, text: &str) {
        match &self.kind {
            FieldKind::Text(_, get) => text.trim().clone_into(get(person)),
            FieldKind::List(_, get) => {
                *get(person) = text
                    .split(';')
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .map(str::to_owned)
                    .collect();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_person_is_a_field_or_is_named_here() {
        // Without `..`: a new key cannot slip past the table.
        let Person {
            id: _,
            schema: _,
            name: _,
            company: _,
            role: _,
            industry: _,
            circles: _,
            tags: _,
            emails: _,
            phones: _,
            links: _,
            needs: _,
            offers: _,
            steer_clear: _,
            knows: _,
            via: _,
            not_same: _,
            cadence: _,
            face: _,
            met: _,
            goals: _,
            notes: _,
            favours: _,
            follow_ups: _,
            imported: _,
            conflicts: _,
            unknown: _,
        } = Person::default();
        assert_eq!(
            FIELDS.len() + 12,
            26,
            "26 keys: 14 rows, and id, schema, knows, via, not_same, met, goals, imported and four lists"
        );
    }

    #[test]
    fn a_field_is_set_from_a_line() {
        let mut person = Person::named(PersonId::new("x"), "Ana");
        let needs = Field::of("needs").unwrap();
        needs.set(&mut person, " website ; ; a till ");
        assert_eq!(person.needs, ["website", "a till"]);
        assert_eq!(needs.text(&person), "website; a till");
        assert!(!needs.is_empty(&person) && Field::of("offers").unwrap().is_empty(&person));
    }
}
