//! Foreign bytes into text: the encoding by looking, or as the user says.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::charset::Charset;
use super::{NotAList, letters};

/// How much of a file decides between UTF-16 and bytes.
const HEAD: usize = 8192;

/// So many control characters are damage in a text of any length.
const FEW: usize = 4;

/// A file as text, and how it was read.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// The encoding as people know it.
    pub(super) encoding: &'static str,
    /// By which letters it was found, when it was by letters.
    pub(super) said: Option<String>,
    /// What could not be read, with the line.
    pub(super) problems: Vec<String>,
}

/// Reads `bytes` in the encoding called `label`, else in the one they look like.
///
/// # Errors
/// When no encoding is called so, or when it is no text at all.
pub(super) fn decode<'a>(bytes: &'a [u8], label: Option<&str>) -> Result<Decoded<'a>, NotAList> {
    let (encoding, said) = match label {
        Some(label) => (named(label)?, None),
        None => guess(bytes),
    };
    // A byte order mark says more than a label, and is no text.
    let mut problems = Vec::new();
    let (text, encoding) =
        if label.is_none() && encoding == Charset::UTF_8 && std::str::from_utf8(bytes).is_err() {
            (Cow::Owned(mended(bytes, &mut problems)), encoding)
        } else {
            encoding.decode_marked(bytes)
        };
    let text = without_noise(text, &mut problems)?;
    let wide = encoding == Charset::Web(UTF_16LE) || encoding == Charset::Web(UTF_16BE);
    if wide && bytes.len() % 2 == 1 {
        problems.push("the file ends within a letter; it may be cut off".to_owned());
    }
    Ok(Decoded { text, encoding: encoding.name(), said, problems })
}

/// UTF-8 in which some bytes are none: those are read as Windows-1252, and the first of them is named.
fn mended(bytes: &[u8], problems: &mut Vec<String>) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut line, mut broken) = (1_usize, Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        line += chunk.valid().bytes().filter(|byte| *byte == b'\n').count();
        if let Some(first) = chunk.invalid().first() {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
            broken.push((line, *first));
        }
    }
    if let Some((line, byte)) = broken.first() {
        let more = match broken.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more below"),
        };
        problems.push(format!(
            "line {line}: the byte {byte:#04x}{more} is not UTF-8 and is read as windows-1252; name the encoding if it is another"
        ));
    }
    text
}

/// As [`decode`], for one who keeps the text: what is UTF-8 is not copied.
///
/// # Errors
/// As [`decode`].
pub(super) fn owned(mut bytes: Vec<u8>, label: Option<&str>) -> Result<String, NotAList> {
    let start = match decode(&bytes, label)?.text {
        Cow::Owned(text) => return Ok(text),
        // A byte order mark is no text.
        Cow::Borrowed(text) => bytes.len() - text.len(),
    };
    bytes.drain(..start);
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

/// Text of which a line may be in another encoding than its neighbours, as files are that several programs write on: UTF-8, with
/// or without a byte order mark, UTF-16, and lines in whatever else the bytes look like. The answer comes with that encoding
/// where it is not UTF-8.
///
/// # Errors
/// When it is no text.
pub fn text_by_lines(bytes: &[u8]) -> Result<(String, Option<&'static str>), NotAList> {
    let Plain { bytes, encoding, fallback, .. } = plain(bytes, None)?;
    let mut found = (encoding != Charset::UTF_8.name() && matches!(bytes, Cow::Owned(_))).then_some(encoding);
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Ok(line) = std::str::from_utf8(line) {
            text.push_str(line);
        } else {
            found = Some(fallback.name());
            text.push_str(&fallback.decode(line).0);
        }
    }
    let text = without_noise(Cow::Owned(text), &mut Vec::new())?.into_owned();
    Ok((text, found))
}

/// Bytes whose lines are decoded one by one.
pub(super) struct Plain<'a> {
    /// As they are, or turned into UTF-8 where no line can be told from another without that.
    pub(super) bytes: Cow<'a, [u8]>,
    /// The encoding as people know it.
    pub(super) encoding: &'static str,
    /// What a line is in that is no UTF-8 and does not say.
    pub(super) fallback: Charset,
    pub(super) problems: Vec<String>,
}

/// Prepares vCards and calendars, in which each line may have an encoding of its own.
///
/// # Errors
/// When no encoding is called `label`, or when it is no text at all.
pub(super) fn plain<'a>(bytes: &'a [u8], label: Option<&str>) -> Result<Plain<'a>, NotAList> {
    let said = label.map(named).transpose()?;
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wide = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| wide(bytes));
    let whole = said.or(wide.map(Charset::Web)).filter(|encoding| !encoding.is_ascii_compatible());
    if whole.is_some() || plain.contains(&0) {
        let Decoded { text, encoding, problems, .. } = decode(bytes, label)?;
        let bytes = Cow::Owned(text.into_owned().into_bytes());
        return Ok(Plain { bytes, encoding, fallback: Charset::WINDOWS_1252, problems });
    }
    let bytes = Cow::Borrowed(plain);
    let (encoding, fallback) = match said {
        Some(said) => (said, said),
        None if mostly_utf8(plain) => (Charset::UTF_8, Charset::WINDOWS_1252),
        None => {
            let found = charset_within(plain).unwrap_or_else(|| guess(plain).0);
            (found, found)
        }
    };
    Ok(Plain { bytes, encoding: encoding.name(), fallback, problems: Vec::new() })
}

/// The first encoding other than UTF-8 that any line of a card names.
fn charset_within(bytes: &[u8]) -> Option<Charset> {
    let key = b"CHARSET=";
    bytes
        .windows(key.len())
        .enumerate()
        .filter(|(_, window)| window.eq_ignore_ascii_case(key))
        .filter_map(|(at, _)| {
            let label = bytes.get(at + key.len()..)?;
            let label = label.strip_prefix(b"\"").unwrap_or(label);
            let length =
                label.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)).count();
            Charset::named(std::str::from_utf8(label.get(..length)?).ok()?)
        })
        .find(|encoding| *encoding != Charset::UTF_8 && encoding.is_ascii_compatible())
}

/// Whether an encoding has the name that the options say, if they say one.
///
/// # Errors
/// When none has, with what to say instead.
pub(super) fn is_named(label: Option<&str>) -> Result<(), NotAList> {
    label.map_or(Ok(()), |label| named(label).map(drop))
}

fn named(label: &str) -> Result<Charset, NotAList> {
    Charset::named(label).ok_or_else(|| {
        NotAList(format!(
            "no encoding is called {label:?}: say utf-8, utf-16le, windows-1252, cp850, macintosh, shift_jis or the number of a code page"
        ))
    })
}

/// What the bytes look like: a byte order mark, zeros in every other byte, valid UTF-8, else what their letters suggest; in that
/// case with which.
fn guess(bytes: &[u8]) -> (Charset, Option<String>) {
    if let Some(wide) = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(|| wide(bytes)) {
        return (Charset::Web(wide), None);
    }
    if mostly_utf8(bytes) && !bytes.contains(&0x1b) {
        return (Charset::UTF_8, None);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let found = detector.guess(None, chardetng::Utf8Detection::Allow);
    if !found.is_ascii_compatible() {
        return (Charset::Web(found), None);
    }
    let found = letters::look(bytes, Charset::Web(found));
    (found.charset, found.said())
}

/// UTF-16 without a mark: line ends, commas and Latin letters leave one half of each pair zero and the other not.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let (pairs, _) = head.as_chunks::<2>();
    let high = pairs.iter().filter(|[first, _]| *first == 0).count();
    let low = pairs.iter().filter(|[_, second]| *second == 0).count();
    let clear = |zeros: usize, others: usize| zeros >= 2 && zeros * 12 >= pairs.len() && others * 8 <= zeros;
    if clear(low, high) {
        Some(UTF_16LE)
    } else if clear(high, low) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Valid UTF-8, or so full of its sequences that a few broken bytes are damage and not another encoding.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        if !chunk.valid().is_ascii() {
            good += chunk.valid().chars().filter(|ch| !ch.is_ascii()).count();
        }
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good >= bad.saturating_mul(8) || good >= bad && stand_alone(bytes)
}

/// Whether bytes that are no UTF-8 stand each alone among ASCII, as letters of Windows-1252 do and those of Asian encodings
/// hardly ever.
fn stand_alone(bytes: &[u8]) -> bool {
    let mut after = false;
    bytes.utf8_chunks().all(|chunk| {
        let valid = chunk.valid().as_bytes();
        let ends = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
        let alone = !after || !valid.is_empty() && ends(valid.first());
        after = !chunk.invalid().is_empty();
        alone && (!after || ends(valid.last()) && chunk.invalid().len() == 1)
    })
}

/// Takes control characters out with a word; text that is full of them is none.
fn without_noise<'a>(text: Cow<'a, str>, problems: &mut Vec<String>) -> Result<Cow<'a, str>, NotAList> {
    let noise = |byte: &u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let count = text.as_bytes().iter().filter(|byte| noise(byte)).count();
    if (count > FEW || text.contains('\0')) && count * 100 > text.len() {
        let line = text.as_bytes().iter().position(noise).map_or(1, |at| line_of(&text, at));
        return Err(NotAList(format!(
            "nothing to import: line {line} holds bytes that are no text; export the list as CSV"
        )));
    }
    let Some(at) = text.as_bytes().iter().position(noise) else { return Ok(text) };
    problems.push(format!("line {}: bytes that are no letters are left out", line_of(&text, at)));
    let is_noise = |ch: &char| u8::try_from(*ch).is_ok_and(|byte| noise(&byte));
    Ok(Cow::Owned(text.chars().filter(|ch| !is_noise(ch)).collect()))
}

/// The line that byte `at` stands in, from 1.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], encoding: &str, text: &str) {
        let decoded = decode(bytes, None).unwrap();
        assert_eq!((decoded.encoding, decoded.text.as_ref()), (encoding, text));
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
            .collect()
    }

    #[test]
    fn encodings_by_looking() {
        check(b"Name,Ort\nAna,Rom\n", "UTF-8", "Name,Ort\nAna,Rom\n");
        check("\u{feff}Zoë".as_bytes(), "UTF-8", "Zoë");
        check("Name\nŁukasz Żak\n".as_bytes(), "UTF-8", "Name\nŁukasz Żak\n");
        let list = "Name\tFirma\r\nJürgen Weiß\tBäckerei\r\n山本 花\t株式会社\r\n";
        for little in [true, false] {
            let name = if little { "UTF-16LE" } else { "UTF-16BE" };
            check(&utf16(list, little), name, list);
            check(&utf16(&format!("\u{feff}{list}"), little), name, list);
        }
        check(
            b"Name;Firma\r\nJ\xfcrgen Gr\xfcn;B\xe4ckerei S\xfc\xdf\r\n",
            "windows-1252",
            "Name;Firma\r\nJürgen Grün;Bäckerei Süß\r\n",
        );
        check(b"Name,Caf\x8e\n\x80lex M\x9fller,Caff\x8f\n", "macintosh", "Name,Café\nÄlex Müller,Caffè\n");
        let japanese = "氏名,会社名,役職\r\n鈴木 一郎,株式会社能代,課長\r\n佐藤 美咲,表参道珈琲,代表\r\n";
        check(&encoding_rs::SHIFT_JIS.encode(japanese).0, "Shift_JIS", japanese);
        check(&encoding_rs::EUC_JP.encode(japanese).0, "EUC-JP", japanese);
        check(&encoding_rs::ISO_2022_JP.encode(japanese).0, "ISO-2022-JP", japanese);
        let polish = "Imię;Nazwisko;Firma\r\nŁukasz;Wójcik;Piekarnia Śląska\r\nGrażyna;Źdźbło;Księgarnia\r\n";
        check(&encoding_rs::WINDOWS_1250.encode(polish).0, "windows-1250", polish);
        let russian = "Имя;Фамилия;Компания\r\nИван;Петров;Пекарня\r\nАнна;Смирнова;Книги\r\n";
        check(&encoding_rs::WINDOWS_1251.encode(russian).0, "windows-1251", russian);
    }

    #[test]
    fn the_user_may_say_otherwise() {
        assert_eq!(decode(b"M\xfcller", Some("windows-1251")).unwrap().text, "Mьller");
        assert!(decode(b"x", Some("klingon")).unwrap_err().0.contains("klingon"));
    }

    #[test]
    fn each_line_in_its_own_encoding() {
        let check = |bytes: &[u8], text: &str, encoding: Option<&str>| {
            assert_eq!(text_by_lines(bytes).unwrap(), (text.to_owned(), encoding));
        };
        check("\u{feff}Zoë; hi\r\n".as_bytes(), "Zoë; hi\r\n", None);
        check(b"", "", None);
        check(b"Ana; hi\nJ\xfcrgen; hi\n", "Ana; hi\nJürgen; hi\n", Some("windows-1252"));
        let mixed = ["Zoë Åström; café, crème brûlée\n".as_bytes(), b"J\xfcrgen; hi\n"].concat();
        check(&mixed, "Zoë Åström; café, crème brûlée\nJürgen; hi\n", Some("windows-1252"));
        for little in [true, false] {
            let name = if little { "UTF-16LE" } else { "UTF-16BE" };
            check(&utf16("\u{feff}Zoë; hi\r\n", little), "Zoë; hi\r\n", Some(name));
        }
        for bytes in [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01".as_slice(),
            b"A\0B; hi\n",
            &[1, 2, 3, 255, 254, 9, 8, 7],
        ] {
            assert!(text_by_lines(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn damage_is_named_with_its_line() {
        let bytes = [("Zoë Åström, ".repeat(20) + "\n").as_bytes(), b"Mar\xffta\n"].concat();
        let decoded = decode(&bytes, None).unwrap();
        assert!(decoded.text.contains("Marÿta"));
        check(b"Name\nJos\xc3\xa9 Roux\nZo\xeb Berg\n", "UTF-8", "Name\nJosé Roux\nZoë Berg\n");
        assert!(decode(b"\xc3\xa9\n\xeb\n", None).unwrap().problems[0].starts_with("line 2: the byte 0xeb"));
        check(b"Name\nAna\x01 Ruiz\n", "UTF-8", "Name\nAna Ruiz\n");
        assert!(decoded.problems.first().unwrap().starts_with("line 2:"), "{:?}", decoded.problems);
        let bytes = [b"Name\nA\0na\n".as_slice(), &b"Tom Berg\n".repeat(90)].concat();
        let zero = decode(&bytes, None).unwrap();
        let cut = [utf16("Name,Email\nAna,", true), vec![b'a']].concat();
        assert_eq!(
            decode(&cut, None).unwrap().problems,
            ["the file ends within a letter; it may be cut off"]
        );
        assert!(zero.text.starts_with("Name\nAna\n") && zero.problems[0].starts_with("line 2:"));
        assert!(decode(&[1, 2, 3, 0, 9, 0, 0, 4, 255], None).is_err());
    }
}
