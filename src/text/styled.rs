//! A drawn screen as text with its styles, for tests that must see colour, and as a picture.

mod svg;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::Color;

pub use svg::{Paper, svg};

/// The rows of a buffer, then the runs of cells that have a style, such as
/// `3: 0-11 yellow bold; 14-20 reverse`: row, first and last column, colour, background after `on`, modifiers.
///
/// Blanks at the end of a row are left out, as the runs tell where a background reaches. Tests compare the whole, so
/// that a lost colour fails as a lost word does.
pub fn dump(buffer: &Buffer) -> String {
    let rows: Vec<Vec<(u16, &Cell)>> = rows(buffer).collect();
    let mut out = String::new();
    for row in &rows {
        let text: String = row.iter().map(|(_, cell)| cell.symbol()).collect();
        out.push_str(text.trim_end_matches(' '));
        out.push('\n');
    }
    for (y, row) in rows.iter().enumerate() {
        let runs: Vec<String> = runs(row)
            .filter(|(_, _, style)| !style.is_empty())
            .map(
                |(from, to, style)| {
                    if from == to { format!("{from} {style}") } else { format!("{from}-{to} {style}") }
                },
            )
            .collect();
        if !runs.is_empty() {
            out.extend([&y.to_string(), ": ", &runs.join("; "), "\n"]);
        }
    }
    out
}

/// The cells of each row with their columns from the left edge, without those hidden behind a wide one.
fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<(u16, &Cell)>> {
    let area = buffer.area;
    (area.top()..area.bottom()).map(move |y| {
        let mut cells = Vec::new();
        let mut x = area.left();
        while x < area.right() {
            let Some(cell) = buffer.cell((x, y)) else { break };
            cells.push((x - area.left(), cell));
            x = x.saturating_add(width_of(cell));
        }
        cells
    })
}

/// A cell that holds nothing (the rest of a wide one, drawn over) still takes its place.
fn width_of(cell: &Cell) -> u16 {
    if cell.symbol().contains(char::is_control) { 1 } else { cell.cell_width().max(1) }
}

/// Neighbours of one style: first column, last column, style in words.
fn runs(row: &[(u16, &Cell)]) -> impl Iterator<Item = (u16, u16, String)> {
    row.chunk_by(|(_, one), (_, other)| style(one) == style(other)).filter_map(|run| {
        let ((from, first), (to, last)) = (run.first()?, run.last()?);
        Some((*from, to + width_of(last) - 1, style(first)))
    })
}

fn style(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(color(cell.fg));
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", color(cell.bg)));
    }
    for (name, _) in cell.modifier.iter_names() {
        words.push(match name {
            "UNDERLINED" => "underline".to_owned(),
            "REVERSED" => "reverse".to_owned(),
            "CROSSED_OUT" => "crossed".to_owned(),
            _ => name.to_lowercase(),
        });
    }
    if cell.underline_color != Color::Reset {
        words.push(format!("line {}", color(cell.underline_color)));
    }
    words.join(" ")
}

fn color(color: Color) -> String {
    color.to_string().to_lowercase()
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    #[test]
    fn a_dump_tells_text_and_style() {
        let mut buffer = Buffer::empty(Rect::new(3, 1, 10, 4));
        buffer.set_string(3, 1, "Ana", Style::new().bold().yellow());
        buffer.set_string(7, 1, "日本", Style::new().reversed());
        buffer.set_string(3, 2, " ab", Style::new());
        buffer.set_string(3, 3, "x", Style::new().bg(Color::Indexed(7)).underlined().dim());
        buffer.set_style(Rect::new(3, 4, 10, 1), Style::new().bg(Color::Rgb(1, 2, 255)));
        assert_eq!(
            dump(&buffer),
            "Ana 日本\n ab\nx\n\n0: 0-2 yellow bold; 4-7 reverse\n2: 0 on 7 dim underline\n3: 0-9 on #0102ff\n"
        );
    }

    #[test]
    fn a_lost_style_is_seen() {
        let draw = |style: Style| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
            buffer.set_string(0, 0, "a", style);
            dump(&buffer)
        };
        let plain = draw(Style::new());
        assert_eq!(plain, "a\n");
        for style in [
            Style::new().bold(),
            Style::new().red(),
            Style::new().on_red(),
            Style::new().italic(),
            Style::new().reversed(),
        ] {
            assert_ne!(draw(style), plain, "{style:?}");
        }
        assert_eq!(dump(&Buffer::empty(Rect::new(0, 0, 0, 0))), "");
    }
}
