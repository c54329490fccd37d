//! The head of a line: `name[, role][ @ company][ #tag ...]`, several with ` + `.

use std::ops::Range;

use super::contact;
use super::fold::is_apostrophe;
use super::split::{tidy, trim, unescape, words};
use crate::domain::title::is_behind;

/// A longer first part is text: nobody types so much before the first `;` to say who it is.
const MAX_PART: usize = 400;
/// A longer name is text.
const MAX_NAME: usize = 80;
/// More words than a name has, when most of them are in lower case.
const MAX_WORDS: usize = 5;
/// With one of these first it is a sentence about somebody, not somebody, even if a name follows.
const PRONOUNS: &[&str] = &[
    "i", "she", "he", "they", "we", "it", "you", "she's", "he's", "they're", "i'm", "it's", "i've", "i'd",
    "met",
];

/// With one of these first, and a word in lower case after it, too: what people say of somebody, and segment words inflected.
const VERBS: &[&str] = &[
    "loves", "likes", "hates", "has", "had", "is", "was", "were", "went", "met", "moved", "moves", "runs",
    "ran", "works", "worked", "says", "told", "thinks", "thought", "lost", "lives", "lived", "plays",
    "plans", "hopes", "hoped", "started", "starts", "sold", "sells", "bought", "makes", "made", "did",
    "does", "came", "comes", "felt", "feels", "grew", "took", "just", "also", "not", "still", "very",
    "really", "would", "could", "should", "might", "talked", "spoke", "speaks", "avoids", "avoided",
    "promises", "promised", "asks", "asked", "needed", "need", "wanted", "want", "offered", "offer", "gives",
    "gets", "knew", "opened", "opens", "pitched", "viewed", "looks", "looked", "looking", "cannot",
];

/// One head as typed.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Typed {
    pub(super) span: Range<usize>,
    pub(super) name: String,
    pub(super) role: String,
    pub(super) face: String,
    pub(super) company: String,
    pub(super) tags: Vec<String>,
    pub(super) emails: Vec<String>,
}

/// The heads in the first part of a line; `known` says whether a name is that of somebody known.
pub(super) fn heads(line: &str, part: &Range<usize>, known: &dyn Fn(&str) -> bool) -> Vec<Typed> {
    spans(line, part, known).into_iter().map(|span| head(line, span)).collect()
}

/// The first part between each ` + `, and between `&` or `and` where both names are those of somebody known.
fn spans(line: &str, part: &Range<usize>, known: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let text = line.get(part.clone()).unwrap_or_default();
    let is_and = |word: &str| word == "&" || word.eq_ignore_ascii_case("and");
    let mut spans = Vec::new();
    let mut start = 0;
    for (at, word) in words(text) {
        let both_known = || {
            let before = text.get(start..at).unwrap_or_default();
            let after = text.get(at + word.len()..).unwrap_or_default();
            let end = words(after).find(|(_, word)| is_and(word)).map_or(after.len(), |(at, _)| at);
            let after = name_part(after.get(..end).unwrap_or_default());
            text.len() <= MAX_PART && known(before.trim()) && known(after.trim())
        };
        if word == "+" || (is_and(word) && both_known()) {
            spans.push(trim(line, part.start + start..part.start + at));
            start = at + word.len();
        }
    }
    spans.push(trim(line, part.start + start..part.end));
    spans.retain(|span| !span.is_empty());
    spans
}

/// Where the words of a head go.
#[derive(Clone, Copy, PartialEq)]
enum Slot {
    Name,
    Role,
    Company,
}

impl Slot {
    /// A comma after a tag or an address ends the name, as it does after a word of it.
    fn after(self, word: &str) -> Self {
        if self == Self::Name && word.ends_with(',') { Self::Role } else { self }
    }
}

fn head(line: &str, span: Range<usize>) -> Typed {
    let text = line.get(span.clone()).unwrap_or_default();
    let mut typed = Typed { span, ..Typed::default() };
    let mut slot = Slot::Name;
    let (mut name, mut role, mut company) = (Vec::new(), Vec::new(), Vec::new());
    let aside = aside(text);
    if let Some(aside) = &aside {
        let said = text.get(aside.start + 1..aside.end - 1).unwrap_or_default();
        // A title or a name says what somebody is; any other word, by what they are recognised.
        if said.trim_start().starts_with(char::is_uppercase) {
            role.push(said);
        } else {
            typed.face = tidy(said);
        }
    }
    for (at, word) in words(text) {
        if let Some(aside) = aside.as_ref().filter(|aside| aside.start < at + word.len() && at < aside.end) {
            // A comma right behind the bracket ends the name.
            let behind = text.get(aside.end..at + word.len()).is_some_and(|rest| rest.starts_with(','));
            slot = if behind { slot.after(",") } else { slot };
            continue;
        }
        if slot == Slot::Name && is_dash(word) && !name.is_empty() {
            slot = Slot::Role;
        } else if let Some(tag) = contact::tag(word) {
            typed.tags.push(unescape(tag));
            slot = slot.after(word);
        } else if let Some(email) = contact::email(word) {
            typed.emails.push(email.to_owned());
            slot = slot.after(word);
        } else if let Some(rest) = word.strip_prefix('@') {
            slot = Slot::Company;
            company.push(rest);
        } else {
            match (slot, word.split_once(',')) {
                (Slot::Name, Some((before, after))) => {
                    name.push(before);
                    role.push(after);
                    slot = Slot::Role;
                }
                (Slot::Name, None) => name.push(word),
                (Slot::Role, _) => role.push(word),
                (Slot::Company, _) => company.push(word),
            }
        }
    }
    (typed.name, typed.role, typed.company) = (join(&name), join(&role), join(&company));
    typed.settle();
    typed
}

/// What stands in brackets behind a name and says what somebody is, "Bob Smith (CTO, Acme)", or by what they are recognised,
/// "tom (tall, beard)".
/// A nickname amid a name or a family name of before, "Robert (Bob) Smith", "Ana Ruiz (Kim)", belongs to the name.
fn aside(text: &str) -> Option<Range<usize>> {
    let start = text.find(" (")? + 1;
    let end = start + text.get(start..)?.find(')')? + 1;
    let within = text.get(start + 1..end - 1)?.trim();
    let behind = text.get(end..)?.trim_start();
    let ends_name = behind.is_empty() || behind.starts_with([',', '@', '#', '+', '<']);
    let title = within.len() <= 4 && within.chars().all(|ch| ch.is_ascii_uppercase());
    let says = within.contains(',') || within.starts_with(char::is_lowercase) || title;
    let named = !text.get(..start)?.trim().is_empty() && !text.get(..start)?.contains([',', '@']);
    (ends_name && says && named && !within.is_empty()).then_some(start..end)
}

/// "Ana - baker": a dash with blanks around it is a comma.
fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

fn join(words: &[&str]) -> String {
    tidy(&words.join(" ")).trim_matches([',', ' ']).to_owned()
}

impl Typed {
    /// Moves what a comma put into the wrong place, and finds something to call the person when there is no name.
    fn settle(&mut self) {
        while let Some(suffix) = first_of(&self.role).filter(|suffix| belongs_to_name(suffix)) {
            if self.name.is_empty() {
                break;
            }
            self.name = format!("{}, {suffix}", self.name);
            self.role = self.role.get(suffix.len()..).unwrap_or_default().trim_matches([',', ' ']).to_owned();
        }
        // "@ Forno, baker" has them in the other order; "@ Forno, Inc." and "@ Forno, Berlin" have not.
        if self.role.is_empty()
            && let Some((company, role)) = self.company.split_once(',')
            && role.trim().starts_with(char::is_lowercase)
        {
            (self.company, self.role) = (company.trim().to_owned(), role.trim().to_owned());
        }
        if self.name.is_empty() {
            let mailbox = self.emails.first().and_then(|email| email.split('@').next()).map(mailbox_name);
            let others = [&self.company, &self.role].into_iter().chain(&self.tags);
            self.name =
                mailbox.or(others.into_iter().find(|text| !text.is_empty()).cloned()).unwrap_or_default();
        }
    }
}

fn first_of(list: &str) -> Option<&str> {
    list.split(',').next().map(str::trim).filter(|first| !first.is_empty())
}

/// Whether it is part of the name although a comma stands before it.
fn belongs_to_name(word: &str) -> bool {
    is_behind(&word.replace('.', "").to_ascii_lowercase())
}

/// "ana.ruiz" as a name: "ana ruiz".
fn mailbox_name(mailbox: &str) -> String {
    let name = tidy(&mailbox.replace(['.', '_', '+'], " "));
    if name.is_empty() { mailbox.to_owned() } else { name }
}

/// How the first part of a line tells about somebody instead of naming them: see the table in [`super`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Sentence {
    /// By its words: it says something of somebody who must be known from elsewhere.
    Said,
    /// By its length only: it may describe somebody.
    Long,
}

/// Whether the first part of a line tells about somebody instead of naming them.
pub(super) fn sentence(text: &str) -> Option<Sentence> {
    if text.len() > MAX_PART {
        return Some(Sentence::Long);
    }
    let name = name_part(text);
    let list: Vec<&str> = name.split_whitespace().collect();
    let lower = list.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    let stop = text.ends_with(['!', '?', '…'])
        || (text.ends_with('.')
            && text.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_lowercase)));
    let nothing = text.chars().all(|ch| ch.is_ascii_punctuation() || ch.is_whitespace() || ch.is_control());
    // A heading of a Markdown page; "#food" alone is a tag.
    let heading = list.len() > 1 && list.first().is_some_and(|word| word.chars().all(|ch| ch == '#'));
    if says_something(text) || (list.len() > 2 && stop) || nothing || heading {
        Some(Sentence::Said)
    } else if name.chars().count() > MAX_NAME || (list.len() > MAX_WORDS && lower * 2 > list.len()) {
        Some(Sentence::Long)
    } else {
        None
    }
}

/// Whether a text of several words starts with a pronoun or a verb, or denies something ("can't stand Mondays").
fn says_something(text: &str) -> bool {
    let plain = |word: &str| word.to_lowercase().replace(is_apostrophe, "'");
    let mut words = text.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    if first.len() > 16 {
        return false;
    }
    let first = plain(first);
    PRONOUNS.contains(&first.as_str())
        || first.ends_with("n't")
        || (second.starts_with(char::is_lowercase) && VERBS.contains(&first.as_str()))
}

/// What stands before the first comma, company or tag.
pub(super) fn name_part(text: &str) -> &str {
    let text = aside(text).and_then(|aside| text.get(..aside.start)).unwrap_or(text);
    let end = words(text)
        .find_map(|(at, word)| {
            if word == "+"
                || word.starts_with('@')
                || (at > 0 && is_dash(word))
                || contact::tag(word).is_some()
            {
                return Some(at);
            }
            word.find(',').map(|comma| at + comma)
        })
        .unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// The first words of a sentence that names nobody: what to call them until there is a name.
pub(super) fn first_words(text: &str) -> &str {
    let end = words(text).take(MAX_WORDS).last().map_or(0, |(at, word)| at + word.len());
    let end = text.char_indices().nth(MAX_NAME).map_or(end, |(most, _)| end.min(most));
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let said: Vec<String> =
            heads(text, &(0..text.len()), &|name| ["Ana Ruiz", "Tom Berg", "June"].contains(&name))
                .into_iter()
                .map(|head| {
                    let tags = head.tags.join(",");
                    let face = if head.face.is_empty() { String::new() } else { format!("|({})", head.face) };
                    [head.name, head.role, head.company, tags, head.emails.join(",")].join("|") + &face
                })
                .collect();
        assert_eq!(said, expect, "{text}");
    }

    #[test]
    fn heads_of_all_kinds() {
        check("Ana Ruiz", &["Ana Ruiz||||"]);
        check("Ana Ruiz, pastry chef @ Forno Nero #food", &["Ana Ruiz|pastry chef|Forno Nero|food|"]);
        check("Ana,baker", &["Ana|baker|||"]);
        check("Ana @Forno #a #b", &["Ana||Forno|a,b|"]);
        check("Ana #food @ Forno, baker", &["Ana|baker|Forno|food|"]);
        check("Ana @ Forno, Inc.", &["Ana||Forno, Inc.||"]);
        check("Ana @ Forno Nero, Berlin", &["Ana||Forno Nero, Berlin||"]);
        check("Martin King, Jr., preacher", &["Martin King, Jr.|preacher|||"]);
        check("Ana Ruiz, PhD", &["Ana Ruiz, PhD||||"]);
        check("Ana, owner, baker", &["Ana|owner, baker|||"]);
        check("Ana Ruiz <ana@forno.example>", &["Ana Ruiz||||ana@forno.example"]);
        check("ana.ruiz@forno.example", &["ana ruiz||||ana.ruiz@forno.example"]);
        check("@ Forno Nero", &["Forno Nero||Forno Nero||"]);
        check(", baker", &["baker|baker|||"]);
        check("Ana Ruiz + Tom Berg, web", &["Ana Ruiz||||", "Tom Berg|web|||"]);
        check("Ana + ", &["Ana||||"]);
        check("C++ Tom", &["C++ Tom||||"]);
        check("Ana Ruiz & Tom Berg, web and June @ Loom", &["Ana Ruiz||||", "Tom Berg|web and June|Loom||"]);
        check("Ana Ruiz and Tom Berg and June", &["Ana Ruiz||||", "Tom Berg||||", "June||||"]);
        check("Ana Ruiz and Kim", &["Ana Ruiz and Kim||||"]);
        check("Smith & Sons", &["Smith & Sons||||"]);
        check("tom (tall, beard)", &["tom|||||(tall, beard)"]);
        check("Bob Smith (CTO, Acme) @ Acme #x", &["Bob Smith|CTO, Acme|Acme|x|"]);
        check("Bob (tall), baker", &["Bob|baker||||(tall)"]);
        check("Bob (from the gym) @ Loom #x", &["Bob||Loom|x||(from the gym)"]);
        check("Bob (CEO) @ Loom", &["Bob|CEO|Loom||"]);
        check("Robert (Bob) Smith", &["Robert (Bob) Smith||||"]);
        check("Ana Ruiz (Kim)", &["Ana Ruiz (Kim)||||"]);
        check("Ana, baker (pastry, bread)", &["Ana|baker (pastry, bread)|||"]);
        check("Ana (", &["Ana (||||"]);
        check("(tall)", &["(tall)||||"]);
        check("Sven <s@x.example>, carpenter", &["Sven|carpenter|||s@x.example"]);
        check("Ana #food, baker", &["Ana|baker||food|"]);
        check("Agent #7", &["Agent #7||||"]);
        check("O’Neil  de la\tCruz", &["O’Neil de la Cruz||||"]);
        check("阮文, 料理人 @ 寿司", &["阮文|料理人|寿司||"]);
        check("🦊", &["🦊||||"]);
        check("a;;b", &["a;b||||"]);
    }

    #[test]
    fn sentences() {
        for text in [
            "# People met",
            "## At the fair",
            "lost her first shop in the flood",
            "she loves sailing",
            "I’m sure she meant it",
            "great talk today!",
            "what a night?",
            "runs the bakery.",
            "can't stand Mondays",
            "won’t sell",
            "Avoids crowds",
            ";;",
            "...",
            "they met at the fair @ Berlin",
            &"x".repeat(81),
            &"x ".repeat(201),
        ] {
            assert!(sentence(text).is_some(), "{text}");
        }
        for text in [
            "Ana Ruiz",
            "tall baker",
            "tall baker, second shop near the station",
            "María de la Concepción López y García",
            "محمد بن عبد الله بن علي الهاشمي",
            "Robert Downey Jr.",
            "Dr. Ana Ruiz",
            "Ana?",
            "She",
            "Ian",
            "Said Ahmed",
            "Just Jansen",
            "Ana + tom + june + mira + sven + ravi + lee",
        ] {
            assert!(sentence(text).is_none(), "{text}");
        }
    }

    #[test]
    fn first_words_of_a_sentence() {
        assert_eq!(first_words("lost her first shop in the flood"), "lost her first shop in");
        assert_eq!(first_words("  a"), "  a");
        assert_eq!(first_words(&"é".repeat(100)).chars().count(), 80);
        assert_eq!(first_words(""), "");
    }
}
