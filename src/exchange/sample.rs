//! A few lines of a file as they stand there, for whoever has to see how it reads another way.

use std::collections::HashSet;

use super::Content;
use super::cells::split;
use super::decode::decode;

/// So many lines from the top of a file, and how many bytes they have at most: more than a header stands below.
const LINES: usize = 30;
const HEAD: usize = 32 << 10;
/// How many bytes of what tells encodings apart are kept, and how many of one line.
const ODD: usize = 2 << 10;
const ODD_OF_LINE: usize = 200;
/// How many words are shown, and how many letters of one.
const WORDS: usize = 12;
const LETTERS: usize = 24;

/// A few lines of a file: its first ones, and what tells encodings apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    /// Its first lines.
    head: Vec<u8>,
    /// Parts of lines with bytes that are no ASCII.
    odd: Vec<u8>,
}

impl Sample {
    /// Of a file, or of the files of a folder.
    pub fn of(content: &Content) -> Self {
        let mut sample = Self::default();
        match content {
            Content::File(bytes) => {
                sample.head = head(bytes).to_vec();
                sample.add(bytes);
            }
            Content::Pages(files) | Content::Cards(files) => {
                for (_, bytes) in files {
                    sample.add(bytes);
                }
            }
        }
        sample
    }

    /// Keeps what tells encodings apart.
    fn add(&mut self, bytes: &[u8]) {
        // In two bytes a letter every line does.
        if self.odd.is_empty() && head(bytes).contains(&0) {
            self.odd = bytes.get(..ODD.min(bytes.len())).unwrap_or_default().to_vec();
            return;
        }
        for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
            if self.odd.len() >= ODD {
                return;
            }
            if !line.is_ascii() {
                self.odd.extend_from_slice(around(line));
                self.odd.push(b'\n');
            }
        }
    }

    /// The words of the file that are not in ASCII alone, as they read in the encoding that is called `label`: none where
    /// every encoding reads it alike, `None` where it is no text in this one.
    pub fn words(&self, label: &str) -> Option<Vec<String>> {
        // Of two bytes a letter, line ends are the first to have a zero.
        if label.starts_with("utf-16") && !self.odd.is_empty() && !self.odd.contains(&0) {
            return None;
        }
        let decoded = decode(&self.odd, Some(label)).ok()?;
        let mut seen = HashSet::new();
        let inner = |ch: char| ch.is_ascii_alphanumeric() || !ch.is_ascii() || matches!(ch, '\'' | '-');
        let words = decoded.text.split(|ch: char| !inner(ch) || ch.is_whitespace());
        let words = words.filter(|word| !word.is_ascii() && seen.insert(*word)).take(WORDS);
        Some(words.map(|word| word.chars().take(LETTERS).collect()).collect())
    }

    /// Its first lines, as they read in the encoding that is called so; by looking without.
    pub fn lines(&self, label: Option<&str>) -> Vec<String> {
        let Ok(decoded) = decode(&self.head, label) else { return Vec::new() };
        let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
        text.lines().take(LINES).map(str::to_owned).collect()
    }

    /// The cells of the widest of its first lines when `delimiter` stands between them.
    pub fn cells(&self, label: Option<&str>, delimiter: char) -> Vec<String> {
        let Some(delimiter) = u8::try_from(delimiter).ok().filter(u8::is_ascii) else { return Vec::new() };
        let records = split(&self.lines(label).join("\n"), delimiter);
        let Some(widest) = (0..records.len()).rev().max_by_key(|row| records.width(*row)) else {
            return Vec::new();
        };
        records.cells(widest).map(|cell| cell.trim().to_owned()).collect()
    }
}

/// The first lines, to the end of the last one if there is room for it.
fn head(bytes: &[u8]) -> &[u8] {
    let start = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    if start.len() == bytes.len() {
        return start;
    }
    let end = start.iter().rposition(|byte| *byte == b'\n').map_or(start.len(), |at| at + 1);
    // No letter of two bytes is cut through.
    start.get(..end + usize::from(start.contains(&0) && end % 2 == 1)).unwrap_or(start)
}

/// What stands around the first letter of a line that is no ASCII, from one blank or sign to another.
fn around(line: &[u8]) -> &[u8] {
    if line.len() <= ODD_OF_LINE {
        return line;
    }
    let parts = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    let odd = line.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let from = line.iter().take(odd).rposition(parts).map_or(0, |at| at + 1);
    let from = from.max(odd.saturating_sub(ODD_OF_LINE / 2));
    let to = line.len().min(from + ODD_OF_LINE);
    let end = line.get(odd..to).and_then(|rest| rest.iter().rposition(parts)).map_or(to, |at| odd + at);
    line.get(from..end).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(bytes: &[u8]) -> Sample {
        Sample::of(&Content::File(bytes.to_vec()))
    }

    #[test]
    fn the_words_that_tell_encodings_apart() {
        let old =
            sample(b"Nom;Soci\x82t\x82\r\nRoy;plain\r\nLef\x8avre;\x90ts No\x89l\r\nRoy;Soci\x82t\x82\r\n");
        let check = |label: &str, expect: &[&str]| {
            assert_eq!(old.words(label).unwrap(), expect, "{label}");
        };
        check("cp850", &["Société", "Lefèvre", "Éts", "Noël"]);
        check("macintosh", &["SociÇtÇ", "Lefävre", "êts", "Noâl"]);
        check("windows-1252", &["Soci‚t‚", "LefŠvre", "\u{90}ts", "No‰l"]);
        assert_eq!(sample(b"Name\nAna\n").words("cp850"), Some(vec![]), "all of them read it alike");
        assert_eq!(old.words("klingon"), None);
        assert_eq!(old.words("utf-16le"), None);
        let wide: Vec<u8> = "\u{feff}Zoë\nAna\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sample(&wide).words("utf-16le"), Some(vec!["Zoë".to_owned()]));
    }

    #[test]
    fn a_long_line_gives_what_stands_around_the_letter() {
        let long =
            [&b"plain words, ".repeat(400), &b"Ren\xe9e Roux, "[..], &b"more of it, ".repeat(400)].concat();
        let found = sample(&long);
        assert_eq!(found.words("windows-1252"), Some(vec!["Renée".to_owned()]));
        assert!(found.odd.len() <= ODD_OF_LINE + 1 && found.head.len() <= HEAD);
        let blob = sample(&[b'\xe9'; 9000]);
        assert_eq!(blob.words("windows-1252").unwrap(), ["é".repeat(LETTERS)]);
    }

    #[test]
    fn lines_and_cells_of_the_top() {
        let list = sample(b"My list\n\nName;Firma\rAna \"x\";\"Gro\xdf; S\xf6hne\"\n");
        assert_eq!(list.lines(Some("windows-1252"))[..3], ["My list", "", "Name;Firma"]);
        assert_eq!(list.cells(Some("windows-1252"), ';'), ["Name", "Firma"]);
        assert_eq!(list.cells(Some("windows-1252"), ','), ["My list"]);
        assert_eq!(list.cells(None, 'é'), Vec::<String>::new());
        assert_eq!(sample(b"").lines(None), Vec::<String>::new());
        let many = sample("row\n".repeat(20_000).as_bytes());
        assert_eq!((many.lines(None).len(), many.head.len() <= HEAD), (LINES, true));
        let folder = Content::Cards(vec![
            ("a.vcf".into(), b"FN:Ana".to_vec()),
            ("b.vcf".into(), b"FN:Zo\xeb".to_vec()),
        ]);
        assert_eq!(Sample::of(&folder).words("windows-1252"), Some(vec!["Zoë".to_owned()]));
    }
}
