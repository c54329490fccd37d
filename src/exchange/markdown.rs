//! People out as Markdown: a page each with front matter, as Obsidian likes it, or all on one.

use std::fmt::Write as _;

use super::export::by_name;
use super::marks::{self, Marks};
use super::page::{self, RULE};
use crate::domain::{Book, Day, Favour, FollowUp, Note, Person, PersonId, Side};

/// A page: the name of its file, made of the person's id only, and its text.
pub type Page = (String, String);

/// A page for each of `book`'s people, whose links lead to one another's files.
pub fn markdown_pages(book: &Book) -> Vec<Page> {
    let pages = by_name(book).into_iter().filter(|person| person.id.is_valid());
    pages.map(|person| (format!("{}.md", person.id), page(book, person))).collect()
}

/// Everyone of `book` on one page, by name.
pub fn markdown_whole(book: &Book) -> String {
    let mut out = String::new();
    for person in by_name(book) {
        if !out.is_empty() {
            out.push_str("\n---\n\n");
        }
        body(&mut out, book, person, &|id| line(book.name_of(id)), false);
    }
    out
}

fn page(book: &Book, person: &Person) -> String {
    marked(&unmarked(book, person))
}

/// The marks of what mingle would write on somebody's page now.
pub(super) fn marks_today(book: &Book, id: &PersonId) -> Option<Marks> {
    book.person(id).map(|person| page::marks_of(&unmarked(book, person)))
}

fn unmarked(book: &Book, person: &Person) -> String {
    let mut out = front_matter(person);
    // A link to somebody who does not come along would lead nowhere.
    let link = |id: &PersonId| match book.person(id).filter(|_| id.is_valid()) {
        Some(other) => format!("[[{id}|{}]]", line(&other.name).replace("\\|", "-")),
        None => line(book.name_of(id)),
    };
    body(&mut out, book, person, &link, true);
    out
}

/// A page of ours with the marks of all that stands on it, in the last line of its front matter.
pub(super) fn marked(page: &str) -> String {
    let marks = format!("{}: \"{}\"\n{RULE}\n", marks::KEY, page::marks_of(page));
    page.replacen(&format!("{RULE}\n\n"), &format!("{marks}\n"), 1)
}

/// A string as JSON writes it, on one line.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(printable(text)).to_string().replace(['\u{2028}', '\u{2029}'], " ")
}

/// YAML whose strings are written as in JSON, which YAML takes as its own, so that no text can end it.
fn front_matter(person: &Person) -> String {
    let mut out = format!("{RULE}\n");
    let mut list = |key: &str, values: Vec<String>| {
        if !values.is_empty() {
            let _ = writeln!(out, "{key}:");
            for value in values {
                let _ = writeln!(out, "  - {}", quoted(&value));
            }
        }
    };
    list("aliases", vec![person.name.clone()]);
    // A tag may not have a blank in it there.
    let tag = |tag: &String| -> String {
        let plain = |ch: char| if ch.is_alphanumeric() || matches!(ch, '_' | '/') { ch } else { '-' };
        tag.trim().chars().map(plain).collect()
    };
    list("tags", person.tags.iter().map(tag).collect());
    for (key, values) in [
        ("emails", &person.emails),
        ("phones", &person.phones),
        ("links", &person.links),
        ("circles", &person.circles),
    ] {
        list(key, values.clone());
    }
    for (key, value) in [
        ("id", person.id.as_str()),
        ("company", &person.company),
        ("role", &person.role),
        ("industry", &person.industry),
        ("cadence", &person.cadence),
    ] {
        if !value.is_empty() {
            let _ = writeln!(out, "{key}: {}", quoted(value));
        }
    }
    for (key, day) in
        [("met", person.met.as_ref().and_then(|met| met.on)), ("last_contact", person.last_contact())]
    {
        if let Some(day) = day {
            let _ = writeln!(out, "{key}: {day}");
        }
    }
    out.push_str(RULE);
    out.push_str("\n\n");
    out
}

/// Everything but the front matter; `who` shows a reference to somebody, and `blocks` puts its id behind each note.
fn body(out: &mut String, book: &Book, person: &Person, who: &dyn Fn(&PersonId) -> String, blocks: bool) {
    let _ = writeln!(out, "# {}", line(&person.name));
    let job = [person.role.as_str(), person.company.as_str()];
    let job: Vec<String> = job.into_iter().filter(|text| !text.is_empty()).map(line).collect();
    let contact = person.emails.iter().chain(&person.phones).chain(&person.links).map(|text| line(text));
    let ways: Vec<String> = contact.collect();
    let via = (!person.via.is_empty()).then(|| format!("Introduced by {}", who(&person.via)));
    let met = person.met.as_ref().map(|met| match (place(book, met.event.as_str()), met.on) {
        (Some(place), Some(on)) => format!("Met on {on}, {place}"),
        (Some(place), None) => format!("Met at {place}"),
        (None, Some(on)) => format!("Met on {on}"),
        (None, None) => "Met".to_owned(),
    });
    let knows: Vec<String> = person.knows.iter().map(who).collect();
    let knows = (!knows.is_empty()).then(|| format!("Knows {}", knows.join(", ")));
    let face = (!person.face.is_empty()).then(|| format!("To recognise by: {}", line(&person.face)));
    for text in [Some(job.join(", ")), Some(ways.join(", ")), face, met, via, knows].into_iter().flatten() {
        if !text.is_empty() {
            let _ = write!(out, "\n{text}\n");
        }
    }
    for (title, values) in [
        ("Needs", &person.needs),
        ("Offers", &person.offers),
        ("Steer clear of", &person.steer_clear),
        ("Goals", &person.goals),
    ] {
        section(out, title, &values.iter().map(|value| format!("- {}", line(value))).collect::<Vec<_>>());
    }
    section(out, "To do", &person.follow_ups.iter().map(follow_up).collect::<Vec<_>>());
    section(
        out,
        "Given and received",
        &person.favours.iter().map(|one| favour(one, who)).collect::<Vec<_>>(),
    );
    let mut notes: Vec<&Note> = person.notes.iter().collect();
    notes.sort_by_key(|note| std::cmp::Reverse(note.at));
    if !notes.is_empty() {
        out.push_str("\n## Notes\n");
    }
    for note in notes {
        let mut head: Vec<String> = note.at.map(|at| at.day().to_string()).into_iter().collect();
        head.extend(place(book, note.event.as_str()));
        head.push(line(note.kind.as_str()));
        if note.private {
            head.push("private".to_owned());
        }
        let also: Vec<String> = note.also.iter().map(who).collect();
        if !also.is_empty() {
            head.push(format!("with {}", also.join(", ")));
        }
        let _ = write!(out, "\n### {}\n\n", head.join(", "));
        let mut lines = note.words().trim_end().lines().peekable();
        while let Some(text) = lines.next() {
            // Two blanks at the end keep the line a line of its own.
            let end = if lines.peek().is_none() && blocks && page::is_block_name(&note.id) {
                format!(" ^{}", note.id)
            } else {
                "  ".to_owned()
            };
            let _ = writeln!(out, "{}{end}", line(text));
        }
    }
}

fn section(out: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        let _ = write!(out, "\n## {title}\n\n{}\n", lines.join("\n"));
    }
}

/// The event's name, where it is known.
fn place(book: &Book, event: &str) -> Option<String> {
    let known = book.event(&crate::domain::EventId::new(event)).map(|event| line(&event.name));
    known.or_else(|| (!event.is_empty()).then(|| line(event)))
}

fn follow_up(follow_up: &FollowUp) -> String {
    task(follow_up.done.is_some(), follow_up.due.filter(|_| follow_up.done.is_none()), &follow_up.what)
}

fn task(done: bool, due: Option<Day>, what: &str) -> String {
    let due = due.map_or_else(String::new, |due| format!(" (due {due})"));
    format!("- [{}] {}{due}", if done { "x" } else { " " }, line(what))
}

fn favour(favour: &Favour, who: &dyn Fn(&PersonId) -> String) -> String {
    let side = if favour.side == Side::Give { "I give" } else { "I receive" };
    let people: Vec<String> = favour.people.iter().map(who).collect();
    let people = if people.is_empty() { String::new() } else { format!(" ({})", people.join(", ")) };
    let days: Vec<String> =
        [("on", favour.on), ("due", favour.due), ("done", favour.done), ("thanked", favour.thanked)]
            .into_iter()
            .filter_map(|(word, day)| day.map(|day| format!("{word} {day}")))
            .collect();
    let days = if days.is_empty() { String::new() } else { format!(", {}", days.join(", ")) };
    format!("- {side}: {}{people}, {}{days}", line(&favour.what), line(favour.state.as_str()))
}

/// Without control characters: blanks stand for those that part words.
fn printable(text: &str) -> String {
    text.chars().map(|ch| if ch.is_whitespace() { ' ' } else { ch }).filter(|ch| !ch.is_control()).collect()
}

/// Foreign text on one line that means nothing in Markdown or HTML: `\` before each sign that could.
fn line(text: &str) -> String {
    let text = printable(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    for (at, ch) in text.chars().enumerate() {
        let anywhere = matches!(
            ch,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '%' | '^' | '&' | '='
        );
        // A list or a rule begins so, and `1.` does.
        let marks = |next: Option<char>| next.is_none_or(|next| next == ' ' || next == '-');
        let first = at == 0 && matches!(ch, '-' | '+') && marks(text.chars().nth(1))
            || at == digits && digits > 0 && matches!(ch, '.' | ')');
        if anywhere || first {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Record;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(line(text), expect);
    }

    #[test]
    fn foreign_text_means_nothing() {
        check("plain words, it's fine", "plain words, it's fine");
        check("# head", "\\# head");
        check("- one", "\\- one");
        check("a - b", "a - b");
        check("+44 20", "+44 20");
        check("---", "\\---");
        check("12. May", "12\\. May");
        check("<b>[[x|y]]", "\\<b\\>\\[\\[x\\|y\\]\\]");
        check("a\u{1b}[31m\nb", "a\\[31m b");
    }

    #[test]
    fn a_page_has_front_matter_that_no_text_can_end() {
        let mut book = Book::default();
        let ana = Person {
            role: "chef\n---\nevil: true".into(),
            tags: vec!["two words".into()],
            knows: vec![PersonId::new("bo-1"), PersonId::new("gone-1")],
            notes: vec![Note { text: "one\n# two".into(), ..Note::default() }],
            ..Person::named(PersonId::new("ana-1"), "Ana \"A\" Ruiz: x")
        };
        book.put(Record::from(ana));
        book.put(Record::from(Person::named(PersonId::new("bo-1"), "Bo")));
        // A file in `people/` whose name is no id makes no page.
        book.put(Record::from(Person::named(PersonId::new("../x"), "Eve")));
        let pages = markdown_pages(&book);
        let names: Vec<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["ana-1.md", "bo-1.md"]);
        let text = &pages[0].1;
        assert!(
            text.starts_with("---\naliases:\n  - \"Ana \\\"A\\\" Ruiz: x\"\ntags:\n  - \"two-words\"\n"),
            "{text}"
        );
        assert!(text.contains("role: \"chef --- evil: true\"\nmingle: \""), "{text}");
        assert!(text.contains("\"\n---\n\n# Ana"), "{text}");
        assert!(text.contains("Knows [[bo-1|Bo]], somebody not found\n"), "{text}");
        assert!(text.contains("\none  \n\\# two  \n"), "{text}");
        let whole = markdown_whole(&book);
        assert!(
            whole.contains("Knows Bo, somebody not found") && whole.contains("\n---\n\n# Bo\n"),
            "{whole}"
        );
    }
}
