//! A follow-up: a dated thing to do about a person.

use serde::{Deserialize, Serialize};

use super::{Day, FollowUpId, Unknown};

/// A dated thing to do about the person in whose file it stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUp {
    /// Unique within the person.
    pub id: FollowUpId,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// What to do.
    pub what: String,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}
