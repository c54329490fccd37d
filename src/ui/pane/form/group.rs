//! The form of a group: one that stands, or a new one that is made once it has a name.

use std::sync::Arc;

use super::{Entry, FormPane, Subject};
use crate::capture::date;
use crate::domain::{Edit as RecordEdit, GROUP_FIELDS, Group, GroupId, IdMaker, Record};
use crate::ui::shared::Shared;

impl FormPane {
    /// A group that stands.
    pub(crate) fn group(group: &Group) -> Self {
        let title = format!("{} · esc keeps the changes", group.name);
        Self { title, ..Self::of(Subject::Group(Some(group.id.clone())), entries(group)) }
    }

    /// A group that is to be.
    pub(crate) fn new_group() -> Self {
        let title = "A new group · esc keeps it".to_owned();
        Self { title, ..Self::of(Subject::Group(None), entries(&Group::default())) }
    }

    /// The edit that the form makes of a group; what is wrong, with the field it is wrong in.
    pub(super) fn group_edit(
        &self,
        shared: &Shared,
        ids: &mut IdMaker,
        id: Option<&GroupId>,
    ) -> Result<(String, Option<RecordEdit>), (usize, String)> {
        let before = id.and_then(|id| shared.book.group(id));
        let mut after =
            before.map_or_else(|| Group { schema: 1, ..Group::default() }, |group| Group::clone(group));
        for (at, (entry, field)) in self.entries.iter().zip(GROUP_FIELDS).enumerate() {
            if before.is_some() && !entry.changed() {
                continue;
            }
            let text = entry.editor.text().trim();
            // A day may be said as on the capture line: "end of month".
            let day = (field.key == "renews").then(|| date(text, shared.now.today())).flatten();
            let text = day.map_or_else(|| text.to_owned(), |day| day.to_string());
            (field.set)(&mut after, &text).map_err(|why| (at, why.to_owned()))?;
        }
        let what = format!("group {}", after.name);
        let edit = if let Some(before) = before {
            RecordEdit::replace(Record::Group(before.clone()), after)
        } else {
            after.id = ids.group(&after.name);
            RecordEdit::create(Record::Group(Arc::new(after)))
        };
        Ok((what, (!edit.is_idle()).then_some(edit)))
    }
}

fn entries(group: &Group) -> Vec<Entry> {
    GROUP_FIELDS.iter().map(|field| Entry::new(field.key, field.about, (field.get)(group))).collect()
}
