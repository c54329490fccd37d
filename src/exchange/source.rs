//! The rows of a file, each read when it is asked for: a long list is in memory once, as its text.

use std::borrow::Cow;

use super::cells::Records;
use super::columns::{self, Columns};
use super::draft::{self, Draft, Fate};
use super::folk::Folk;
use super::own_table;
use super::vcard::{self, Cards};
use super::{CardVersion, Options, markdown_pages, page, sheet, whole, write_people_csv, write_vcards};
use crate::domain::{Book, Person, Record};

/// The rows of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    rows: Rows,
    /// A company with a number may stand for somebody.
    lends: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Rows {
    Table(Box<Table>),
    Cards(Box<Cards<'static>>),
    Drafts(Vec<Draft>),
    Folk(Box<Folk>),
}

#[derive(Debug, Clone, PartialEq)]
struct Table {
    records: Records,
    columns: Columns,
    header: Option<Vec<String>>,
    /// The records that hold anything.
    filled: Vec<u32>,
}

impl Source {
    /// The rows below the header, and how many of them are blank.
    pub(super) fn of_table(records: Records, columns: Columns) -> (Self, usize) {
        let trimmed = |row| records.cells(row).map(|cell| cell.trim().to_owned()).collect();
        let header: Option<Vec<String>> = columns.header.map(trimmed);
        let below = columns.first..records.len();
        let all = below.len();
        let filled: Vec<u32> = below
            .filter(|row| !draft::is_blank(&records, *row))
            .filter_map(|row| u32::try_from(row).ok())
            .collect();
        let blank = all - filled.len();
        let table = Table { records, columns, header, filled };
        (Self { rows: Rows::Table(Box::new(table)), lends: false }, blank)
    }

    /// The cards of a file.
    pub(super) fn of_cards(cards: Cards<'static>) -> Self {
        Self { rows: Rows::Cards(Box::new(cards)), lends: false }
    }

    /// Rows that were read whole.
    pub(super) fn of_drafts(drafts: Vec<Draft>) -> Self {
        Self { rows: Rows::Drafts(drafts), lends: false }
    }

    /// The rows of a source that was made of drafts, as they were.
    pub(super) fn into_drafts(self) -> Vec<Draft> {
        match self.rows {
            Rows::Drafts(drafts) => drafts,
            _ => Vec::new(),
        }
    }

    /// The people of a document of whole records.
    pub(super) fn of_folk(folk: Folk) -> Self {
        Self { rows: Rows::Folk(Box::new(folk)), lends: false }
    }

    /// The same again.
    pub(super) fn folk(&self) -> Option<&Folk> {
        match &self.rows {
            Rows::Folk(folk) => Some(folk),
            _ => None,
        }
    }

    /// For an address book, where a company with a number is worth a card; on a list of guests it is nobody.
    pub(super) fn with_companies(self) -> Self {
        Self { lends: true, ..self }
    }

    pub(super) fn len(&self) -> usize {
        match &self.rows {
            Rows::Table(table) => table.filled.len(),
            Rows::Cards(cards) => cards.len(),
            Rows::Drafts(drafts) => drafts.len(),
            Rows::Folk(folk) => folk.len(),
        }
    }

    /// Whether anybody of cards or the like has what a guest list has no place for; of a table that is told by its columns.
    pub(super) fn keeps_more_than_guests(&self) -> bool {
        let more = |draft: &Draft| !draft.phones.is_empty() || !draft.links.is_empty();
        !matches!(self.rows, Rows::Table(_)) && (0..self.len()).any(|at| more(&self.draft(at)))
    }

    /// How long the text of all rows of a table is, in bytes.
    pub(super) fn text_len(&self) -> Option<usize> {
        match &self.rows {
            Rows::Table(table) => Some(table.records.text_len()),
            _ => None,
        }
    }

    /// The line that a row begins in, from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        match &self.rows {
            Rows::Table(table) => table.filled.get(at).map_or(0, |row| table.records.line(*row as usize)),
            Rows::Cards(cards) => cards.line(at),
            Rows::Drafts(drafts) => drafts.get(at).map_or(0, |draft| draft.line),
            Rows::Folk(_) => at + 1,
        }
    }

    /// Who a row is about.
    pub(super) fn draft(&self, at: usize) -> Cow<'_, Draft> {
        let draft = self.written(at);
        if self.lends && draft.name.is_empty() && has_company_alone(&draft) {
            let mut draft = draft.into_owned();
            draft.name.clone_from(&draft.company);
            draft.fate = Fate::Doubt("no name; the company stands for it".to_owned());
            return Cow::Owned(draft);
        }
        draft
    }

    /// A row as it stands in the file, whoever lends it a name.
    pub(super) fn written(&self, at: usize) -> Cow<'_, Draft> {
        match &self.rows {
            Rows::Table(table) => Cow::Owned(table.filled.get(at).map_or_else(Draft::default, |row| {
                let Table { records, columns, header, .. } = &**table;
                match columns.header.filter(|_| columns.own) {
                    Some(own) => own_table::draft(records, own, *row as usize),
                    None => draft::one(records, columns, *row as usize, header.as_deref()),
                }
            })),
            Rows::Cards(cards) => Cow::Owned(cards.draft(at)),
            Rows::Drafts(drafts) => drafts.get(at).map_or_else(Cow::default, Cow::Borrowed),
            Rows::Folk(folk) => Cow::Owned(whole::draft_of(folk.person(at), at + 1)),
        }
    }
}

impl Source {
    /// Whether it is a table of our own, which has a column for every field.
    pub(super) fn is_own_table(&self) -> bool {
        matches!(&self.rows, Rows::Table(table) if table.columns.own)
    }

    /// Somebody of mine as a file of this kind would say them today.
    pub(super) fn seen(&self, person: &Person) -> Option<Draft> {
        let mut book = Book::default();
        book.put(Record::from(person.clone()));
        let options = Options::default();
        match &self.rows {
            Rows::Table(table) => {
                let sheet = sheet::read(write_people_csv(&book).as_bytes(), &options).ok()?;
                let columns = columns::find(&sheet.records, sheet.skipped, &options).ok()?;
                let columns = Columns { own: table.columns.own, ..columns };
                Some(Self::of_table(sheet.records, columns).0.draft(0).into_owned())
            }
            Rows::Cards(_) => {
                let cards =
                    vcard::read(write_vcards(&book, CardVersion::Four).into_bytes(), &options).ok()?;
                Some(cards.draft(0))
            }
            Rows::Drafts(_) => {
                let (_, page) = markdown_pages(&book).pop()?;
                page::read(page.as_bytes(), &options, &|_| None).ok()?.drafts.pop()
            }
            Rows::Folk(_) => None,
        }
    }
}

fn has_company_alone(draft: &Draft) -> bool {
    draft.emails.is_empty()
        && !draft.company.is_empty()
        && !draft.phones.is_empty()
        && matches!(draft.fate, Fate::Out(_))
}
