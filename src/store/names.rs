//! What a file in the data folder is by its name: a record, a copy that sync made, something of an editor's.

use crate::domain::Key;

use super::form::key_of;

/// What a name says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Named {
    /// A record's file.
    Record(Key),
    /// Nothing of ours: an editor's, a file manager's, a sync program's.
    Ignored,
    /// A copy that a sync program made because two machines wrote.
    Copy,
    /// A TOML file whose name is no id.
    Stray,
}

/// What `folder/name` is; the folder is empty for the data folder itself.
pub(super) fn classify(folder: &str, name: &str) -> Named {
    if is_copy(name) && !name.starts_with('.') {
        return Named::Copy;
    }
    let ignored = name.starts_with('.')
        || name.starts_with("~syncthing~")
        || std::path::Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("swp"))
        || name.ends_with('~')
        || name == "4913";
    if ignored {
        return Named::Ignored;
    }
    let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    match key_of(&path) {
        Some(key) => Named::Record(key),
        // Beside me.toml anything may lie: a README, a Makefile.
        None if folder.is_empty() || !name.to_ascii_lowercase().ends_with(".toml") => Named::Ignored,
        None => Named::Stray,
    }
}

/// The names that Syncthing, Dropbox, Nextcloud and merge tools give to the other version of a file.
fn is_copy(name: &str) -> bool {
    if name.ends_with(".toml.orig") {
        return true;
    }
    let Some(stem) = name.strip_suffix(".toml") else { return false };
    stem.contains(".sync-conflict-")
        || (stem.contains(" (") && stem.contains("conflicted copy") && stem.ends_with(')'))
        || stem.contains("_conflict-")
        || is_host_copy(stem)
}

/// `ana-ruiz-k3f9-LAPTOP`: an id, and the name of a machine that no id could end in.
fn is_host_copy(stem: &str) -> bool {
    let Some((id, host)) = stem.rsplit_once('-') else { return false };
    !host.is_empty()
        && host.bytes().any(|byte| byte.is_ascii_uppercase())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && crate::domain::PersonId::new(id).is_valid()
}

/// The path of the record that a copy is of: `people/ana.sync-conflict-....toml` is of `people/ana.toml`.
pub(super) fn original_of(path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if !is_copy(name) {
        return None;
    }
    let stem = name.strip_suffix(".orig").unwrap_or(name).strip_suffix(".toml")?;
    let cut = [".sync-conflict-", " (", "_conflict-"].iter().filter_map(|mark| stem.find(mark)).min();
    let id = match cut {
        Some(at) => stem.get(..at)?,
        None if is_host_copy(stem) => stem.rsplit_once('-')?.0,
        None => stem,
    };
    let path = if folder.is_empty() { format!("{id}.toml") } else { format!("{folder}/{id}.toml") };
    key_of(&path).map(|_| path)
}

/// `.ana-ruiz-k3f9.toml.tmp`
pub(super) fn is_our_temp(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(".toml.tmp") && !name.starts_with(".syncthing.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(folder: &str, name: &str, expected: &Named) {
        assert_eq!(classify(folder, name), *expected, "{folder}/{name}");
    }

    #[test]
    fn names() {
        check("", "me.toml", &Named::Record(Key::Me));
        check("", "README.toml", &Named::Ignored);
        for name in
            [".ana.toml.tmp", ".syncthing.ana.toml.tmp", "~syncthing~ana.toml.tmp", ".ana.toml.swp", "4913"]
        {
            check("people", name, &Named::Ignored);
        }
        for name in ["ana.toml~", ".#ana.toml", ".stfolder", "notes.txt", "ana.swp"] {
            check("people", name, &Named::Ignored);
        }
        for name in [
            "ana.sync-conflict-20260512-084210-ABCDEFG.toml",
            "ana (Ben's conflicted copy 2026-05-12).toml",
            "ana (conflicted copy 2026-05-12 084210).toml",
            "ana.toml.orig",
            "ana_conflict-2.toml",
            "ana-LAPTOP.toml",
        ] {
            check("people", name, &Named::Copy);
            assert_eq!(original_of(&format!("people/{name}")).as_deref(), Some("people/ana.toml"), "{name}");
        }
        for name in ["Ana Ruiz.toml", "a_b.toml", "ä.toml", "CON.TOML"] {
            check("people", name, &Named::Stray);
        }
        assert!(matches!(classify("people", "ana-ruiz.toml"), Named::Record(Key::Person(_))));
        assert_eq!(original_of("people/ana-ruiz.toml"), None);
    }
}
