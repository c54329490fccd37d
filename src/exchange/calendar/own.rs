//! The address of the calendar itself, which programs invite to its own events: nobody, or whoever keeps it.

use std::collections::BTreeSet;

use super::guests::Invitee;
use crate::domain::Person;
use crate::exchange::draft::{Fate, clean};
use crate::exchange::fold::{fold, fold_email};
use crate::exchange::lines::Line;
use crate::exchange::shapes::{is_email, is_person};

/// Why it does not come in.
const NOBODY: &str = "the calendar's own address: nobody, or whose calendar it is";
/// Why somebody of that address or name is doubtful.
const PERHAPS: &str = "the calendar is called so: you, or whose calendar it is";
/// How many organizers are told apart; a calendar of more is of no one.
const MAX_ORGANIZERS: usize = 512;

/// What a calendar says of itself.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// Its name, as it compares; may be empty.
    name: String,
    addresses: BTreeSet<String>,
    /// Who calls to its events: the name as it compares, and the address.
    organizers: BTreeSet<(String, String)>,
}

impl Own {
    /// Hears a line that stands outside all events.
    pub(super) fn hears(&mut self, line: &Line<'_>) {
        match line.name().to_ascii_uppercase().as_str() {
            "X-WR-CALNAME" | "NAME" => {
                let text = line.text();
                self.name = fold(&clean(&text));
                self.addresses.extend(addresses(&text));
            }
            "X-WR-RELCALID" | "X-WR-CALID" | "X-ORIGINAL-URL" | "SOURCE" | "URL" | "X-OWNER"
            | "X-WR-OWNER" => {
                self.addresses.extend(addresses(&line.text()));
            }
            _ => {}
        }
    }

    /// Hears who calls to one of its events.
    pub(super) fn organizer(&mut self, line: &Line<'_>) {
        if let Some(name) = line.parameter("CN").filter(|_| self.organizers.len() < MAX_ORGANIZERS) {
            let name = fold(&clean(name));
            self.organizers.extend(addresses(&line.text()).map(|address| (name.clone(), address)));
        }
    }

    /// What it hears no more of: the end of the calendar.
    pub(super) fn ended(mut self) -> Self {
        let Self { name, addresses, organizers } = &mut self;
        let called = std::mem::take(organizers).into_iter().filter(|(one, _)| one == name && !one.is_empty());
        addresses.extend(called.map(|(_, address)| address));
        self
    }

    /// Whether there is anything that a guest may be known by.
    pub(super) fn is_unsaid(&self) -> bool {
        self.name.is_empty() && self.addresses.is_empty()
    }

    /// Says of a guest whether they are the calendar.
    pub(super) fn judge(&self, guest: &mut Invitee) {
        let by_address = !guest.email.is_empty() && self.addresses.contains(&fold_email(&guest.email));
        let by_name = !self.name.is_empty() && !guest.name.is_empty() && fold(&guest.name) == self.name;
        if !(by_address || by_name) {
            return;
        }
        if !is_person(&guest.name) {
            guest.fate = Fate::Out(NOBODY.to_owned());
        } else if guest.fate == Fate::In {
            guest.fate = Fate::Doubt(PERHAPS.to_owned());
        }
    }
}

/// Lets whoever is taken for nobody be the user where their card has that address, and no other name stands there: they are
/// known as such later.
pub(super) fn unless_me(guest: &mut Invitee, me: &Person) {
    let email = fold_email(&guest.email);
    let named = guest.name.is_empty() || fold(&guest.name) == fold(&me.name);
    if matches!(guest.fate, Fate::Out(_)) && named && me.emails.iter().any(|own| fold_email(own) == email) {
        guest.fate = Fate::In;
    }
}

/// The addresses in a name, an address or a link such as `https://x.example/ical/ana%40x.example/basic.ics`.
fn addresses(text: &str) -> impl Iterator<Item = String> {
    let text = text.trim().to_lowercase().replace("%40", "@");
    let parts: Vec<String> = text
        .strip_prefix("mailto:")
        .unwrap_or(&text)
        .split(['/', '?', '&', '=', ' '])
        .filter(|part| is_email(part))
        .map(str::to_owned)
        .collect();
    parts.into_iter()
}
