//! A group: a circle with membership.

use serde::{Deserialize, Serialize};

use super::person::Conflict;
use super::{Day, GroupId};

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
}
