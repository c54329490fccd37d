//! What a later row of a file adds to an earlier one about the same person.

use crate::domain::IdMaker;
use crate::exchange::draft::{Draft, MAX_VALUES};
use crate::exchange::fold::fold_email;
use crate::exchange::forward::is_otherwise;

/// Fills gaps of one draft from a later one; what that added, and what there was no room for.
pub(super) fn fill(mine: &mut Draft, later: &Draft) -> (Vec<&'static str>, Vec<&'static str>) {
    let (mut added, mut left) = (Vec::new(), Vec::new());
    for (what, old, new) in [
        ("name", &mut mine.name, &later.name),
        ("company", &mut mine.company, &later.company),
        ("role", &mut mine.role, &later.role),
    ] {
        if old.is_empty() && !new.is_empty() {
            new.clone_into(old);
            added.push(what);
        }
    }
    for (what, old, new) in [
        ("e-mail", &mut mine.emails, &later.emails),
        ("phone", &mut mine.phones, &later.phones),
        ("page", &mut mine.links, &later.links),
        ("tag", &mut mine.tags, &later.tags),
        ("note", &mut mine.notes, &later.notes),
    ] {
        let before = old.len();
        for item in new {
            if old.iter().any(|there| there == item || fold_email(there) == fold_email(item)) {
                continue;
            }
            if old.len() < MAX_VALUES {
                old.push(item.clone());
            } else if !left.contains(&what) {
                left.push(what);
            }
        }
        if old.len() > before {
            added.push(what);
        }
    }
    if let Some(more) = &later.more {
        // The ids are only there to be told apart; they are made anew when somebody takes this in.
        let new = crate::exchange::more::fill(mine.more(), more, &mut IdMaker::new(0));
        added.extend(new.into_iter().filter(|what| !added.contains(what)).collect::<Vec<_>>());
    }
    (added, left)
}

/// What a later row says otherwise than those before it.
pub(super) fn otherwise(mine: &Draft, later: &Draft) -> Vec<&'static str> {
    let said = [("company", &mine.company, &later.company), ("role", &mine.role, &later.role)];
    let other = said.into_iter().filter(|(what, mine, theirs)| is_otherwise(what, mine, theirs));
    other.map(|(what, ..)| what).collect()
}

/// "; adds phone; what that row says stays: company".
pub(super) fn what_came(added: &[&str], left: &[&str], kept: &[&str]) -> String {
    let part = |what: &str, words: &[&str]| {
        if words.is_empty() { String::new() } else { format!("; {what} {}", words.join(", ")) }
    };
    let came = part("adds", added) + &part("what that row says stays:", kept);
    if left.is_empty() {
        came
    } else {
        format!("{came}; {} left out, {MAX_VALUES} of one person are the most", left.join(", "))
    }
}
