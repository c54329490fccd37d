//! `key=value`, `key+=value`, `key-=value`: changes of a person's fields from the command line.

use super::fail::Fail;
use super::pick;
use crate::domain::{Book, Day, FIELDS, Field, FieldKind, Met, Person, PersonId};

/// The keys besides [`FIELDS`]: they hold references, a day, or are on my card only.
const OTHERS: &[&str] = &["via", "knows", "met.event", "met.on", "goals"];

/// What is done to a value.
#[derive(Debug, Clone, Copy, PartialEq)]
enum How {
    Set,
    Add,
    Remove,
}

/// One pair as typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair<'a> {
    key: &'a str,
    how: How,
    value: &'a str,
}

/// Splits an argument at its first `=`, `+=` or `-=`.
pub(super) fn read(text: &str) -> Result<Pair<'_>, Fail> {
    let (key, value) = text.split_once('=').ok_or_else(|| {
        Fail::wrong(format!("“{text}” is no pair; write key=value, key+=value or key-=value"))
    })?;
    let (key, how) = match (key.strip_suffix('+'), key.strip_suffix('-')) {
        (Some(key), _) => (key, How::Add),
        (_, Some(key)) => (key, How::Remove),
        _ => (key, How::Set),
    };
    Ok(Pair { key: key.trim(), how, value: value.trim() })
}

/// Splits `key=value` of what has only single values.
pub(super) fn key_value(text: &str) -> Result<(&str, &str), Fail> {
    let pair = text.split_once('=').map(|(key, value)| (key.trim(), value.trim()));
    pair.ok_or_else(|| Fail::wrong(format!("“{text}” is no pair; write key=value")))
}

impl Pair<'_> {
    /// What is changed.
    pub(super) fn key(&self) -> &str {
        self.key
    }

    /// What it is changed to.
    pub(super) fn value(&self) -> &str {
        self.value
    }

    /// Changes `person`; names of people and events are looked up in `book`.
    pub(super) fn apply(&self, person: &mut Person, book: &Book) -> Result<(), Fail> {
        let who = |name: &str| pick::person(book, name).map(|found| found.id.clone());
        match self.key {
            "via" => person.via = self.reference(who)?,
            "met.event" => {
                let event = self.reference(|name| pick::event(book, name).map(|found| found.id.clone()))?;
                met(person, |met| met.event = event);
            }
            "met.on" => {
                self.only_set()?;
                let on = if self.value.is_empty() { None } else { Some(day(self.value)?) };
                met(person, |met| met.on = on);
            }
            "knows" => {
                let items = split(self.value).map(who).collect::<Result<Vec<_>, Fail>>()?;
                self.list(&mut person.knows, items, PersonId::as_str)?;
            }
            "goals" => self.list(&mut person.goals, texts(self.value), String::as_str)?,
            key => {
                let field = Field::of(key).ok_or_else(|| unknown(key))?;
                // What stands there already may be taken out, whatever it is.
                if self.how != How::Remove {
                    let items = match &field.kind {
                        FieldKind::Text(..) => vec![self.value],
                        FieldKind::List(..) => split(self.value).collect(),
                    };
                    for item in items {
                        if let Some(why) = field.problem(item) {
                            return Err(Fail::wrong(format!("{key}: “{item}” is not it; {why}")));
                        }
                    }
                }
                match &field.kind {
                    FieldKind::Text(_, get) => {
                        self.only_set()?;
                        if key == "name" && self.value.is_empty() {
                            return Err(Fail::wrong(
                                "a name cannot be empty; `mingle delete` removes a person",
                            ));
                        }
                        self.value.clone_into(get(person));
                    }
                    FieldKind::List(_, get) => self.list(get(person), texts(self.value), String::as_str)?,
                }
            }
        }
        Ok(())
    }

    fn reference<T: Default>(&self, find: impl Fn(&str) -> Result<T, Fail>) -> Result<T, Fail> {
        self.only_set()?;
        if self.value.is_empty() { Ok(T::default()) } else { find(self.value) }
    }

    /// Refuses to add to what holds one value, or to take from it.
    pub(super) fn only_set(&self) -> Result<(), Fail> {
        if self.how == How::Set {
            return Ok(());
        }
        Err(Fail::wrong(format!("{} holds one value; write {}={}", self.key, self.key, self.value)))
    }

    /// Sets a list, adds to it or takes from it.
    pub(super) fn list<T: PartialEq>(
        &self,
        list: &mut Vec<T>,
        items: Vec<T>,
        text: impl Fn(&T) -> &str,
    ) -> Result<(), Fail> {
        match self.how {
            How::Set => *list = items,
            How::Add => {
                for item in items {
                    if !list.contains(&item) {
                        list.push(item);
                    }
                }
            }
            How::Remove => {
                for item in items {
                    let Some(at) = list.iter().position(|other| *other == item) else {
                        let there: Vec<&str> = list.iter().map(&text).collect();
                        let there = if there.is_empty() { "nothing".into() } else { there.join("; ") };
                        return Err(Fail::wrong(format!(
                            "{} does not have “{}”; it has: {there}",
                            self.key,
                            text(&item)
                        )));
                    };
                    list.remove(at);
                }
            }
        }
        Ok(())
    }
}

/// The items of a list, split at `;`.
pub(super) fn split(value: &str) -> impl Iterator<Item = &str> {
    value.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn texts(value: &str) -> Vec<String> {
    split(value).map(str::to_owned).collect()
}

/// A day written as in the files.
pub(super) fn day(text: &str) -> Result<Day, Fail> {
    text.parse().map(Day).map_err(|_| Fail::wrong(format!("“{text}” is no day; write it as 2026-05-12")))
}

fn met(person: &mut Person, change: impl FnOnce(&mut Met)) {
    let mut met = person.met.take().unwrap_or_default();
    change(&mut met);
    person.met = (met != Met::default()).then_some(met);
}

fn unknown(key: &str) -> Fail {
    let keys = FIELDS.iter().map(|field| field.key).chain(OTHERS.iter().copied());
    Fail::wrong(format!("a person has no “{key}”; {}", nearest(key, keys)))
}

/// "did you mean tags?", or all there are when none is near.
pub(super) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let near = known
        .clone()
        .map(|other| (strsim::jaro_winkler(word, other), other))
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match near {
        Some((_, other)) => format!("did you mean {other}?"),
        None => format!("there are: {}", known.collect::<Vec<_>>().join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pairs: &[&str], expect: Result<&str, &str>) {
        let mut book = Book::default();
        book.put(Person::named(PersonId::new("tom-1"), "Tom Berg").into());
        let mut person = Person::named(PersonId::new("ana-1"), "Ana");
        person.needs = vec!["website".into()];
        let done: Result<Vec<()>, Fail> =
            pairs.iter().map(|text| read(text).and_then(|pair| pair.apply(&mut person, &book))).collect();
        match (done, expect) {
            (Ok(_), Ok(expect)) => {
                let shown =
                    format!("{}|{}|{:?}|{}", person.role, person.needs.join(","), person.met, person.via);
                assert_eq!(shown, expect);
            }
            (Err(fail), Err(expect)) => assert!(format!("{fail:?}").contains(expect), "{fail:?}"),
            (done, expect) => panic!("{done:?} {expect:?}"),
        }
    }

    #[test]
    fn fields_are_set_added_to_and_taken_from() {
        check(&["role=baker = best"], Ok("baker = best|website|None|"));
        check(&["needs+=a till; website"], Ok("|website,a till|None|"));
        check(&["needs-=website"], Ok("||None|"));
        check(&["needs="], Ok("||None|"));
        check(&["via=tom"], Ok("|website|None|tom-1"));
        check(&["via=tom", "via="], Ok("|website|None|"));
        check(&["met.on=2026-05-12", "met.on="], Ok("|website|None|"));
        check(&["needs-=a till"], Err("needs does not have “a till”; it has: website"));
        check(&["role+=x"], Err("role holds one value; write role=x"));
        check(&["tag=x"], Err("did you mean tags?"));
        check(&["zzz=x"], Err("there are: name, company"));
        check(&["name="], Err("a name cannot be empty"));
        check(&["nonsense"], Err("is no pair"));
        check(&["met.on=soon"], Err("is no day"));
        check(&["via=bo"], Err("there is no person “bo”"));
    }
}
