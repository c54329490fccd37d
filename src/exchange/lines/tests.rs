//! Lines folded, wrapped, cut and put together as programs do it.

use encoding_rs::{SHIFT_JIS, WINDOWS_1252};
use proptest::prelude::*;

use super::*;

/// `name|value` of each line.
fn read(bytes: &[u8], fallback: &'static encoding_rs::Encoding) -> Vec<String> {
    let mut lines = Lines::new(bytes, 0, 1, fallback.into());
    let mut out = Vec::new();
    while let Some(line) = lines.next_line() {
        out.push(format!("{}|{}", line.name(), line.text()));
    }
    out
}

#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) {
    assert_eq!(read(bytes, WINDOWS_1252), expected);
}

#[test]
fn folds() {
    check(b"FN:Ana\r\n  Ruiz\r\nTEL:1\r\n", &["FN|Ana Ruiz", "TEL|1"]);
    check(b"FN:Ana\n\tMaria\nTEL:1", &["FN|AnaMaria", "TEL|1"]);
    check(b"FN:A\r\r\n B\r\r\nTEL:1\rX:2", &["FN|AB", "TEL|1", "X|2"]);
    // The fold goes through the two bytes of an e with dots.
    check(b"FN:Zo\xc3\r\n \xab\r\n", &["FN|Zo\u{eb}"]);
    check(b"no colon\r\n\r\nFN:A\r\n", &["FN|A"]);
    check(
        b"SUMMARY\n\n :Fair\nDTSTART\n\n ;VALUE=DATE\n :2026\n\n more\nX:1",
        &["SUMMARY|Fair", "DTSTART|2026", "X|1"],
    );
}

#[test]
fn heads() {
    check(b"item1.EMAIL;type=INTERNET:a@x.example\n", &["EMAIL|a@x.example"]);
    check(b"ADR;LABEL=\"12:30; home\";X=y:;;Street\n", &["ADR|;;Street"]);
    check(b"ADR;LABEL=\"never closed:street\n", &["ADR|street"]);
    let line = parse(b"a.TEL;WORK;TYPE=\"cell;x\";PREF=1:1", 1, 0, WINDOWS_1252.into());
    assert_eq!(line.parameters().collect::<Vec<_>>(), [("", "WORK"), ("TYPE", "cell;x"), ("PREF", "1")]);
    assert_eq!(line.parameter("pref"), Some("1"));
}

#[test]
fn wrapped_values() {
    check(
        b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;=\r\nJ=C3=B6rg\r\n",
        &["N|M\u{fc}ller;J\u{f6}rg"],
    );
    check(b"FN;QUOTED-PRINTABLE:J=F6rg\n", &["FN|J\u{f6}rg"]);
    check(b"FN;ENCODING=QUOTED-PRINTABLE:1 =3D 1, 2 =\nEND:VCARD\n", &["FN|1 = 1, 2", "END|VCARD"]);
    check(b"FN;ENCODING=QUOTED-PRINTABLE:=E4=ZZ=\n", &["FN|\u{e4}=ZZ"]);
    check(b"PHOTO;ENCODING=BASE64:AAAA\n BBBB\n\nFN:A\n", &["PHOTO|", "FN|A"]);
    check(b"X-PIC;ENCODING=b:AAAA\nFN:A\n", &["X-PIC|", "FN|A"]);
}

#[test]
fn encodings() {
    check(
        b"FN;CHARSET=windows-1251:\xc8\xe2\xe0\xed\nNOTE:caf\xe9\n",
        &["FN|\u{418}\u{432}\u{430}\u{43d}", "NOTE|caf\u{e9}"],
    );
    check("FN;CHARSET=ISO-8859-1:Zo\u{eb}\n".as_bytes(), &["FN|Zo\u{eb}"]);
    check(b"FN;CHARSET=nonsense:caf\xe9\n", &["FN|caf\u{e9}"]);
    check("FN:日本\n".as_bytes().get(..9).unwrap_or_default(), &["FN|日本"]);
    check(b"FN:\xe6\x97\xa5\xe6\x9c\xac\xe5?\n", &["FN|日本\u{fffd}?"]);
    check(
        b"FN:\xe5?\xe6\x97\xa5\xa4\xe5?\xb1\xe6\x9c\xac\xe5\xb1\x8b\n",
        &["FN|\u{fffd}?日\u{fffd}\u{fffd}?\u{fffd}本屋"],
    );
    let name = SHIFT_JIS.encode("\u{9234}\u{6728}").0.into_owned();
    assert_eq!(read(&[b"FN:", name.as_slice()].concat(), SHIFT_JIS), ["FN|\u{9234}\u{6728}"]);
}

#[test]
fn escapes_and_parts() {
    let parts = |text: &str, by| parse(text.as_bytes(), 1, 0, WINDOWS_1252.into()).parts(by);
    assert_eq!(parts(r"ORG:A\; B;C\\;D\,E", ';'), ["A; B", r"C\", "D,E"]);
    assert_eq!(parts(r"CATEGORIES:a\,b,c", ','), ["a,b", "c"]);
    assert_eq!(unescaped(r"a\nb\Nc\x\"), "a\nb\nc\\x\\");
}

#[test]
fn long_runs_of_anything_are_read_in_linear_time() {
    for piece in ["\r", "\n", "A\n ", "A\r\r", "A:=\n", " \n", "A;B=\"\n ", "A;ENCODING=QUOTED-PRINTABLE:=\n"]
    {
        let text = format!("{}FN:A\n", piece.repeat(400_000 / piece.len()));
        assert!(read(text.as_bytes(), WINDOWS_1252).len() <= text.len());
    }
}

#[test]
fn files_put_together() {
    let two = "BEGIN:VCARD\nFN:A\nEND:VCARDBEGIN:VCARD\nFN:B\nEND:VCARD";
    let lines = ["BEGIN|VCARD", "FN|A", "END|VCARD", "BEGIN|VCARD", "FN|B", "END|VCARD"];
    check(two.as_bytes(), &lines);
    check(two.replace("DBEGIN", "D\nBEGIN").as_bytes(), &lines);
    check(two.replace("BEGIN", "\u{feff}BEGIN").as_bytes(), &lines);
    check(two.replace("DBEGIN", "D\r\n\u{feff}BEGIN").as_bytes(), &lines);
    let mut reader = Lines::new(two.as_bytes(), 0, 1, WINDOWS_1252.into());
    let mut numbers = Vec::new();
    while let Some(line) = reader.next_line() {
        numbers.push(line.number);
    }
    assert_eq!(numbers, [1, 2, 3, 3, 4, 5]);
}

#[test]
fn too_long_a_value_is_said() {
    let text = format!("NOTE:{}\nFN:A\n", "x".repeat(MAX_VALUE + 1));
    let mut lines = Lines::new(text.as_bytes(), 0, 1, WINDOWS_1252.into());
    assert!(lines.next_line().unwrap().too_long);
    assert_eq!(lines.next_line().unwrap().value, "A");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_are_read_and_end(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes, WINDOWS_1252);
    }

    #[test]
    fn what_looks_like_lines_is_read_and_ends(text in "([A-Z]{1,3}|=|:|;|\"|\\\\|\r|\n|\r\n|\n |QUOTED-PRINTABLE|é){0,60}") {
        read(text.as_bytes(), WINDOWS_1252);
    }
}
