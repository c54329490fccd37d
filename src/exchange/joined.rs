//! The vCards of a folder, a file each as some phones and programs export them, as one file.

use super::charset::Charset;
use super::{NotAList, Options, decode};

/// What every card begins with.
const BEGIN: &[u8] = b"BEGIN:VCARD";

/// One file made of many.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) bytes: Vec<u8>,
    /// The options that it is read with.
    pub(super) options: Options,
    pub(super) said: Vec<String>,
    pub(super) problems: Vec<String>,
}

/// Puts the cards of several files one after the other, each without its byte order mark.
///
/// # Errors
/// When no file holds a card, or no encoding has the name that the options say.
pub(super) fn cards(files: &[(String, Vec<u8>)], options: &Options) -> Result<Joined, NotAList> {
    let label = options.encoding.as_deref();
    decode::is_named(label)?;
    let (mut bytes, mut others, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut count = 0;
    for (name, file) in files {
        // One that is no text keeps no other file out.
        let plain = match decode::plain(file, label) {
            Ok(plain) => plain,
            Err(error) => {
                problems.push(format!("{name}: {}; it stays out", error.brief()));
                continue;
            }
        };
        let is_card = plain.bytes.windows(BEGIN.len()).any(|window| window.eq_ignore_ascii_case(BEGIN));
        if !is_card {
            others.push(name.as_str());
            continue;
        }
        count += 1;
        problems.extend(plain.problems.iter().map(|problem| format!("{name}: {problem}")));
        bytes.extend_from_slice(&plain.bytes);
        if !bytes.ends_with(b"\n") {
            bytes.extend_from_slice(b"\r\n");
        }
    }
    if bytes.is_empty() {
        let first = problems.first().map_or_else(String::new, |problem| format!(" ({problem})"));
        return Err(NotAList(format!(
            "nothing to import: no file of this folder holds a vCard{first}; name the list inside it"
        )));
    }
    let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    let mut said =
        vec![format!("a folder of vCards, {files} one after the other by name; lines are counted through")];
    if !others.is_empty() {
        let more = others.len().saturating_sub(8);
        let shown = others.get(..others.len() - more).unwrap_or(&others).join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        said.push(format!("files without a card, not used: {shown}{more}"));
    }
    // What letters of more than one byte are told apart by is gone already.
    let is_wide = |label: &str| Charset::named(label).is_some_and(|found| !found.is_ascii_compatible());
    let encoding = options.encoding.clone().filter(|label| !is_wide(label));
    Ok(Joined { bytes, options: Options { encoding, ..options.clone() }, said, problems })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(name: &str) -> Vec<u8> {
        format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD").into_bytes()
    }

    #[test]
    fn cards_follow_each_other_whatever_each_begins_and_ends_with() {
        let marked = [b"\xef\xbb\xbf".as_slice(), &card("Tom Berg")].concat();
        let wide: Vec<u8> = "\u{feff}"
            .encode_utf16()
            .chain(String::from_utf8(card("Zoë")).unwrap().encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        let files = [
            ("ana.vcf".to_owned(), card("Ana Ruiz")),
            ("note.vcf".to_owned(), b"nothing".to_vec()),
            ("tom.vcf".to_owned(), marked),
            ("zoe.vcf".to_owned(), wide),
        ];
        let joined = cards(&files, &Options::default()).unwrap();
        let text = String::from_utf8(joined.bytes).unwrap();
        assert_eq!(
            text.lines().filter(|line| line.starts_with("FN:")).collect::<Vec<_>>(),
            ["FN:Ana Ruiz", "FN:Tom Berg", "FN:Zoë"]
        );
        assert!(text.ends_with("END:VCARD\r\n") && !text.contains('\u{feff}'), "{text:?}");
        assert!(joined.said[0].contains("3 files"), "{:?}", joined.said);
        assert_eq!(joined.said[1], "files without a card, not used: note.vcf");
    }

    #[test]
    fn a_folder_without_a_card_is_no_list() {
        let files = [("note.vcf".to_owned(), b"nothing".to_vec())];
        assert!(cards(&files, &Options::default()).unwrap_err().0.contains("no file of this folder"));
        let strange = Options { encoding: Some("klingon".into()), ..Options::default() };
        assert!(cards(&files, &strange).unwrap_err().0.contains("klingon"));
    }
}
