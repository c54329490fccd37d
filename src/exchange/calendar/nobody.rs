//! Whether an invited name or address is a room, a group or a mailbox of a house, where the invitation does not say so.
//!
//! People are called Hall, Room, Raum, Sales and Team too. So a word alone keeps nobody out: it takes a number beside it, an
//! address of the same kind, or a name that says nothing else; where only a part of that is there, the guest is doubtful.

use super::words::{
    ADDRESS_GROUPS, ADDRESS_ROOMS, BETWEEN, DEPARTMENTS, EVERYBODY, FLOORS, GROUPS, LIST_HOSTS, LIST_LABELS,
    LISTS, PLACES, ROOM_LABELS, ROOMS, SHARED, SURNAMES_TOO, WIDE_ROOMS,
};
use crate::exchange::fold::{among, fold};
use crate::exchange::shapes::is_person;

/// Why somebody who is invited is no person, or perhaps none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nobody {
    /// It is none, for that reason.
    Sure(&'static str),
    /// It may be none.
    Perhaps(&'static str),
}

const ROOM: &str = "a room or a thing, nobody";
const GROUP: &str = "a group or a mailing list, nobody by name";
const MAILBOX: &str = "a mailbox that several share, nobody by name";
const PERHAPS_ROOM: &str = "perhaps a room";
const PERHAPS_GROUP: &str = "perhaps a group or a mailing list";
const AS_THE_PLACE: &str = "called as the place is: perhaps a room";

/// Somebody who is invited, as far as it tells whether they are a person.
pub(super) struct Invited<'a> {
    /// As it is shown; empty without one.
    pub(super) name: &'a str,
    /// Their address, or what stands for it; empty without one.
    pub(super) address: &'a str,
    /// They are only told of it, as rooms are.
    pub(super) onlooker: bool,
    /// Where the event is.
    pub(super) place: &'a str,
}

/// What speaks for something, from nothing to certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Signs {
    None,
    Some,
    Clear,
}

impl Invited<'_> {
    /// Why they are nobody; `None` for a person, as far as can be seen.
    pub(super) fn nobody(&self) -> Option<Nobody> {
        let address = self.address.trim().to_lowercase();
        let (user, host) = address.split_once('@').unwrap_or((address.as_str(), ""));
        let folded = fold(self.name);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let theirs = is_theirs(&words, user);
        self.room(&words, user, host, theirs).or_else(|| self.group(&words, user, host, theirs))
    }

    /// Whether it is a room: its name and its address tell, and so does the place of the event.
    fn room(&self, words: &[&str], user: &str, host: &str, theirs: bool) -> Option<Nobody> {
        let named = named_room(words, self.name);
        let label = host.split('.').next().unwrap_or_default();
        // Nobody is called Room with a given name.
        let leads = words.first().is_some_and(|word| among(PLACES, word));
        let addressed = (leads || !theirs) && is_room_address(user);
        let hosted = among(ROOM_LABELS, label) || host.ends_with("zoomcrc.com");
        // An address for a room under the name of a person is not certainly either.
        let mailed = (addressed || hosted) && (named > Signs::None || !is_full_name(self.name));
        let placed = is_place(self.name, self.place);
        let is_word = words.iter().any(|word| among(PLACES, word));
        let certain = named == Signs::Clear
            || mailed
            || (placed || self.onlooker) && is_word
            || placed && (self.onlooker || !is_full_name(self.name));
        if certain {
            return Some(Nobody::Sure(ROOM));
        }
        if placed {
            return Some(Nobody::Perhaps(AS_THE_PLACE));
        }
        (named == Signs::Some || addressed || hosted).then_some(Nobody::Perhaps(PERHAPS_ROOM))
    }

    /// Whether it is several at once: a list, a team, a mailbox of a house.
    fn group(&self, words: &[&str], user: &str, host: &str, theirs: bool) -> Option<Nobody> {
        let label = host.split('.').next().unwrap_or_default();
        let list = LIST_HOSTS.split('|').any(|one| {
            host.strip_suffix(one).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        });
        if list {
            return Some(Nobody::Sure(GROUP));
        }
        let named = named_group(words, self.name, user, theirs);
        let addressed = among(LIST_LABELS, label) || !theirs && is_group_address(user);
        let plain = is_person(self.name) && named == Signs::None;
        match named {
            Signs::Clear => return Some(Nobody::Sure(GROUP)),
            Signs::Some if addressed || is_shared(user) => return Some(Nobody::Sure(GROUP)),
            _ if addressed && !plain => return Some(Nobody::Sure(GROUP)),
            Signs::Some => return Some(Nobody::Perhaps(PERHAPS_GROUP)),
            Signs::None if addressed => return Some(Nobody::Perhaps(PERHAPS_GROUP)),
            Signs::None => {}
        }
        (words.is_empty() && is_shared(user)).then_some(Nobody::Sure(MAILBOX))
    }
}

/// Whether a name is what somebody is called who has two names at least.
pub(super) fn is_full_name(name: &str) -> bool {
    is_person(name) && name.trim().contains(|ch: char| ch.is_whitespace() || ch > '\u{2e80}')
}

/// Whether a name is the place of the event, or one of several that stand there.
fn is_place(name: &str, place: &str) -> bool {
    let (folded, whole) = (fold(name), fold(place));
    !name.is_empty()
        && !whole.is_empty()
        && (folded == whole || place.split([';', ',', '|', '\n']).any(|part| fold(part) == folded))
}

/// "Conf Room 5", "Salle 12", "Sala B", "Besprechungsraum 3.OG"; less so "Blue Room" and "Raum Berlin".
fn named_room(words: &[&str], name: &str) -> Signs {
    let all = words.join(" ");
    if ROOMS.split('|').any(|room| has_words(&all, room))
        || WIDE_ROOMS.split('|').any(|room| name.contains(room))
    {
        return Signs::Clear;
    }
    let Some(at) = words.iter().position(|word| among(PLACES, word)) else {
        // "Room5", "Raum12a"
        let numbered = |word: &str| {
            let head = word.find(|ch: char| ch.is_ascii_digit()).and_then(|end| word.get(..end));
            head.is_some_and(|head| !head.is_empty() && among(PLACES, head))
        };
        return if words.iter().any(|word| numbered(word)) { Signs::Clear } else { Signs::None };
    };
    // People are the third of their name, and floors are too.
    let ordinal = |word: &str| ["1st", "2nd", "3rd", "4th"].contains(&word);
    let floor = words.iter().any(|word| among(FLOORS, word));
    let number = |word: &str| word.contains(|ch: char| ch.is_ascii_digit()) && (floor || !ordinal(word));
    // "Sala B": one letter that stands behind it and ends the name is no initial.
    let lettered = at + 2 == words.len() && words.last().is_some_and(|word| word.chars().count() == 1);
    if words.iter().any(|word| number(word)) || lettered {
        return Signs::Clear;
    }
    let last = words.last().filter(|_| words.len() > 1 && at + 1 == words.len());
    let surname = last.is_some_and(|word| among(SURNAMES_TOO, word));
    if surname { Signs::None } else { Signs::Some }
}

/// `room-12`, `conf_berlin`, `room12`, `meeting.room`, but not `jennifer.room`.
fn is_room_address(user: &str) -> bool {
    let parts = parts(user);
    let Some((first, rest)) = parts.split_first() else { return false };
    let bare = |word: &str| word.trim_end_matches(|ch: char| ch.is_ascii_digit()).to_owned();
    let pair = format!("{} {}", bare(first), rest.first().map_or(String::new(), |word| bare(word)));
    // `salle.marie` is a family name and a given one.
    let counted = user.contains(|ch: char| ch.is_ascii_digit());
    let set_off = user.strip_prefix(first).is_some_and(|rest| !rest.starts_with('.'));
    among(ADDRESS_ROOMS, &bare(first)) && (counted || set_off) || ROOMS.split('|').any(|room| room == pair)
}

/// What speaks for a group in its name; `theirs` says that the address is made of the name.
fn named_group(words: &[&str], name: &str, user: &str, theirs: bool) -> Signs {
    let all = words.join(" ");
    if words.is_empty() {
        return Signs::None;
    }
    if LISTS.split('|').any(|list| has_words(&all, list)) || among(EVERYBODY, &all) {
        return Signs::Clear;
    }
    let prefix = name.trim().split(['-', '_', '.']).next().filter(|first| first.len() < name.trim().len());
    if prefix.is_some_and(|prefix| ["DL", "DG", "GRP", "SG", "dl", "grp"].contains(&prefix.trim())) {
        return Signs::Clear;
    }
    let group = |word: &str| among(GROUPS, word);
    let department = |word: &str| among(DEPARTMENTS, word);
    let counted = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let nothing_else =
        words.iter().all(|word| group(word) || department(word) || among(BETWEEN, word) || counted(word));
    if nothing_else && words.iter().any(|word| group(word) || department(word)) {
        // A single word may be somebody's name after all, where their address says more than it.
        let alone = words.len() == 1 && !parts(user).iter().all(|part| *part == all || group(part));
        return if alone { Signs::Some } else { Signs::Clear };
    }
    let ends = [words.first(), words.last()].into_iter().flatten();
    let mut signs = ends.filter(|word| words.len() > 1 && group(word));
    match signs.next() {
        // Benjamin List has an address of his own, and Tom Team too.
        Some(_) if theirs => Signs::None,
        Some(_) => Signs::Some,
        None => Signs::None,
    }
}

/// `all-hands`, `dl-sales`, `rust-users`, `marketing-team`.
fn is_group_address(user: &str) -> bool {
    let parts = parts(user);
    let known = |part: &&str| among(GROUPS, part) || among(DEPARTMENTS, part) || among(BETWEEN, part);
    among(EVERYBODY, &parts.join(" "))
        || parts.len() > 1
            && (parts.first().is_some_and(|first| ["dl", "dg", "grp", "list"].contains(first))
                || parts.last().is_some_and(|last| among(ADDRESS_GROUPS, last))
                || parts.iter().all(known) && parts.iter().any(|part| among(GROUPS, part)))
}

/// `info`, `office`, `marketing`: whoever reads it.
fn is_shared(user: &str) -> bool {
    let all = parts(user).join(" ");
    among(SHARED, &all) || among(DEPARTMENTS, &all) || among(GROUPS, &all)
}

/// Whether an address is made of somebody's name: `tom.team`, `tteam`, `team.tom`.
fn is_theirs(words: &[&str], user: &str) -> bool {
    let [first, .., last] = words else { return false };
    let parts = parts(user);
    let letter = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
    let joined = [
        [*first, *last].concat(),
        [*last, *first].concat(),
        [letter(first).as_str(), *last].concat(),
        [*first, letter(last).as_str()].concat(),
        [*last, letter(first).as_str()].concat(),
    ];
    let of_name = |part: &&str| words.iter().any(|word| *part == *word || *part == letter(word));
    match parts.as_slice() {
        [] => false,
        [one] => joined.iter().any(|joined| joined == one),
        all => all.iter().all(of_name) && all.iter().any(|part| words.contains(part)),
    }
}

/// The words of the part of an address that stands before the sign.
fn parts(user: &str) -> Vec<&str> {
    user.split(['.', '-', '_', '+', ' ', '/']).filter(|part| !part.is_empty()).collect()
}

/// Whether a folded text has these words, one after the other; a long one may be part of a longer, as in German.
fn has_words(text: &str, words: &str) -> bool {
    let long = !words.contains(' ') && words.len() >= 9;
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(' '));
        let after =
            text.get(at + found.len()..).is_none_or(|after| after.is_empty() || after.starts_with(' '));
        long || before && after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, address: &str, onlooker: bool, place: &str) -> &'static str {
        match (Invited { name, address, onlooker, place }).nobody() {
            None => "person",
            Some(Nobody::Perhaps(_)) => "doubtful",
            Some(Nobody::Sure(ROOM)) => "room",
            Some(Nobody::Sure(MAILBOX)) => "mailbox",
            Some(Nobody::Sure(_)) => "group",
        }
    }

    /// What somebody is, with nothing else known of them.
    #[track_caller]
    fn check(name: &str, address: &str, expect: &str) {
        assert_eq!(said(name, address, false, ""), expect, "{name:?} <{address}>");
    }

    #[test]
    fn rooms_by_their_names() {
        for name in [
            "Conf Room 5",
            "Conference Room B",
            "Meeting Room",
            "Boardroom",
            "Huddle Room 2 (8 seats)",
            "Besprechungsraum 3.OG",
            "Großer Besprechungsraum",
            "Sitzungszimmer Rhein",
            "Raum 3.14",
            "Raum12a",
            "Salle 12",
            "Salle de réunion Monet",
            "Sala B",
            "Sala de reuniones B",
            "Sala riunioni 2° piano",
            "Sala de reunião 4",
            "Vergaderzaal 1",
            "Møterom Fjorden",
            "Sala konferencyjna",
            "Toplantı Odası 3",
            "Переговорная 2",
            "第3会議室",
            "회의실 A",
            "Hall 5",
            "4th Floor Lounge",
            "Projector 2nd floor",
        ] {
            check(name, "", "room");
            check(name, "x7f3@forno.example", "room");
        }
    }

    #[test]
    fn rooms_by_their_addresses() {
        for address in
            ["room-12@x.example", "room12@x.example", "conf-berlin@x.example", "conf_Big@x.example"]
        {
            check("", address, "room");
            check("Amundsen", address, "room");
            check("Ana Ruiz", address, "doubtful");
        }
        check("Amundsen", "x7f3@resource.forno.example", "room");
        check("Lounge", "meeting.room@x.example", "room");
        check("Salle Monet", "salle-monet@x.example", "room");
        check("Board", "123456@zoomcrc.com", "room");
    }

    #[test]
    fn rooms_by_what_stands_beside_them() {
        for (name, onlooker, place, expect) in [
            ("Amundsen", false, "Amundsen", "room"),
            ("Amundsen", true, "Amundsen; Nansen", "room"),
            ("Amundsen", false, "Oslo, Amundsen", "room"),
            ("Amundsen", true, "", "person"),
            ("Monroe Hall", true, "", "room"),
            ("Monroe Hall", false, "Monroe Hall", "room"),
            ("Monroe Hall", false, "Old Fire Station", "person"),
            ("Marie Curie", false, "Marie Curie", "doubtful"),
            ("Marie Curie", true, "Marie Curie", "room"),
            ("Tom Berg", true, "Forno Nero", "person"),
            ("", false, "", "person"),
        ] {
            assert_eq!(said(name, "", onlooker, place), expect, "{name} at {place}");
        }
    }

    #[test]
    fn groups_and_mailboxes() {
        for (name, address) in [
            ("Marketing Team", "marketing@x.example"),
            ("Marketing Team", ""),
            ("Team Marketing", "x7f3@x.example"),
            ("The Design Team", "design.team@x.example"),
            ("DL-Sales", ""),
            ("DL-Sales", "dl-sales@x.example"),
            ("GRP_Berlin_Alle", "x@x.example"),
            ("All Hands", "all-hands@x.example"),
            ("all-hands@x.example", "all-hands@x.example"),
            ("", "all-hands@x.example"),
            ("Sales EMEA", "sales-emea@x.example"),
            ("Vertrieb", "vertrieb@x.example"),
            ("Abteilung Einkauf", ""),
            ("Board of Directors", "bod@x.example"),
            ("Verteiler Vorstand", ""),
            ("Liste de diffusion Lyon", ""),
            ("Rust Berlin", "rust-berlin@googlegroups.com"),
            ("Ana Ruiz", "bakers@eu.groups.io"),
            ("Town bakers", "bakers@lists.x.example"),
            ("General", "3f2a.x.example@emea.teams.ms"),
            ("Rotary Club", "info@rotary.example"),
            ("", "marketing-team@x.example"),
            ("", "rust-users@x.example"),
        ] {
            check(name, address, "group");
        }
        for address in ["info@x.example", "office@x.example", "sales@x.example", "team@x.example"] {
            check("", address, "mailbox");
            check("Ana Ruiz", address, "person");
        }
        check("Rocket Team", "rocket@x.example", "doubtful");
        check("Berlin Chapter", "", "doubtful");
        check("Ana Ruiz", "dl-sales@x.example", "doubtful");
        check("Tom Berg", "bakers@lists.x.example", "doubtful");
    }

    #[test]
    fn people_with_such_names_stay() {
        for (name, address) in [
            ("Monroe Hall", "monroe.hall@x.example"),
            ("Monroe Hall", ""),
            ("Tom Team", "tom.team@x.example"),
            ("Tom Team", "tteam@x.example"),
            ("Maria Sales", "maria.sales@x.example"),
            ("Maria Sales", ""),
            ("Anna List", "list.anna@x.example"),
            ("D. L. Hughley", "dl@x.example"),
            ("Room Service Kim", "kim@x.example"),
            ("Ana Ruiz", "ana@forno.example"),
            ("Ana Ruiz", "info@forno.example"),
            ("Sal Conf", "sal@x.example"),
            ("", "ana@forno.example"),
            ("", "hi@ana.example"),
            ("山田 太郎", "taro@x.example"),
            ("Art Sales", "art@x.example"),
            ("Grace Support", ""),
            ("Marie de la Salle", "marie@x.example"),
            ("Tom Hall 3rd", "tom@x.example"),
        ] {
            let said = said(name, address, false, "");
            assert!(matches!(said, "person" | "doubtful"), "{name:?} <{address}>: {said}");
        }
        for (name, address) in [
            ("Monroe Hall", "mhall@x.example"),
            ("Tom Team", "tom.team@x.example"),
            ("Maria Sales", "sales.maria@x.example"),
            ("Ana Ruiz", "ana@forno.example"),
            ("Tom Team", "t.team@x.example"),
        ] {
            check(name, address, "person");
        }
        check("Tom Raum", "tom.raum@x.example", "doubtful");
        check("Jennifer Room", "room.jennifer@x.example", "doubtful");
        check("Tom Team", "", "doubtful");
        check("Sales", "m.keller@x.example", "doubtful");
    }
}
