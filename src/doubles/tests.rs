//! Who is found and who is not, and that merging loses nothing.

mod found;
mod merged;
mod pairs;
mod plain;
