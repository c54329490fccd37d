//! Which old encoding bytes are in, by the words that come of them: a name is written in the letters of one language, and no sign
//! stands within it.

use std::collections::HashMap;

use super::charset::Charset;

/// How many bytes of lines that are not ASCII decide.
const SAMPLE: usize = 32 << 10;
/// What a browser has never met and its detector does not know. Between two that give the same text the first is said.
const OLD: &[&str] = &[
    "windows-1252",
    "cp850",
    "cp437",
    "macintosh",
    "cp852",
    "cp857",
    "cp737",
    "cp775",
    "cp861",
    "x-mac-cyrillic",
];
/// The letters beyond ASCII in the names of a language, small.
const LANGUAGES: &[&str] = &[
    "äöüß",                 // German
    "àâæçéèêëîïôœùûüÿ",     // French
    "áéíñóúüçàèòï",         // Spanish, Catalan
    "áâãàçéêíóôõúü",        // Portuguese
    "àèéìòù",               // Italian
    "åäöæøéüáðíóúýþ",       // Nordic
    "éëïöü",                // Dutch
    "ąćęłńóśźż",            // Polish
    "áäčďéěíĺľňóôŕřšťúůýž", // Czech, Slovak
    "áéíóöőúüű",            // Hungarian
    "čćđšž",                // Croatian, Slovene, Serbian
    "ăâîșşțţ",              // Romanian
    "çğıöşüâîû",            // Turkish
    "āčēģīķļņšūžąęėįųõäöü", // Baltic
];
/// The same of those written in Cyrillic.
const CYRILLIC: &[&str] = &[
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", // Russian, Bulgarian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", // Ukrainian
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  // Belarusian
    "абвгдђежзијклљмнњопрстћуфхцчџш",    // Serbian
    "абвгдѓежзѕијклљмнњопрстќуфхцчџш",   // Macedonian
];
/// How many words are shown of those that decided, and how long one may be.
const SHOWN: usize = 3;
const LONGEST: usize = 24;
/// Costs: of what stands in no name, of what stands in few, of a letter from another language.
const NEVER: u32 = 12;
const SELDOM: u32 = 4;
const FOREIGN: u32 = 2;

/// Which encoding bytes are in, as far as letters tell.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) charset: Charset,
    /// A few words as they are read in it.
    words: Vec<String>,
    /// The next best that reads them otherwise.
    other: Option<Charset>,
}

/// The encoding in which the lines of `bytes` read best, when `guess` reads them badly; else `guess`.
pub(super) fn look(bytes: &[u8], guess: Charset) -> Found {
    let sample = sample(bytes);
    let letters = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let read = |charset: Charset| {
        let text = charset.decode(&sample).0;
        (cost(&text), charset, text)
    };
    let old = OLD.iter().filter_map(|label| Charset::named(label)).filter(|charset| *charset != guess);
    let mut readings: Vec<_> = std::iter::once(guess).chain(old).map(read).collect();
    let bar = readings.first().map_or(0, |(cost, ..)| *cost);
    // Stable, so that of equals the first stays first.
    readings.sort_by_key(|(cost, ..)| *cost);
    // What a browser finds stands, unless another reading is clearly one of names.
    let clearly = |cost: u32| cost * 2 <= bar && bar as usize * 4 >= letters;
    let best = readings.iter().position(|(cost, charset, _)| *charset == guess || clearly(*cost));
    let (_, charset, text) = readings.remove(best.unwrap_or(0));
    let words = words(&text);
    let other = readings.iter().find(|(.., other)| *other != text).map(|(_, charset, _)| *charset);
    Found { charset, words, other }
}

impl Found {
    /// "letters as in Jürgen and Weiß are read as cp850; ..."; nothing where there are none.
    pub(super) fn said(&self) -> Option<String> {
        let words = match self.words.as_slice() {
            [] => return None,
            [one] => one.clone(),
            [start @ .., last] => format!("{} and {last}", start.join(", ")),
        };
        let other =
            self.other.map_or_else(String::new, |other| format!(", such as {}", other.name().to_lowercase()));
        Some(format!(
            "read as {}, found by letters as in {words}; where they look wrong, name another encoding{other}",
            self.charset.name()
        ))
    }
}

/// A few words with letters beyond ASCII, each once.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|ch: char| !ch.is_alphabetic()) {
        if !word.is_ascii() && word.chars().count() <= LONGEST && !words.iter().any(|other| other == word) {
            words.push(word.to_owned());
            if words.len() == SHOWN {
                break;
            }
        }
    }
    words
}

/// The lines that are not ASCII, up to a length.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        let room = SAMPLE - sample.len();
        sample.extend_from_slice(line.get(..line.len().min(room)).unwrap_or(line));
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample
}

/// How unlike names a text is: nothing is what every letter of it costs in a list of one language.
fn cost(text: &str) -> u32 {
    let mut used: HashMap<char, u32> = HashMap::new();
    let mut sum = 0;
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(ch) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        if !ch.is_ascii() {
            sum += stands(before, ch, after);
            if ch.is_alphabetic() {
                *used.entry(small(ch)).or_default() += 1;
            }
        }
        before = ch;
    }
    sum + foreign(&used, Script::Latin, LANGUAGES) + foreign(&used, Script::Cyrillic, CYRILLIC)
}

/// What the letters of a script cost, taken for the one of its languages that they fit best.
fn foreign(used: &HashMap<char, u32>, of: Script, languages: &[&str]) -> u32 {
    let used: Vec<(char, u32)> = used
        .iter()
        .filter(|(letter, _)| script(**letter) == of)
        .map(|(letter, count)| (*letter, *count))
        .collect();
    let costs = languages.iter().map(|language| {
        used.iter()
            .filter(|(letter, _)| !language.contains(*letter))
            .map(|(letter, count)| {
                let elsewhere = languages.iter().any(|language| language.contains(*letter));
                count * if elsewhere { FOREIGN } else { SELDOM }
            })
            .sum()
    });
    costs.min().unwrap_or(0)
}

/// What a letter costs where it stands.
fn stands(before: char, ch: char, after: char) -> u32 {
    let within = before.is_alphabetic() && after.is_alphabetic();
    if ch == char::REPLACEMENT_CHARACTER || ch.is_control() {
        return NEVER;
    }
    if !ch.is_alphabetic() {
        return match ch {
            '\u{a0}' | '’' | '´' | '·' | 'º' | 'ª' => 0,
            // Quotes open before a word and close behind it; signs of a trade stand behind one.
            '‘' | '“' | '„' | '‚' | '«' if !before.is_alphabetic() => 0,
            '”' | '»' | '®' | '™' | '©' | '°' | '²' | '³' | '…' if !after.is_alphabetic() => 0,
            _ if within => NEVER,
            _ if before.is_alphabetic() || after.is_alphabetic() => SELDOM,
            _ => 1,
        };
    }
    let mixed = |other: char| other.is_alphabetic() && script(other) != script(ch);
    if mixed(before) || mixed(after) {
        return NEVER;
    }
    // "JÜrgen" is nobody's name, nor is "MüLLER", nor "CÉline".
    let broken = ch.is_uppercase()
        && (before.is_lowercase() || before.is_uppercase() && after.is_lowercase())
        || ch.is_lowercase() && before.is_uppercase() && after.is_uppercase();
    if broken {
        NEVER
    } else {
        // Names begin with capitals, where there are any.
        u32::from(ch.is_lowercase() && !before.is_alphabetic() && after.is_alphabetic())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Other,
}

fn script(ch: char) -> Script {
    match ch {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Script::Arabic,
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        _ => Script::Other,
    }
}

fn small(ch: char) -> char {
    let mut lower = ch.to_lowercase();
    lower.next().unwrap_or(ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names as bytes in an encoding, given with what a browser would guess.
    #[track_caller]
    fn check(bytes: &[u8], guess: &str, name: &str, said: &str) {
        let found = look(bytes, Charset::named(guess).unwrap());
        assert_eq!(found.charset.name(), name, "{:?}", found.charset.decode(bytes).0);
        assert_eq!(found.said().unwrap_or_default(), said);
    }

    #[test]
    fn encodings_of_old_machines_by_the_letters_of_names() {
        let said = |words: &str, other: &str| {
            format!(
                "found by letters as in {words}; where they look wrong, name another encoding, such as {other}"
            )
        };
        check(
            b"J\x81rgen Wei\xe1;L\x81beck\r\n",
            "windows-1256",
            "cp850",
            &format!("read as cp850, {}", said("Jürgen, Weiß and Lübeck", "windows-1252")),
        );
        // What a browser finds stands where it reads well, or where nothing reads better.
        check(
            b"J\xfcrgen Wei\xdf\n",
            "windows-1252",
            "windows-1252",
            &format!("read as windows-1252, {}", said("Jürgen and Weiß", "cp850")),
        );
        let japanese = encoding_rs::SHIFT_JIS.encode("鈴木 一郎,株式会社ABC,課長\n").0;
        assert_eq!(look(&japanese, encoding_rs::SHIFT_JIS.into()).charset.name(), "Shift_JIS");
        check(b"\xb0\xb1\xb2\n", "windows-1252", "windows-1252", "");
        check(b"", "windows-1252", "windows-1252", "");
    }
}
