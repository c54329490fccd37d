//! What can be undone: edits in groups, each a word typed, a run of deletions, or one larger edit.

/// The most text kept for undo and redo, in bytes; beyond, the oldest groups go.
const MOST_KEPT: usize = 64 << 20;

/// Edits of one kind in a row form a group, but for `Whole`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Typed letters: a group ends where the next word begins.
    Typed,
    Backspace,
    Delete,
    /// A group of its own: a paste, a killed line, a replacement.
    Whole,
}

/// At byte `at`, `removed` was replaced with `inserted`.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
}

#[derive(Debug, Clone)]
struct Group {
    kind: Kind,
    changes: Vec<Change>,
    /// Where the caret stood before.
    caret: usize,
}

/// Groups done and undone, and whether the last one may still grow.
#[derive(Debug, Clone, Default)]
pub(super) struct History {
    done: Vec<Group>,
    undone: Vec<Group>,
    open: bool,
    kept: usize,
}

impl History {
    /// Ends the last group: the caret has moved.
    pub(super) fn seal(&mut self) {
        self.open = false;
    }

    /// Remembers a change that is about to be made with the caret at `caret`.
    pub(super) fn record(&mut self, kind: Kind, change: Change, caret: usize) {
        self.kept -= self.undone.drain(..).map(|group| group.size()).sum::<usize>();
        self.kept += change.size();
        match self.done.last_mut() {
            Some(group) if self.open && group.takes(kind, &change) => group.add(change),
            _ => self.done.push(Group { kind, changes: vec![change], caret }),
        }
        self.open = true;
        let mut oldest = 0;
        while self.kept > MOST_KEPT && oldest + 1 < self.done.len() {
            self.kept -= self.done.get(oldest).map_or(0, Group::size);
            oldest += 1;
        }
        self.done.drain(..oldest);
    }

    /// Takes back the last group and says where the caret was before it.
    pub(super) fn undo(&mut self, text: &mut String) -> Option<usize> {
        self.open = false;
        let group = self.done.pop()?;
        for change in group.changes.iter().rev() {
            text.replace_range(change.at..change.at + change.inserted.len(), &change.removed);
        }
        let caret = group.caret;
        self.undone.push(group);
        Some(caret)
    }

    /// Does the group undone last again and says where its text ends.
    pub(super) fn redo(&mut self, text: &mut String) -> Option<usize> {
        self.open = false;
        let group = self.undone.pop()?;
        for change in &group.changes {
            text.replace_range(change.at..change.at + change.removed.len(), &change.inserted);
        }
        let caret = group.changes.last().map(|change| change.at + change.inserted.len());
        self.done.push(group);
        caret
    }
}

impl Group {
    fn takes(&self, kind: Kind, change: &Change) -> bool {
        if kind != self.kind || kind == Kind::Whole {
            return false;
        }
        let ends_in_blank =
            || self.changes.last().is_some_and(|last| last.inserted.ends_with(char::is_whitespace));
        kind != Kind::Typed || change.inserted.starts_with(char::is_whitespace) || !ends_in_blank()
    }

    /// Joins a change to the last one where they touch, so that a long run stays one change.
    fn add(&mut self, change: Change) {
        match self.changes.last_mut() {
            Some(last) if change.removed.is_empty() && change.at == last.at + last.inserted.len() => {
                last.inserted.push_str(&change.inserted);
            }
            Some(last) if change.inserted.is_empty() && last.inserted.is_empty() && change.at == last.at => {
                last.removed.push_str(&change.removed);
            }
            _ => self.changes.push(change),
        }
    }

    fn size(&self) -> usize {
        self.changes.iter().map(Change::size).sum()
    }
}

impl Change {
    fn size(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }
}
