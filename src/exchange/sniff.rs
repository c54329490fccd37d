//! What kind of file it is, by its first bytes and never by its name.

use super::{NotAList, page};

/// What a file holds, as far as its beginning shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Rows and columns as text, or what may be such.
    Table,
    /// Contacts as vCard.
    VCard,
    /// A calendar.
    Calendar,
    /// A JSON document.
    Json,
    /// A page of Markdown with front matter.
    Page,
    /// A web page or other markup.
    Markup,
    /// A zip archive; office documents (.xlsx, .ods) are such.
    Zip,
    /// An office document of the old form (.xls, .doc).
    OldOffice,
    /// A picture.
    Picture,
    /// A PDF document.
    Pdf,
    /// A compressed file.
    Compressed,
    /// Settings or data in TOML.
    Settings,
    /// Nothing, or nothing but blanks.
    Empty,
}

impl Kind {
    /// The kinds that are read, by the words that people say for them.
    pub const READ: &[(&str, Self)] = &[
        ("csv", Self::Table),
        ("vcard", Self::VCard),
        ("ics", Self::Calendar),
        ("json", Self::Json),
        ("markdown", Self::Page),
    ];
}

/// One row a kind: how its files begin (letters in lower case), and what to say of it.
struct Format {
    kind: Kind,
    starts: &'static [&'static [u8]],
    refusal: &'static str,
}

const FORMATS: &[Format] = &[
    Format {
        kind: Kind::Calendar,
        starts: &[b"begin:vcalendar", b"begin:vevent"],
        refusal: "it holds parts of a calendar; export it again",
    },
    Format {
        kind: Kind::VCard,
        starts: &[b"begin:v", b"begin: v"],
        refusal: "it holds parts of a vCard; export the contacts again",
    },
    Format {
        kind: Kind::Page,
        starts: &[],
        refusal: "it is Markdown without front matter, which is for reading; export a folder of pages, one a person, or JSON, which keeps everything",
    },
    Format {
        kind: Kind::Settings,
        starts: &[],
        refusal: "it looks like settings or data in TOML, no list; export a CSV file",
    },
    Format {
        kind: Kind::Zip,
        starts: &[b"pk\x03\x04", b"pk\x05\x06"],
        refusal: "it is a zip archive or a spreadsheet document; unpack it, or save the sheet as CSV",
    },
    Format {
        kind: Kind::OldOffice,
        starts: &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
        refusal: "it is an office document; open it and save the sheet as CSV",
    },
    Format {
        kind: Kind::Picture,
        starts: &[b"\x89png", b"\xff\xd8\xff", b"gif8", b"riff"],
        refusal: "it is a picture; give a list of people as CSV",
    },
    Format { kind: Kind::Pdf, starts: &[b"%pdf-"], refusal: "it is a PDF; ask for the list as CSV" },
    Format {
        kind: Kind::Compressed,
        starts: &[b"\x1f\x8b", b"\xfd7zxz", b"bzh9", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd"],
        refusal: "it is compressed; unpack it first",
    },
    Format {
        kind: Kind::Markup,
        starts: &[b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<body", b"<!--", b"{\\rtf"],
        refusal: "it is a web page or other markup, perhaps a sign-in page; download the list as CSV",
    },
    Format {
        kind: Kind::Json,
        starts: &[b"{\"", b"[{\"", b"[\"", b"[[", b"[]", b"{}"],
        refusal: "it is JSON; give mingle's own export or Monica's, or a CSV file",
    },
];

/// Looks at the beginning of a file.
pub fn sniff(bytes: &[u8]) -> Kind {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    // UTF-16 text begins the same once its zero bytes are gone.
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || head.contains(&0);
    let head: Vec<u8> = head
        .iter()
        .filter(|byte| !(wide && matches!(byte, 0 | 0xfe | 0xff)))
        .map(u8::to_ascii_lowercase)
        .collect();
    let text = head.trim_ascii_start();
    if text.is_empty() && bytes.iter().all(|byte| byte.is_ascii_whitespace() || wide) {
        return Kind::Empty;
    }
    if text.starts_with(b"---") && page::is_page(&String::from_utf8_lossy(text)) {
        return Kind::Page;
    }
    // JSON may be laid out with blanks; of a table only the very first bytes count.
    let dense: Vec<u8> = text.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).take(16).collect();
    let begins = |format: &&Format| {
        let look: &[u8] = if format.kind == Kind::Json { &dense } else { text };
        // A table of TOML begins `[[name]]`.
        let toml = look.starts_with(b"[[") && look.get(2).is_some_and(u8::is_ascii_alphabetic);
        !toml && format.starts.iter().any(|start| look.starts_with(start) || bytes.starts_with(start))
    };
    FORMATS.iter().find(begins).map_or(Kind::Table, |format| format.kind)
}

/// What a text without people may be after all: cards or a calendar below other lines, or settings. It is asked only when no
/// column holds names, so that no list is taken for one of these.
pub(super) fn resembling(bytes: &[u8]) -> Option<Kind> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or(bytes));
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let begins = |start: &str| {
        let start = start.as_bytes();
        head.lines().any(|line| {
            line.trim_start()
                .as_bytes()
                .get(..start.len())
                .is_some_and(|line| line.eq_ignore_ascii_case(start))
        })
    };
    if begins("BEGIN:VCALENDAR") || begins("BEGIN:VEVENT") {
        return Some(Kind::Calendar);
    }
    if begins("BEGIN:VCARD") || begins("END:VCARD") {
        return Some(Kind::VCard);
    }
    let key = |name: &str| {
        let name = name.trim();
        !name.is_empty()
            && name.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | '-' | '.' | '"' | '\''))
    };
    let settings = |line: &str| {
        line.starts_with('[') && line.contains(']')
            || line.split_once('=').is_some_and(|(name, value)| key(name) && !value.is_empty())
    };
    // A heading and a blank line below it, or further headings: everybody on one page begins so.
    let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    let headed = head.lines().any(|line| line.starts_with("## ")) || blank(head.trim_start().lines().nth(1));
    if head.trim_start().starts_with("# ") && headed {
        return Some(Kind::Page);
    }
    let json = head.trim_start().starts_with(['[', '{', '"']);
    if json && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok() {
        return Some(Kind::Json);
    }
    lines.next().is_some_and(settings).then_some(Kind::Settings)
}

/// Why a file of this kind is no list; `Ok` when it may be one.
pub(super) fn refuse(kind: Kind) -> Result<(), NotAList> {
    match (kind, FORMATS.iter().find(|format| format.kind == kind)) {
        (Kind::Empty, _) => Err(NotAList("nothing to import: it is empty; export the list again".to_owned())),
        (_, Some(format)) => Err(NotAList(format!("nothing to import: {}", format.refusal))),
        (_, None) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], kind: Kind) {
        assert_eq!(sniff(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        assert_eq!(refuse(kind).is_ok(), kind == Kind::Table);
    }

    #[test]
    fn kinds_by_their_first_bytes() {
        check(b"Name,Email\nAna,ana@forno.example\n", Kind::Table);
        check(b"\xef\xbb\xbf\r\nBEGIN:VCARD\r\n", Kind::VCard);
        check(b"B\0E\0G\0I\0N\0:\0V\0C\0A\0R\0D\0\r\0\n\0", Kind::VCard);
        check(b"\xff\xfeN\0a\0m\0e\0", Kind::Table);
        check(b"Begin:VCalendar", Kind::Calendar);
        check(b"PK\x03\x04\x14\0", Kind::Zip);
        check(b"\x89PNG\r\n\x1a\n\0\0", Kind::Picture);
        check(b"\xff\xd8\xff\xe0\0", Kind::Picture);
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", Kind::OldOffice);
        check(b"%PDF-1.7", Kind::Pdf);
        check(b"\x1f\x8b\x08", Kind::Compressed);
        check(b"\n<!DOCTYPE html>", Kind::Markup);
        check(b"[\n  { \"name\": 1 }]", Kind::Json);
        check(b"[[\"Ana\", 1]]", Kind::Json);
        check(b"[[people]]\nname = 1\n", Kind::Table);
        check(b"---\r\ncompany: Forno\r\n---\r\n# Ana\r\n", Kind::Page);
        check(b"---\nName,Email\n---,---\n", Kind::Table);
        check(b"", Kind::Empty);
        check(b"\xef\xbb\xbf \r\n\t", Kind::Empty);
    }

    #[test]
    fn what_it_may_have_been() {
        for (text, kind) in [
            ("# mine\n[me]\nname = \"Ana Ruiz\"\n", Kind::Settings),
            ("name = 'Ana Ruiz'\ngithub = 'ana'\n", Kind::Settings),
            ("[1, 2, 3]", Kind::Json),
            ("\"hello\"\n", Kind::Json),
            ("VERSION:3.0\nBEGIN:VCARD\nFN:Ana\n", Kind::VCard),
            ("PRODID:x\nbegin:vevent\n", Kind::Calendar),
            ("# Ana Ruiz\n\nBaker, Forno\n\n## Notes\n", Kind::Page),
            ("# Ana Ruiz\n\n---\n\n# Tom Berg\n", Kind::Page),
        ] {
            assert_eq!(resembling(text.as_bytes()), Some(kind), "{text:?}");
        }
        for text in ["", "City,Region\nRome,Lazio\n", "It was a dark night = and cold\n", "a,b=c\n"] {
            assert!(resembling(text.as_bytes()).is_none(), "{text:?}");
        }
    }
}
