//! A file saved as its user edited it: comments, order, unknown keys and all.

use crate::domain::{Change, Edit, Key, Now};

use super::disk::{Found, look};
use super::error::StoreError;
use super::form::{max_of, path_of};
use super::journal::{Head, Move};
use super::save::Plan;
use super::{Loaded, Saved, Store};

impl Store {
    /// The text of the file of `key`, for an editor.
    pub fn text(&self, key: &Key) -> Result<String, StoreError> {
        let not_there =
            || StoreError::NotFound { what: format!("the file of {key:?}"), see: "mingle doctor" };
        let file = self.path(key).ok_or_else(not_there)?;
        match look(&file, max_of(&file)) {
            Ok(Found::File(bytes, ..)) => String::from_utf8(bytes).map_err(|_| not_there()),
            Ok(_) => Err(not_there()),
            Err(error) => Err(StoreError::io("read", &file, error)),
        }
    }

    /// Saves what an editor made of [`Store::text`], byte for byte, as one operation that can be undone.
    ///
    /// When somebody else has written the file meanwhile, what changed between the two texts is merged into it, as
    /// [`Store::save`] does. A text that is no record is [`StoreError::Broken`], and nothing is written.
    pub fn save_text(&self, key: &Key, before: &str, after: &str, now: &Now) -> Result<Saved, StoreError> {
        let path = path_of(key).ok_or_else(|| StoreError::BadId(format!("{key:?}")))?;
        let was = self.parse_at(key, &path, before.as_bytes())?;
        let is = self.parse_at(key, &path, after.as_bytes())?;
        let what = format!("edit {}", is.name());
        let file = self.path(key).unwrap_or_default();
        if after.len() as u64 > max_of(&file) {
            return Err(StoreError::NotMeant { path: file });
        }
        let mut lock = self.lock()?;
        let disk = look(&file, max_of(&file)).map_err(|error| StoreError::io("read", &file, error))?;
        if matches!(&disk, Found::File(bytes, ..) if bytes == before.as_bytes()) {
            let change = Move {
                path,
                before: Some(before.as_bytes().to_vec()),
                after: Some(after.as_bytes().to_vec()),
                trash: None,
            };
            let mut plan = Plan::default();
            plan.moves.push(change);
            let head = Head { what, when: now.stamp().to_string(), ..Head::default() };
            let notice = self.carry_out(&mut lock, head, &mut plan, now)?;
            return Ok(Saved { merged: vec![Loaded::Record(is)], notice });
        }
        drop(lock);
        self.save(&Change::new(what).with(Edit::replace(was, is)), now)
    }
}
