//! Pages of Markdown with front matter, a person each: mingle's own, and what people keep in a notebook such as Obsidian.

mod body;

use std::collections::BTreeSet;

use self::body::{Base, Body};
pub(super) use self::body::{is_block_name, unescaped};
use super::decode;
use super::draft::{Draft, Fate, add, add_emails, clean};
use super::marks::{self, Marks};
use super::words::{Role, meaning};
use super::{NotAList, Options};
use crate::domain::{Day, FIELDS, FieldKind, Met, Person, PersonId};

/// What every page begins with, and what ends its front matter.
pub(super) const RULE: &str = "---";

/// The marks of what mingle would write now on the page of a record, which stand in where an older page has none of its own.
pub(super) type Today<'a> = dyn Fn(&PersonId) -> Option<Marks> + 'a;

/// The people of the pages.
pub(super) struct Pages {
    pub(super) drafts: Vec<Draft>,
    pub(super) said: Vec<String>,
    pub(super) problems: Vec<String>,
}

/// Whether a text begins as a page does: front matter that ends, with a key in its first line.
pub(super) fn is_page(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some(RULE)
        && lines.next().is_some_and(|line| key_of(line).is_some())
        && lines.any(|line| line == RULE)
}

/// Reads one page or several, one below the other.
///
/// # Errors
/// When nobody stands in it, or no encoding has the name that the options say.
pub(super) fn read(bytes: &[u8], options: &Options, today: &Today<'_>) -> Result<Pages, NotAList> {
    let decoded = decode::decode(bytes, options.encoding.as_deref())?;
    let mut reading = Reading::new(options.today, today);
    reading.text(&decoded.text);
    let (drafts, strange) = (reading.drafts, reading.strange);
    if drafts.is_empty() {
        return Err(NotAList(
            "nothing to import: the front matter of this page names no address, company or role of anybody; give a CSV or vCard file"
                .to_owned(),
        ));
    }
    let count = drafts.len();
    let mut said = vec![
        format!("Markdown with front matter, {}", decoded.encoding),
        format!("{count} page{}", if count == 1 { "" } else { "s" }),
    ];
    said.extend(decoded.said);
    said.extend(not_used(&drafts, &strange));
    Ok(Pages { drafts, said, problems: decoded.problems })
}

/// Reads the pages of a folder, each row a page, counted by the names of the files.
///
/// # Errors
/// When nobody stands in any of them, or no encoding has the name that the options say.
pub(super) fn read_folder(
    pages: &[(String, Vec<u8>)],
    options: &Options,
    today: &Today<'_>,
) -> Result<Pages, NotAList> {
    let (mut drafts, mut problems, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut strange = BTreeSet::new();
    decode::is_named(options.encoding.as_deref())?;
    let mut no_text = None;
    for (at, (name, bytes)) in pages.iter().enumerate() {
        // One that is no text keeps no other page out.
        let decoded = match decode::decode(bytes, options.encoding.as_deref()) {
            Ok(decoded) => decoded,
            Err(error) => {
                let why = format!("{name}: {}", error.brief());
                no_text.get_or_insert_with(|| why.clone());
                problems.push(format!("{why}; it stays out"));
                continue;
            }
        };
        let mut reading = Reading::new(options.today, today);
        if is_page(&decoded.text) {
            reading.text(&decoded.text);
        }
        if reading.drafts.is_empty() {
            others.push(name.as_str());
        }
        problems.extend(decoded.problems.iter().map(|problem| format!("{name}: {problem}")));
        strange.extend(reading.strange);
        drafts.extend(reading.drafts.into_iter().map(|mut draft| {
            for problem in &mut draft.problems {
                problem.insert_str(0, &format!("{name}: "));
            }
            Draft { line: at + 1, ..draft }
        }));
    }
    if drafts.is_empty() {
        if let Some(why) = no_text {
            return Err(NotAList(format!(
                "nothing to import: {why}, and no other page of this folder has front matter that names anybody"
            )));
        }
        return Err(NotAList(
            "nothing to import: no page of this folder has front matter that names anybody; name the list inside it"
                .to_owned(),
        ));
    }
    let mut said = vec![format!("a folder of Markdown pages; rows are pages, of {} in all", pages.len())];
    said.extend(not_used(&drafts, &strange));
    if !others.is_empty() {
        said.push(format!("pages of nobody, not used: {}", some(&others)));
    }
    Ok(Pages { drafts, said, problems })
}

/// What of pages nothing becomes of, in words.
fn not_used(drafts: &[Draft], strange: &BTreeSet<String>) -> Vec<String> {
    let ours = drafts.iter().any(|draft| draft.record().is_some());
    let mut said = Vec::new();
    if ours {
        said.push(
            "not used: favours, what is done, ties and events; mingle's JSON export brings those along"
                .to_owned(),
        );
    }
    if !strange.is_empty() {
        let strange: Vec<&str> = strange.iter().map(String::as_str).collect();
        let stays = if ours { "; an export to the same folder leaves them on the page" } else { "" };
        said.push(format!("not used: {}{stays}", some(&strange)));
    }
    said
}

/// The first few of them, and how many more.
fn some(all: &[&str]) -> String {
    let more = all.len().saturating_sub(8);
    let shown = all.get(..all.len() - more).unwrap_or(all).join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

/// Keys of the front matter that are read here, or that mingle writes for others to read.
const QUIET: &[&str] = &["aliases", "alias", "id", "met", "last_contact", marks::KEY];

/// What mingle would mark of a page of its own: every value that stands on it.
pub(super) fn marks_of(text: &str) -> Marks {
    let mut reading = Reading::new(None, &|_| None);
    reading.text(text);
    reading.written
}

struct Reading<'a> {
    day: Option<Day>,
    today: &'a Today<'a>,
    drafts: Vec<Draft>,
    /// Keys that nothing becomes of.
    strange: BTreeSet<String>,
    /// What the pages say, marked.
    written: Marks,
    front: Front,
}

/// The front matter of the page that is read.
#[derive(Default)]
struct Front {
    open: Option<Draft>,
    /// The key that the items below it belong to.
    key: String,
    aliases: Vec<String>,
    /// It says how somebody is reached or what they do, or it is ours.
    somebody: bool,
    has_id: bool,
    marks: Option<Marks>,
    strange: BTreeSet<String>,
}

impl<'a> Reading<'a> {
    fn new(day: Option<Day>, today: &'a Today<'a>) -> Self {
        let (drafts, strange) = (Vec::new(), BTreeSet::new());
        Self { day, today, drafts, strange, written: Marks::default(), front: Front::default() }
    }

    fn text(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().collect();
        let opens = |pair: &[&str]| matches!(pair, [rule, first] if rule.trim_end() == RULE && key_of(first).is_some());
        let Some(above) = lines.windows(2).position(opens) else { return };
        let mut rest = lines.get(above..).unwrap_or(&[]);
        let mut line = above + 1;
        while let [_, page @ ..] = rest {
            let next = (0..page.len()).find(|at| page.get(*at..).is_some_and(begins)).unwrap_or(page.len());
            let (page, after) = page.split_at_checked(next).unwrap_or((page, &[]));
            self.page(page, line);
            rest = after;
            line += next + 1;
        }
    }

    /// A page below its first rule, which stands in that line.
    fn page(&mut self, lines: &[&str], line: usize) {
        self.front = Front { open: Some(Draft { line, ..Draft::default() }), ..Front::default() };
        let front = lines.iter().position(|line| line.trim() == RULE).unwrap_or(lines.len());
        for line in lines.iter().take(front) {
            self.front.take(line);
        }
        let Front { open: Some(draft), aliases, mut somebody, has_id, marks, strange, .. } =
            std::mem::take(&mut self.front)
        else {
            return;
        };
        // Whoever takes the id out of a page of ours leaves its marks there.
        let ours = (has_id && draft.record().is_some()) || marks.is_some();
        let today = if marks.is_none() { draft.record().and_then(self.today) } else { None };
        let base = Base { ours, marks: marks.as_ref(), today: today.as_ref() };
        let mut body = Body::new(draft, base, self.day, &mut self.written);
        body.read(lines.get(front + 1..).unwrap_or(&[]));
        let (mut draft, heading) = body.finish();
        // Of a page of ours an alias is what we write a name into, and a heading too; of others the heading is the name.
        let alias = aliases.first().cloned().unwrap_or_default();
        let names = [&draft.name, &alias, &heading];
        let typed =
            |name: &&String| !name.is_empty() && marks.as_ref().is_some_and(|marks| !marks.has("name", name));
        let name = match names.into_iter().find(typed) {
            Some(typed) => typed.clone(),
            // An older page says nothing of the kind: a heading is what people write over.
            None if ours && marks.is_none() && draft.name.is_empty() && !heading.is_empty() => {
                heading.clone()
            }
            None if (has_id || ours) && draft.name.is_empty() => alias.clone(),
            None => draft.name.clone(),
        };
        draft.name = name;
        for name in [heading, alias] {
            self.written.add("name", &name);
            if draft.name.is_empty() {
                draft.name = name;
            }
        }
        somebody |= (has_id || ours) && !aliases.is_empty();
        if !somebody || (draft.name.is_empty() && draft.emails.is_empty()) {
            return;
        }
        draft.fate = if draft.name.is_empty() {
            Fate::Doubt("no name; the e-mail address stands for it".to_owned())
        } else {
            Fate::In
        };
        self.mark(&draft);
        draft.marks = marks.map(Box::new);
        self.strange.extend(strange);
        self.drafts.push(draft);
    }

    fn mark(&mut self, draft: &Draft) {
        let person = draft.person();
        for field in FIELDS {
            match &field.kind {
                FieldKind::Text(get, _) => self.written.add(field.key, get(&person)),
                FieldKind::List(get, _) => {
                    for value in get(&person) {
                        self.written.add(field.key, value);
                    }
                }
            }
        }
        for goal in &person.goals {
            self.written.add("goals", goal);
        }
        if let Some(on) = person.met.and_then(|met| met.on) {
            self.written.add("met", &on.to_string());
        }
    }
}

/// Whether a page begins with these lines below another: a rule, keys with their values, and a rule. Text that somebody wrote
/// below a rule of their own is none.
fn begins(lines: &[&str]) -> bool {
    let mut lines = lines.iter().map(|line| line.trim_end());
    let plain =
        |line: &str| line.is_empty() || line.starts_with([' ', '\t', '-', '#']) || key_of(line).is_some();
    lines.next() == Some(RULE)
        && lines.next().is_some_and(|line| key_of(line).is_some())
        && lines.find(|line| *line == RULE || !plain(line)) == Some(RULE)
}

impl Front {
    fn take(&mut self, line: &str) {
        let text = line.trim();
        if text.starts_with('-') {
            for value in values(text) {
                self.value(&value);
            }
        } else if let Some((key, value)) = key_of(line) {
            key.clone_into(&mut self.key);
            for value in values(value.trim()) {
                self.value(&value);
            }
        }
    }

    fn value(&mut self, text: &str) {
        let Some(draft) = self.open.as_mut().filter(|_| !text.is_empty()) else { return };
        let day = || text.parse().ok().map(Day);
        let key = self.key.to_lowercase();
        match key.as_str() {
            "aliases" | "alias" => self.aliases.push(text.to_owned()),
            "id" => {
                self.has_id = true;
                draft.more().id = PersonId::new(text);
            }
            "met" => {
                if let Some(on) = day() {
                    draft.more().met = Some(Met { on: Some(on), ..Met::default() });
                }
            }
            marks::KEY => self.marks = Marks::read(text),
            _ => {}
        }
        if QUIET.contains(&key.as_str()) {
            return;
        }
        let Some(role) = role_of(&self.key) else {
            self.strange.insert(self.key.clone());
            return;
        };
        match role {
            Role::Name | Role::Display if draft.name.is_empty() => text.clone_into(&mut draft.name),
            Role::Email => add_emails(draft, text),
            Role::Phone => {
                add(&mut draft.phones, text.to_owned());
            }
            Role::Link => {
                add(&mut draft.links, text.to_owned());
            }
            Role::Tags => {
                add(&mut draft.tags, text.trim_start_matches('#').to_owned());
            }
            Role::Company if draft.company.is_empty() => text.clone_into(&mut draft.company),
            Role::Job if draft.role.is_empty() => text.clone_into(&mut draft.role),
            Role::Own(field) => put(draft.more(), field, text),
            Role::Note => {
                add(&mut draft.notes, text.to_owned());
            }
            _ => {}
        }
        self.somebody |= matches!(role, Role::Email | Role::Phone | Role::Company | Role::Job);
    }
}

/// What a key is good for.
fn role_of(key: &str) -> Option<Role> {
    let role = meaning(key).filter(|meaning| !meaning.loose)?.role;
    let used = matches!(
        role,
        Role::Name
            | Role::Display
            | Role::Email
            | Role::Phone
            | Role::Link
            | Role::Tags
            | Role::Company
            | Role::Job
            | Role::Own(_)
            | Role::Note
    );
    used.then_some(role)
}

/// Whether nothing becomes of a key.
pub(super) fn is_strange(key: &str) -> bool {
    !key.is_empty() && !QUIET.contains(&key.to_lowercase().as_str()) && role_of(key).is_none()
}

/// The values behind a key or a dash: one, or several in brackets.
pub(super) fn values(text: &str) -> Vec<String> {
    let one = text.strip_prefix('-').unwrap_or(text).trim();
    let values: Vec<String> = match one.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) if one.len() == text.len() => list.split(',').map(plain).collect(),
        _ => vec![plain(one)],
    };
    values.into_iter().filter(|value| !value.is_empty()).collect()
}

/// Adds a text to the field at a place among [`FIELDS`], or makes it that.
fn put(person: &mut Person, field: usize, text: &str) {
    match FIELDS.get(field).map(|field| &field.kind) {
        Some(FieldKind::Text(_, value)) => text.clone_into(value(person)),
        Some(FieldKind::List(_, values)) => values(person).push(text.to_owned()),
        None => {}
    }
}

/// `key: value` of YAML, not indented.
pub(super) fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let word = |ch: char| ch.is_alphanumeric() || matches!(ch, '_' | '-' | ' ');
    let plain = !key.is_empty() && key.len() <= 40 && key.chars().all(word) && !key.starts_with([' ', '-']);
    (plain && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key.trim(), value))
}

/// A scalar of YAML: in double quotes as JSON has it, in single ones, or bare.
fn plain(text: &str) -> String {
    let text = text.trim();
    if matches!(text, "null" | "~") {
        return String::new();
    }
    let unquoted = match (text.strip_prefix('\''), text.starts_with('"')) {
        (Some(rest), _) => rest.strip_suffix('\'').map(|inner| inner.replace("''", "'")),
        (None, true) => serde_json::from_str::<String>(text).ok(),
        (None, false) => text.split(" #").next().map(str::to_owned),
    };
    let text = unquoted.unwrap_or_else(|| text.to_owned());
    let text = clean(&text);
    // A link of a notebook says the name of the page it leads to.
    let link = text.strip_prefix("[[").and_then(|link| link.strip_suffix("]]"));
    let link = link.map(|link| link.rsplit_once('|').map_or(link, |(_, shown)| shown));
    link.unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars() {
        for (text, value) in [
            ("~", ""),
            ("null", ""),
            ("\"~\"", "~"),
            ("'null'", "null"),
            ("a # b", "a"),
            ("\"[[x|Y]]\"", "Y"),
        ] {
            assert_eq!(plain(text), value, "{text}");
        }
    }
}
