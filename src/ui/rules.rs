//! The rules that mingle goes by, a sentence or two each, for whoever asks why it said something, or nothing.

use crate::ledger::gate::Limits;

/// Who is named on the agenda, and why nothing there is red.
pub(crate) const IN_TOUCH: &str = "A cadence counts from the last real contact: a note, a favour done, a meeting. Each \
    week has at most three names, the same all week, and one of them is somebody you lost touch with and share little \
    with, because such ties bring what is new (Levin, Walter and Murnighan, 2011). Nobody is named whose cadence is ambient \
    or none. After a fortnight without a record of yours it starts afresh: what was due before waits in one line.";

/// Each rule under its name.
pub(crate) fn rules(limits: Limits) -> Vec<(&'static str, String)> {
    let Limits { fresh_days, asks_in_a_row } = limits;
    vec![
        (
            "The gate",
            format!(
                "Before you ask somebody for something, mingle shows how things stand: what you gave them and how long \
                 ago, what you owe, how often you asked or pitched since, topics to avoid, and the best gifts at hand. It \
                 is silent when you gave them something within {fresh_days} days, have no promise to them open, and \
                 answered what they gave last with thanks or a gift."
            ),
        ),
        (
            "It is no lock",
            "At the gate g gives the chosen gift instead, keeps the rest of the line and leaves the ask as a draft; y \
             asks anyway; esc keeps the whole line as a draft. People who are asked for help say yes about twice as \
             often as those who ask expect (Flynn and Lake, 2008)."
                .to_owned(),
        ),
        (
            "A quiet word",
            format!(
                "When the last two contacts with somebody were nothing but pitches, or you ask {asks_in_a_row} times in \
                 a row and no gift lies between, mingle says so in one line, once."
            ),
        ),
        (
            "Topics to avoid",
            "What you write after “avoid” stands on the card and at the gate. Gifts that touch it are left out."
                .to_owned(),
        ),
        (
            "Gifts at hand",
            "Needs are held against everybody's offers (an introduction, a gift to both) and against yours, lessons \
             against what people need, do and talked of; thanks you owe and promises still open come with them. p makes \
             a gift a promise, due in a week."
                .to_owned(),
        ),
        (
            "Notes that come back",
            "Lessons, openings and views are listed by topic, person or event (g n). What you used comes last and is not \
             proposed any more. Thanks for one is a favour received, sharing one a favour given; the words of a private \
             note never get into the ledger."
                .to_owned(),
        ),
        (
            "Introductions",
            "Both are asked before they meet: a and b ask, x introduces, w says that something came of it. Whom you \
             introduced, or who declined, is never proposed again. It stands in the files of both and counts once with \
             each."
                .to_owned(),
        ),
        (
            "Left out",
            "Nobody is proposed to somebody they know or work with, whose topics to avoid it touches, or whose answer to \
             an ask of yours you wait for, for six weeks at most. o says who was left out, and why."
                .to_owned(),
        ),
        ("Keeping in touch", IN_TOUCH.to_owned()),
        (
            "Messages",
            "y on the agenda copies a few lines to send. Their wording is [messages] in the settings, and a line is left \
             out in which a word is not known. A calendar (mingle agenda --ics) has no private notes and no topics to \
             avoid in it."
                .to_owned(),
        ),
    ]
}
