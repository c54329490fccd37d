//! Every encoding that a list may be said to be in, with its names.

use encoding_rs::Encoding;
use oem_cp::code_table::DECODING_TABLE_CP_MAP;

use super::Charset;

/// An encoding that people may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// What to say for it.
    pub name: &'static str,
    /// Whose letters it has, and which programs write it.
    pub what: &'static str,
    /// The numbers of its code page on Windows.
    pages: &'static [u16],
    /// What else it is called, in small letters and digits alone.
    also: &'static [&'static str],
}

/// Every encoding that can be said, those that lists come in most often first among those of the same letters.
pub fn encodings() -> &'static [Known] {
    KNOWN
}

const fn row(
    name: &'static str,
    what: &'static str,
    pages: &'static [u16],
    also: &'static [&'static str],
) -> Known {
    Known { name, what, pages, also }
}

/// Numbers are Microsoft's code page identifiers; other names are those of IANA's registry of character sets and of Python's
/// codecs, as far as a label of the web does not say them already.
const KNOWN: &[Known] = &[
    row("utf-8", "every language; what most programs write today", &[65001], &["utf8sig", "unicode8"]),
    row(
        "utf-16le",
        "every language; Excel's Unicode Text",
        &[1200],
        &["utf16", "utf16le", "ucs2", "unicode"],
    ),
    row("utf-16be", "every language", &[1201], &["utf16be"]),
    row(
        "windows-1252",
        "Western Europe; Windows",
        &[1252, 28591, 819],
        &["ansi", "latin1", "iso88591", "western"],
    ),
    row(
        "cp850",
        "Western Europe; DOS, Excel's CSV (MS-DOS)",
        &[850],
        &["dos", "msdos", "oem", "doslatin1", "cspc850multilingual"],
    ),
    row("macintosh", "Western Europe; old Macs", &[10000], &["mac", "macroman", "xmacroman", "macosroman"]),
    row(
        "cp437",
        "America and Western Europe; DOS",
        &[437],
        &["dosus", "dosunitedstates", "pc8", "cspc8codepage437"],
    ),
    row(
        "cp858",
        "Western Europe with the euro; DOS",
        &[858],
        &["ibm00858", "ccsid00858", "pcmultilingual850euro"],
    ),
    row("iso-8859-15", "Western Europe with the euro; Unix", &[28605], &["latin9", "iso885915"]),
    row("iso-8859-3", "Maltese, Esperanto", &[28593], &["latin3", "iso88593"]),
    row("iso-8859-14", "Welsh, Irish", &[28604], &["latin8", "iso885914"]),
    row("cp860", "Portuguese; DOS", &[860], &["dosportuguese"]),
    row("cp861", "Icelandic; DOS", &[861], &["cpis", "dosicelandic"]),
    row("cp863", "French of Canada; DOS", &[863], &["doscanadianfrench"]),
    row("cp865", "Nordic; DOS", &[865], &["dosnordic"]),
    row("iso-8859-10", "Nordic; Unix", &[28600], &["latin6", "iso885910"]),
    row("windows-1250", "Central Europe; Windows", &[1250], &["centraleurope"]),
    row("iso-8859-2", "Central Europe; Unix", &[28592, 912], &["latin2", "iso88592"]),
    row("cp852", "Central Europe; DOS", &[852], &["doslatin2", "cspcp852"]),
    row("iso-8859-16", "Romanian and neighbours; Unix", &[28606], &["latin10", "iso885916"]),
    row("windows-1257", "Baltic; Windows", &[1257], &["baltic"]),
    row("iso-8859-13", "Baltic; Unix", &[28603], &["latin7", "iso885913"]),
    row("iso-8859-4", "Baltic; Unix", &[28594], &["latin4", "iso88594"]),
    row("cp775", "Baltic; DOS", &[775], &["dosbaltic", "cspc775baltic"]),
    row("windows-1251", "Cyrillic; Windows", &[1251], &[]),
    row("koi8-r", "Russian; Unix", &[20866], &["koi8r", "koi8"]),
    row("koi8-u", "Ukrainian; Unix", &[21866], &["koi8u"]),
    row("cp866", "Cyrillic; DOS", &[866], &["doscyrillic", "dosrussian", "alt"]),
    row("cp855", "Cyrillic; DOS", &[855], &["dosserbian"]),
    row("iso-8859-5", "Cyrillic; Unix", &[28595, 915], &["iso88595"]),
    row(
        "x-mac-cyrillic",
        "Cyrillic; old Macs",
        &[10007, 10017],
        &["maccyrillic", "xmaccyrillic", "macukrainian"],
    ),
    row("windows-1253", "Greek; Windows", &[1253], &[]),
    row("iso-8859-7", "Greek; Unix", &[28597, 813], &["iso88597"]),
    row("cp737", "Greek; DOS", &[737], &["dosgreek", "437g", "cp437g"]),
    row("cp869", "Greek; DOS", &[869], &["dosgreek2", "cpgr"]),
    row("windows-1254", "Turkish; Windows", &[1254, 28599], &["turkish", "latin5", "iso88599"]),
    row("cp857", "Turkish; DOS", &[857], &["dosturkish"]),
    row("windows-1255", "Hebrew; Windows", &[1255], &[]),
    row("iso-8859-8", "Hebrew; Unix", &[28598], &["iso88598"]),
    row("cp862", "Hebrew; DOS", &[862], &["doshebrew", "cspc862latinhebrew"]),
    row("windows-1256", "Arabic; Windows", &[1256], &[]),
    row("iso-8859-6", "Arabic; Unix", &[28596, 708], &["iso88596", "asmo708"]),
    row("cp720", "Arabic; DOS", &[720], &["dosarabic"]),
    row("cp864", "Arabic; DOS", &[864], &[]),
    row("windows-1258", "Vietnamese; Windows", &[1258], &["vietnamese"]),
    row("windows-874", "Thai; Windows", &[874, 28601], &["thai", "tis620", "iso885911"]),
    row(
        "shift_jis",
        "Japanese; Windows, old phones",
        &[932, 943],
        &["shiftjis", "sjis", "ms932", "mskanji", "windows31j"],
    ),
    row("euc-jp", "Japanese; Unix", &[20932, 51932], &["eucjp", "ujis"]),
    row("iso-2022-jp", "Japanese; mail", &[50220, 50221, 50222], &["iso2022jp", "jis"]),
    row("gb18030", "Chinese, simplified", &[54936], &["gb18030"]),
    row("gbk", "Chinese, simplified; Windows", &[936, 20936, 51936], &["gb2312", "euccn"]),
    row("big5", "Chinese, traditional", &[950, 951], &["big5hkscs", "big5tw"]),
    row("euc-kr", "Korean", &[949, 20949, 51949], &["euckr", "uhc", "ksc5601", "korean"]),
];

/// What stands before the number of a code page.
const BEFORE_NUMBERS: &[&str] =
    &["codepage", "windows", "msdos", "ccsid", "xcp", "oem", "ibm", "dos", "win", "cp", "ms", "pc", ""];

/// The encoding that is called `label`, however it is spaced and spelt.
pub(super) fn find(label: &str) -> Option<&'static Known> {
    let plain: String =
        label.chars().filter(char::is_ascii_alphanumeric).map(|ch| ch.to_ascii_lowercase()).collect();
    let called = |known: &&Known| {
        known.also.contains(&plain.as_str())
            || known.name.chars().filter(char::is_ascii_alphanumeric).eq(plain.chars())
    };
    let number = BEFORE_NUMBERS.iter().find_map(|before| plain.strip_prefix(before)?.parse::<u16>().ok());
    let numbered = |known: &&Known| number.is_some_and(|number| known.pages.contains(&number));
    KNOWN.iter().find(called).or_else(|| KNOWN.iter().find(numbered))
}

/// The encoding of a code page of DOS.
pub(super) fn of_page(number: u16) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.pages.contains(&number))
}

impl Known {
    pub(super) fn charset(&self) -> Option<Charset> {
        let web = Encoding::for_label(self.name.as_bytes()).map(Charset::Web);
        let dos = || {
            let number = self.pages.first().copied()?;
            DECODING_TABLE_CP_MAP.contains_key(&number).then_some(Charset::Dos(number))
        };
        web.or_else(dos)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_known_and_no_name_means_two() {
        let mut names = std::collections::HashSet::new();
        for known in encodings() {
            let charset = known.charset().unwrap_or_else(|| panic!("{} is unknown", known.name));
            assert_eq!(Charset::named(known.name), Some(charset));
            let pages = known.pages.iter().map(ToString::to_string);
            for name in known.also.iter().map(|name| (*name).to_owned()).chain(pages) {
                assert_eq!(Charset::named(&name).map(Charset::name), Some(charset.name()), "{name}");
                assert!(names.insert(name.clone()), "{name} stands twice");
            }
            assert!(!known.what.is_empty());
        }
    }
}
