//! How many of what: "1 person", "3 people".

use std::fmt::Display;

/// A count with its word: that for `one`, else that for `many`.
pub fn counted<N: Display + Copy + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let word = if count == N::from(1) { one } else { many };
    format!("{count} {word}")
}

/// How far something is as a bar of so many cells: `█` for what is done and `░` for the rest (`#` and `.` where only ASCII is
/// shown). Nothing where it is not known of how many.
pub fn progress_bar(done: usize, all: usize, cells: usize, ascii: bool) -> String {
    let Some(full) = (done.min(all) * cells).checked_div(all) else { return String::new() };
    let (is_done, rest) = if ascii { ("#", ".") } else { ("█", "░") };
    is_done.repeat(full) + &rest.repeat(cells - full)
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

    #[test]
    fn a_bar_is_full_when_all_is_done() {
        let bar = |done, all| progress_bar(done, all, 4, true);
        assert_eq!(
            [bar(0, 8), bar(3, 8), bar(4, 8), bar(8, 8), bar(9, 8), bar(1, 0)],
            ["....", "#...", "##..", "####", "####", ""]
        );
        assert_eq!(progress_bar(1, 2, 4, false), "██░░");
    }
}
