//! Lists of short texts, edited item by item so that the others keep their comments.

use toml::Value;
use toml_edit::{Array, RawString};

use super::value_of;

/// Makes `list` hold `to`.
pub(super) fn patch(list: &mut Array, to: &[Value], crlf: bool) -> Option<()> {
    let old: Vec<Option<String>> = list.iter().map(|item| item.as_str().map(str::to_owned)).collect();
    let new: Vec<Option<String>> = to.iter().map(|item| item.as_str().map(str::to_owned)).collect();
    let mut kept = Vec::with_capacity(to.len());
    for (value, pair) in to.iter().zip(keep(&old, &new)) {
        kept.push(match pair {
            Some(at) => (pair, list.get(at)?.clone()),
            None => (None, value_of(value, crlf)?),
        });
    }
    replace(list, &kept);
    Some(())
}

/// For each new item the old one it stays: a longest common subsequence, after what is alike at both ends.
fn keep(old: &[Option<String>], new: &[Option<String>]) -> Vec<Option<usize>> {
    let head = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(room).take_while(|(old, new)| old == new).count();
    let (old_mid, new_mid) = (old.len() - head - tail, new.len() - head - tail);
    let mut pairs = vec![None; new.len()];
    for (at, pair) in pairs.iter_mut().enumerate() {
        if at < head {
            *pair = Some(at);
        } else if at >= new.len() - tail {
            *pair = Some(at + old.len() - new.len());
        }
    }
    // A list that was rewritten whole is not worth the square of its length.
    if old_mid.saturating_mul(new_mid) > 250_000 {
        return pairs;
    }
    let width = new_mid + 1;
    let mut lengths = vec![0_u32; (old_mid + 1) * width];
    let length =
        |lengths: &[u32], row: usize, column: usize| lengths.get(row * width + column).copied().unwrap_or(0);
    let same = |row: usize, column: usize| old.get(head + row) == new.get(head + column);
    for row in (0..old_mid).rev() {
        for column in (0..new_mid).rev() {
            let best = if same(row, column) {
                length(&lengths, row + 1, column + 1) + 1
            } else {
                length(&lengths, row + 1, column).max(length(&lengths, row, column + 1))
            };
            if let Some(slot) = lengths.get_mut(row * width + column) {
                *slot = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < old_mid && column < new_mid {
        if same(row, column) {
            if let Some(pair) = pairs.get_mut(head + column) {
                *pair = Some(head + row);
            }
            (row, column) = (row + 1, column + 1);
        } else if length(&lengths, row + 1, column) >= length(&lengths, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// Rebuilds `list` of the items that stay (with where they stood) and new ones, keeping comments and the layout.
///
/// The comment at the end of an item's line stands, for the parser, before the next item; so the text before a removed item is
/// handed on to what follows it.
pub(super) fn replace(list: &mut Array, items: &[(Option<usize>, toml_edit::Value)]) {
    let count = list.len();
    let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
    let prefixes: Vec<String> = list.iter().map(|item| text(item.decor().prefix())).collect();
    let last_suffix = list.iter().last().map(|item| text(item.decor().suffix())).unwrap_or_default();
    let mut trailing = list.trailing().as_str().unwrap_or_default().to_owned();
    // How a new item starts: as the last one does, without its comment.
    let fresh = prefixes.last().map_or_else(String::new, |prefix| match prefix.rsplit_once('\n') {
        Some((_, indent)) => format!("\n{indent}"),
        None if count > 1 && !prefix.is_empty() => prefix.clone(),
        None => " ".to_owned(),
    });
    let stays = |at: usize| items.iter().any(|(old, _)| *old == Some(at));
    let orphans = |range: std::ops::Range<usize>| -> String {
        let gone = range.filter(|at| !stays(*at)).filter_map(|at| prefixes.get(at));
        gone.filter(|prefix| prefix.contains('#')).map(|prefix| prefix.trim_end().to_owned()).collect()
    };
    let in_order = items.iter().filter_map(|(old, _)| *old).is_sorted();
    let mut next = 0;
    let mut out: Vec<toml_edit::Value> = Vec::with_capacity(items.len());
    for (place, (old, mut value)) in items.iter().cloned().enumerate() {
        // A new item in place of a removed one stands where that stood, so comments stay on their lines.
        let replaced = (old.is_none() && in_order && next < count && !stays(next)).then_some(next);
        let own = match old.or(replaced) {
            // What was first and is not any more gets its blank.
            Some(0) if place > 0 && prefixes.first().is_some_and(String::is_empty) => fresh.clone(),
            Some(at) => prefixes.get(at).cloned().unwrap_or_default(),
            None if place == 0 => {
                prefixes.first().filter(|prefix| !prefix.contains('#')).cloned().unwrap_or_default()
            }
            None if count == 0 => " ".to_owned(),
            None => fresh.clone(),
        };
        next += usize::from(replaced.is_some());
        let handed = match old {
            Some(at) if in_order => {
                let handed = orphans(next..at);
                next = at + 1;
                handed
            }
            // At the very end the last item's own comment may stand before the bracket: it stays on its line.
            None if replaced.is_none() && next >= count && trailing.contains('#') && in_order => {
                let handed = trailing.trim_end().to_owned();
                trailing =
                    trailing.rsplit_once('\n').map_or_else(String::new, |(_, indent)| format!("\n{indent}"));
                handed
            }
            _ => String::new(),
        };
        let first = prefixes
            .first()
            .filter(|first| place == 0 && !own.contains('\n') && !first.contains(['\n', '#']));
        let own = first.cloned().unwrap_or(own);
        value.decor_mut().set_prefix(join(&handed, &own));
        let is_last = place + 1 == items.len();
        let suffix = text(value.decor().suffix());
        let suffix = match old {
            // The blank before the bracket belongs to whatever is last.
            Some(at) if at + 1 == count && !is_last && !suffix.contains('#') => "",
            _ if is_last && suffix.is_empty() && !last_suffix.contains('#') => last_suffix.as_str(),
            _ => suffix.as_str(),
        };
        value.decor_mut().set_suffix(suffix);
        out.push(value);
    }
    if in_order {
        trailing = join(&orphans(next..count), &trailing);
    }
    let comma = list.trailing_comma();
    list.clear();
    for value in out {
        list.push_formatted(value);
    }
    list.set_trailing_comma(comma && !list.is_empty());
    list.set_trailing(trailing);
}

/// A comment ends at the end of its line.
fn join(comment: &str, after: &str) -> String {
    if comment.is_empty() || after.starts_with('\n') {
        format!("{comment}{after}")
    } else {
        format!("{comment}\n{after}")
    }
}
