//! Aligned columns, cut to the terminal's width on a terminal and never elsewhere.

use super::fail::Fail;
use super::out::Out;
use crate::text::{cut, width};

/// The widest that a column is made to line the next one up; longer cells just push it on.
const WIDEST: usize = 60;
/// The narrowest that a column is cut to.
const NARROWEST: usize = 6;

/// Prints `rows` under `head`.
pub(super) fn print(out: &mut Out, head: &[&str], rows: &[Vec<String>]) -> Result<(), Fail> {
    one_by_one(out, head, rows.iter().cloned())
}

/// Prints rows that are made twice, once to see how wide they are: of so many that keeping them would take much memory.
pub(super) fn one_by_one(
    out: &mut Out,
    head: &[&str],
    rows: impl Iterator<Item = Vec<String>> + Clone,
) -> Result<(), Fail> {
    let safe = |row: Vec<String>, out: &Out| row.iter().map(|cell| out.safe(cell)).collect::<Vec<_>>();
    let all = rows.clone().map(|row| safe(row, out));
    let widths = widths(head, all, out.width());
    // What is printed as it is, is printed whole.
    let cut = out.width().is_some() && !out.is_raw();
    let first: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    out.heading(&aligned(&first, &widths, cut))?;
    for row in rows {
        let line = aligned(&safe(row, out), &widths, cut);
        // Every cell is safe already.
        out.text(&line).and_then(|()| out.text("\n"))?;
    }
    Ok(())
}

/// Prints rows under several headings, all in the same columns; `names` says what the columns are.
pub(super) fn grouped(
    out: &mut Out,
    names: &[&str],
    groups: &[(&str, Vec<Vec<String>>)],
) -> Result<(), Fail> {
    let safe = |row: &Vec<String>| -> Vec<String> { row.iter().map(|cell| out.safe(cell)).collect() };
    let all: Vec<Vec<String>> = groups.iter().flat_map(|(_, rows)| rows.iter().map(safe)).collect();
    // The names are not printed, so they do not make a column wider.
    let widths = widths(&vec![""; names.len()], all.iter().cloned(), None);
    let widths = match out.width() {
        Some(terminal) => narrowed(names, widths, terminal),
        None => widths,
    };
    let cut = out.width().is_some() && !out.is_raw();
    let mut rows = all.iter();
    for (at, (title, group)) in groups.iter().enumerate() {
        if at > 0 {
            out.line("")?;
        }
        out.heading(title)?;
        for row in rows.by_ref().take(group.len()) {
            let line = aligned(row, &widths, cut);
            out.text(&line).and_then(|()| out.text("\n"))?;
        }
    }
    Ok(())
}

/// How wide each column is: as its widest cell; on a terminal the widest columns give way until a line fits.
///
/// A few columns and a few hundred cells, so one cell at a time is quick enough.
fn widths(head: &[&str], rows: impl Iterator<Item = Vec<String>>, terminal: Option<usize>) -> Vec<usize> {
    let mut widths: Vec<usize> = head.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (column, cell) in widths.iter_mut().zip(&row) {
            *column = (*column).max(width(cell));
        }
    }
    let Some(terminal) = terminal else {
        return widths.into_iter().map(|column| column.min(WIDEST)).collect();
    };
    for column in &mut widths {
        *column = (*column).min(terminal);
    }
    narrowed(head, widths, terminal)
}

/// The widest columns give way until a line fits a terminal.
fn narrowed(head: &[&str], mut widths: Vec<usize>, terminal: usize) -> Vec<usize> {
    let gaps = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > terminal {
        // Half an id is of no use, so ids give way last.
        let firm = |(name, width): &(&&str, &mut usize)| (**name != "id" && **width > NARROWEST, **width);
        let Some((_, widest)) = head.iter().zip(&mut widths).max_by_key(firm) else { break };
        if *widest <= NARROWEST {
            break;
        }
        *widest -= 1;
    }
    widths
}

fn aligned(cells: &[String], widths: &[usize], cut_them: bool) -> String {
    let mut line = String::new();
    for (at, (cell, &column)) in cells.iter().zip(widths).enumerate() {
        if at > 0 {
            line.push_str("  ");
        }
        let cell = if cut_them { cut(cell, column).to_string() } else { cell.clone() };
        let pad = column.saturating_sub(width(&cell));
        line.push_str(&cell);
        line.push_str(&" ".repeat(pad));
    }
    line.truncate(line.trim_end().len());
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way_to_the_terminal() {
        let rows = vec![vec!["Ana".to_owned(), "x".repeat(100), "k3f9".to_owned()]];
        assert_eq!(widths(&["name", "text", "id"], rows.clone().into_iter(), None), [4, 60, 4]);
        assert_eq!(widths(&["name", "text", "id"], rows.clone().into_iter(), Some(40)), [4, 28, 4]);
        assert_eq!(
            widths(&["name", "text", "id"], rows.clone().into_iter(), Some(3)),
            [3, 3, 3],
            "too narrow for all: wrapped"
        );
        let ids = vec![vec!["Ana".to_owned(), "ana-ruiz-and-more-k3f9".to_owned()]];
        assert_eq!(
            widths(&["text", "id"], ids.clone().into_iter(), Some(26)),
            [4, 20],
            "the id gives way last, but it does"
        );
        let both = vec![vec!["x".repeat(30), "ana-ruiz-k3f9".to_owned()]];
        assert_eq!(widths(&["text", "id"], both.clone().into_iter(), Some(25)), [10, 13]);
    }
}
