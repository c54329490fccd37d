//! What can be pressed where: the hints of the footer, by scope.

use crate::ui::command::Command as C;
use crate::ui::command::Scope;

/// Commands with the word that the footer has for each.
pub(crate) type Hints = &'static [(C, &'static str)];

/// Nothing but what can be pressed everywhere.
const LAST: Hints = &[];
/// Where there is nothing to choose.
pub(crate) const CLOSE: Hints = &[(C::Back, "close")];

/// The hints of a place, and those that stay in sight to the end. `anybody` is whether somebody is selected.
pub(crate) fn hints(scopes: &[Scope], anybody: bool) -> (Hints, Hints) {
    let scope = scopes.first().copied();
    let found = scope.and_then(|scope| {
        of_panes(scope, anybody)
            .or_else(|| of_screens(scope))
            .or_else(|| of_events(scope))
            .or_else(|| of_circle(scope))
            .or_else(|| of_pairs(scope))
            .or_else(|| of_fields(scope))
    });
    found.unwrap_or((&[(C::Open, "choose"), (C::Back, "close")], LAST))
}

/// What is about an event.
fn of_events(scope: Scope) -> Option<(Hints, Hints)> {
    Some(match scope {
        Scope::Brief => (
            &[
                (C::Open, "turn to"),
                (C::Met, "met"),
                (C::Wanted, "wanted"),
                (C::Rest, "the rest"),
                (C::Back, "close"),
            ],
            LAST,
        ),
        Scope::Events => (
            &[
                (C::Open, "be there"),
                (C::Add, "new"),
                (C::Import, "from a file"),
                (C::Edit, "edit"),
                (C::Brief, "brief"),
                (C::Review, "review"),
                (C::Back, "close"),
            ],
            LAST,
        ),
        Scope::Review => (
            &[(C::Open, "accept"), (C::ReviewLater, "later"), (C::Undo, "undo"), (C::Down, "next answer")],
            &[(C::Quit, "stop")],
        ),
        _ => return None,
    })
}

/// The panes of the Mixer, and the card.
fn of_panes(scope: Scope, anybody: bool) -> Option<(Hints, Hints)> {
    Some(match scope {
        Scope::People if !anybody => {
            (&[(C::Jot, "jot"), (C::Search, "find"), (C::Event, "event"), (C::Palette, "all commands")], LAST)
        }
        Scope::People => (
            &[
                (C::Jot, "jot"),
                (C::Search, "find"),
                (C::Met, "met"),
                (C::Gave, "favour"),
                (C::Open, "card"),
                (C::Event, "event"),
                (C::Palette, "all commands"),
            ],
            LAST,
        ),
        Scope::Notes => (
            &[
                (C::Jot, "jot"),
                (C::Met, "met"),
                (C::Add, "note"),
                (C::Edit, "edit"),
                (C::FollowUpDone, "follow-up done"),
                (C::Search, "find"),
                (C::Palette, "all commands"),
            ],
            LAST,
        ),
        Scope::Ledger => (
            &[
                (C::Gave, "favour"),
                (C::Settle, "done"),
                (C::Thank, "thanked"),
                (C::Edit, "edit"),
                (C::LedgerFilter, "which"),
                (C::Gifts, "gifts"),
                (C::Palette, "all commands"),
            ],
            LAST,
        ),
        Scope::Card => (
            &[
                (C::Jot, "jot"),
                (C::Edit, "edit"),
                (C::Gave, "favour"),
                (C::Met, "met"),
                (C::ThirdPane, "ledger"),
                (C::Contact, "contact"),
                (C::Tag, "tag"),
                (C::Back, "close"),
            ],
            LAST,
        ),
        _ => return None,
    })
}

/// What lies over the Mixer.
fn of_screens(scope: Scope) -> Option<(Hints, Hints)> {
    Some(match scope {
        Scope::Sheet => (
            &[
                (C::Open, "to them"),
                (C::LedgerFilter, "which"),
                (C::SheetSort, "sort"),
                (C::GiveNext, "give next"),
                (C::Settle, "done"),
                (C::Thank, "thanked"),
                (C::CallOff, "called off"),
                (C::Edit, "edit"),
                (C::Back, "close"),
            ],
            LAST,
        ),
        Scope::Chains => (
            &[
                (C::Open, "to them"),
                (C::Thank, "thanked"),
                (C::FavourOutcome, "outcome"),
                (C::Edit, "edit"),
                (C::ChainsOfOne, "one or all"),
                (C::Back, "close"),
            ],
            LAST,
        ),
        Scope::Gifts => (
            &[
                (C::GiftPromise, "promise"),
                (C::AskFirst, "asked one"),
                (C::AskSecond, "the other"),
                (C::Introduced, "introduced"),
                (C::Worked, "it worked"),
                (C::NotThis, "not this"),
                (C::LeftOut, "left out"),
                (C::Back, "back"),
            ],
            LAST,
        ),
        Scope::Agenda => (
            &[
                (C::SeenTo, "done"),
                (C::PutOff, "put off"),
                (C::DropIt, "drop"),
                (C::Copy, "copy message"),
                (C::Open, "turn to"),
                (C::Older, "older"),
                (C::Back, "back"),
            ],
            LAST,
        ),
        Scope::Mine => (&[(C::Edit, "edit"), (C::Copy, "copy"), (C::Back, "close")], LAST),
        Scope::Import => (
            &[
                (C::Open, "bring it in"),
                (C::Choose, "change"),
                (C::EveryRow, "every row"),
                (C::Down, "down"),
                (C::Back, "back"),
            ],
            LAST,
        ),
        Scope::Export => (
            &[
                (C::Open, "write it"),
                (C::NextChoice, "next choice"),
                (C::Edit, "where to"),
                (C::Back, "close"),
            ],
            LAST,
        ),
        Scope::Gate => {
            (&[(C::GiveInstead, "give that instead"), (C::AskAnyway, "ask anyway")], &[(C::Back, "not now")])
        }
        _ => return None,
    })
}

/// The pairs of records that may be one person.
fn of_pairs(scope: Scope) -> Option<(Hints, Hints)> {
    Some(match scope {
        Scope::Doubles => {
            (&[(C::Open, "side by side"), (C::TwoPeople, "two people"), (C::Back, "close")], LAST)
        }
        Scope::Two => (
            &[
                (C::Open, "one person"),
                (C::OtherValue, "other value"),
                (C::SwapSides, "swap"),
                (C::TwoPeople, "two people"),
                (C::Back, "back"),
            ],
            LAST,
        ),
        _ => return None,
    })
}

/// What the circle brings back: its figures, groups, notes.
fn of_circle(scope: Scope) -> Option<(Hints, Hints)> {
    Some(match scope {
        Scope::Groups => (
            &[
                (C::Open, "open"),
                (C::Edit, "edit"),
                (C::Add, "new"),
                (C::Delete, "to the trash"),
                (C::Back, "back"),
            ],
            LAST,
        ),
        Scope::Circle => (&[(C::NextPane, "next page"), (C::Open, "turn to"), (C::Back, "close")], LAST),
        Scope::Sorting => {
            (&[(C::Open, "whose is it"), (C::Delete, "delete"), (C::Copy, "copy"), (C::Back, "close")], LAST)
        }
        Scope::Returning => (
            &[
                (C::NoteUsed, "used"),
                (C::NoteThanked, "thanked"),
                (C::NoteShare, "share"),
                (C::NotesBy, "order"),
                (C::NextPane, "next list"),
                (C::Open, "turn to"),
                (C::Edit, "edit"),
                (C::Back, "close"),
            ],
            LAST,
        ),
        _ => return None,
    })
}

/// Where text is typed.
fn of_fields(scope: Scope) -> Option<(Hints, Hints)> {
    Some(match scope {
        Scope::Answer => (&[(C::Accept, "keep")], &[(C::Close, "keep as draft")]),
        Scope::Until => (&[(C::Accept, "put off")], &[(C::Close, "close")]),
        Scope::Path => (&[(C::Accept, "take it"), (C::Complete, "complete")], &[(C::Close, "leave it")]),
        Scope::Menu => (&[(C::Accept, "choose"), (C::NextItem, "next")], &[(C::Close, "close")]),
        Scope::Form => (&[(C::NextItem, "next field")], &[(C::Close, "keep and close")]),
        Scope::Capture => (
            &[(C::Accept, "keep"), (C::Complete, "who"), (C::FieldOrNote, "field or note")],
            &[(C::Close, "keep as draft")],
        ),
        Scope::Text => {
            (&[(C::TextEditor, "your editor"), (C::TextUndo, "undo typing")], &[(C::Close, "keep and close")])
        }
        _ => return None,
    })
}
