//! Undo and redo across sessions, from the journal.

use crate::domain::{Key, Now};

use super::error::StoreError;
use super::form::key_of;
use super::journal::{Kind, Move, Turn};
use super::names::original_of;
use super::save::{Plan, bytes_of};
use super::{Entry, Loaded, Reverted, Store};

impl Store {
    /// Takes back the last operation that is not undone; `None` when there is none.
    pub fn undo(&self, now: &Now) -> Result<Option<Reverted>, StoreError> {
        let mut lock = self.lock()?;
        let turn = self.journal.stacks().undo.pop();
        turn.map(|turn| self.turn(&mut lock, Kind::Undo, turn, now)).transpose()
    }

    /// Does again what was last undone. A new change since leaves nothing to do again.
    pub fn redo(&self, now: &Now) -> Result<Option<Reverted>, StoreError> {
        let mut lock = self.lock()?;
        let turn = self.journal.stacks().redo.pop();
        turn.map(|turn| self.turn(&mut lock, Kind::Redo, turn, now)).transpose()
    }

    /// The journal, newest first.
    pub fn history(&self) -> Result<Vec<Entry>, StoreError> {
        let stacks = self.journal.stacks();
        let entry = |(id, head): &(_, super::journal::Head)| Entry {
            id: format!("{id}"),
            what: head.what.clone(),
            when: head.when.clone(),
            undone: !stacks.undo.iter().any(|turn| turn.root == *id),
        };
        Ok(stacks.done.iter().rev().map(entry).collect())
    }

    /// Turns an operation round, as an operation of its own.
    fn turn(
        &self,
        lock: &mut super::lock::Lock,
        kind: Kind,
        turn: Turn,
        now: &Now,
    ) -> Result<Reverted, StoreError> {
        let gone =
            || StoreError::NotFound { what: format!("the operation {}", turn.of), see: "mingle history" };
        let operation = self.journal.read(turn.of).ok_or_else(gone)?;
        let mut plan = Plan::default();
        for change in operation.moves {
            self.plan_turn(&mut plan, change.invert(), now)?;
        }
        let head = Self::head_of(kind, turn.of.to_string(), turn.root.to_string(), turn.what.clone(), now);
        if plan.moves.is_empty() {
            // Others have already put it back: it is noted all the same, or the next undo would try it again.
            self.commit(
                lock,
                super::journal::Operation { head, moves: Vec::new() },
                now.0.timestamp().as_millisecond(),
            )?;
        } else {
            self.carry_out(lock, head, &mut plan, now)?;
        }
        Ok(Reverted { what: turn.what, records: plan.records })
    }

    /// Where the file is as the operation left it, its bytes are put back; else what changed is merged into it.
    fn plan_turn(&self, plan: &mut Plan, wanted: Move, now: &Now) -> Result<(), StoreError> {
        if original_of(&wanted.path).is_some() {
            return self.plan_copy_turn(plan, wanted);
        }
        let disk = bytes_of(&self.target(&wanted.path)?)?;
        let key = key_of(&wanted.path).ok_or_else(|| StoreError::BadId(wanted.path.clone()))?;
        if disk == wanted.before {
            plan.records.push(self.loaded(&key, &wanted));
            plan.moves.push(wanted);
            return Ok(());
        }
        if disk == wanted.after {
            plan.records.push(self.loaded(&key, &wanted));
            return Ok(());
        }
        let record = |bytes: &Option<Vec<u8>>| {
            bytes.as_deref().map(|bytes| self.parse_at(&key, &wanted.path, bytes)).transpose()
        };
        let (before, after) = (record(&wanted.before)?, record(&wanted.after)?);
        self.plan(plan, &key, before.as_ref(), after.as_ref(), now)
    }

    /// What a file is once `change` is done.
    pub(super) fn loaded(&self, key: &Key, change: &Move) -> Loaded {
        match &change.after {
            None => Loaded::Gone(key.clone()),
            Some(bytes) => match super::form::parse(key, bytes) {
                Ok(record) => Loaded::Record(record),
                Err(flaw) => Loaded::Problem(super::Problem {
                    path: self.data.join(&change.path),
                    at: flaw.at,
                    reason: flaw.reason,
                }),
            },
        }
    }
}
