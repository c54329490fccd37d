//! A file into drafts, events or whole records, by what it is.

use std::mem::take;

use super::draft::{is_somebody, strange};
use super::folk::Document;
use super::sniff::{self, Kind};
use super::source::Source;
use super::{
    MAX_BYTES, NotAList, Options, Table, Watch, calendar, columns, decode, joined, monica, own, page, sheet,
    vcard, whole,
};

/// How many rows are read between two looks at a [`Watch`].
const WATCHED: usize = 512;

/// What is said of a list that was given up.
pub(super) fn cancelled() -> NotAList {
    NotAList("cancelled; nothing was kept".to_owned())
}

/// A file as it was read.
pub(super) enum Read {
    Rows {
        source: Source,
        said: Vec<String>,
        problems: Vec<String>,
        table: Option<Table>,
    },
    /// A table of which it cannot be told which column says who is in it.
    Unsaid {
        said: Vec<String>,
        problems: Vec<String>,
        table: Table,
        why: String,
    },
    Calendar(calendar::Calendar),
    Whole(Box<whole::Records>),
}

/// Finds what is in a file; `today` is for pages of our own. The rows of a table and the cards are read later, one by one, so the bytes are kept or turned into
/// cells, and never both.
///
/// # Errors
/// When it is too large, or no list.
pub(super) fn read(
    bytes: Vec<u8>,
    kind: Kind,
    options: &Options,
    today: &page::Today<'_>,
) -> Result<Read, NotAList> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large());
    }
    match kind {
        Kind::VCard => cards(bytes, options),
        Kind::Calendar => calendar::read(bytes, options).map(Read::Calendar),
        Kind::Page => page::read(&bytes, options, today).map(of_pages),
        Kind::Json => Ok(Read::Whole(Box::new(document(bytes, options)?))),
        _ => match table(&bytes, options) {
            Ok(rows @ Read::Rows { .. }) => Ok(rows),
            read => match sniff::resembling(&bytes) {
                Some(Kind::VCard) => cards(bytes, options),
                Some(Kind::Calendar) => calendar::read(bytes, options).map(Read::Calendar),
                Some(kind) => sniff::refuse(kind).and(read),
                None => read,
            },
        },
    }
}

fn of_pages(pages: page::Pages) -> Read {
    let page::Pages { drafts, said, problems } = pages;
    Read::Rows { source: Source::of_drafts(drafts), said, problems, table: None }
}

/// The pages of a folder.
///
/// # Errors
/// As [`read`].
pub(super) fn pages(
    pages: &[(String, Vec<u8>)],
    options: &Options,
    today: &page::Today<'_>,
) -> Result<Read, NotAList> {
    fits(pages)?;
    page::read_folder(pages, options, today).map(of_pages)
}

/// The vCards of a folder.
///
/// # Errors
/// As [`read`].
pub(super) fn folder_of_cards(files: &[(String, Vec<u8>)], options: &Options) -> Result<Read, NotAList> {
    fits(files)?;
    let joined::Joined { bytes, options, said, problems } = joined::cards(files, options)?;
    let mut cards = vcard::read(bytes, &options)?;
    let (said, problems) =
        ([said, take(&mut cards.said)].concat(), [problems, take(&mut cards.problems)].concat());
    Ok(Read::Rows { source: Source::of_cards(cards), said, problems, table: None })
}

/// Whether the files of a folder are small enough together.
fn fits(files: &[(String, Vec<u8>)]) -> Result<(), NotAList> {
    let all = files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    if all > MAX_BYTES { Err(too_large()) } else { Ok(()) }
}

fn too_large() -> NotAList {
    NotAList(format!("nothing to import: it is larger than {} MiB; split it", MAX_BYTES >> 20))
}

/// A JSON document of mingle's own or of Monica's.
fn document(bytes: Vec<u8>, options: &Options) -> Result<whole::Records, NotAList> {
    let text = decode::owned(bytes, options.encoding.as_deref())?;
    let read = serde_json::from_str::<Document<'_>>(&text).map(|document| {
        // A list would be read as one too, its first value as the schema.
        text.trim_start().starts_with('{').then_some(())?;
        let monica = || monica::read(&document, &text, options.today).filter(|records| !records.is_empty());
        own::read(&document, &text).or_else(monica)
    });
    match read {
        Ok(Some(records)) if records.is_empty() => {
            let why = records.problems.first().map_or_else(String::new, |problem| format!(": {problem}"));
            Err(NotAList(format!("nothing to import: mingle's own export, and no record in it{why}")))
        }
        Ok(Some(mut records)) => {
            records.people.text = text;
            Ok(records)
        }
        Err(error) if !error.is_data() => Err(NotAList(format!(
            "nothing to import: it begins as JSON and is none ({error}); export it again"
        ))),
        _ => Err(NotAList(
            "nothing to import: it is JSON, but neither mingle's own export nor Monica's; export a CSV file instead"
                .to_owned(),
        )),
    }
}

fn cards(bytes: Vec<u8>, options: &Options) -> Result<Read, NotAList> {
    let mut cards = vcard::read(bytes, options)?;
    let (said, problems) = (take(&mut cards.said), take(&mut cards.problems));
    Ok(Read::Rows { source: Source::of_cards(cards), said, problems, table: None })
}

/// Says now and then how far it is.
pub(super) fn watched(at: usize, all: usize, watch: &Watch<'_>) -> Result<(), NotAList> {
    if !at.is_multiple_of(WATCHED) || watch(at, all) { Ok(()) } else { Err(cancelled()) }
}

fn table(bytes: &[u8], options: &Options) -> Result<Read, NotAList> {
    let sheet = sheet::read(bytes, options)?;
    let mut problems = sheet.problems;
    let mut columns = columns::find(&sheet.records, sheet.skipped, options)?;
    let mut said = sheet.said;
    said.append(&mut columns.said);
    problems.append(&mut columns.problems);
    problems.extend(strange(&sheet.records, &columns));
    let seen = columns::seen(&columns, &sheet.records);
    let mut table = Table {
        columns: seen,
        signature: take(&mut columns.signature),
        encoding: sheet.encoding,
        delimiter: sheet.delimiter,
        header: columns.header.map(|row| sheet.records.line(row)),
        besides: [sheet.besides, take(&mut columns.besides)].concat(),
    };
    if !columns.names_anybody() {
        let why = format!("nothing to import: {}", columns::why_nobody(&columns, &sheet.records));
        return Ok(Read::Unsaid { said, problems, table, why });
    }
    let (source, blank) = Source::of_table(sheet.records, columns);
    if source.len() > 0 && !(0..source.len()).any(|at| is_somebody(&source.written(at))) {
        let why = format!("nothing to import: nobody is named in line {} or below it", source.line(0));
        return Ok(Read::Unsaid { said, problems, table, why });
    }
    if blank > 0 {
        let blank = if blank == 1 { "1 blank row".to_owned() } else { format!("{blank} blank rows") };
        said.push(blank.clone());
        table.besides.push(blank);
    }
    Ok(Read::Rows { source, said, problems, table: Some(table) })
}
