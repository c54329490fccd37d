//! Undo and redo across sessions, from the journal.

use std::cell::Cell;

use crate::domain::{Key, Now};

use super::commit::MANY;
use super::error::StoreError;
use super::form::key_of;
use super::journal::{Head, Kind, Move, Turn};
use super::lock::Lock;
use super::many::{Written, Wrote};
use super::names::original_of;
use super::save::{Plan, bytes_of};
use super::ulid::Ulid;
use super::{Entry, Loaded, Reverted, Store};

/// Hears how many files of how many are done; of how many is 0 while that is not known.
pub type FarOf<'a> = dyn Fn(usize, usize) + 'a;

/// A record of more bytes takes longer than a frame to be read.
const LONG: u64 = 256 * 1024;

impl Store {
    /// Takes back the last operation that is not undone; `None` when there is none. `far` hears how far that is. Of a store that
    /// is [`Self::without_news`] the answer names only the records that differ from those of the operation.
    pub fn undo(&self, now: &Now, far: &FarOf<'_>) -> Result<Option<Reverted>, StoreError> {
        let mut lock = self.lock()?;
        let turn = self.journal.stacks().undo.pop();
        turn.map(|turn| self.turn(&mut lock, Kind::Undo, turn, now, far)).transpose()
    }

    /// Does again what was last undone. A new change since leaves nothing to do again. `far` hears how far that is.
    pub fn redo(&self, now: &Now, far: &FarOf<'_>) -> Result<Option<Reverted>, StoreError> {
        let mut lock = self.lock()?;
        let turn = self.journal.stacks().redo.pop();
        turn.map(|turn| self.turn(&mut lock, Kind::Redo, turn, now, far)).transpose()
    }

    /// The journal, newest first.
    pub fn history(&self) -> Result<Vec<Entry>, StoreError> {
        let stacks = self.journal.stacks();
        let is_in = |turns: &[Turn], id: Ulid| turns.iter().any(|turn| turn.root == id);
        let entry = |(id, head): &(Ulid, Head)| Entry {
            id: format!("{id}"),
            what: head.what.clone(),
            when: head.when.clone(),
            undone: !is_in(&stacks.undo, *id),
            redo: is_in(&stacks.redo, *id),
        };
        Ok(stacks.done.iter().rev().map(entry).collect())
    }

    /// Turns an operation round, as an operation of its own.
    fn turn(
        &self,
        lock: &mut Lock,
        kind: Kind,
        turn: Turn,
        now: &Now,
        far: &FarOf<'_>,
    ) -> Result<Reverted, StoreError> {
        let gone =
            || StoreError::NotFound { what: format!("the operation {}", turn.of), see: "mingle history" };
        // How many files it has is not known before it is looked through, which takes its time when it is long.
        if self.journal.length(turn.of) > LONG {
            far(0, 0);
        }
        let all = self.journal.count(turn.of).ok_or_else(gone)?;
        let head = Self::head_of(kind, turn.of.to_string(), turn.root.to_string(), turn.what.clone(), now);
        let (mut records, mut but) = (Vec::new(), Vec::new());
        let begun = Cell::new(0);
        let write = |written: &mut Written| {
            // Each file is looked at first, and then takes its place: halfway through is when all are looked at.
            let mut at = 0;
            let plan = |change: Move| {
                far(at / 2, all);
                at += 1;
                self.plan_turn(&mut written.plan, change.invert(), now)?;
                begun.set(begun.get() + written.plan.moves.len());
                self.write_planned(written)
            };
            self.journal.each(turn.of, plan).ok_or_else(gone)??;
            records = std::mem::take(&mut written.plan.records);
            but = written.plan.gave_way();
            // Where others have put it back already it is noted all the same, or the next undo would try it again.
            Ok(Wrote::All)
        };
        let placed = |done: usize| {
            let before = all.saturating_sub(begun.get().div_ceil(2));
            far((before + done.div_ceil(2)).min(all), all);
        };
        self.carry_out_each(lock, &head, now, all >= MANY, write, &placed)?;
        far(all, all);
        let but = (!but.is_empty()).then(|| but.join("; "));
        Ok(Reverted { what: turn.what, records, but, idle: begun.get() == 0 })
    }

    /// Where the file is as the operation left it, its bytes are put back; else what changed is merged into it.
    fn plan_turn(&self, plan: &mut Plan, wanted: Move, now: &Now) -> Result<(), StoreError> {
        if original_of(&wanted.path).is_some() {
            return self.plan_copy_turn(plan, wanted);
        }
        let disk = bytes_of(&self.target(&wanted.path)?)?;
        let key = key_of(&wanted.path).ok_or_else(|| StoreError::BadId(wanted.path.clone()))?;
        if disk == wanted.before || disk == wanted.after {
            // Whoever ends at once shows no record, and those of 100,000 people take as many megabytes.
            plan.records.extend(self.remembers().then(|| self.loaded(&key, &wanted)));
            if disk == wanted.before {
                plan.moves.push(wanted);
            }
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
                Err(flaw) => Loaded::Problem(flaw.of(self.data.join(&change.path), key, bytes)),
            },
        }
    }
}
