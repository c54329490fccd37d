#![doc = include_str!("ARCHITECTURE.md")]

// Rooms in reading order: each may use only those above it, and `tests/it/tidy.rs` holds the exact arrows.
pub mod domain;
pub mod text;

pub mod capture;
pub mod card;
pub mod demo;
pub mod search;

pub mod exchange;
pub mod ledger;
pub mod matching;
pub mod store;

pub mod agenda;
pub mod doubles;
pub mod export;
pub mod gifts;
pub mod insight;

pub mod brief;
pub mod review;
pub mod settings;

pub mod ui;

pub mod runtime;

pub mod cli;
