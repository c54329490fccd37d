//! Who comes by one row of a file and does not come by another: the first counts, and the other says so.

use std::collections::HashMap;

use crate::exchange::fold::fold_email;
use crate::exchange::group::{Group, Groups, Key, key};
use crate::exchange::source::Source;

/// People of a file, and who on the list each of them is.
type Claimed<'a> = (&'a Groups, &'a [Option<usize>]);

/// For each person of `off`, who do not come, the line of the row by which they come, if there is one among `groups`: the file
/// itself says that they are one, or the list does.
pub(super) fn contrary(
    (groups, coming): Claimed<'_>,
    (off, meant): Claimed<'_>,
    source: &Source,
) -> Vec<Option<usize>> {
    let mut lines = vec![None; off.len()];
    // Most files have nobody who does not come, and need not be read again for that.
    if off.len() == 0 {
        return lines;
    }
    let claimed = coming.iter().enumerate().filter_map(|(at, claim)| Some(((*claim)?, at)));
    let comes: HashMap<usize, usize> = claimed.collect();
    let mut by: HashMap<Key, Vec<usize>> = HashMap::new();
    for (at, group) in off.views(source).enumerate() {
        for key in keys(&group) {
            by.entry(key).or_default().push(at);
        }
    }
    for (at, group) in groups.views(source).enumerate() {
        let line = source.line(groups.row(at));
        for other in keys(&group).filter_map(|key| by.get(&key)).flatten() {
            let is = || off.view(source, *other).is_some_and(|other| group.is(&other));
            if let Some(said) = lines.get_mut(*other).filter(|said| said.is_none())
                && is()
            {
                *said = Some(line);
            }
        }
    }
    for (line, meant) in lines.iter_mut().zip(meant).filter(|(line, _)| line.is_none()) {
        let at = meant.and_then(|entry| comes.get(&entry));
        *line = at.map(|at| source.line(groups.row(*at)));
    }
    lines
}

/// What somebody may be found by: the name, and each address.
fn keys(group: &Group<'_>) -> impl Iterator<Item = Key> {
    let name = (!group.plain.is_empty()).then(|| key(group.plain.as_str()));
    let emails = group.draft.emails.iter().map(|email| key(fold_email(email).as_str()));
    name.into_iter().chain(emails.collect::<Vec<_>>())
}
