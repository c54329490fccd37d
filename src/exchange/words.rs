//! What the words of a header mean, in the languages that lists come in.

mod scripts;
mod table;

use std::collections::HashMap;
use std::sync::LazyLock;

use self::scripts::ELSEWHERE;
use self::table::{
    ABOUT_IT, ASKED, ASKING, BUYERS, CLUES, CLUES_WITHIN, FILLERS, HOLDERS, NAMED_BY, OR, OTHERS, PLACES,
    WORDS, YES_OR_NO,
};
use super::fold::{among, fold};
use crate::domain::FIELDS;

/// What a column is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    /// The whole name; or half of it, when the other half has a column of its own.
    Name,
    /// A name to show, when there is no better one.
    Display,
    /// Given name.
    First,
    /// Names between.
    Middle,
    /// Family name.
    Last,
    /// What belongs before the name: "Dr.".
    Prefix,
    /// What belongs after it: "Jr.".
    Suffix,
    /// "Mr": never part of the name.
    Salutation,
    /// "Title": the job, unless another column is that.
    Title,
    /// The job.
    Job,
    /// Where they work.
    Company,
    /// E-mail addresses.
    Email,
    /// Phone numbers.
    Phone,
    /// A profile or page.
    Link,
    /// Words of the list's own: labels, categories.
    Tags,
    /// Free text about them.
    Note,
    /// How their registration stands.
    Status,
    /// Whether or when it was cancelled.
    Void,
    /// Which record of mingle's a row is.
    Id,
    /// A field of a person that only our own lists have, by its place among [`FIELDS`].
    Own(usize),
}

/// The fields of a person that lists of others have no word for.
pub(super) const OWN: &[&str] = &["industry", "face", "needs", "offers", "steer_clear", "circles", "cadence"];

/// Whose column it is, when an order has a buyer and several guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// Of the one who paid.
    Buyer,
    /// Nothing is said.
    Plain,
    /// Of the one who comes.
    Holder,
}

/// What a header cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) role: Role,
    pub(super) whose: Whose,
    /// Only a word of a question said so: "What's your company?".
    pub(super) loose: bool,
    /// Written so that the family name comes first: 姓, 名.
    pub(super) family_first: bool,
}

static TABLE: LazyLock<HashMap<String, Role>> = LazyLock::new(|| {
    let rows = WORDS.iter().chain(ELSEWHERE);
    let words = rows.flat_map(|(role, words)| words.split(' ').map(move |word| (squash(word), *role)));
    // The first row of a word counts.
    words.fold(HashMap::new(), |mut table, (word, role)| {
        table.entry(word).or_insert(role);
        table
    })
});

/// What a header cell means; `None` when no word of it is known.
pub(super) fn meaning(header: &str) -> Option<Meaning> {
    if header.len() > 160 || header.trim().is_empty() || is_code(header) {
        return None;
    }
    if let Some(own) = own_field(header) {
        return Some(Meaning {
            role: Role::Own(own),
            whose: Whose::Plain,
            loose: false,
            family_first: false,
        });
    }
    let folded = fold(&spaced(header));
    let words: Vec<&str> =
        folded.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit())).collect();
    exact(header, &words)
        .or_else(|| without_aside(header))
        .or_else(|| one_or_other(header))
        .or_else(|| loose(header, &words))
}

/// Whether a cell is of a program or a setting, and no header: `def name(first`, `// Name`, `.name`, `email=`.
fn is_code(cell: &str) -> bool {
    let cell = cell.trim();
    let starts = ["//", "/*", "#!", "<", "$"].iter().any(|sign| cell.starts_with(sign));
    let selects =
        cell.strip_prefix('.').is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_lowercase()));
    let open = cell.matches('(').count() != cell.matches(')').count();
    starts || selects || open || cell.contains(['@', '=', '{', '['])
}

/// The place among [`FIELDS`] of the field of our own that a header names to the letter.
pub(super) fn own_field(header: &str) -> Option<usize> {
    let key = header.trim().to_lowercase().replace([' ', '-'], "_");
    let key = OWN.iter().find(|own| **own == key)?;
    FIELDS.iter().position(|field| field.key == *key)
}

/// "Name (Original Name)" is the name.
fn without_aside(header: &str) -> Option<Meaning> {
    let (before, aside) = header.split_once('(')?;
    if before.trim().is_empty() || !aside.trim_end().ends_with(')') { None } else { meaning(before) }
}

/// "Company / Organisation" is either, when both are the same.
fn one_or_other(header: &str) -> Option<Meaning> {
    let between = OR.iter().find(|between| header.contains(**between))?;
    let job = |role: Role| if role == Role::Title { Role::Job } else { role };
    let known = |part: &str| {
        let found = meaning(part).filter(|meaning| !meaning.loose)?;
        Some(Meaning { role: job(found.role), ..found })
    };
    let mut parts = header.split(between).map(known);
    let first = parts.next()??;
    let same = |other: Option<Meaning>| {
        other.is_some_and(|other| other.role == first.role && other.whose == first.whose)
    };
    parts.all(same).then_some(first)
}

fn exact(header: &str, words: &[&str]) -> Option<Meaning> {
    let family_first = matches!(header.trim(), "姓" | "名" | "성");
    let found = |role, whose| Some(Meaning { role, whose, loose: false, family_first });
    if let [word] = words
        && among(NAMED_BY, word)
        && !header.contains(['#', '№'])
        && !header.contains(|ch: char| ch.is_ascii_digit())
    {
        return found(Role::Name, Whose::Holder);
    }
    let whole = words.concat();
    if let Some(role) = TABLE.get(&whole) {
        return found(*role, Whose::Plain);
    }
    if header.contains('#') || words.iter().any(|word| among(OTHERS, word)) || whole == "ticketname" {
        return None;
    }
    // German and languages without blanks join them: "Teilnehmername".
    if let [word] = words {
        for (list, whose) in [(HOLDERS, Whose::Holder), (BUYERS, Whose::Buyer)] {
            let mut joined =
                list.split('|').filter(|one| one.len() > 4).filter_map(|one| word.strip_prefix(one));
            // "参加者のメールアドレス" has a word for "of" between them.
            let of = ['の', '的', '의'];
            if let Some(role) = joined.find_map(|rest| TABLE.get(rest.trim_start_matches(of))) {
                return found(*role, whose);
            }
        }
    }
    let rest = |drop: &str| {
        let rest: Vec<&str> =
            words.iter().copied().filter(|word| !among(drop, word) && !among(FILLERS, word)).collect();
        known(&rest)
    };
    if let Some(role) = rest("") {
        return found(role, Whose::Plain);
    }
    if words.iter().any(|word| among(BUYERS, word)) {
        return rest(BUYERS).and_then(|role| found(role, Whose::Buyer));
    }
    rest(HOLDERS).and_then(|role| found(role, Whose::Holder))
}

/// The role of words without those that say nothing.
fn known(words: &[&str]) -> Option<Role> {
    let look = |words: &[&str]| TABLE.get(&words.concat()).copied();
    if let Some(role) = look(words) {
        return Some(role);
    }
    // "Attendee name: Given name" says the second.
    if let [first, rest @ ..] = words
        && !rest.is_empty()
        && TABLE.get(*first) == Some(&Role::Name)
    {
        let role = match rest {
            ["title" | "titel" | "titre"] => Some(Role::Salutation),
            _ => look(rest),
        };
        if let Some(role) = role {
            return Some(role);
        }
    }
    let bare: Vec<&str> = words.iter().copied().filter(|word| !among(PLACES, word)).collect();
    look(&bare).filter(|role| matches!(role, Role::Email | Role::Phone | Role::Link))
}

/// Whether a header says only where something belongs: "Home", "Ufficio".
pub(super) fn says_place(header: &str) -> bool {
    let folded = fold(&spaced(header));
    let mut words = folded.split(' ').peekable();
    words.peek().is_some_and(|first| !first.is_empty()) && words.all(|word| among(PLACES, word))
}

/// What a header asks for that only asks: "Wo", "Was macht er". `None` for one that is no question.
pub(super) fn asked(header: &str) -> Option<Role> {
    let folded = fold(header);
    let mut words = folded.split(' ');
    let first = words.next()?;
    // A sentence is no header.
    let short = words.clone().count() < 5 && !header.contains('@');
    let (role, _) = ASKED.iter().find(|(_, words)| short && among(words, first))?;
    Some(*role)
}

/// Whether a header says that what stands below it is no phone and no name: "Faxnummer".
pub(super) fn says_other(header: &str) -> bool {
    let folded = fold(&spaced(header));
    OTHERS
        .split('|')
        .any(|other| folded.split(' ').any(|word| word == other || other.len() > 2 && word.contains(other)))
}

/// A question of the organiser's: only a word of it says what the answer is.
fn loose(header: &str, words: &[&str]) -> Option<Meaning> {
    let within = |clues: &str| clues.split('|').any(|clue| header.contains(clue));
    if header.contains(['?', '？']) || within(ASKING) {
        let role = CLUES_WITHIN.iter().find(|(_, clues)| within(clues)).map(|(role, _)| *role);
        if let Some(role) = role {
            return Some(Meaning { role, whose: Whose::Plain, loose: true, family_first: false });
        }
    }
    let asks = header.contains(['?', '？']) || words.len() >= 4;
    let other = |word: &&str| among(BUYERS, word) || among(OTHERS, word) || among(ABOUT_IT, word);
    if !asks || words.iter().any(other) || words.first().is_some_and(|word| among(YES_OR_NO, word)) {
        return None;
    }
    // "LinkedIn" is one word, whatever its capitals say.
    let as_written = fold(header);
    let said = |clue: &str| words.contains(&clue) || as_written.split(' ').any(|word| word == clue);
    let (role, _) = CLUES.iter().find(|(_, clues)| clues.split('|').any(said))?;
    Some(Meaning { role: *role, whose: Whose::Plain, loose: true, family_first: false })
}

/// Headers join and split words at will: `firstName`, "E-Mail". Only what separates words for sure becomes a space.
fn spaced(header: &str) -> String {
    let mut out = String::with_capacity(header.len() + 4);
    let (mut lower, mut latin) = (false, false);
    for ch in header.chars() {
        // "TEL会社" is two words.
        if lower && ch.is_ascii_uppercase() || latin && is_unspaced(ch) {
            out.push(' ');
        }
        (lower, latin) = (ch.is_ascii_lowercase(), ch.is_ascii_alphabetic());
        out.push(ch);
    }
    // "E-mail" and "e mail" are one word, so that what stands around it can be told from it.
    let folded = fold(&out);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut joined = String::with_capacity(folded.len());
    for (at, word) in words.iter().enumerate() {
        let glued = at.checked_sub(1).and_then(|before| words.get(before)) == Some(&"e")
            && (word.starts_with("mail") || word.starts_with("post"));
        if at > 0 && !glued {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Whether a letter is of a script that writes no blanks: Han, Kana.
fn is_unspaced(ch: char) -> bool {
    matches!(ch, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

fn squash(word: &str) -> String {
    fold(word).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, expected: Option<(Role, Whose)>) {
        assert_eq!(meaning(header).map(|meaning| (meaning.role, meaning.whose)), expected, "{header}");
    }

    #[test]
    fn headers_of_programs_and_people() {
        use Whose::{Buyer, Holder, Plain};
        for (headers, role, whose) in [
            (
                "Name|name|Full Name *|Imię i nazwisko|氏名|Nombre y apellidos|Vor- und Nachname|Naam",
                Role::Name,
                Plain,
            ),
            (
                "Attendee|Teilnehmer|Teilnehmername|Attendee name|Guest Name|Ticket Full Name",
                Role::Name,
                Holder,
            ),
            (
                "First Name|first_name|firstName|Given Name|Vorname|Prénom|Voornaam|Imię|Förnamn",
                Role::First,
                Plain,
            ),
            ("Attendee name: Given name|Ticket First Name", Role::First, Holder),
            (
                "Last Name|Surname|Nachname|Apellidos|Cognome|Sobrenome|Achternaam|Nazwisko|姓",
                Role::Last,
                Plain,
            ),
            ("Attendee name: Title", Role::Salutation, Holder),
            ("Anrede|Salutation", Role::Salutation, Plain),
            (
                "Email|E-mail|E-Mail-Adresse|E-mail 1 - Value|E-mail 2 Address|Email Work|Correo electrónico|E-post|メールアドレス|Adres e-mail|email (required)",
                Role::Email,
                Plain,
            ),
            ("Attendee email|Ticket Email", Role::Email, Holder),
            ("Order Email|Buyer E-Mail|Registration Email", Role::Email, Buyer),
            (
                "Phone 1 - Value|Home Phone 2|Mobile Number|Telefon|Tel.|phone_number|Company Main Phone|Car Phone|Home Mobile|Tél. bureau|Mobil-Tel.-Nr.|電話番号|TEL会社|Celular com DDD",
                Role::Phone,
                Plain,
            ),
            (
                "Company|Organisation|Organization 1 - Name|Firma|Société|Affiliation|会社名|Företag|Company Name|What's your company?",
                Role::Company,
                Plain,
            ),
            (
                "Job Title|Position|Organization 1 - Title|Funktion|役職|What's your role?|What is your job title?|Intitulé du poste",
                Role::Job,
                Plain,
            ),
            ("URL|LinkedIn|Github Name|Web Page 1|What's your LinkedIn?", Role::Link, Plain),
            ("Attendee Status|approval_status|RSVP|Estado de pagamento|Katılım Durumu", Role::Status, Plain),
            ("Void Status|Cancelled", Role::Void, Plain),
        ] {
            for header in headers.split('|') {
                check(header, Some((role, whose)));
            }
        }
    }

    #[test]
    fn headers_that_say_nothing_of_use() {
        for header in [
            "",
            "Ticket",
            "ticket_name",
            "Event Name",
            "Home Fax",
            "Pager Number",
            "Assistant's Phone ID",
            "E-mail 1 - Label",
            "E-mail Display Name",
            "How did you hear about this event?",
            "Phonetic First Name",
            "Attendee #",
            "User ID",
            "username",
            "Home Address 1",
            "Price",
            "#",
            "How many people work at your company?",
            "Company size",
            "Guests",
            "Department",
            "ana@forno.example",
            "def name(first",
            "last):",
            "//! Name",
            ".email",
            "name =",
            "city",
        ] {
            check(header, None);
        }
    }
}
