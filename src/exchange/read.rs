//! A file into drafts, events or whole records, by what it is.

use std::mem::take;

use serde_json::Value;

use super::draft::{self, Draft};
use super::sniff::{self, Kind};
use super::{
    MAX_BYTES, NotAList, Options, Table, Watch, calendar, columns, decode, monica, own, page, sheet, vcard,
    whole,
};

/// How many rows are read between two looks at a [`Watch`].
const WATCHED: usize = 512;

/// What is said of a list that was given up.
pub(super) fn cancelled() -> NotAList {
    NotAList("cancelled; nothing was kept".to_owned())
}

/// A file as it was read.
pub(super) enum Read {
    Drafts { drafts: Vec<Draft>, said: Vec<String>, problems: Vec<String>, table: Option<Table> },
    Calendar(calendar::Calendar),
    Whole(Box<whole::Records>),
}

pub(super) fn read(bytes: &[u8], kind: Kind, options: &Options, watch: &Watch<'_>) -> Result<Read, NotAList> {
    if bytes.len() > MAX_BYTES {
        return Err(NotAList(format!(
            "nothing to import: it is larger than {} MiB; split it",
            MAX_BYTES >> 20
        )));
    }
    let mut read = match kind {
        Kind::VCard => cards(bytes, options, watch)?,
        Kind::Calendar => Read::Calendar(calendar::read(bytes, options)?),
        Kind::Json => Read::Whole(Box::new(document(bytes, options)?)),
        Kind::Page => {
            let page::Pages { drafts, said, problems } = page::read(bytes, options)?;
            Read::Drafts { drafts, said, problems, table: None }
        }
        _ => table(bytes, options, watch).or_else(|refusal| match sniff::resembling(bytes) {
            Some(Kind::VCard) => cards(bytes, options, watch),
            Some(Kind::Calendar) => calendar::read(bytes, options).map(Read::Calendar),
            Some(kind) => Err(sniff::refuse(kind).err().unwrap_or(refusal)),
            None => Err(refusal),
        })?,
    };
    if let Read::Drafts { drafts, problems, .. } = &mut read {
        problems.extend(drafts.iter().flat_map(|draft| &draft.problems).cloned());
    }
    Ok(read)
}

/// A JSON document of mingle's own or of Monica's.
fn document(bytes: &[u8], options: &Options) -> Result<whole::Records, NotAList> {
    let decoded = decode::decode(bytes, options.encoding.as_deref())?;
    let document: Value = serde_json::from_str(&decoded.text).map_err(|error| {
        NotAList(format!("nothing to import: it begins as JSON and is none ({error}); export it again"))
    })?;
    own::read(&document)
        .or_else(|| monica::read(&document, options.today))
        .filter(|records| !records.people.is_empty() || !records.events.is_empty() || records.me.is_some())
        .ok_or_else(|| {
            NotAList(
                "nothing to import: it is JSON, but neither mingle's own export nor Monica's; export a CSV file instead"
                    .to_owned(),
            )
        })
}

fn cards(bytes: &[u8], options: &Options, watch: &Watch<'_>) -> Result<Read, NotAList> {
    let mut cards = vcard::read(bytes, options)?;
    let (said, problems) = (take(&mut cards.said), take(&mut cards.problems));
    let all = cards.len();
    let drafts = (0..all).map(|at| watched(at, all, watch).map(|()| cards.draft(at)));
    Ok(Read::Drafts { drafts: drafts.collect::<Result<_, _>>()?, said, problems, table: None })
}

/// Says now and then how far it is.
pub(super) fn watched(at: usize, all: usize, watch: &Watch<'_>) -> Result<(), NotAList> {
    if !at.is_multiple_of(WATCHED) || watch(at, all) { Ok(()) } else { Err(cancelled()) }
}

fn table(bytes: &[u8], options: &Options, watch: &Watch<'_>) -> Result<Read, NotAList> {
    let sheet = sheet::read(bytes, options)?;
    let problems = sheet.problems;
    let mut columns = columns::find(&sheet.records, sheet.skipped, options)?;
    let (drafts, blank) = draft::all(&sheet.records, &columns, watch)?;
    draft::anybody(&drafts)?;
    let mut said = vec![sheet.said];
    said.append(&mut columns.said);
    if blank > 0 {
        said.push(if blank == 1 { "1 blank row".to_owned() } else { format!("{blank} blank rows") });
    }
    let seen = columns::seen(&columns, &sheet.records);
    let table = Some(Table { columns: seen, signature: columns.signature });
    Ok(Read::Drafts { drafts, said, problems, table })
}
