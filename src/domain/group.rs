//! A group: a circle with membership.

use serde::{Deserialize, Serialize};

use super::person::Conflict;
use super::{Cadence, Day, GroupId, Unknown};

/// A circle with membership, such as a guild's chapter.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    /// The name of its file.
    #[serde(skip)]
    pub id: GroupId,
    /// The version of the file's form.
    pub schema: u32,
    /// What it is called.
    pub name: String,
    /// Which chapter.
    pub chapter: String,
    /// What membership costs, as written: "250 EUR".
    pub dues: String,
    /// For how long the dues pay: "year".
    pub per: String,
    /// When it is to be renewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renews: Option<Day>,
    /// How often it meets: "2 months".
    pub rhythm: String,
    /// Values that two writers changed at once.
    #[serde(rename = "conflict")]
    pub conflicts: Vec<Conflict>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

/// One field of a group as text: a row that the form and `mingle group set` read.
pub struct GroupField {
    /// The key in TOML, in JSON and on the command line.
    pub key: &'static str,
    /// What it is, in a few words, for the form.
    pub about: &'static str,
    /// The value as text; empty when there is none.
    pub get: fn(&Group) -> String,
    /// Takes a value as text; answers why not when it is none.
    pub set: fn(&mut Group, &str) -> Result<(), &'static str>,
}

macro_rules! text {
    ($field:ident $about:literal) => {
        GroupField {
            key: stringify!($field),
            about: $about,
            get: |group| group.$field.clone(),
            set: |group, text| {
                text.clone_into(&mut group.$field);
                Ok(())
            },
        }
    };
}

/// Every field of a group, in the order people fill them in.
pub const GROUP_FIELDS: &[GroupField] = &[
    GroupField {
        set: |group, text| {
            if text.is_empty() {
                return Err("a name is needed");
            }
            text.clone_into(&mut group.name);
            Ok(())
        },
        ..text!(name "what it is called")
    },
    text!(chapter "which chapter"),
    GroupField {
        set: |group, text| {
            if !text.is_empty() && !text.contains(|ch: char| ch.is_ascii_digit()) {
                return Err("no sum such as 250 EUR");
            }
            text.clone_into(&mut group.dues);
            Ok(())
        },
        ..text!(dues "what membership costs, such as 250 EUR")
    },
    text!(per "for how long the dues pay: year, 6 months"),
    GroupField {
        key: "renews",
        about: "when it is to be renewed, such as 2027-01-01",
        get: |group| group.renews.map_or_else(String::new, |day| day.to_string()),
        set: |group, text| {
            let day = if text.is_empty() {
                None
            } else {
                Some(Day(text.parse().map_err(|_| "no day such as 2027-01-01")?))
            };
            group.renews = day;
            Ok(())
        },
    },
    GroupField {
        set: |group, text| {
            if Cadence::parse(text).is_none() {
                return Err("no rhythm such as 2 months or weekly");
            }
            text.clone_into(&mut group.rhythm);
            Ok(())
        },
        ..text!(rhythm "how often it meets, such as 2 months")
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_a_row() {
        let group = Group {
            name: "Guild".into(),
            chapter: "Soho".into(),
            dues: "250 EUR".into(),
            per: "year".into(),
            renews: Some(Day("2027-01-01".parse().unwrap())),
            rhythm: "2 months".into(),
            ..Group::default()
        };
        // A field that is added here has to get a row, or say that it is none.
        let Group {
            id: _,
            schema: _,
            name: _,
            chapter: _,
            dues: _,
            per: _,
            renews: _,
            rhythm: _,
            conflicts: _,
            unknown: _,
        } = group.clone();
        let mut copy = Group::default();
        for field in GROUP_FIELDS {
            let text = (field.get)(&group);
            assert!(!text.is_empty(), "{}", field.key);
            (field.set)(&mut copy, &text).unwrap();
        }
        assert_eq!(copy, group);
    }

    #[test]
    fn what_is_no_value_changes_nothing() {
        let mut group = Group { name: "Guild".into(), ..Group::default() };
        let before = group.clone();
        let set = |group: &mut Group, key: &str, text: &str| {
            let field = GROUP_FIELDS.iter().find(|field| field.key == key).unwrap();
            (field.set)(group, text)
        };
        for (key, text) in [("renews", "soon"), ("name", ""), ("dues", "lots"), ("rhythm", "at full moon")] {
            assert!(set(&mut group, key, text).is_err(), "{key}");
        }
        assert_eq!(group, before);
        assert!(set(&mut group, "renews", "").is_ok());
    }
}
