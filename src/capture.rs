//! The capture line: one typed line, understood while it is typed and kept as it was typed.
//!
//! # The head
//! A line is a head and segments, split by `;` (`;;` is the letter). The head is `name[, role][ @ company][ #tag ...]`,
//! several with ` + `. The first part is no head, and the line goes to the selected person, when it
//!
//! | first part | example |
//! |---|---|
//! | is missing | `; needs a till` |
//! | starts with `:` or a segment word | `needs a till`, `needs to think` |
//! | is an e-mail address, phone number, link or `#tag` | `+44 20 7946 0000` |
//! | says something: starts with a pronoun, a verb people say of others or a word in -n't; or has three words and `!`, `?` or a full stop at its end | `can't stand Mondays`, `she loves sailing` |
//! | is too long for a name: more than five words before the first comma, most in lower case, or more than 80 letters | `tall baker with the red glasses and the scar` |
//!
//! A name of somebody known, the address of somebody known, or `Can` before another capital (it is a name, too) is a head even
//! so. With nobody selected, an e-mail address is somebody called like the mailbox, what is only too long is somebody called by
//! its first five words (and the whole of it a note), and all else has no head: `heads` is empty, and the caller keeps the draft.
//!
//! # Fields and plain speech
//! A segment is a field when it starts with a segment word, unless it reads like plain speech; when in doubt it is a note.
//! A colon after the word (`needs: time`) says that it is meant, one before it (`: needs must`) that it is not.
//!
//! | word | becomes | but is plain speech when |
//! |---|---|---|
//! | `needs`, `wants`, `looking for` | need | a small word or pronoun follows ("wants out", "wants me to"), `to` and a verb other than hire, find, buy, rent, lease, recruit, borrow, source, meet ("needs to think"); only time, a break, a drink ...; a question |
//! | `offers` | offer | a verb follows ("offers came in late", "offers dried up"); a question |
//! | `can` | offer | what anyone can follows (be, see, tell, wait, come ...), a pronoun, `not`; or the verb has `it`, `that` ... ("can do it"); a question |
//! | `I'll`, `I will`, `promise` | promise of mine | be, never, not, probably, miss ... follow; see, think, have, go ... without `by DATE`; "promise kept" |
//! | `they'll`, `she'll`, `he'll`, `... will` | promise to me | the same, and what befalls people (turn, move, retire ...) without `by DATE` or me |
//! | `gave`, `got` | favour done | an idiom follows ("gave up", "gave a talk", "got married", "got her degree"), or news ("got a new job") |
//! | `ask` | favour asked of them | it is about asking ("ask me later") or a question to put ("ask how it went") |
//! | `via` | who introduced us | what follows is neither known nor written like a name, or is a way of getting in touch ("via email") |
//! | `knows` | ties | a name is neither known nor written like one ("knows his stuff"), or all is one unknown word ("knows Excel") |
//! | `avoid` | steer clear | a small word follows ("avoid at all costs") |
//! | `lesson`, `opening`, `view`, `pitch`, `hello` | note of that kind | it is used otherwise ("opening hours", "view from the roof", "pitch black") |
//! | `again`, `follow up` | follow-up | no date follows ("again and again") |
//!
//! "Ill" is never "I'll". [`Choices::as_note`] turns a segment either way.
//!
//! # What goes to whom
//! With several heads the note is kept once, with the first, and addresses and numbers are the first's; everything else is said
//! of each. Somebody new in `via` or `knows` becomes a person; an unknown name in a promised introduction stays words.

mod change;
mod complete;
mod contact;
mod dates;
mod fold;
mod head;
mod names;
mod phrases;
mod resolve;
mod segment;
mod speech;
mod split;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::{Book, Day, EventId, NoteKind, Now, PersonId, Side};

pub use complete::{Completion, complete};
pub use dates::date;
pub use names::Names;
pub use phrases::day_words;

use resolve::Resolver;

/// What a line is read against.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Everyone I know.
    pub book: &'a Book,
    /// Everyone's names, kept beside the book for speed; without them they are gathered for every line that has a name.
    pub names: Option<&'a Names>,
    /// What "fri" is relative to.
    pub now: &'a Now,
    /// Where it is said: a first name that only one person here has is that person.
    pub event: Option<&'a EventId>,
    /// Whom a line without a head is about.
    pub selected: Option<&'a PersonId>,
}

/// What the user decided otherwise than the grammar, with keys in the preview.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    /// Who is meant by the n-th head.
    pub who: BTreeMap<usize, Who>,
    /// Segments (by index) turned from field to note (`true`) or from note to what their first word says (`false`).
    pub as_note: BTreeMap<usize, bool>,
}

/// Whom a name means.
#[derive(Debug, Clone, PartialEq)]
pub enum Who {
    /// One of my people.
    Known(PersonId),
    /// Somebody on an event's list (by index) who becomes one of my people with what stands there.
    Attendee(EventId, usize),
    /// Somebody new of that name.
    New(String),
}

impl Who {
    /// What to call them.
    pub fn name<'a>(&'a self, book: &'a Book) -> &'a str {
        match self {
            Self::Known(id) => book.name_of(id),
            Self::Attendee(event, at) => {
                let attendee = book.event(event).and_then(|event| event.attendees.get(*at));
                attendee.map_or("", |attendee| attendee.name.as_str())
            }
            Self::New(name) => name,
        }
    }
}

/// One person at the head of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Bytes of the line; empty when the line has no head and goes to the selected person.
    pub span: Range<usize>,
    /// The name as typed.
    pub name: String,
    /// Who that is.
    pub who: Who,
    /// Who else it could be, best first, for Tab; somebody new is always possible besides.
    pub others: Vec<PersonId>,
    /// After the comma.
    pub role: String,
    /// After the `@`.
    pub company: String,
    /// After each `#`.
    pub tags: Vec<String>,
    /// Addresses among the words of the head.
    pub emails: Vec<String>,
}

/// One part of the line between `;`.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Bytes of the line, without the blanks around it.
    pub span: Range<usize>,
    /// What it becomes.
    pub meaning: Meaning,
}

/// What a segment becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// `needs X`
    Need(String),
    /// `offers X`
    Offer(String),
    /// `I'll X by DATE`, `they'll X`; `people` are names in an intro ("intro Tom Berg").
    Promise {
        /// Who promises: `Give` is me.
        side: Side,
        /// Without the date.
        what: String,
        /// Never in the past.
        due: Option<Day>,
        /// Third parties.
        people: Vec<Who>,
    },
    /// `gave X`, `got X`
    Done {
        /// Who gave.
        side: Side,
        /// What.
        what: String,
        /// Third parties.
        people: Vec<Who>,
    },
    /// `ask X`
    Ask(String),
    /// `via NAME`
    Via(Who),
    /// `knows NAME, NAME`
    Knows(Vec<Who>),
    /// `avoid X`
    Avoid(String),
    /// Any note text, `lesson X`, `opening X`, `view X`, `pitch X`, `hello X`
    Note {
        /// What it is good for.
        kind: NoteKind,
        /// With `;;` read as `;`.
        text: String,
    },
    /// `again DATE`, `follow up on X DATE`
    FollowUp {
        /// What to do.
        what: String,
        /// When.
        due: Day,
    },
    /// By its shape.
    Email(String),
    /// By its shape.
    Phone(String),
    /// By its shape.
    Link(String),
    /// `#tag`
    Tag(String),
}

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The line as typed, to the letter.
    pub line: String,
    /// Whom it is about; the first keeps the note. Empty when there is nobody to give it to.
    pub heads: Vec<Head>,
    /// The parts after the head.
    pub segments: Vec<Segment>,
}

/// One thing understood, in words, for the preview and for `jot`: `needs` `website`.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// Which segment it is of, for turning it into a note; `None` for a head.
    pub segment: Option<usize>,
    /// "needs", "I give", "note", "due", ...
    pub label: String,
    /// The value in words, dates as "Fri 27 Nov".
    pub text: String,
}

/// After so many parts the rest of a line is note text: nobody types that, and a pasted file must not become a thousand
/// promises.
const MAX_PARTS: usize = 1000;

/// Reads a line. Never fails: what is not understood is a note.
pub fn understand(line: &str, scene: &Scene<'_>, choices: &Choices) -> Understood {
    let resolver = Resolver::new(scene);
    let parts = split::split(line);
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
    let typed = head::heads(line, span).into_iter();
    typed
        .map(|mut typed| {
            let found = resolver.head(&mut typed);
            Head {
                span: typed.span,
                name: typed.name,
                who: found.who,
                others: found.others,
                role: typed.role,
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
            company: String::new(),
            tags: Vec::new(),
            emails: Vec::new(),
        }
    }
}
