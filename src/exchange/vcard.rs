//! vCard 2.1, 3.0 and 4.0, in the dialects that phones and programs write, as drafts.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::mem::take;

use super::cells::MAX_ROWS;
use super::charset::Charset;
use super::decode;
use super::draft::{Draft, Fate, MAX_VALUES, add, clean, is_no_name};
use super::lines::{Line, Lines, MAX_VALUE};
use super::shapes::is_email;
use super::{NotAList, Options};
use crate::domain::{Field, FieldKind, Note, Person, PersonId};

/// Where a card begins.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Card {
    start: u32,
    line: u32,
}

/// The cards of a file. Only where each begins is kept; it is read whenever it is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cards<'a> {
    bytes: Cow<'a, [u8]>,
    found: Vec<Card>,
    fallback: Charset,
    /// "vCard 3.0, UTF-8".
    pub(super) said: Vec<String>,
    /// What is wrong with the file, with the line.
    pub(super) problems: Vec<String>,
}

/// What of a card becomes part of a draft, or is about the card and nobody's loss.
const USED: &[&str] = &[
    "BEGIN",
    "END",
    "VERSION",
    "FN",
    "N",
    "NICKNAME",
    "EMAIL",
    "TEL",
    "ORG",
    "TITLE",
    "ROLE",
    "URL",
    "CATEGORIES",
    "NOTE",
    "KIND",
    "X-ADDRESSBOOKSERVER-KIND",
    "X-SOCIALPROFILE",
    "UID",
    "REV",
    "PRODID",
    "SORT-STRING",
    "SOURCE",
    "NAME",
    "PROFILE",
    "X-ABLABEL",
    "X-ABSHOWAS",
    "CLASS",
    "MAILER",
    "X-EVOLUTION-FILE-AS",
    "CLIENTPIDMAP",
    "X-ABUID",
    "PHOTO-URI",
];
/// Properties of ours begin so, and go on with the name of a field.
pub(super) const OWN: &str = "X-MINGLE-";
/// What a `UID` of ours ends with, after the id of the record.
pub(super) const AT_HOME: &str = "@mingle";
/// The parameter of a private note.
pub(super) const PRIVATE: &str = "X-MINGLE-PRIVATE";

/// Finds the cards of a file, and keeps its bytes for when they are read.
///
/// # Errors
/// When there is none, there are too many, or no encoding has the name that the options say.
pub(super) fn read(mut file: Vec<u8>, options: &Options) -> Result<Cards<'static>, NotAList> {
    let Cards { bytes, found, fallback, said, problems } = find(&file, options)?;
    let bytes = match bytes {
        Cow::Owned(decoded) => decoded,
        Cow::Borrowed(plain) => {
            // A byte order mark is no part of the first card.
            let mark = file.len() - plain.len();
            file.drain(..mark);
            file
        }
    };
    Ok(Cards { bytes: Cow::Owned(bytes), found, fallback, said, problems })
}

fn find<'a>(bytes: &'a [u8], options: &Options) -> Result<Cards<'a>, NotAList> {
    let decode::Plain { bytes, encoding, fallback, mut problems } =
        decode::plain(bytes, options.encoding.as_deref())?;
    let mut lines = Lines::new(&bytes, 0, 1, fallback);
    let mut cards: Vec<Card> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let (mut versions, mut unused) = (BTreeSet::new(), BTreeSet::new());
    let mut guessed = None;
    let mut agent = false;
    while let Some(line) = lines.next_line() {
        let is_card = line.value.eq_ignore_ascii_case("VCARD");
        if line.is("BEGIN") && !is_card && begins_as_card(&line.value) {
            problems.push(format!(
                "line {}: what begins as a card here has no line ends, and is left out",
                line.number
            ));
        }
        if line.is("BEGIN") && is_card {
            // Only an agent has a card inside another; elsewhere the one before it lost its end.
            if let Some(at) = open.first().filter(|_| !agent) {
                problems.push(unclosed(*at));
                open.clear();
            }
            if open.is_empty() {
                cards.push(Card { start: small(line.start), line: small(line.number) });
            }
            open.push(line.number);
        } else if line.is("END") && is_card {
            open.pop();
        } else if open.len() == 1 {
            if line.is("VERSION") && line.value.len() < 8 {
                versions.insert(line.value.to_string());
            }
            note(&line, &mut unused);
            if line.too_long {
                problems.push(format!(
                    "line {}: a value of more than {} KiB is left out",
                    line.number,
                    MAX_VALUE >> 10
                ));
            }
            if line.guessed && guessed.is_none() {
                guessed = Some(line.number);
            }
        }
        agent = line.is("AGENT");
        if cards.len() > MAX_ROWS {
            return Err(NotAList(format!(
                "nothing to import: it holds more than {MAX_ROWS} cards, the most of one file; split it"
            )));
        }
    }
    problems.extend(open.first().map(|line| unclosed(*line)));
    if cards.is_empty() {
        return Err(NotAList(
            "nothing to import: no vCard begins in it with BEGIN:VCARD; export the contacts again".to_owned(),
        ));
    }
    problems.extend(guessed.map(|line| {
        format!("line {line}: letters are in an encoding that the card does not name; read as {}, name another encoding", fallback.name())
    }));
    let versions = versions.into_iter().collect::<Vec<_>>().join(" and ");
    let version = if versions.is_empty() { "no version".to_owned() } else { versions };
    let mut said = vec![
        format!("vCard {version}, {encoding}"),
        if cards.len() == 1 { "1 card".into() } else { format!("{} cards", cards.len()) },
    ];
    if !unused.is_empty() {
        said.push(format!("not used: {}", unused.into_iter().collect::<Vec<_>>().join(", ")));
    }
    Ok(Cards { bytes, found: cards, fallback, said, problems })
}

/// Whether a number is a fax machine's alone.
fn is_fax(line: &Line<'_>) -> bool {
    let says = |word: &str| {
        line.parameters()
            .filter(|(key, _)| key.is_empty() || key.eq_ignore_ascii_case("TYPE"))
            .any(|(_, value)| value.split(',').any(|one| one.trim().eq_ignore_ascii_case(word)))
    };
    says("FAX") && !says("VOICE")
}

fn begins_as_card(value: &str) -> bool {
    value.split_at_checked(6).is_some_and(|(start, _)| start.eq_ignore_ascii_case("VCARD "))
}

fn unclosed(line: usize) -> String {
    format!("line {line}: the card that begins here never ends; it is read as far as it goes")
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Remembers a property that nothing becomes of.
fn note(line: &Line<'_>, unused: &mut BTreeSet<String>) {
    let name = line.name();
    let known = USED.iter().any(|used| name.eq_ignore_ascii_case(used)) || own_field(name).is_some();
    let plain = name.len() <= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !known && plain && !name.is_empty() && unused.len() < 24 {
        unused.insert(name.to_ascii_uppercase());
    }
}

impl Cards<'_> {
    pub(super) fn len(&self) -> usize {
        self.found.len()
    }

    /// The line that a card begins in, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.found.get(at).map_or(0, |card| card.line as usize)
    }

    /// The card at `at` as a draft.
    pub(super) fn draft(&self, at: usize) -> Draft {
        let Some(Card { start, line }) = self.found.get(at).copied() else { return Draft::default() };
        let end = self.found.get(at + 1).map_or(self.bytes.len(), |next| next.start as usize);
        let bytes = self.bytes.get(..end).unwrap_or(&[]);
        let mut lines = Lines::new(bytes, start as usize, line as usize, self.fallback);
        let mut card =
            Reading { draft: Draft { line: line as usize, ..Draft::default() }, ..Reading::default() };
        let mut depth = 0_usize;
        let mut ended = false;
        while let Some(line) = lines.next_line() {
            let is_card = line.value.eq_ignore_ascii_case("VCARD");
            if line.is("BEGIN") && is_card {
                depth += 1;
            } else if line.is("END") && is_card {
                depth = depth.saturating_sub(1);
                ended = depth == 0;
                if ended {
                    break;
                }
            } else if depth == 1 {
                card.take(&line);
            }
        }
        card.finish(ended)
    }
}

/// A card as far as it was read.
#[derive(Default)]
struct Reading {
    draft: Draft,
    built: String,
    nickname: String,
    /// What it stands for, when not for somebody.
    kind: String,
    role: String,
    room: bool,
}

impl Reading {
    fn take(&mut self, line: &Line<'_>) {
        let draft = &mut self.draft;
        let text = || clean(&line.text()).into_owned();
        let mut room = true;
        match line.name().to_ascii_uppercase().as_str() {
            "FN" if draft.name.is_empty() => draft.name = text(),
            "N" if self.built.is_empty() => self.built = built(&line.parts(';')),
            "NICKNAME" if self.nickname.is_empty() => self.nickname = text(),
            "EMAIL" => {
                let email = bare(&without_scheme(text(), "mailto:")).to_owned();
                if !email.is_empty() && !is_email(&email) {
                    draft.problems.push(format!(
                        "line {}: {email:?} does not look like an e-mail address; it is kept as it is",
                        line.number
                    ));
                }
                room = keep(&mut draft.emails, email);
            }
            "TEL" => {
                let number = without_scheme(text(), "tel:");
                // It is in the list of numbers, as a card has it; which of them nobody answers is told.
                if is_fax(line) && number.chars().any(|ch| ch.is_ascii_digit()) {
                    room = add(&mut draft.notes, format!("fax: {number}"));
                }
                room &= keep(&mut draft.phones, number);
            }
            "ORG" if draft.company.is_empty() => {
                let parts = line.parts(';');
                let mut units =
                    parts.iter().map(|unit| clean(unit).into_owned()).filter(|unit| !unit.is_empty());
                draft.company = units.next().unwrap_or_default();
                let rest: Vec<String> = units.collect();
                if !rest.is_empty() {
                    room = add(&mut draft.notes, format!("Department: {}", rest.join(", ")));
                }
            }
            "TITLE" if draft.role.is_empty() => draft.role = text(),
            "ROLE" if self.role.is_empty() => self.role = text(),
            "URL" | "X-SOCIALPROFILE" => {
                let link = text();
                room = link.is_empty() || add(&mut draft.links, link);
            }
            "CATEGORIES" => {
                for tag in line.parts(',').into_iter().filter(|tag| !tag.is_empty() && tag != "myContacts") {
                    room &= add(&mut draft.tags, clean(&tag).into_owned());
                }
            }
            "NOTE" => {
                let note = line.text().trim().to_owned();
                let private = line.parameter(PRIVATE).is_some();
                room = note.is_empty()
                    || if private { whisper(draft, note) } else { add(&mut draft.notes, note) };
            }
            "UID" => {
                let id = line.value.strip_suffix(AT_HOME).map(PersonId::new);
                if let Some(id) = id.filter(PersonId::is_valid) {
                    draft.more().id = id;
                }
            }
            "X-ABSHOWAS" if text().eq_ignore_ascii_case("company") => self.kind = "org".into(),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => self.kind = line.text().trim().to_ascii_lowercase(),
            name => {
                if let Some(field) = own_field(name) {
                    room = own(field, draft.more(), line.text().trim());
                }
            }
        }
        self.room |= !room;
    }

    fn finish(self, ended: bool) -> Draft {
        let Self { mut draft, built, nickname, kind, role, room: full } = self;
        // A phone wants a name, and some write a sign where they know none; mingle does not.
        let sign = if draft.record().is_none() && is_sign(&draft.name) {
            take(&mut draft.name)
        } else {
            String::new()
        };
        if draft.name.is_empty() && !is_sign(&built) {
            draft.name = built;
        }
        if draft.role.is_empty() {
            draft.role = role;
        }
        if full {
            draft.problems.push(super::draft::too_many(draft.line));
        }
        let stand_ins = [
            (draft.company.as_str(), "the company"),
            (nickname.as_str(), "the nickname"),
            (draft.emails.first().map_or("", String::as_str), "the e-mail address"),
            (draft.phones.first().map_or("", String::as_str), "the phone number"),
        ];
        let stand_in = stand_ins.into_iter().find(|(name, _)| !name.is_empty());
        if stand_in.is_none() && draft.name.is_empty() {
            draft.name = sign;
        }
        draft.fate = match (draft.name.is_empty(), stand_in) {
            (true, None) => Fate::Out("a card without a name, a company or an address".to_owned()),
            (true, Some((name, what))) => {
                let why = format!("no name; {what} stands for it");
                name.clone_into(&mut draft.name);
                Fate::Doubt(why)
            }
            (false, _) if !ended => Fate::Doubt("the card never ends; look what is missing".to_owned()),
            (false, _) if is_no_name(&draft.name) => Fate::Doubt("it may be no name".to_owned()),
            (false, _) => Fate::In,
        };
        if !nickname.is_empty() && !draft.name.contains(&nickname) {
            add(&mut draft.notes, format!("Also called {nickname}"));
        }
        match kind.as_str() {
            "group" => draft.fate = Fate::Out("a group of contacts, nobody".to_owned()),
            "org" if matches!(draft.fate, Fate::In | Fate::Doubt(_)) => {
                draft.fate = Fate::Doubt("a company, by its card".to_owned());
            }
            "location" | "device" | "application" => draft.fate = Fate::Out(format!("a {kind}, nobody")),
            _ => {}
        }
        draft
    }
}

/// The field that a property of ours is about: `X-MINGLE-STEER-CLEAR` is `steer_clear`.
fn own_field(property: &str) -> Option<&'static Field> {
    let start = property.get(..OWN.len())?;
    let key = property.get(OWN.len()..)?.to_ascii_lowercase().replace('-', "_");
    Field::of(&key).filter(|_| start.eq_ignore_ascii_case(OWN))
}

/// Puts a value into a field of ours, and says whether there was room.
fn own(field: &Field, person: &mut Person, value: &str) -> bool {
    match &field.kind {
        FieldKind::Text(_, text) => {
            value.clone_into(text(person));
            true
        }
        FieldKind::List(_, list) => value.is_empty() || add(list(person), value.to_owned()),
    }
}

/// Keeps a private note as one, and says whether there was room.
fn whisper(draft: &mut Draft, text: String) -> bool {
    let notes = &mut draft.more().notes;
    let room = notes.len() < MAX_VALUES;
    if room {
        notes.push(Note { text, private: true, ..Note::default() });
    }
    room
}

/// `Ruiz;Ana;Maria;Dr.;PhD` as people say it.
fn built(parts: &[String]) -> String {
    let order = [3, 1, 2, 0, 4];
    let words: Vec<Cow<'_, str>> = order
        .iter()
        .filter_map(|at| parts.get(*at))
        .map(|part| clean(part))
        .filter(|part| !part.is_empty())
        .collect();
    words.join(" ")
}

/// Whether a name is nothing but signs such as `-`.
fn is_sign(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|ch| ch.is_ascii_punctuation() || ch == ' ')
}

/// `mailto:` and `tel:` say what the property says already.
fn without_scheme(text: String, scheme: &str) -> String {
    match text.split_at_checked(scheme.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(scheme) => rest.to_owned(),
        _ => text,
    }
}

/// The address in `Ana Ruiz <ana@forno.example>`.
fn bare(email: &str) -> &str {
    let inside = email.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')).map(|(_, inside)| inside);
    inside.filter(|inside| is_email(inside)).unwrap_or(email)
}

/// Keeps a value as the card has it, twice if it stands there twice, and says whether there was room.
fn keep(values: &mut Vec<String>, value: String) -> bool {
    let room = values.len() < MAX_VALUES;
    if room && !value.is_empty() {
        values.reserve_exact(1);
        values.push(value);
    }
    room
}
