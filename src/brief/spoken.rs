//! Who was recommended, and by whom: introductions offered, ties, and names that fell in notes.

use std::collections::HashMap;

use super::guests::Line;
use crate::domain::{Book, FavourKind, Note, Person, Side};

/// The most words of a name that are looked for in notes.
const LONGEST: usize = 4;
/// How much of a note is quoted, in characters.
const QUOTED: usize = 60;

/// Who spoke for somebody, and how.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Word<'a> {
    /// They introduced us, or said they would.
    Introduces(&'a Person),
    /// The name fell in a note on them.
    Spoke(&'a Person, String),
    /// They know each other.
    Knows(&'a Person),
}

/// By line: who spoke for them, the strongest word first.
pub(super) fn words<'a>(book: &'a Book, lines: &[Line<'_>]) -> HashMap<usize, Vec<Word<'a>>> {
    let mut all: HashMap<usize, Vec<Word<'a>>> = HashMap::new();
    let by_id: HashMap<&str, usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.attendee.person.is_empty())
        .map(|(at, line)| (line.attendee.person.as_str(), at))
        .collect();
    let names = names(lines);
    for person in book.people() {
        if let (Some(at), Some(via)) = (by_id.get(person.id.as_str()), book.person(&person.via)) {
            all.entry(*at).or_default().push(Word::Introduces(via));
        }
        let intros = person.favours.iter().filter(|favour| {
            favour.side == Side::Receive && favour.kind == FavourKind::Intro && favour.is_open()
        });
        for other in intros.flat_map(|favour| &favour.people) {
            if let Some(at) = by_id.get(other.as_str()) {
                all.entry(*at).or_default().push(Word::Introduces(person));
            }
        }
        for other in &person.knows {
            if let Some(at) = by_id.get(other.as_str()) {
                all.entry(*at).or_default().push(Word::Knows(person));
            }
        }
        for note in person.notes.iter().filter(|note| !note.private) {
            for at in named(note, &names) {
                let own = lines.get(at).is_some_and(|line| line.attendee.person == person.id);
                let also = lines.get(at).is_some_and(|line| note.also.contains(&line.attendee.person));
                if !own && !also {
                    all.entry(at).or_default().push(Word::Spoke(person, quote(note.words())));
                }
            }
        }
    }
    for words in all.values_mut() {
        words.sort_by_key(|word| match word {
            Word::Introduces(_) => 0,
            Word::Spoke(..) => 1,
            Word::Knows(_) => 2,
        });
    }
    all
}

/// Whole names of two words and more, in lower case; a first name alone could be anybody.
fn names(lines: &[Line<'_>]) -> HashMap<String, usize> {
    let name = |(at, line): (usize, &Line<'_>)| {
        let name = line.attendee.name.to_lowercase();
        let name: Vec<&str> = name.split_whitespace().collect();
        (2..=LONGEST).contains(&name.len()).then(|| (name.join(" "), at))
    };
    lines.iter().enumerate().filter_map(name).collect()
}

/// The lines whose names stand in a note, each once.
fn named(note: &Note, names: &HashMap<String, usize>) -> Vec<usize> {
    let mut found = Vec::new();
    if names.is_empty() {
        return found;
    }
    let text = note.words().to_lowercase();
    let bare = |word: &str| {
        let word = word.trim_matches(|ch: char| !ch.is_alphanumeric());
        word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word).to_owned()
    };
    let words: Vec<String> = text.split_whitespace().map(bare).collect();
    for from in 0..words.len() {
        for length in 2..=LONGEST {
            let Some(name) = words.get(from..from + length) else { break };
            if let Some(at) = names.get(&name.join(" ")).filter(|at| !found.contains(*at)) {
                found.push(*at);
            }
        }
    }
    found
}

/// The start of a note, in one line.
pub(super) fn quote(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let line = line.join(" ");
    match line.char_indices().nth(QUOTED) {
        None => line,
        Some((end, _)) => {
            let cut = line.get(..end).unwrap_or_default();
            let cut = cut.rsplit_once(' ').map_or(cut, |(cut, _)| cut);
            format!("{} ...", cut.trim_end_matches([',', ';', '.']))
        }
    }
}
