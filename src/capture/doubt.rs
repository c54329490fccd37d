//! Whether what stands where a name would is plainly none, for lines that are kept without anybody looking at them.
//!
//! Whoever types a line sees what was understood; a line out of the inbox is seen by nobody, and a sentence must not become
//! somebody called "What a strange evening it". Told by the words that hold sentences together in English, German, French and
//! Spanish, by capitals, and by marks. The particles of names ("de la", "van der", "bin") say nothing, and neither do words that
//! are names elsewhere ("will", "son", "an").

mod nouns;

use self::nouns::{DAYS, DEEDS, ENDS, GIVEN, GOODS, HEADINGS, NAMED_DAYS, NUMBERS, PAIRS, ROOMS, SOMEBODY};
use super::fold::is_apostrophe;
use super::head::name_part;
use super::{Head, Understood, Who};

/// They are in sentences and in no name, when written in lower case.
const CLEAR: &str = "\
    by to re vs the that this these those what how why when where who whom whose which nobody somebody everybody anybody nothing \
    something everything anything someone everyone anyone was were are been being have has had having would could \
    should might must with without about after before because but not never very really just only also still again \
    always today tomorrow yesterday tonight into onto over under between through during they them their there here \
    your our his her she you we us he him it its is be did does doing went came comes said says told asked looked \
    felt got gets think thought need needs want wants every each both many much more most some any all another other \
    than then too if whether while until since once soon already met liked loved spoke talked broke missed closed \
    opened bring forgot ist hat war waren sind wird wurde wurden haben hatte hatten nicht kein keine keinen hab habe \
    konnte wollte musste sollte würde niemand jemand nichts etwas alles alle sehr auch noch schon nur doch wieder \
    heute gestern morgen vor mit ohne für über nach bei durch gegen aber oder weil dass wenn wie was wer warum wann wo \
    ich wir ihm ihn mir mich uns euch mein meine meinen seinen ihren dein deine ein eine einen einem einer eines das \
    die auf aus ging kam gab gibt sagte sagt muss soll kann viel viele mehr bitte dann denn damit jetzt immer nie \
    hier dort ganz gut guter gute schön schöner schlecht ganzen kaum est était sont étaient suis avons avez ont être \
    avoir fait très pas rien quelle quel quelqu'un avec pour dans sans chez nous vous ils elles elle je il ne que \
    qui quoi où quand comment pourquoi parce mais donc alors aujourd'hui hier demain une cette cet ces mon mes notre \
    votre leur leurs aussi encore toujours jamais beaucoup peu trop bien plus tout tous toute toutes avait sera faut \
    peut dit allé venu es fue era eran está están estaba hay había tiene tienen hemos muy nada nadie algo alguien \
    hoy ayer mañana pero porque cuando donde dónde qué cómo quién cuál con para por una unos unas ese esa eso este \
    esta esto nos mis sus nuestro nuestra también siempre nunca aquí allí más mucho mucha poco poca todo todos hablé \
    habló dijo tenía hacer tan";
/// They are in sentences, and sometimes in names and in what people are told by: "Maria from accounting", "Duke of York".
const UNCLEAR: &str = "\
    a of from for at in on near and or as off out up down so no my me can will do an \
    im am vom beim zum zur ins ans bis als und es er sie ihr sein hat \
    au aux sur sous un ma sa ses ton et ou ce se on \
    en sin lo le les un su mi ha al se ya si no";
/// What stands amid names and is no word of them.
const PARTICLES: &str = "\
    de la las los del da do dos das di du des van von der den ter ten zu af av el al bin ibn ben bint y e i d \
    le les dal della dello degli dei lo und of abu abd ap mac mc st san santa te op 't 't het";
/// Before a particle they are one, too: "auf der Maur", "in 't Veld", "aan de Brugh".
const BEFORE_PARTICLES: &str = "auf an in aan op uit over onder bij voor aus zu";
/// What a note begins with and no name does, whatever follows.
const OPENERS: &str = "\
    buy call phone ring email mail text send ask tell remember remind forget bring fetch pay order write read fix \
    clean check find finish prepare print return renew cancel confirm reply arrange thank thanks please don't dont \
    note notes todo to-do idea ideas reminder question fyi meeting lunch dinner breakfast coffee nothing nobody \
    somebody everybody everyone someone today tomorrow yesterday tonight what why where drinks appointment dentist \
    groceries shopping agenda minutes evening night weekend wifi password parking train flight hotel nicht nichts \
    kein keine keinen bitte heute gestern morgen mein meine unser unsere sehr viel viele niemand jemand leider \
    endlich vielleicht schöner schöne schönes guter gutes toller tolle tolles interessante interessanter \
    interessantes anrufen kaufen besorgen schreiben fragen nachfragen bezahlen abholen erinnern termin treffen \
    gespräch mittagessen abendessen frühstück besuch vortrag einladung notiz notizen frage rechnung erinnerung \
    nächste nächstes nächster nächsten letzte letzter letzten abend nacht wochenende aujourd'hui demain beaucoup \
    personne quelle quel rien très pourquoi acheter appeler téléphoner envoyer demander payer réserver rappeler \
    déjeuner dîner réunion rendez-vous soirée soir matin journée note facture prochaine prochain dernier dernière \
    hoy ayer mañana siempre nunca nadie nada había muy qué comprar llamar enviar pedir pagar reservar recordar \
    almuerzo cena desayuno reunión noche tarde cita nota factura próxima próximo";
/// The same where a word in lower case follows.
const BEFORE_LOWER: &str = "\
    the a an what how why when where who which there here this that these those if so then now as at on in by \
    for from to no not never always maybe perhaps good great nice lovely strange interesting funny sad bad big \
    small long new old two three four five six ten first last next another every many most some few lots yes ok okay well everyone everybody \
    nobody somebody people time day night evening morning weather food talk my our your his her their its it's \
    let let's meet be do get go make take keep put think talked spoke saw heard felt learned learnt tried had was \
    der die das ein eine es er wir ihr wie was wer warum wann wo heute gestern morgen nicht kein keine bitte \
    noch auch sehr gut guter gute schöner schöne toller tolle viel viele alle mein meine unser unsere im am bei \
    zwei drei vier fünf sechs zehn mit nach auf aus für über beim zum leider endlich danach vielleicht niemand jemand man \
    le la les un une des ce cette ces c'est il elle on nous vous ils elles je très quel quelle que qui quand \
    deux trois quatre cinq dix comment pourquoi où hier demain aujourd'hui bonne bon belle beau beaucoup ne pas mon ma mes notre nos \
    personne tout tous avec pour dans chez au aux en \
    dos tres cuatro cinco diez el los las una unos unas este esta ese esa es fue hay muy qué que cómo cuándo dónde quién hoy ayer mañana \
    no ya buena buen gran mucha mucho todos todo mi mis nuestra nuestro nadie con para por en al se me";
/// What is to be done, wherever it stands: "Brot kaufen".
const TO_DO: &str = "\
    kaufen besorgen schreiben fragen nachfragen bezahlen abholen anrufen schicken vergessen kommen gehen machen \
    holen bringen lesen buchen bestellen prüfen klären planen backen suchen finden \
    comprar llamar enviar pedir pagar reservar acheter appeler envoyer demander payer réserver";
/// They begin sentences, and are first names, too.
const FIRST_NAMES: &str = "an la el le das man nice may long so no per in";
/// How a page's headings, quotes, rules, tables and code begin.
const MARKS: [&str; 12] = ["# ", "##", "> ", ">>", "| ", "```", "---", "===", "***", "___", "<!--", "//"];
/// No name is longer, in words.
const MOST_WORDS: usize = 8;
/// No name without blanks in it is longer, in the letters of Chinese, Japanese and Korean.
const MOST_WIDE: usize = 12;

impl Understood {
    /// Whether somebody new would be called by what is plainly no name: a sentence, a heading, something to buy.
    ///
    /// It errs towards people: half a name is enough, in any script. Words alone on a line that are in lower case behind the
    /// first are no name, unless the first is a given name that many people have: nothing says that they are about anybody.
    pub fn is_of_nobody(&self) -> bool {
        let alone = self.segments.is_empty() && self.heads.len() == 1;
        self.heads.iter().any(|head| {
            // What is too long for a name stands in a note as well.
            let is_long = self.segments.first().is_some_and(|first| first.span.start == head.span.start);
            matches!(head.who, Who::New(_)) && (is_long || self.is_no_name(head, alone && head.is_bare()))
        })
    }

    /// Whether a head makes somebody new of what reads like no name, by more than that it is in lower case.
    pub(super) fn is_doubtful(&self, head: &Head) -> bool {
        matches!(head.who, Who::New(_)) && self.is_no_name(head, false)
    }

    fn is_no_name(&self, head: &Head, bare: bool) -> bool {
        let text = self.line.get(head.span.clone()).unwrap_or_default().trim();
        if is_of_mail(text) {
            return true;
        }
        let name = name_part(text).trim();
        // An address is somebody.
        if name.is_empty() || !head.emails.is_empty() {
            return false;
        }
        MARKS.iter().any(|mark| text.starts_with(mark))
            || self.segments.is_empty() && text.ends_with([':', '!'])
            || is_time(&head.role)
            || !name.chars().any(char::is_alphanumeric)
            || Words::of(name).are_no_name(bare)
            || has_stop(name)
    }
}

/// "From: Jane Doe <jane@hale.example>", "Subject: dinner": the head of a mail that was copied.
fn is_of_mail(text: &str) -> bool {
    const FIELDS: &str =
        "from to cc bcc subject date sent von an betreff datum de à objet para asunto reply-to";
    text.split_once(':').is_some_and(|(field, _)| is_in(&field.to_lowercase(), FIELDS))
}

/// "3pm", "15:00", "18h30", "10 Uhr": when, and nothing that anybody is.
fn is_time(text: &str) -> bool {
    let Some(first) =
        text.split([' ', ',']).next().filter(|word| word.starts_with(|ch: char| ch.is_ascii_digit()))
    else {
        return false;
    };
    let unit = first.trim_start_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, ':' | '.'));
    first.contains(':') || is_in(&unit.to_lowercase(), "am pm h uhr") || text.to_lowercase().contains(" uhr")
}

/// Whether a text has more marks than a name has, or more letters.
fn has_stop(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some((last, before)) = words.split_last() else { return true };
    let letters = |word: &str| word.chars().filter(|ch| ch.is_alphabetic()).count();
    let wide = |ch: char| ('\u{2e80}'..'\u{a000}').contains(&ch) || ('\u{ac00}'..'\u{d7b0}').contains(&ch);
    // "Ana?" is somebody whose name is not sure, "Downey Jr." and "Dr. Ruiz" are abbreviated.
    let cried = !before.is_empty() && last.ends_with(['!', '?', '…']);
    let stopped = before.len() >= 2 && last.ends_with('.') && letters(last) > 3;
    let within = before.iter().any(|word| {
        word.ends_with(['!', '?', ':', '…']) || (word.ends_with('.') && letters(word) > 5 && words.len() > 2)
    });
    let asian = name.contains(['。', '！', '？', '、', '，'])
        || words
            .iter()
            .any(|word| word.chars().filter(|ch| wide(*ch)).count() > MOST_WIDE && !word.contains('・'));
    cried || stopped || within || asian
}

/// The words of what may be a name.
struct Words<'a> {
    /// As written, without marks.
    written: Vec<&'a str>,
    /// In lower case.
    lower: Vec<String>,
}

impl<'a> Words<'a> {
    fn of(name: &'a str) -> Self {
        let marks = |ch: char| !ch.is_alphanumeric() && !is_apostrophe(ch) && ch != '-';
        let clean = |word: &'a str| Some(word.trim_matches(marks)).filter(|word| !word.is_empty());
        let written: Vec<&str> = name.split_whitespace().filter_map(clean).collect();
        let plain = |word: &&str| word.to_lowercase().replace(is_apostrophe, "'");
        Self { lower: written.iter().map(plain).collect(), written }
    }

    fn are_no_name(&self, bare: bool) -> bool {
        let Some((first, rest)) = self.written.split_first() else { return false };
        let capitals = self.written.iter().filter(|word| has_capital(word)).count();
        let is_cased = self.written.iter().any(|word| word.chars().any(char::is_lowercase)) || capitals > 0;
        let words = self.own_words();
        let loud = is_cased && self.written.iter().all(|word| !word.chars().any(char::is_lowercase));
        Self::is_number(first, rest)
            || self.written.len() > MOST_WORDS
            || self.is_heading(bare)
            || self.opens_note(first, rest)
            || (self.weight(loud) >= if loud { 4 } else { 2 } && !self.is_told_by_place())
            // Only the first has a capital, as phones make it.
            || (is_cased && capitals <= 1 && !loud && words >= if bare { 3 } else { 4 })
            || (bare && is_cased && !loud && self.is_small(capitals) && !self.is_given() && !self.is_told_by_place())
    }

    /// Alone on a line: all in lower case, or all words but the first ("Business cards", "Lista de la compra").
    fn is_small(&self, capitals: usize) -> bool {
        let begins = self.written.first().is_some_and(|word| has_capital(word));
        capitals == 0 || (begins && capitals == 1 && self.written.len() > 1)
    }

    /// "ana", "ana ruiz", "Maria de la cruz": half a name is enough.
    fn is_given(&self) -> bool {
        let own = self.own_words();
        self.lower.first().is_some_and(|first| is_in(first, GIVEN)) && own <= 2 && self.weight(false) < 2
    }

    /// What heads a page, is bought, or says when and where.
    fn is_heading(&self, bare: bool) -> bool {
        let lower = |at: usize| self.lower.get(at).map_or("", String::as_str);
        let (first, next) = (lower(0), lower(1));
        let last = self.lower.last().map_or("", String::as_str);
        let count = self.lower.len();
        let is_small = |at: usize| self.written.get(at).is_some_and(|word| !has_capital(word));
        let has_digit = |word: &str| word.chars().any(|ch| ch.is_ascii_digit());
        let numbered = has_digit(next) || next.len() == 1 && !is_small(1) || is_in(next, NUMBERS);
        let day = is_in(first, DAYS);
        let paired = PAIRS.split_ascii_whitespace().any(|pair| pair.split_once('_') == Some((first, next)));
        is_in(first, HEADINGS)
            || is_in(first, GOODS)
            || paired
            || (count > 1 && is_in(first, DEEDS))
            || (count == 2 && is_in(first, ROOMS) && numbered)
            // "Monday", "Nov 27", "Tuesday morning"; but "Jan" and "Sunday Oliseh" are people.
            || (day && count > 1 && has_digit(next))
            || (day && !is_in(first, NAMED_DAYS) && (count == 1 || is_small(1)))
            || (bare && self.lower.iter().any(|word| has_digit(word)))
            || (bare && count > 1 && is_in(last, DAYS) && !is_in(last, NAMED_DAYS))
            || (bare && count > 1 && is_in(last, ENDS))
    }

    /// "18:30", "20.11.2026 Nina", "3 eggs": but "50 Cent" and "7" are people.
    fn is_number(first: &str, rest: &[&str]) -> bool {
        let digits = first.chars().filter(char::is_ascii_digit).count();
        let parted = first.contains([':', '.', '/', '-']) && digits >= 3;
        let starts = first.starts_with(|ch: char| ch.is_ascii_digit());
        starts
            && (parted
                || digits == 4
                || rest.first().is_some_and(|next| next.starts_with(char::is_lowercase)))
    }

    fn opens_note(&self, first: &str, rest: &[&str]) -> bool {
        let Some(lower) = self.lower.first() else { return false };
        let Some(next) = rest.first() else { return is_in(lower, OPENERS) };
        // "Roland" and "roland" may be typed; "NOTE" and "Note" are the same.
        let before_lower = has_capital(first) && next.chars().all(|ch| !ch.is_uppercase()) && !is_wide(next);
        let named = is_in(&next.to_lowercase(), PARTICLES) && rest.len() > 1 && is_in(lower, FIRST_NAMES);
        let begins = is_in(lower, BEFORE_LOWER) || is_in(lower, CLEAR);
        is_in(lower, OPENERS) || (before_lower && !named && begins)
    }

    /// How much its small words say that it is a sentence; from 2 on they say so.
    fn weight(&self, loud: bool) -> usize {
        let several = self.written.len() > 1;
        let each = self.written.iter().enumerate().map(|(at, word)| {
            let lower = self.lower.get(at).map_or("", String::as_str);
            let is_small = loud || !has_capital(word);
            if !several || !is_small || self.is_particle(at) {
                0
            } else if is_in(lower, CLEAR)
                || is_in(lower, TO_DO)
                || is_short_form(lower)
                || (lower == "no" && at > 0)
            {
                2
            } else {
                usize::from(is_in(lower, UNCLEAR))
            }
        });
        each.sum()
    }

    /// How many words are neither particles nor small words.
    fn own_words(&self) -> usize {
        let small = |word: &String| is_in(word, CLEAR) || is_in(word, UNCLEAR);
        let own = self.lower.iter().enumerate().filter(|(at, word)| !self.is_particle(*at) && !small(word));
        own.count()
    }

    /// Whether a word is amid a name as "de la" is, or "the" in "Alexander the Great".
    fn is_particle(&self, at: usize) -> bool {
        let lower = |at: usize| self.lower.get(at).map_or("", String::as_str);
        let next = lower(at + 1);
        let capital_next = self.written.get(at + 1).is_some_and(|word| has_capital(word));
        let joined = is_in(lower(at), BEFORE_PARTICLES) && is_in(next, "der den de dem het 't ’t la");
        let epithet = lower(at) == "the" && at > 0 && capital_next && self.written.len() <= 4;
        let last = at + 1 == self.written.len();
        !last && (is_in(lower(at), PARTICLES) || joined || epithet)
    }

    /// "Maria from accounting", "Ana with the red hat": somebody, and where they are from or what they look like.
    fn is_told_by_place(&self) -> bool {
        const PLACES: &str = "from at of near aus vom von bei de du del della chez";
        const LOOKS: &str = "with mit avec con";
        const BETWEEN: &str = "the a an my our der dem den die das la le el los las une un una";
        let article = |at: usize| self.lower.get(at + 1).is_some_and(|word| is_in(word, BETWEEN));
        let begins = |at: usize, word: &String| is_in(word, PLACES) || is_in(word, LOOKS) && article(at);
        let found = self.lower.iter().enumerate().position(|(at, word)| begins(at, word));
        let Some(at) = found else { return false };
        let (Some(names), Some(rest)) = (self.written.get(..at), self.lower.get(at + 1..)) else {
            return false;
        };
        let own = rest.iter().filter(|word| !is_in(word, BETWEEN));
        let is_plain =
            rest.iter().all(|word| is_in(word, BETWEEN) || !is_in(word, CLEAR) && !is_in(word, UNCLEAR));
        let is_name = |word: &&str| has_capital(word) && !is_in(&word.to_lowercase(), BEFORE_LOWER);
        let is_somebody = |word: &&str| is_in(&word.to_lowercase(), SOMEBODY);
        (1..=3).contains(&names.len())
            && (names.iter().all(is_name) || names.last().is_some_and(is_somebody) && names.len() <= 2)
            && is_plain
            && (1..=2).contains(&own.count())
    }
}

/// "n'a", "j'ai", "it's", "didn't": but "d'Artagnan" and "o'neil" are names.
fn is_short_form(word: &str) -> bool {
    let Some((before, after)) = word.split_once('\'') else { return false };
    is_in(before, "c j n qu s m t") && !after.is_empty() || is_in(after, "s t re ve ll m") && before.len() > 1
}

fn has_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
}

/// Letters that are neither small nor large.
fn is_wide(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && !word.chars().any(|ch| ch.is_lowercase() || ch.is_uppercase())
}

/// Whether a table has this word.
fn is_in(word: &str, list: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

#[cfg(test)]
mod tests;
