//! How many of what: "1 person", "3 people".

use std::fmt::Display;

/// A count with its word: that for `one`, else that for `many`.
pub fn counted<N: Display + Copy + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let word = if count == N::from(1) { one } else { many };
    format!("{count} {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_all_else_is_many() {
        let said = |count: u32| counted(count, "person", "people");
        assert_eq!([said(0), said(1), said(2)], ["0 people", "1 person", "2 people"]);
        assert_eq!(counted(1_usize, "entry", "entries"), "1 entry");
    }
}
