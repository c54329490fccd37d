//! Whose file it is that cannot be read, as far as that can be seen: nobody is to be made a second time for want of the first.

use toml::Table;

use crate::domain::Key;

/// How many letters and digits chance adds to a name that becomes an id.
const RANDOM: usize = 4;

/// The name that stands in the file of a person, or else that which its id was made of; empty for any other record.
pub(super) fn called(key: &Key, bytes: &[u8]) -> String {
    let Key::Person(id) = key else { return String::new() };
    let text = String::from_utf8_lossy(bytes);
    text.lines().find_map(named).unwrap_or_else(|| by_id(id.as_str()))
}

fn named(line: &str) -> Option<String> {
    line.split_once('=').filter(|(key, _)| key.trim() == "name")?;
    let table: Table = toml::from_str(line).ok()?;
    let name = table.get("name")?.as_str()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// "ana ruiz" of `ana-ruiz-k3f9`.
fn by_id(id: &str) -> String {
    let (name, end) = id.rsplit_once('-').unwrap_or((id, ""));
    // A last word without a digit may be a family name in an id that was made by hand.
    let is_random = end.len() == RANDOM && end.bytes().any(|byte| byte.is_ascii_digit());
    if is_random { name } else { id }.replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PersonId;

    #[track_caller]
    fn check(id: &str, bytes: &[u8], expected: &str) {
        assert_eq!(called(&Key::Person(PersonId::new(id)), bytes), expected);
    }

    #[test]
    fn whoever_cannot_be_read_has_a_name() {
        check("ana-ruiz-k3f9", b"schema = 1\nname = \"Ana Ruiz-Mora\"\nneeds = [\n", "Ana Ruiz-Mora");
        check("ana-ruiz-k3f9", b"<<<<<<< HEAD\n  name='Ana'  # mine\n", "Ana");
        check("ana-ruiz-k3f9", b"name = \"Ana\nrole = 1\n", "ana ruiz");
        check("ana-ruiz-k3f9", b"\xff\xfe", "ana ruiz");
        check("ana-ruiz-k3f9", b"", "ana ruiz");
        check("ana-ruiz", b"name = \"\"", "ana ruiz");
        check("tom", b"", "tom");
        assert_eq!(called(&Key::Me, b"name = \"Me\"\n["), "");
    }
}
