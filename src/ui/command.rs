//! The command table: one row a command. Key map, help, palette, footer and `mingle keys` read it.

use crate::text::Edit;

/// Where a command's keys hold. Scopes are tried innermost first, so a key has one meaning in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// In any list.
    Lists,
    /// In the list of people.
    People,
    /// In the notes of a person.
    Notes,
    /// In the ledger with a person.
    Ledger,
    /// In the ledger with everyone.
    Sheet,
    /// In the tree of who led to whom.
    Chains,
    /// On a gift at hand, or an introduction under way.
    Gifts,
    /// In tonight's brief.
    Brief,
    /// In the list of events.
    Events,
    /// In the review of an event.
    Review,
    /// While something is typed with an answer of the review.
    Answer,
    /// On the agenda.
    Agenda,
    /// While the day is typed to which something is put off.
    Until,
    /// On a person's card.
    Card,
    /// On my own card.
    Mine,
    /// In any field where text is typed.
    Text,
    /// In the capture line.
    Capture,
    /// In a list that is filtered by typing: help, palette, search, choosers.
    Menu,
    /// In a form, between its fields.
    Form,
    /// In the list of groups.
    Groups,
    /// On the screen of my circle.
    Circle,
    /// In the list of records that may be one person.
    Doubles,
    /// Over two such records side by side.
    Two,
    /// Among the notes that come back.
    Returning,
    /// Among the lines that wait to be sorted.
    Sorting,
    /// In the preview of an import.
    Import,
    /// On the screen of an export.
    Export,
    /// While the path is typed to which an export goes.
    Path,
    /// In the list of unsaved texts.
    Drafts,
    /// At the gate, before an ask.
    Gate,
}

impl Scope {
    /// In words, for help.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lists => "anywhere",
            Self::People => "people",
            Self::Notes => "notes",
            Self::Ledger => "ledger",
            Self::Sheet => "ledger with everyone",
            Self::Chains => "who led to whom",
            Self::Gifts => "gifts",
            Self::Brief => "brief",
            Self::Events => "events",
            Self::Review => "review",
            Self::Answer => "an answer",
            Self::Agenda => "agenda",
            Self::Until => "a day",
            Self::Card => "card",
            Self::Mine => "my card",
            Self::Text => "while typing",
            Self::Capture => "capture line",
            Self::Menu => "menus",
            Self::Form => "forms",
            Self::Groups => "groups",
            Self::Circle => "circle",
            Self::Doubles => "doubles",
            Self::Two => "two records",
            Self::Returning => "notes that come back",
            Self::Sorting => "lines to sort",
            Self::Import => "import",
            Self::Export => "export",
            Self::Path => "a path",
            Self::Drafts => "unsaved texts",
            Self::Gate => "before an ask",
        }
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct CommandRow {
    /// What it does.
    pub command: Command,
    /// Its name in the config and in the palette.
    pub name: &'static str,
    /// What it does, in one short sentence without a full stop.
    pub about: &'static str,
    /// Where its keys hold.
    pub scope: Scope,
    /// Default keys, the one to show first.
    pub keys: &'static [&'static str],
}

macro_rules! commands {
    ($($scope:ident { $($variant:ident $name:literal [$($key:literal),*] $about:literal)+ })+) => {
        /// What a key, a palette row or a click can mean.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[doc = $about] $variant,)+)+
        }

        /// Every command.
        pub const COMMANDS: &[CommandRow] = &[$($(CommandRow {
            command: Command::$variant,
            name: $name,
            about: $about,
            scope: Scope::$scope,
            keys: &[$($key),*],
        },)+)+];
    };
}

commands! {
    Lists {
        Jot "jot" ["i"] "jot a line, about whom you selected or about anyone"
        JotMore "jot-more" ["I"] "jot several lines, one after the other"
        Search "find" ["/"] "find anyone by whatever you remember"
        Palette "commands" [":"] "list every command"
        Help "help" ["?", "f1"] "list what can be done here"
        Open "open" ["enter"] "open what is selected"
        Edit "edit" ["e"] "change what is selected"
        Editor "editor" ["E"] "change it in your own editor"
        Add "add" ["a"] "add a person, a note or a favour"
        Delete "delete" ["d", "delete"] "move what is selected to the trash"
        Undo "undo" ["u"] "take the last change back"
        Redo "redo" ["U"] "make the change again that was taken back"
        Gave "gave" ["f g"] "write down what you gave"
        Promise "promise" ["f p"] "write down what you promised"
        Received "received" ["f r"] "write down what you received"
        Ask "ask" ["f a"] "ask for something: the gate shows first how things stand between you"
        Remind "remind" ["r"] "remind me of them on a day"
        Event "event" ["n"] "choose the event you are at, or everyone"
        Everyone "everyone" ["g l"] "the ledger with everyone: who owes whom, who to give to next"
        Chains "chains" ["g t"] "who led to whom to what, and whom to thank for it"
        Down "down" ["j", "down"] "one down"
        Up "up" ["k", "up"] "one up"
        PageDown "page-down" ["pgdn", "ctrl-d"] "a page down"
        PageUp "page-up" ["pgup", "ctrl-u"] "a page up"
        Top "top" ["g g", "home"] "to the first"
        Bottom "bottom" ["G", "end"] "to the last"
        NextPane "next-pane" ["tab"] "to the next pane"
        PreviousPane "previous-pane" ["shift-tab"] "to the pane before"
        PaneRight "pane-right" ["l", "right"] "one pane to the right"
        PaneLeft "pane-left" ["h", "left"] "one pane to the left"
        FirstPane "people-pane" ["1"] "to the people"
        SecondPane "notes-pane" ["2"] "to the notes"
        ThirdPane "ledger-pane" ["3"] "to the ledger"
        ScrollDown "scroll-down" ["J"] "scroll the notes down"
        ScrollUp "scroll-up" ["K"] "scroll the notes up"
        Mark "mark" ["space"] "mark or unmark, for doing one thing to several"
        Range "range" ["v"] "mark all from the last mark to here"
        Tag "tag" ["t"] "tag whom you marked or selected"
        Sort "sort" ["s"] "sort the people another way"
        Filter "filter" ["="] "show only some of the people"
        Copy "copy" ["y"] "copy what is selected"
        Zoom "zoom" ["z"] "give this pane the whole screen, or back"
        Mouse "mouse" ["M"] "switch the mouse off or on (off lets you select text)"
        Reload "reload" ["R", "f5"] "read the files again; try again what was not saved"
        Redraw "redraw" ["ctrl-l"] "draw the screen anew"
        Events "events" ["g e"] "events: to come, today, past; brief, review and what comes next"
        Brief "brief" ["g b"] "tonight's brief: whom to meet, why, and what to talk about"
        Review "review" ["g v"] "review an event: names, loose notes, thanks, mood, tomorrow"
        Blank "blank" ["b", "ctrl-g"] "blank the screen at once; any key brings it back"
        Gifts "gifts" ["g f"] "gifts at hand: what you could give now, to whom, and why"
        Groups "groups" ["g o"] "your groups: what each costs and brings, and the case for renewing"
        Import "import" ["g i"] "import a list: guests, contacts, a calendar; seen before it comes in"
        Export "export" ["g x"] "export people: for a phone, a spreadsheet, a calendar, to read, to keep"
        Agenda "agenda" ["g a"] "what is due, this week's names, what lies ahead"
        Circle "circle" ["g c"] "your circle: meter, giving, fields, bridges, who introduced whom, lessons"
        Doubles "doubles" ["g d"] "records that may be one person twice: make them one, or say they are two"
        Returning "notes-that-come-back" ["g n"] "lessons, openings and views: use them, thank for them, share them"
        Sorting "lines-to-sort" ["g s"] "lines from elsewhere that name nobody, or half a name: whose is each?"
        Me "my-card" [] "change your own card: what you offer, what you need"
        ShowMe "show-my-card" ["g k"] "show your own card, with a code that the camera of a phone reads"
        Rules "rules" ["g h"] "how it works: what the gate and the quiet words go by"
        Messages "messages" [] "read the last messages again"
        Problems "problems" [] "list the files that could not be read"
        Drafts "drafts" [] "list texts that were not kept yet"
        Back "back" ["esc"] "one step back; never leaves the program"
        Quit "quit" ["q"] "leave; everything is saved already"
        QuitAnyway "quit-anyway" ["Q"] "leave even though something could not be saved"
        LeaveNow "leave-now" ["ctrl-c"] "leave at once; what you are typing is kept"
        Suspend "suspend" ["ctrl-z"] "back to the shell for a moment (fg returns)"
    }
    People {
        Met "met" ["m"] "check in: you met them here, now"
        Wanted "wanted" ["w"] "mark as somebody you want to meet, or not any more"
        Contact "contact" ["c"] "change how to reach them"
    }
    Brief {
        Rest "rest" ["o"] "name the rest of the list too, or only the first"
    }
    Review {
        ReviewLater "later" ["s"] "leave the question for later"
        ReviewAgain "ask-again" ["a"] "ask again what was left for later"
    }
    Notes {
        FollowUpDone "follow-up-done" ["x"] "the next follow-up is done"
        NoteKind "note-kind" ["o"] "make the note another kind: talk, lesson, opening, view, pitch, hello"
        NotePrivate "note-private" ["p"] "keep the note out of every export, or not"
    }
    Ledger {
        Settle "settle" ["x"] "done; or open again"
        Thank "thank" ["t"] "thanks were said; or take that back"
        CallOff "call-off" ["c"] "declined, or dropped: nobody waits for it any more; or open again"
        Promised "promised" ["P"] "what was asked for is promised; or only asked again"
        FavourSize "size" ["s"] "how much it took: quick, hour, day, big"
        FavourKind "favour-kind" ["v"] "what it is: intro, referral, advice, help, resource, endorsement"
        FavourOutcome "outcome" ["w"] "what became of it: passed on, met, won, lost"
        LedgerFilter "ledger-filter" ["o"] "show all, what you owe, they owe, was asked, you gave, thanks owed"
        FirstGift "gift" ["p"] "to the gifts at hand below; p again promises the best of them"
    }
    Sheet {
        SheetSort "ledger-sort" ["s"] "sort by balance, by age (the oldest first) or by name"
        GiveNext "give-next" ["w"] "who to give to next, and whom to let help you; or the ledger again"
    }
    Chains {
        ChainsOfOne "chains-of-one" ["o"] "only the trees that your selected person stands in, or all"
    }
    Gifts {
        GiftPromise "promise-gift" ["p"] "promise it, due in a week; of thanks and promises: said, done"
        AskFirst "ask-first" ["a"] "you asked the first of the two whether they would like to meet"
        AskSecond "ask-second" ["b"] "you asked the second of the two"
        Introduced "introduced" ["x"] "you brought the two together: a gift to both"
        Worked "worked" ["w"] "something came of the introduction"
        NotThis "not-this" ["c"] "not this: declined, or it does not fit; never proposed again"
        LeftOut "left-out" ["o"] "show what was left out, and what speaks against it"
    }
    Returning {
        NoteUsed "note-used" ["x"] "you put it to use: it comes last, and is not proposed any more; or it comes back"
        NoteThanked "note-thanked" ["t"] "you thanked whoever said it: a favour received, with thanks"
        NoteShare "share-note" ["s"] "share it with somebody who cares: a gift"
        NotesBy "notes-by" ["o"] "by topic, by person, by event"
    }
    Agenda {
        SeenTo "seen-to" ["x"] "done: kept, said, in touch, renewed"
        PutOff "put-off" ["r"] "put it off to another day"
        DropIt "drop-it" ["c"] "drop it: nobody waits for it, or no more reminders of them"
        Older "older" ["o"] "show what was due before you were away for a fortnight"
    }
    Doubles {
        TwoPeople "two-people" ["n"] "they are two people: never proposed again"
    }
    Two {
        OtherValue "other-value" ["space"] "let the other value of the field stay"
        ValueKept "value-kept" ["h", "left"] "let the value of the record that stays be the one"
        ValueOther "value-other" ["l", "right"] "take the value of the record that goes in"
        SwapSides "swap-sides" ["s"] "keep the other of the two records"
    }
    Text {
        Accept "accept" ["enter"] "keep it"
        Close "close" ["esc"] "done: a note is saved, an unfinished line is kept as a draft"
        Complete "complete" ["tab"] "take the suggestion; in the capture line, change who is meant"
        FieldOrNote "field-or-note" ["shift-tab"] "turn the part under the caret into a field or into plain text"
        NextItem "next-item" ["down", "ctrl-n"] "the next suggestion, or one row down"
        PreviousItem "previous-item" ["up", "ctrl-p"] "the suggestion before, or one row up"
        TextLeft "text-left" ["left", "ctrl-b"] "one letter left"
        TextRight "text-right" ["right", "ctrl-f"] "one letter right"
        TextWordLeft "text-word-left" ["ctrl-left", "alt-b"] "one word left"
        TextWordRight "text-word-right" ["ctrl-right", "alt-f"] "one word right"
        TextHome "text-home" ["home", "ctrl-a"] "to the start of the line"
        TextEnd "text-end" ["end", "ctrl-e"] "to the end of the line"
        TextBackspace "text-backspace" ["backspace"] "delete the letter before"
        TextDelete "text-delete" ["delete", "ctrl-d"] "delete the letter after"
        TextDeleteWord "text-delete-word" ["ctrl-w", "alt-backspace"] "delete the word before"
        TextDeleteWordRight "text-delete-word-right" ["alt-d"] "delete the word after"
        TextKillLeft "text-kill-left" ["ctrl-u"] "delete to the start of the line"
        TextKillRight "text-kill-right" ["ctrl-k"] "delete to the end of the line"
        TextYank "text-yank" ["ctrl-y"] "put back what was deleted last"
        TextUndo "text-undo" ["ctrl-_", "ctrl-7"] "take back the last typing"
        TextRedo "text-redo" ["ctrl-r"] "type it again"
        TextLeaveNow "text-leave" ["ctrl-c"] "close the field; what stands in it is kept as a draft"
        TextBlank "text-blank" ["ctrl-g"] "blank the screen at once; what you type is kept"
        TextSuspend "text-suspend" ["ctrl-z"] "back to the shell for a moment; what you type is kept"
        TextEditor "text-editor" ["ctrl-x"] "go on in your own editor"
    }
    Import {
        Choose "choose" ["space"] "choose from a list: what a column is, which encoding, which line is the header"
        NextField "next-field" ["l", "right"] "the next choice: what a column is, where they go, which verdict"
        PreviousField "previous-field" ["h", "left"] "the choice before"
        EveryRow "every-row" ["v"] "every row with its verdict and the reason, or the columns again"
    }
    Export {
        NextChoice "next-choice" ["l", "right", "space"] "the next choice: whom, which format, what stays home; or type where to"
        PreviousChoice "previous-choice" ["h", "left"] "the choice before"
        WriteOver "write-over" ["y"] "write over what stands there, once you were asked"
    }
    Drafts {
        KeepDraft "keep-draft" ["enter"] "go on with the text"
        DropDraft "drop-draft" ["d"] "drop the text"
    }
    Gate {
        GiveInstead "give-instead" ["g"] "give what is chosen instead; the ask stays a draft"
        AskAnyway "ask-anyway" ["y"] "ask all the same: people say yes twice as often as one expects"
    }
}

impl Command {
    /// Its row; every command has one.
    pub fn row(self) -> Option<&'static CommandRow> {
        COMMANDS.iter().find(|row| row.command == self)
    }

    /// The command called `name` in the config and the palette.
    pub fn named(name: &str) -> Option<Self> {
        COMMANDS.iter().find(|row| row.name == name).map(|row| row.command)
    }

    /// What it does to text, for the commands that edit.
    pub fn edit(self) -> Option<Edit> {
        Some(match self {
            Self::TextLeft => Edit::Left,
            Self::TextRight => Edit::Right,
            Self::TextWordLeft => Edit::WordLeft,
            Self::TextWordRight => Edit::WordRight,
            Self::TextHome => Edit::Home,
            Self::TextEnd => Edit::End,
            Self::TextBackspace => Edit::Backspace,
            Self::TextDelete => Edit::Delete,
            Self::TextDeleteWord => Edit::DeleteWordLeft,
            Self::TextDeleteWordRight => Edit::DeleteWordRight,
            Self::TextKillLeft => Edit::KillLeft,
            Self::TextKillRight => Edit::KillRight,
            Self::TextYank => Edit::Yank,
            Self::TextUndo => Edit::Undo,
            Self::TextRedo => Edit::Redo,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::ui::Key;

    #[test]
    fn names_are_unique_and_documented() {
        let mut names = HashSet::new();
        for row in COMMANDS {
            assert!(names.insert(row.name), "{} twice", row.name);
            assert!(!row.about.is_empty() && !row.about.ends_with('.'), "{}", row.name);
            assert!(row.about.chars().count() <= 80, "{} says too much", row.name);
        }
    }

    #[test]
    fn no_key_twice_in_a_scope_and_none_that_a_terminal_eats() {
        let mut keys = HashSet::new();
        for row in COMMANDS {
            for key in row.keys {
                assert!(keys.insert((row.scope, key)), "{key} twice in {:?}", row.scope);
                let parsed = Key::parse_all(key).unwrap_or_else(|| panic!("{key} is no key"));
                // The flow control, multiplexer and AltGr keys that terminal.md section 6 rules out for lists.
                let banned = [
                    "ctrl-s", "ctrl-q", "ctrl-b", "ctrl-a", "ctrl-j", "ctrl-h", "[", "]", "{", "}", "\\", "~",
                ];
                assert!(row.scope == Scope::Text || !banned.contains(key), "{key}");
                // Never a doubled letter for what destroys.
                assert!(!(row.command == Command::Delete && parsed.len() > 1));
            }
        }
    }

    #[test]
    fn nothing_is_reachable_only_by_alt_or_digits() {
        for row in COMMANDS.iter().filter(|row| row.scope != Scope::Text) {
            let usable = |key: &&&str| !key.starts_with("alt-") && !key.chars().all(|ch| ch.is_ascii_digit());
            // Panes have Tab and the arrows besides their digits.
            let pane = matches!(row.command, Command::FirstPane | Command::SecondPane | Command::ThirdPane);
            assert!(pane || row.keys.is_empty() || row.keys.iter().any(|key| usable(&key)), "{}", row.name);
        }
    }
}
