//! Plain speech that begins like a field: when it is a note all the same. The table in [`super`] says it for people; here are
//! the words, parted by blanks, two that belong together joined by `_`.

use super::dates::ends_with_by;
use super::fold::is_apostrophe;
use super::segment::Word;
use crate::domain::Day;

/// After `needs`, `wants` or `looking for`: no thing that somebody could find for them.
const NO_THING: &str = "\
    out in off up away back down me you it him her his them us this that these those no nothing none not \
    must nobody everything anything what who how and or but is are was were be been than only for from \
    of on at by as if when because so too very all trouble words herself himself themselves i";
/// With `a` or `some`, or alone, after those words: said of anyone.
const REST: &str = "time break rest drink minute moment sleep air hug nap more less";
/// `wants to hire X`: what is looked for is named after the verb. Any other `to` is plain speech.
const FINDS: &str = "hire find buy rent lease recruit borrow source meet learn";
/// After those verbs: no thing either.
const NO_FIND: &str = "again tomorrow later soon next time myself someday more";

/// After `offers`: the noun, as in "offers came in late".
const OFFERS_ARE: &str = "\
    came come are were was is be have had has will would could should may might must can from on for \
    that which keep kept went go fell started start dried and or but in no nothing little not never by \
    at of so than too like it him her me them us don't didn't aren't weren't won't seem seemed left made \
    got always still soon only if when because as to_come again there welcome";
/// After `can`: what anyone can, what is no skill, and questions.
const CAN_BE: &str = "\
    be been not never hardly barely scarcely only still always also of opener see tell imagine hear feel \
    wait relate understand remember recall believe think say seem look sound get_loud get_messy get_away \
    get_along get_to get_it get_over get_by get_in get_out get_very become go come leave stay stand meet \
    join smell afford have has you i we he she they it this that the anyone somebody someone and or but \
    wonder hope like live happen turn_nasty turn_up vary drink eat swear drag last agree is are was were \
    do_without do_nothing do_better do_more do_worse count_on use_a talk_for talk_about appreciate \
    picture easily probably no a an";
/// Verbs with one of these are no skill: "can do it".
const IT: &str = "it that this so nothing anything everything both";

/// After `I'll` and its like: never a promise, whatever follows.
const NEVER: &str = "\
    be been never not probably maybe perhaps possibly miss love hate like remember forget know always \
    surely";
/// After `I'll`: no promise, unless it says by when.
const MUSING: &str = "\
    see think admit say bet have need wait guess regret live survive die go pass believe want wonder \
    stay leave skip drink eat sleep assume suppose get_used get_over get_there feel enjoy hope learn \
    hold end_up come stick settle take_it run_into";
/// After `she'll`: no promise to me, unless it says by when, or names me.
const FATE: &str = "\
    have turn move marry need want get go come retire leave see think become stay die live lose win \
    regret survive open close start launch quit stop soon still expand grow celebrate visit travel fly \
    fail learn finish graduate wait feel enjoy sleep eat say hope believe end run return try take_over \
    take_it just only fit";
/// After `promise`: the noun.
const PROMISE_IS: &str = "kept broken made of is was ring me you land and or but not in from that";

/// After `gave`: idioms and talks.
const GAVE: &str = "\
    up in out off away back birth way notice rise it chase the_impression the_talk the_keynote \
    the_speech a_talk a_speech a_lecture a_toast a_keynote a_presentation a_shrug a_laugh a_smile a_damn \
    a_wink a_party an_impression no nothing her_all his_all their_all everything himself herself and or \
    but";
/// After `got`: how somebody became or where they went.
const GOT: &str = "\
    to it up on along off in out over rid back home here there stuck into through by away down around \
    together better worse drunk lost sick ill cold hot angry old older lucky ready late really very \
    quite so too more less her his their going talking caught hurt burnt left sold laid let busy bigger \
    smaller nowhere somewhere used and or but as no nothing hooked things cut";
/// What people get in life: their own news, not a favour to me.
const LIFE: &str = "\
    new job dog cat baby kid kids children flu cold divorce promotion degree visa mortgage house flat \
    car boat van raise grant prize award twins fever tattoo";

/// After `ask`: talk about asking, or a question to put, which is no favour.
const ASK: &str = "\
    me around away nicely anyone anybody myself again how why whether if about after when what where who \
    too not no nothing and or but yourself any in out at her_about him_about them_about her_how him_how \
    them_how her_if him_if them_if her_why him_why them_why her_when him_when them_when her_what \
    him_what them_what her_later him_later them_later her_out him_out them_out her_again him_again \
    them_again her_whether him_whether them_whether her_where him_where them_where her_who him_who \
    them_who";
const AVOID: &str = "at it her him them me like being going if when and or but eye doing this that";

const LESSON: &str = "plan plans was is one_was two_was one_is two_is in for from and or time times";
const OPENING: &str = "\
    hours times time night day line act speech remarks keynote was is a an the her his their up soon in \
    on next this of and or bid ceremony party another two three later late early today tomorrow went its \
    my our";
const VIEW: &str = "from of was is over across to and or were into";
const PITCH: &str = "black dark perfect was is went in fell failed worked deck and or";
const HELLO: &str = "kitty";

/// The first words of what follows a segment word, in lower case, without the punctuation after each.
struct Next {
    words: Vec<String>,
}

impl Next {
    fn of(rest: &str) -> Self {
        let clean = |word: &str| {
            let word = word.trim_end_matches([',', '.', '!', '?', ':', ')', '…']);
            word.chars()
                .take(40)
                .flat_map(char::to_lowercase)
                .map(|ch| if is_apostrophe(ch) { '\'' } else { ch })
                .collect()
        };
        Self { words: rest.split_whitespace().take(7).map(clean).collect() }
    }

    fn at(&self, at: usize) -> &str {
        self.words.get(at).map(String::as_str).unwrap_or_default()
    }

    /// Whether the first word, or the first two, are in `list`.
    fn starts(&self, list: &str) -> bool {
        list.split(' ').any(|entry| match entry.split_once('_') {
            Some((first, second)) => self.at(0) == first && self.at(1) == second,
            None => self.at(0) == entry,
        })
    }

    /// Whether nothing follows but one word of `list`, after `a`, `some more` and the like.
    fn is_only(&self, list: &str) -> bool {
        let determiner = |word: &String| is_in(word, "a an some more the another little bit of");
        let Some((last, before)) = self.words.split_last() else { return false };
        is_in(last, list) && before.iter().all(determiner)
    }

    fn has(&self, list: &str) -> bool {
        self.words.iter().any(|word| is_in(word, list))
    }
}

/// Whether a table has this word.
fn is_in(word: &str, list: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}

/// Whether `rest` after a segment word reads like plain speech, so that the segment is a note.
pub(super) fn is_plain(word: Word, rest: &str, today: Day) -> bool {
    let next = Next::of(rest);
    match word {
        Word::Needs => rest.ends_with('?') || needs_nothing(&next),
        Word::Offers => rest.ends_with('?') || next.starts(OFFERS_ARE) || past_verb(&next),
        Word::Can => {
            rest.ends_with('?')
                || next.starts(CAN_BE)
                || is_in(next.at(1), IT)
                || next.words.as_slice() == ["do"]
        }
        Word::Mine => next.starts(NEVER) || (next.starts(MUSING) && !ends_with_by(rest, today)),
        Word::Theirs => {
            let to_me = next.has("me us my our");
            next.starts(NEVER) || (next.starts(FATE) && !to_me && !ends_with_by(rest, today))
        }
        Word::Promise => next.starts(PROMISE_IS),
        Word::Gave => next.starts(GAVE),
        Word::Got => got_in_life(&next),
        Word::Ask => next.starts(ASK),
        Word::Avoid => next.starts(AVOID),
        Word::Lesson => next.starts(LESSON) || (next.words.len() == 1 && next.starts("learned learnt")),
        Word::Opening => next.starts(OPENING),
        Word::View => next.starts(VIEW),
        Word::Pitch => next.starts(PITCH),
        Word::Hello => next.starts(HELLO),
        // Names, dates and contacts are told by what follows, not by a list of words.
        Word::Via | Word::Knows | Word::Again | Word::FollowUp | Word::Contact => false,
    }
}

fn needs_nothing(next: &Next) -> bool {
    if next.at(0) == "to" {
        let after = next.at(2);
        return !is_in(next.at(1), FINDS)
            || after.is_empty()
            || is_in(after, NO_THING)
            || is_in(after, NO_FIND);
    }
    next.starts(NO_THING) || next.is_only(REST)
}

/// "offers dried up", "offers poured in": a verb in the past with a small word or nothing after it.
fn past_verb(next: &Next) -> bool {
    const SMALL: &str = "in up down out off late early from by again to yesterday away last";
    next.at(0).len() > 4 && next.at(0).ends_with("ed") && (next.at(1).is_empty() || is_in(next.at(1), SMALL))
}

fn got_in_life(next: &Next) -> bool {
    if next.at(0) == "me" {
        // "got me a seat" is a favour, "got me thinking" is not.
        return !is_determiner(next.at(1));
    }
    let became = next.at(0).len() > 4 && next.at(0).ends_with("ed");
    let news = next.words.iter().take(3).any(|word| is_in(word, LIFE)) && !next.has("from me");
    became || next.starts(GOT) || news
}

/// `a`, `the`, `two`, `5`: a thing is named next.
pub(super) fn is_determiner(word: &str) -> bool {
    const DETERMINERS: &str = "a an the some my our another one two three four five six several many few";
    is_in(&word.to_ascii_lowercase(), DETERMINERS) || word.starts_with(|ch: char| ch.is_ascii_digit())
}
