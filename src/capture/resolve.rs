//! Whom a name means: my people, those on the event's list, or somebody new.

use std::cell::{Cell, OnceCell};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::fit::{Fit, companies_agree, fit, looks_like_a_name, quick_fit};
use super::fold::{fold, name_key, one_slip};
use super::head::Typed;
use super::names::Names;
use super::segment::{introduced, names};
use super::{Scene, Who};
use crate::domain::{Attendee, Day, Event, PersonId};

/// How many names of one line are looked up; a pasted list of thousands must not hold up a keystroke.
const MAX_NAMES: usize = 64;
/// How many people are offered instead.
const MAX_OTHERS: usize = 8;
/// How many people are weighed against each other for one name.
const MAX_WEIGHED: usize = 256;
/// How many people whose name only begins like it.
const MAX_BEGUN: usize = 64;
/// Not people: ways of getting in touch, after `via`.
const CHANNELS: &[&str] = &[
    "email",
    "e-mail",
    "mail",
    "phone",
    "zoom",
    "teams",
    "skype",
    "slack",
    "signal",
    "telegram",
    "whatsapp",
    "sms",
    "text",
    "linkedin",
    "twitter",
    "facebook",
    "instagram",
    "mastodon",
    "bluesky",
    "meetup",
    "eventbrite",
    "web",
    "google",
    "x",
    "dm",
];
/// Looks names up against a scene.
pub(super) struct Resolver<'a> {
    scene: &'a Scene<'a>,
    built: OnceCell<Names>,
    left: Cell<usize>,
}

/// Whom a head means, and who else it could be.
pub(super) struct Found {
    pub(super) who: Who,
    pub(super) others: Vec<Who>,
}

/// Everyone who could be meant.
struct Candidates<'a> {
    /// My people.
    people: HashMap<&'a PersonId, Fit>,
    /// Which of them are on the event's list.
    here: HashSet<&'a PersonId>,
    /// Who is on the list and none of my people.
    listed: Vec<(usize, Fit)>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(scene: &'a Scene<'a>) -> Self {
        Self { scene, built: OnceCell::new(), left: Cell::new(MAX_NAMES) }
    }

    pub(super) fn today(&self) -> Day {
        self.scene.now.today()
    }

    fn names(&self) -> &Names {
        self.scene.names.unwrap_or_else(|| self.built.get_or_init(|| Names::build(self.scene.book)))
    }

    fn event(&self) -> Option<&'a Event> {
        self.scene.event.and_then(|id| self.scene.book.event(id)).map(|event| &**event)
    }

    /// Whether somebody known, or on the event's list, is called exactly this.
    pub(super) fn is_somebody(&self, name: &str) -> bool {
        let key = name_key(name);
        let words: Vec<&str> = key.split(' ').collect();
        let listed = |event: &Event| {
            event.attendees.iter().any(|attendee| quick_fit(&words, &attendee.name) == Some(Fit::Exact))
        };
        !key.is_empty() && (!self.names().exact(&key).is_empty() || self.event().is_some_and(listed))
    }

    /// Whether a name is that of one of my people or of somebody here: exactly, or as the first name that only one has.
    pub(super) fn is_one(&self, name: &str) -> bool {
        self.is_somebody(name) || (name.split_whitespace().count() <= 2 && self.third(name).is_some())
    }

    /// Whom a head means. A family name before the comma ("Ruiz, Ana") is put right when that finds somebody.
    pub(super) fn head(&self, typed: &mut Typed) -> Found {
        if let Some(id) = typed.emails.first().and_then(|email| self.with_email(email)) {
            return Found { who: Who::Known(id), others: Vec::new() };
        }
        let turned = format!("{} {}", typed.role, typed.name);
        if !typed.role.is_empty()
            && !typed.role.contains(' ')
            && !self.is_somebody(&typed.name)
            && self.is_somebody(&turned)
        {
            typed.name = turned;
            typed.role.clear();
        }
        let key = name_key(&typed.name);
        let candidates = self.candidates(&key);
        let who = self.choose(&candidates, &typed.company).unwrap_or_else(|| Who::New(typed.name.clone()));
        let others = self.others(&key, &candidates, &who);
        Found { who, others }
    }

    /// Whom a name inside a segment means, if anyone known. There is no Tab for it, so a first name that only one of my
    /// people has will do, wherever they are.
    fn third(&self, name: &str) -> Option<Who> {
        let key = name_key(name);
        if key.is_empty() {
            return None;
        }
        let candidates = self.candidates(&key);
        self.choose(&candidates, "").or_else(|| {
            let mut leading = candidates.people.iter().filter(|(_, fit)| **fit == Fit::Leading);
            let (id, _) = leading.next()?;
            (leading.next().is_none() && candidates.listed.is_empty())
                .then(|| Who::Known(PersonId::clone(id)))
        })
    }

    /// One more name of the line, unless it has had too many.
    fn count(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    /// My people named in an introduction.
    pub(super) fn introduced(&self, what: &str) -> Vec<Who> {
        let known = |name| self.count().then(|| self.third(name)).flatten();
        let mut people: Vec<Who> = Vec::new();
        for who in introduced(what).map_while(|name| (self.left.get() > 0).then_some(name)).filter_map(known)
        {
            if matches!(who, Who::Known(_)) && !people.contains(&who) {
                people.push(who);
            }
        }
        people
    }

    /// Who introduced us: somebody known, or a name that is no way of getting in touch.
    pub(super) fn introducer(&self, name: &str, sure: bool) -> Option<Who> {
        if !self.count() {
            return None;
        }
        let is_name = looks_like_a_name(name) && !CHANNELS.contains(&fold(name).as_str());
        self.third(name).or_else(|| (sure || is_name).then(|| Who::New(name.to_owned())))
    }

    /// Whom they know: every name must be somebody known, or look like one. One word alone that nobody known is called
    /// ("knows Excel") does not.
    pub(super) fn acquaintances(&self, list: &str, sure: bool) -> Option<Vec<Who>> {
        let mut people = Vec::new();
        let mut known = false;
        for name in names(list) {
            if !self.count() {
                return None;
            }
            let third = self.third(name);
            known |= third.is_some();
            let is_name = sure || looks_like_a_name(name);
            people.push((third.or_else(|| is_name.then(|| Who::New(name.to_owned())))?, name));
        }
        let full = |(who, name): &(Who, &str)| !matches!(who, Who::New(_)) || name.contains(' ');
        let is_list = !people.is_empty() && (sure || known || people.iter().all(full));
        is_list.then(|| people.into_iter().map(|(who, _)| who).collect())
    }

    /// Who has this address.
    pub(super) fn with_email(&self, email: &str) -> Option<PersonId> {
        let has = |other: &String| other.trim().eq_ignore_ascii_case(email);
        let person = self.scene.book.people().find(|person| person.emails.iter().any(has))?;
        Some(person.id.clone())
    }

    /// Who is called exactly this, or is the one here of that first name.
    pub(super) fn somebody(&self, name: &str) -> Option<Who> {
        let key = name_key(name);
        self.choose(&self.candidates(&key), "")
    }

    /// Who has a name that begins with these words, and who has the one word elsewhere in their name; my people before those on
    /// the list.
    pub(super) fn halves(&self, name: &str) -> [Vec<Who>; 2] {
        let key = name_key(name);
        if key.is_empty() {
            return [Vec::new(), Vec::new()];
        }
        let candidates = self.candidates(&key);
        [Fit::Leading, Fit::Word].map(|fit| {
            let known = candidates.people.iter().filter(|(_, found)| **found == fit);
            let mut known: Vec<&PersonId> = known.map(|(id, _)| *id).collect();
            known.sort();
            let listed = candidates.listed.iter().filter(|(_, found)| *found == fit);
            let listed = listed.filter_map(|(at, _)| self.on_list(*at));
            known.into_iter().map(|id| Who::Known(id.clone())).chain(listed).collect()
        })
    }

    fn candidates(&self, key: &str) -> Candidates<'_> {
        let words: Vec<&str> = key.split(' ').collect();
        let first = words.first().copied().unwrap_or_default();
        let mut people = HashMap::new();
        for id in self.names().exact(key) {
            people.insert(id, Fit::Exact);
        }
        for id in self.names().with_word(first).iter().take(MAX_WEIGHED) {
            if let Some(fit) = self.names().key(id).and_then(|name| fit(&words, name)) {
                people.entry(id).or_insert(fit);
            }
        }
        let mut candidates = Candidates { people, here: HashSet::new(), listed: Vec::new() };
        for (at, attendee) in self.event().into_iter().flat_map(|event| event.attendees.iter().enumerate()) {
            let listed = quick_fit(&words, &attendee.name);
            if attendee.person.is_empty() {
                candidates.listed.extend(listed.map(|fit| (at, fit)));
            } else if candidates.people.contains_key(&attendee.person) {
                candidates.here.insert(&attendee.person);
            } else if let Some(fit) = listed.filter(|_| self.scene.book.person(&attendee.person).is_some()) {
                candidates.here.insert(&attendee.person);
                candidates.people.insert(&attendee.person, fit);
            }
        }
        candidates
    }

    /// The rule: an exact name; else the first name (or any one word of the name) that only one person here has, or that
    /// the selected person has. A company typed with it decides between several, and rules out half a fit.
    fn choose(&self, candidates: &Candidates<'_>, company: &str) -> Option<Who> {
        let company = fold(company);
        let exact = self.choose_exact(candidates, &company);
        exact.or_else(|| {
            [Fit::Leading, Fit::Word].into_iter().find_map(|fit| {
                let agrees = |other: &str| {
                    company.is_empty() || other.is_empty() || companies_agree(&company, &fold(other))
                };
                let mut here: Vec<Who> = Vec::new();
                for (id, _) in candidates.people.iter().filter(|(_, found)| **found == fit) {
                    let known = self.scene.book.person(id).is_some_and(|person| agrees(&person.company));
                    if known && Some(*id) == self.scene.selected && fit == Fit::Leading {
                        return Some(Who::Known(PersonId::clone(id)));
                    }
                    if known && candidates.here.contains(id) {
                        here.push(Who::Known(PersonId::clone(id)));
                    }
                }
                for (at, _) in candidates.listed.iter().filter(|(_, found)| *found == fit) {
                    if self.attendee(*at).is_some_and(|attendee| agrees(&attendee.company)) {
                        here.extend(self.on_list(*at));
                    }
                }
                let one = here.len() == 1;
                here.pop().filter(|_| one)
            })
        })
    }

    fn choose_exact(&self, candidates: &Candidates<'_>, company: &str) -> Option<Who> {
        let mut known: Vec<&PersonId> =
            candidates.people.iter().filter(|(_, fit)| **fit == Fit::Exact).map(|(id, _)| *id).collect();
        known.sort();
        known.sort_by_cached_key(|id| {
            let person = self.scene.book.person(id);
            let at_company = person.is_some_and(|person| {
                !company.is_empty() && companies_agree(company, &fold(&person.company))
            });
            let last = person.and_then(|person| person.last_contact());
            Reverse((at_company, candidates.here.contains(*id), Some(*id) == self.scene.selected, last))
        });
        let mut listed: Vec<usize> =
            candidates.listed.iter().filter(|(_, fit)| *fit == Fit::Exact).map(|(at, _)| *at).collect();
        if listed.len() > 1 && !company.is_empty() {
            let at_company = |at: &usize| {
                self.attendee(*at).is_some_and(|attendee| companies_agree(company, &fold(&attendee.company)))
            };
            listed.retain(at_company);
        }
        let attendee = match listed.as_slice() {
            [only] => Some(*only),
            _ => None,
        };
        let Some(known) = known.first().copied() else { return attendee.and_then(|at| self.on_list(at)) };
        // Somebody of that name stands on the list with another company: not the one I know.
        let works_at = self.scene.book.person(known).map(|person| fold(&person.company)).unwrap_or_default();
        let stranger = attendee.filter(|_| !candidates.here.contains(known)).filter(|at| {
            let listed = self.attendee(*at).map(|attendee| fold(&attendee.company)).unwrap_or_default();
            !works_at.is_empty() && !listed.is_empty() && !companies_agree(&works_at, &listed)
        });
        stranger.and_then(|at| self.on_list(at)).or_else(|| Some(Who::Known(known.clone())))
    }

    fn attendee(&self, at: usize) -> Option<&Attendee> {
        self.event()?.attendees.get(at)
    }

    fn on_list(&self, at: usize) -> Option<Who> {
        self.scene.event.map(|event| Who::Attendee(event.clone(), at))
    }

    /// Who else it could be: those on the list whose name it is as well, after whoever is as good a fit; then better fits first,
    /// those here before others, then whom I met last.
    fn others(&self, key: &str, candidates: &Candidates<'_>, who: &Who) -> Vec<Who> {
        if key.is_empty() {
            return Vec::new();
        }
        let mut weighed: HashMap<&PersonId, u8> =
            candidates.people.iter().map(|(id, fit)| (*id, *fit as u8)).collect();
        let first = key.split(' ').next().unwrap_or_default();
        for id in self.names().with_word(first).iter().take(MAX_WEIGHED) {
            weighed.entry(id).or_insert(3);
        }
        for (_, people) in self.names().starting(first) {
            for id in people.iter().take(MAX_BEGUN.saturating_sub(weighed.len())) {
                weighed.entry(id).or_insert(4);
            }
            if weighed.len() >= MAX_BEGUN {
                break;
            }
        }
        let initial = first.get(..first.chars().next().map_or(0, char::len_utf8)).unwrap_or_default();
        if weighed.len() < MAX_OTHERS && first.chars().count() > 2 {
            for (_, people) in self.names().starting(initial).filter(|(word, _)| one_slip(word, first)) {
                for id in people.iter().take(MAX_OTHERS) {
                    weighed.entry(id).or_insert(5);
                }
            }
        }
        let mut others: Vec<(&PersonId, u8)> =
            weighed.into_iter().filter(|(id, _)| !matches!(who, Who::Known(known) if known == *id)).collect();
        others.sort_by_cached_key(|(id, fit)| {
            let last = self.scene.book.person(id).and_then(|person| person.last_contact());
            (*fit, Reverse(candidates.here.contains(id)), Reverse(last), *id)
        });
        let mut listed: Vec<(Who, u8)> = candidates
            .listed
            .iter()
            .filter_map(|(at, fit)| Some((self.on_list(*at)?, *fit as u8)))
            .filter(|(other, _)| other != who)
            .collect();
        // In the order of the list, which is that of names on most.
        listed.sort_by_key(|(_, fit)| *fit);
        let known = others.into_iter().map(|(id, fit)| (Who::Known(id.clone()), fit));
        let mut all: Vec<(Who, u8)> =
            known.take(MAX_OTHERS).chain(listed.into_iter().take(MAX_OTHERS)).collect();
        all.sort_by_key(|(_, fit)| *fit);
        all.into_iter().take(MAX_OTHERS).map(|(who, _)| who).collect()
    }
}
