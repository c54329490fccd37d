//! Reads a line: what its first part is, then every part after it.

use std::ops::Range;

use super::resolve::Resolver;
use super::{Choices, Head, Meaning, Scene, Segment, Understood, Who, contact, head, segment, split};

/// After so many parts the rest of a line is note text: nobody types that, and a pasted file must not become a thousand
/// promises.
const MAX_PARTS: usize = 1000;

/// Reads a line. Never fails: what is not understood is a note.
pub fn understand(line: &str, scene: &Scene<'_>, choices: &Choices) -> Understood {
    let resolver = Resolver::new(scene);
    let mut parts = split::split(line);
    part_at_colon(line, &mut parts, &resolver);
    part_at_contact(line, &mut parts);
    let selected = scene.selected.filter(|id| scene.book.person(id).is_some());
    let first = parts.spans.first().filter(|_| !parts.headless);
    let opening = first.map_or(Opening::Segment, |span| opening(line, span, &resolver, selected.is_some()));

    let mut heads = match (&opening, first) {
        (Opening::Head, Some(span)) => heads(line, span, &resolver),
        (Opening::Both, Some(span)) => {
            let words = head::first_words(line.get(span.clone()).unwrap_or_default());
            let mut head = Head::nobody(span.start..span.start + words.len());
            head.name = split::tidy(words);
            head.who = Who::New(head.name.clone());
            vec![head]
        }
        _ => Vec::new(),
    };
    if heads.is_empty()
        && let Some(id) = selected
    {
        let mut head = Head::nobody(0..0);
        scene.book.name_of(id).clone_into(&mut head.name);
        head.who = Who::Known(id.clone());
        heads.push(head);
    }
    choose(&mut heads, scene, choices);

    let mut segments = Vec::new();
    for (at, span) in parts.spans.iter().skip(usize::from(opening == Opening::Head)).enumerate() {
        push_segments(&mut segments, line, span, (at < MAX_PARTS).then_some(choices), &resolver);
    }
    Understood { line: line.to_owned(), heads, segments }
}

/// What people write before a colon that is nobody's name.
const LABELS: &[&str] =
    &["note", "notes", "todo", "re", "ps", "nb", "idea", "reminder", "remember", "action", "question", "fyi"];
/// The most words of a name before a colon.
const MAX_LABEL_WORDS: usize = 4;

/// "raj: needs an office" is "raj; needs an office": a colon parts as `;` does behind the name of somebody known, and behind
/// what can be a name where a segment word follows.
fn part_at_colon(line: &str, parts: &mut split::Parts, resolver: &Resolver<'_>) {
    let Some(first) = parts.spans.first().filter(|_| !parts.headless).cloned() else { return };
    let text = line.get(first.clone()).unwrap_or_default();
    let Some((name, rest)) = text.split_once(':') else { return };
    let is_name = !name.is_empty()
        && name.len() <= MAX_NAMED
        && rest.starts_with(char::is_whitespace)
        && name.split_whitespace().count() <= MAX_LABEL_WORDS
        && segment::first_word(text).is_none()
        && !LABELS.contains(&name.to_lowercase().as_str());
    let said = rest.trim();
    if is_name
        && (resolver.is_one(name) || (head::sentence(name).is_none() && segment::first_word(said).is_some()))
    {
        let behind = first.start + name.len() + 1;
        parts
            .spans
            .splice(..1, [split::trim(line, first.start..behind - 1), split::trim(line, behind..first.end)]);
        parts.spans.retain(|span| !span.is_empty());
    }
}

/// "Björn Ek +46 70 123 45 67" is "Björn Ek; +46 70 123 45 67": a number or a page behind a name parts as `;` does.
fn part_at_contact(line: &str, parts: &mut split::Parts) {
    let Some(first) = parts.spans.first().filter(|_| !parts.headless).cloned() else { return };
    let text = line.get(first.clone()).unwrap_or_default();
    if text.len() > MAX_NAMED || segment::first_word(text).is_some() {
        return;
    }
    let is_page = |rest: &str| matches!(contact::word(rest), Some(Meaning::Link(_)));
    let starts = |word: &str| word.starts_with(['+', '(', '0']) || is_page(word);
    let behind = split::words(text).skip(1).filter(|(_, word)| starts(word)).find_map(|(at, _)| {
        let rest = text.get(at..)?;
        matches!(contact::whole(rest), Some(Meaning::Phone(_) | Meaning::Link(_))).then_some(first.start + at)
    });
    if let Some(behind) = behind {
        parts.spans.splice(..1, [split::trim(line, first.start..behind), behind..first.end]);
    }
}

/// No name that is looked up is longer, in bytes.
const MAX_NAMED: usize = 200;

/// What the first part of a line is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Opening {
    /// It names somebody.
    Head,
    /// It is about the selected person.
    Segment,
    /// It names nobody, and nobody is selected: its first words are a name until there is one, and all of it a note.
    Both,
}

fn opening(line: &str, span: &Range<usize>, resolver: &Resolver<'_>, selected: bool) -> Opening {
    let text = line.get(span.clone()).unwrap_or_default();
    if text.starts_with(':') {
        return Opening::Segment;
    }
    if contacts(text).is_some() || contact::whole(text).is_some() {
        let owner = |email: &str| !selected || resolver.with_email(email).is_some();
        let mailbox = text.split_whitespace().filter_map(contact::email).any(owner);
        return if mailbox { Opening::Head } else { Opening::Segment };
    }
    let word = segment::first_word(text).is_some();
    let sentence = head::sentence(text);
    let is_name = text.starts_with("Can") && is_capital_name(text);
    if !word && sentence.is_none() || is_name || (text.len() <= MAX_NAMED && resolver.is_somebody(text)) {
        return Opening::Head;
    }
    if selected || word || sentence == Some(head::Sentence::Said) { Opening::Segment } else { Opening::Both }
}

/// "Can Demir": every word with a capital, as far as the name goes.
fn is_capital_name(text: &str) -> bool {
    head::name_part(text).split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

fn heads(line: &str, span: &Range<usize>, resolver: &Resolver<'_>) -> Vec<Head> {
    let typed = head::heads(line, span, &|name| resolver.is_one(name)).into_iter();
    typed
        .map(|mut typed| {
            let found = resolver.head(&mut typed);
            Head {
                span: typed.span,
                name: typed.name,
                who: found.who,
                others: found.others,
                role: typed.role,
                face: typed.face,
                company: typed.company,
                tags: typed.tags,
                emails: typed.emails,
            }
        })
        .collect()
}

/// What the user said about who is meant; somebody chosen for a line without a head becomes its head.
fn choose(heads: &mut Vec<Head>, scene: &Scene<'_>, choices: &Choices) {
    for (at, who) in &choices.who {
        let there = match who {
            Who::Known(id) => scene.book.person(id).is_some(),
            Who::Attendee(..) | Who::New(_) => !who.name(scene.book).trim().is_empty(),
        };
        if !there {
            continue;
        }
        if heads.is_empty() && *at == 0 {
            let mut head = Head::nobody(0..0);
            who.name(scene.book).clone_into(&mut head.name);
            heads.push(head);
        }
        if let Some(head) = heads.get_mut(*at) {
            head.who = who.clone();
        }
    }
}

/// Every word of a part with what its shape says, when all of them say something.
fn contacts(text: &str) -> Option<Vec<(Range<usize>, Meaning)>> {
    split::words(text).map(|(at, word)| Some((at..at + word.len(), contact::word(word)?))).collect()
}

/// Reads one part of a line; several addresses or tags in it are segments of their own. Without choices it is note text.
fn push_segments(
    segments: &mut Vec<Segment>,
    line: &str,
    span: &Range<usize>,
    choices: Option<&Choices>,
    resolver: &Resolver<'_>,
) {
    let text = line.get(span.clone()).unwrap_or_default();
    let Some(choices) = choices else {
        segments.push(Segment { span: span.clone(), meaning: segment::note(text) });
        return;
    };
    for (within, meaning) in contacts(text).unwrap_or_default() {
        let as_note = choices.as_note.get(&segments.len()) == Some(&true);
        let meaning =
            if as_note { segment::note(text.get(within.clone()).unwrap_or_default()) } else { meaning };
        segments.push(Segment { span: span.start + within.start..span.start + within.end, meaning });
    }
    if segments.last().is_none_or(|last| last.span.end < span.end) {
        let as_note = choices.as_note.get(&segments.len()).copied();
        segments.push(Segment { span: span.clone(), meaning: segment::read(text, as_note, resolver) });
    }
}

impl Head {
    fn nobody(span: Range<usize>) -> Self {
        Self {
            span,
            name: String::new(),
            who: Who::New(String::new()),
            others: Vec::new(),
            role: String::new(),
            face: String::new(),
            company: String::new(),
            tags: Vec::new(),
            emails: Vec::new(),
        }
    }
}
