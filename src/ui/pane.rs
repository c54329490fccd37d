//! The panes: what has the keys, one file each.

pub(crate) mod agenda;
pub(crate) mod capture;
pub(crate) mod card;
pub(crate) mod chain;
pub(crate) mod circle;
pub(crate) mod doubles;
pub(crate) mod drafts;
pub(crate) mod favour;
pub(crate) mod find;
pub(crate) mod form;
pub(crate) mod gate;
pub(crate) mod gifts;
pub(crate) mod ledger;
pub(crate) mod lines;
pub(crate) mod listing;
pub(crate) mod menu;
pub(crate) mod mine;
pub(crate) mod mixer;
pub(crate) mod note;
pub(crate) mod notes;
pub(crate) mod people;
pub(crate) mod picker;
pub(crate) mod sheet;
pub(crate) mod venue;
