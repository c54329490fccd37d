//! Whom an invitation names, and what it says of them.

use super::nobody::{Invited, Nobody, is_full_name};
use crate::domain::Phone;
use crate::domain::address::is_house;
use crate::exchange::draft::{Draft, Fate, clean, is_no_name, turned};
use crate::exchange::group::small;
use crate::exchange::lines::Line;
use crate::exchange::shapes::{is_email, is_family_comma, named_email};

/// Addresses that programs write invitations from.
const PROGRAMS: &[&str] = &[
    "calendar-invite",
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "notifications",
    "mailer-daemon",
    "notetaker",
];
/// Mailboxes of calendars.
const CALENDARS: &[&str] =
    &["calendar", "calendars", "kalender", "calendario", "calendrier", "agenda", "cal"];
/// Hosts on which only rooms, groups and calendars live.
const NOBODYS: &[&str] = &[
    "resource.calendar.google.com",
    "group.calendar.google.com",
    "import.calendar.google.com",
    // Holidays, and the birthdays of one's contacts.
    "group.v.calendar.google.com",
    "virtual",
    "events.lu.ma",
];
/// Shops and sites whose own mailboxes invite for whoever uses them.
const SHOPS: &[&str] = &[
    "meetup.com",
    "email.meetup.com",
    "eventbrite.com",
    "order.eventbrite.com",
    "lu.ma",
    "luma.com",
    "luma-mail.com",
    "evite.com",
    "ti.to",
    "pretix.eu",
    "doodle.com",
    "calendly.com",
    "zoom.us",
];

/// Schemes of what looks like an address and is reached otherwise.
const DIALLED: [&str; 5] = ["sip", "sips", "xmpp", "im", "skype"];

/// Somebody whom a line invites; what the event says beside it tells more of them.
pub(super) struct Guest {
    draft: Draft,
    /// Their address, or what stands in its place.
    address: String,
    /// They are only told of the event.
    onlooker: bool,
    /// What stands for their address is none.
    odd: bool,
}

/// Whom a line invites.
pub(super) fn guest(line: &Line<'_>) -> Guest {
    let mut draft = Draft { line: line.number, ..Draft::default() };
    let uri = line.text();
    let uri = uri.trim();
    let (scheme, rest) = uri.split_once(':').unwrap_or(("", uri));
    let is = |wanted: &str| scheme.eq_ignore_ascii_case(wanted);
    let (mailed, rest) = if is("mailto") { (true, rest.trim()) } else { (false, uri) };
    // vCalendar 1.0 writes `Ana Ruiz <ana@forno.example>`, and some write that behind `mailto:` too.
    let written = named_email(rest);
    let rest = match rest.rsplit_once('<') {
        Some((_, inside)) if written.is_some() => inside.trim_end_matches('>'),
        _ => rest,
    };
    let dials = DIALLED.iter().any(|scheme| is(scheme));
    let address = if is_email(rest) && !dials { rest } else { line.parameter("EMAIL").unwrap_or("").trim() };
    // What is written as an address and is none says more of them than nothing.
    let odd = !is_email(address) && mailed && rest.contains('@');
    if is_email(address) {
        draft.emails.push(address.to_owned());
    } else if odd {
        draft.emails.push(clean(rest).into_owned());
    } else if uri.contains("://") || dials {
        draft.links.push(uri.to_owned());
    }
    if is("tel") {
        draft.phones.extend(number(uri));
    }
    // A program that knows no name writes the address in its place, or the number.
    let name = plain_parameter(line.parameter("CN").or(written).unwrap_or(""));
    let name = clean(&name).trim_matches(['"', '\'']).to_owned();
    if is_no_name(&name) && Phone::of(&name).is_some() {
        if draft.phones.is_empty() {
            draft.phones.push(name);
        }
    } else if !name.contains('@') && !is_email(&name) {
        draft.name = turned(&name, is_family_comma(&name));
    }
    let onlooker = is_role(line, "NON-PARTICIPANT");
    draft.fate = fate(line, address, onlooker, &draft);
    let address = if is_email(address) { address } else { rest };
    Guest { draft, address: address.to_owned(), onlooker, odd }
}

/// The same until their event is dealt with: of a long calendar hardly one has more than a name and an address.
#[derive(Debug, PartialEq)]
pub(in crate::exchange) struct Invitee {
    pub(super) name: Box<str>,
    pub(super) email: Box<str>,
    pub(super) fate: Fate,
    line: u32,
    /// Numbers, links, and what is wrong with the line.
    more: Option<Box<[Vec<String>; 3]>>,
}

impl From<Draft> for Invitee {
    fn from(draft: Draft) -> Self {
        let Draft { line, name, emails, phones, links, problems, fate, .. } = draft;
        let more = [phones, links, problems];
        let more = more.iter().any(|all| !all.is_empty()).then(|| Box::new(more));
        let email = emails.into_iter().next().unwrap_or_default();
        Self { name: name.into(), email: email.into(), fate, line: small(line), more }
    }
}

impl From<Invitee> for Draft {
    fn from(invitee: Invitee) -> Self {
        let Invitee { name, email, fate, line, more } = invitee;
        let [phones, links, problems] = more.map_or_else(Default::default, |more| *more);
        let emails = if email.is_empty() { Vec::new() } else { vec![email.into()] };
        Self {
            line: line as usize,
            name: name.into(),
            emails,
            phones,
            links,
            problems,
            fate,
            ..Self::default()
        }
    }
}

impl Guest {
    /// The guest, now that it is known where the event is.
    pub(super) fn at(self, place: &str) -> Draft {
        let Self { mut draft, address, onlooker, odd } = self;
        if !matches!(draft.fate, Fate::Out(_)) {
            match (Invited { name: &draft.name, address: &address, onlooker, place }).nobody() {
                Some(Nobody::Sure(why)) => draft.fate = Fate::Out(why.to_owned()),
                Some(Nobody::Perhaps(why)) if draft.fate == Fate::In || onlooker => {
                    draft.fate = Fate::Doubt(why.to_owned());
                }
                _ => {}
            }
        }
        if odd && !matches!(draft.fate, Fate::Out(_)) {
            draft.problems.push(format!(
                "line {}: {:?} does not look like an e-mail address; it is kept as it is",
                draft.line,
                clean(&address)
            ));
        }
        draft
    }
}

fn is_role(line: &Line<'_>, role: &str) -> bool {
    line.parameter("ROLE").is_some_and(|said| said.eq_ignore_ascii_case(role))
}

/// The number in `tel:+44-20-7946-0000;ext=3` (RFC 3966).
fn number(uri: &str) -> Option<String> {
    let (_, number) = uri.split_once(':')?;
    let mut parts = number.split(';');
    let number = parts.next()?.trim().replace("%20", " ").replace("%2B", "+").replace("%2b", "+");
    let extension = parts.find_map(|part| part.trim().strip_prefix("ext="));
    let extension = extension.map_or_else(String::new, |extension| format!(" ext. {extension}"));
    (!number.is_empty()).then(|| number + &extension)
}

/// What the invitation says of them: rooms, groups and programs are nobody, and who declined does not come.
fn fate(line: &Line<'_>, address: &str, onlooker: bool, draft: &Draft) -> Fate {
    let kind = line.parameter("CUTYPE").unwrap_or("").to_ascii_uppercase();
    match kind.as_str() {
        "ROOM" => return Fate::Out("a room, nobody".to_owned()),
        "RESOURCE" => return Fate::Out("a room or a thing, nobody".to_owned()),
        "GROUP" => return Fate::Out("a group, nobody by name".to_owned()),
        _ => {}
    }
    let address = address.to_ascii_lowercase();
    let (user, host) = address.split_once('@').unwrap_or((&address, ""));
    let shop = SHOPS.contains(&host) && is_house(&address);
    let calendar = CALENDARS.contains(&user);
    if NOBODYS.contains(&host) || PROGRAMS.contains(&user) || shop || calendar && !is_full_name(&draft.name) {
        return Fate::Out("a calendar's or a program's own address, nobody".to_owned());
    }
    let sends = line.parameter("DELEGATED-TO").is_some_and(|other| !other.is_empty());
    match line.parameter("PARTSTAT").unwrap_or("").to_ascii_uppercase().as_str() {
        "DECLINED" => return Fate::Off("declined".to_owned()),
        "DELEGATED" => return Fate::Off("sends somebody else".to_owned()),
        "" | "NEEDS-ACTION" if sends => return Fate::Off("sends somebody else".to_owned()),
        _ if draft.name.is_empty() && draft.emails.is_empty() => {
            let numbered = !draft.phones.is_empty() || !draft.links.is_empty();
            let why = if numbered { "no name and no e-mail address" } else { "nobody named in it" };
            return Fate::Out(why.to_owned());
        }
        "TENTATIVE" => return Fate::Doubt("tentative: not sure to come".to_owned()),
        _ => {}
    }
    if onlooker {
        Fate::Doubt("only told of it".to_owned())
    } else if calendar {
        Fate::Doubt("the mailbox of a calendar".to_owned())
    } else if draft.name.is_empty() {
        Fate::Doubt("no name; the e-mail address stands for it".to_owned())
    } else if is_no_name(&draft.name) {
        Fate::Doubt("it may be no name".to_owned())
    } else {
        Fate::In
    }
}

/// RFC 6868: `^n`, `^'` and `^^` in a parameter; and the backslashes that programs write there against the rules.
fn plain_parameter(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(ch) = rest.next() {
        let next = rest.clone().next();
        let put = match (ch, next) {
            ('^', Some('n' | 'N')) => ' ',
            ('^', Some('\'')) => '"',
            ('^', Some('^')) => '^',
            ('\\', Some(next @ (',' | ';' | '"' | '\\'))) => next,
            _ => {
                out.push(ch);
                continue;
            }
        };
        out.push(put);
        rest.next();
    }
    out
}
