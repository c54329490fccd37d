//! Encodings of one byte and more, by every name that people and programs call them: those of the web, and the code pages of DOS.

use std::borrow::Cow;

use encoding_rs::{Encoding, REPLACEMENT};
use oem_cp::code_table::DECODING_TABLE_CP_MAP;
use oem_cp::code_table_type::TableType;

mod names;

pub use names::{Known, encodings};

/// An encoding that bytes may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// One that browsers know.
    Web(&'static Encoding),
    /// A code page of DOS, by its number.
    Dos(u16),
}

impl From<&'static Encoding> for Charset {
    fn from(encoding: &'static Encoding) -> Self {
        Self::Web(encoding)
    }
}

impl Charset {
    pub(super) const UTF_8: Self = Self::Web(&encoding_rs::UTF_8_INIT);
    pub(super) const WINDOWS_1252: Self = Self::Web(&encoding_rs::WINDOWS_1252_INIT);

    /// The encoding that is called `label`: as browsers call it, as this program does, by the number of its code page, or by
    /// another usual name, however it is spaced and spelt.
    pub(super) fn named(label: &str) -> Option<Self> {
        let label = label.trim();
        let web = Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != REPLACEMENT);
        web.map(Self::Web).or_else(|| names::find(label)?.charset())
    }

    /// What it is called when people are told of it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Dos(number) => names::of_page(number).map_or("DOS", |known| known.name),
        }
    }

    /// Whether the bytes below 128 are ASCII wherever they stand alone, so that lines can be told without decoding.
    pub(super) fn is_ascii_compatible(self) -> bool {
        match self {
            Self::Web(encoding) => encoding.is_ascii_compatible(),
            Self::Dos(_) => true,
        }
    }

    /// The text, and whether some of it could not be read; a byte order mark is like any other letter.
    pub(super) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes),
            Self::Dos(number) => from_dos(bytes, number),
        }
    }

    /// As [`Charset::decode`], but a byte order mark says more than the encoding does, and is no text.
    pub(super) fn decode_marked(self, bytes: &[u8]) -> (Cow<'_, str>, Self) {
        match (self, Encoding::for_bom(bytes)) {
            (Self::Web(encoding), _) | (_, Some((encoding, _))) => {
                let (text, encoding, _) = encoding.decode(bytes);
                (text, Self::Web(encoding))
            }
            (Self::Dos(_), None) => (self.decode(bytes).0, self),
        }
    }
}

fn from_dos(bytes: &[u8], number: u16) -> (Cow<'_, str>, bool) {
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii()) {
        return (Cow::Borrowed(text), false);
    }
    let table = DECODING_TABLE_CP_MAP.get(&number);
    let above = |at: u8| match table? {
        TableType::Complete(table) => table.get(usize::from(at)).copied(),
        TableType::Incomplete(table) => table.get(usize::from(at)).copied().flatten(),
    };
    let mut wrong = false;
    let letter = |byte: &u8| match byte.checked_sub(128) {
        None => char::from(*byte),
        Some(at) => above(at).unwrap_or_else(|| {
            wrong = true;
            char::REPLACEMENT_CHARACTER
        }),
    };
    let text: String = bytes.iter().map(letter).collect();
    (Cow::Owned(text), wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(labels: &[&str], bytes: &[u8], name: &str, text: &str) {
        for label in labels {
            let charset = Charset::named(label).unwrap_or_else(|| panic!("{label:?} is no encoding"));
            assert_eq!((charset.name(), charset.decode(bytes).0.as_ref()), (name, text), "{label}");
        }
    }

    #[test]
    fn encodings_by_every_usual_name() {
        check(
            &[
                "cp850",
                "CP 850",
                "ibm850",
                "IBM-850",
                "850",
                "dos",
                "MS-DOS",
                "oem850",
                "windows-850",
                "csPC850Multilingual",
            ],
            b"J\x81rgen Wei\xe1, \x9abeck, \xb5lvaro, \xd2tre",
            "cp850",
            "Jürgen Weiß, Übeck, Álvaro, Être",
        );
        check(&["cp437", "ibm437", "437", "dos-us", "cp_437"], b"Ren\x82 \x9b1 \xe3", "cp437", "René ¢1 π");
        check(&["cp858", "IBM00858", "858"], b"\xd5", "cp858", "€");
        check(&["cp852", "IBM852", "852", "dos-latin2"], b"\x9dukasz \xbdak", "cp852", "Łukasz Żak");
        check(&["cp866", "ibm866", "866", "dos-cyrillic"], b"\x88\xa2\xa0\xad", "IBM866", "Иван");
        check(&["cp737", "737"], b"\x83\x9e\xa3\xe3\xab\xa8\x9e\xaa", "cp737", "Δημήτρης");
        check(
            &["windows1252", "cp1252", "1252", "ANSI", "latin-1", "ISO 8859-1", "iso8859_1"],
            b"\xfc",
            "windows-1252",
            "ü",
        );
        check(
            &["macroman", "mac-roman", "mac_roman", "Mac OS Roman", "10000", "x-mac-roman"],
            b"\x9f",
            "macintosh",
            "ü",
        );
        check(&["iso-8859-15", "latin9", "28605", "iso_8859_15"], b"\xa4", "ISO-8859-15", "€");
        check(&["shift-jis", "sjis", "cp932", "932", "ms932"], b"\x97\xe9", "Shift_JIS", "鈴");
        check(&["koi8r", "KOI8-R", "20866"], b"\xf7", "KOI8-R", "В");
        check(&["utf8", "UTF-8", "utf_8", "utf-8-sig", "65001"], "ü".as_bytes(), "UTF-8", "ü");
        check(&["utf16", "utf_16_le", "1200", "unicode"], b"A\0", "UTF-16LE", "A");
        check(&["gb2312", "gbk", "936", "cp936"], b"\xcd\xf5", "GBK", "王");
        check(&["euc-kr", "euckr", "949", "cp949"], b"\xb1\xe8", "EUC-KR", "김");
        for label in ["klingon", "", "9999", "cp", "hz-gb-2312", "cp850x"] {
            assert_eq!(Charset::named(label), None, "{label}");
        }
    }

    #[test]
    fn a_mark_says_more_than_a_code_page() {
        let dos = Charset::named("cp850").unwrap();
        assert_eq!(dos.decode_marked("\u{feff}Zoë".as_bytes()), ("Zoë".into(), Charset::UTF_8));
        assert_eq!(dos.decode_marked(b"Zo\x89"), ("Zoë".into(), dos));
        assert_eq!(Charset::named("cp857").unwrap().decode(b"\xe7"), ("\u{fffd}".into(), true));
    }
}
