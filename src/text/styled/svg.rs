//! A drawn screen as an SVG picture: words on a grid of cells, box lines as paths, backgrounds as rectangles.

mod paper;
mod shapes;

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

pub use paper::Paper;

use super::{rows, width_of};
use shapes::{Line, block, box_line};

type Pair = (f32, f32);

/// The size of a cell, the text's base line in it, and the margin round the screen, in pixels at 100 %.
const CELL: (f32, f32) = (9.0, 20.0);
const BASE: f32 = 15.0;
const MARGIN: f32 = 12.0;
/// No font of emoji is named: some readers would take its digits.
const FONT: &str = "'JetBrains Mono','DejaVu Sans Mono','Noto Sans Mono CJK JP',monospace";

/// A buffer as an SVG, with the cursor (column, row) as a bar where given.
///
/// The sixteen ANSI colours get a palette that keeps a contrast of at least 4.5 to 1 with the paper, black and white
/// aside; 256-colour indexes and RGB are as they are.
pub fn svg(buffer: &Buffer, cursor: Option<(u16, u16)>, paper: Paper) -> String {
    let (width, height) = (
        f32::from(buffer.area.width) * CELL.0 + 2.0 * MARGIN,
        f32::from(buffer.area.height) * CELL.1 + 2.0 * MARGIN,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"{FONT}\" font-size=\"15\" style=\"font-variant-ligatures:none\" fill=\"{}\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n",
        paper.ink(),
        paper.behind()
    );
    let mut picture = Picture::default();
    for (y, row) in (0_u16..).zip(rows(buffer)) {
        picture.words.rest();
        for (x, cell) in &row {
            picture.cell(place(*x, y), cell, paper);
        }
    }
    picture.write(&mut out);
    if let Some((x, y)) = cursor {
        let (x, y) = place(x, y);
        Fill { at: (x, y + 1.0), size: (2.0, CELL.1 - 2.0), look: String::new() }.write(&mut out);
    }
    out.push_str("</svg>\n");
    out
}

fn place(x: u16, y: u16) -> Pair {
    (MARGIN + f32::from(x) * CELL.0, MARGIN + f32::from(y) * CELL.1)
}

/// Writing to a `String` cannot fail.
fn put(out: &mut String, parts: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(parts);
    debug_assert!(written.is_ok(), "writing to a string");
}

/// What is on a picture, from the back to the front: a letter may reach into the next cell.
#[derive(Default)]
struct Picture {
    behind: Vec<Fill>,
    blocks: Vec<Fill>,
    strokes: Vec<Strokes>,
    words: Words,
}

/// A filled rectangle and how it looks, as attributes.
struct Fill {
    at: Pair,
    size: Pair,
    look: String,
}

/// All lines of one look.
struct Strokes {
    look: String,
    /// Where each begins, and how far it goes to the right or down.
    across: Vec<(Pair, f32)>,
    down: Vec<(Pair, f32)>,
    /// Corners and curves, as path data.
    others: String,
}

/// Letters of one look that stand side by side are one element, stretched to the width of their cells, so that no font
/// can shift them against the grid. What a font may lack stands alone.
#[derive(Default)]
struct Words {
    done: Vec<Run>,
    /// Whether the last run may go on, and whether a blank stands between it and the next cell.
    open: bool,
    blank: bool,
}

struct Run {
    at: Pair,
    width: f32,
    look: String,
    text: String,
}

impl Picture {
    fn cell(&mut self, at: Pair, cell: &Cell, paper: Paper) {
        let (ink, behind) = inks(cell, paper);
        let has = |modifier| cell.modifier.contains(modifier);
        let width = f32::from(width_of(cell)) * CELL.0;
        let dim = if has(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
        if let Some(fill) = behind {
            // A hair taller, so that no seam shows between neighbours when scaled.
            fill_in(&mut self.behind, at, (width, CELL.1 + 0.3), format!(" fill=\"{fill}\""));
        }
        if has(Modifier::UNDERLINED) {
            let ink = paper.color(cell.underline_color).unwrap_or_else(|| ink.clone());
            self.strokes(format!(" stroke=\"{ink}\"{dim}")).across((at.0, at.1 + BASE + 2.5), width);
        }
        if has(Modifier::CROSSED_OUT) {
            self.strokes(format!(" stroke=\"{ink}\"{dim}")).across((at.0, at.1 + BASE - 5.0), width);
        }
        let fill = if ink == paper.ink() { String::new() } else { format!(" fill=\"{ink}\"") };
        let symbol = cell.symbol();
        if has(Modifier::HIDDEN) || symbol.contains(char::is_control) {
            self.words.rest();
        } else if let Some(line) = box_line(symbol) {
            self.words.rest();
            let thick = if has(Modifier::BOLD) { 2.0 } else { 1.2 };
            let strokes = self.strokes(format!(" stroke=\"{ink}\" stroke-width=\"{thick}\"{dim}"));
            strokes.line(at, line);
        } else if let Some((from, size, shade)) = block(symbol) {
            self.words.rest();
            let at = (at.0 + from.0 * CELL.0, at.1 + from.1 * CELL.1);
            let shade = if shade < 1.0 { format!(" fill-opacity=\"{shade}\"") } else { String::new() };
            let size = (size.0 * CELL.0, size.1 * CELL.1);
            fill_in(&mut self.blocks, at, size, format!("{fill}{shade}{dim}"));
        } else {
            let bold = if has(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
            let italic = if has(Modifier::ITALIC) { " font-style=\"italic\"" } else { "" };
            self.words.add(at, width, symbol, format!("{fill}{bold}{italic}{dim}"));
        }
    }

    fn strokes(&mut self, look: String) -> &mut Strokes {
        let at = self.strokes.iter().position(|strokes| strokes.look == look).unwrap_or(self.strokes.len());
        if at == self.strokes.len() {
            self.strokes.push(Strokes { look, across: Vec::new(), down: Vec::new(), others: String::new() });
        }
        #[expect(clippy::indexing_slicing, reason = "found, or pushed just now")]
        &mut self.strokes[at]
    }

    fn write(&self, out: &mut String) {
        self.behind.iter().chain(&self.blocks).for_each(|fill| fill.write(out));
        self.strokes.iter().for_each(|strokes| strokes.write(out));
        self.words.done.iter().for_each(|run| run.write(out));
    }
}

/// Adds a rectangle, or makes the last one longer when it goes on.
fn fill_in(fills: &mut Vec<Fill>, at: Pair, size: Pair, look: String) {
    match fills.last_mut() {
        Some(last)
            if last.look == look
                && (last.at.1, last.size.1) == (at.1, size.1)
                && same(last.at.0 + last.size.0, at.0) =>
        {
            last.size.0 += size.0;
        }
        _ => fills.push(Fill { at, size, look }),
    }
}

/// Sums of halves and eighths are exact, but need not be written as such.
fn same(one: f32, other: f32) -> bool {
    (one - other).abs() < 0.01
}

impl Fill {
    fn write(&self, out: &mut String) {
        let ((x, y), (width, height), look) = (self.at, self.size, &self.look);
        put(out, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"{look}/>\n"));
    }
}

impl Strokes {
    fn across(&mut self, at: Pair, length: f32) {
        let goes_on = |((x, y), so_far): &&mut (Pair, f32)| same(x + *so_far, at.0) && same(*y, at.1);
        match self.across.last_mut().filter(goes_on) {
            Some((_, so_far)) => *so_far += length,
            None => self.across.push((at, length)),
        }
    }

    fn down(&mut self, at: Pair, length: f32) {
        let goes_on = |((x, y), so_far): &&mut (Pair, f32)| same(*x, at.0) && same(y + *so_far, at.1);
        match self.down.iter_mut().find(goes_on) {
            Some((_, so_far)) => *so_far += length,
            None => self.down.push((at, length)),
        }
    }

    fn line(&mut self, (x, y): Pair, line: Line) {
        match line {
            Line::Across => self.across((x, y + CELL.1 / 2.0), CELL.0),
            Line::Down => self.down((x + CELL.0 / 2.0, y), CELL.1),
            Line::Path(parts) => {
                for ((from_x, from_y), rest) in parts {
                    put(&mut self.others, format_args!("M{} {}{rest}", x + from_x, y + from_y));
                }
            }
        }
    }

    fn write(&self, out: &mut String) {
        out.push_str("<path d=\"");
        for ((x, y), length) in &self.across {
            put(out, format_args!("M{x} {y}h{length}"));
        }
        for ((x, y), length) in &self.down {
            put(out, format_args!("M{x} {y}v{length}"));
        }
        put(out, format_args!("{}\" fill=\"none\"{}/>\n", self.others, self.look));
    }
}

impl Words {
    /// Nothing joins the last run any more.
    fn rest(&mut self) {
        (self.open, self.blank) = (false, false);
    }

    fn add(&mut self, at: Pair, width: f32, symbol: &str, look: String) {
        if symbol.trim().is_empty() {
            // A second blank would be swallowed by whoever reads the SVG.
            self.open &= !self.blank;
            self.blank = true;
            return;
        }
        let joins = is_common(symbol);
        match self.done.last_mut() {
            Some(last) if self.open && joins && last.look == look => {
                if self.blank {
                    last.text.push(' ');
                }
                last.text.push_str(symbol);
                last.width = at.0 + width - last.at.0;
            }
            _ => self.done.push(Run { at, width, look, text: symbol.to_owned() }),
        }
        (self.open, self.blank) = (joins, false);
    }
}

/// A letter that every font for terminals has, one cell wide.
fn is_common(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let one = chars.next().filter(|_| chars.as_str().is_empty());
    one.is_some_and(
        |ch| matches!(ch, '!'..='~' | '\u{a1}'..='\u{24f}' | '–' | '—' | '‘' | '’' | '“' | '”' | '…'),
    )
}

impl Run {
    fn write(&self, out: &mut String) {
        let (x, y) = (self.at.0, self.at.1 + BASE);
        put(out, format_args!("<text x=\"{x}\" y=\"{y}\"{}", self.look));
        if self.width > 2.0 * CELL.0 {
            put(out, format_args!(" textLength=\"{}\"", self.width));
        }
        out.push('>');
        for ch in self.text.chars() {
            match ch {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                _ => out.push(ch),
            }
        }
        out.push_str("</text>\n");
    }
}

/// Ink and paper of one cell, turned round where reversed.
fn inks(cell: &Cell, paper: Paper) -> (String, Option<String>) {
    let ink = paper.color(cell.fg).unwrap_or_else(|| paper.ink());
    let behind = paper.color(cell.bg);
    if cell.modifier.contains(Modifier::REVERSED) {
        (behind.unwrap_or_else(|| paper.behind()), Some(ink))
    } else {
        (ink, behind)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};
    use ratatui::widgets::{Block, BorderType, Widget as _};

    use super::*;

    fn sample() -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 48, 9));
        Block::bordered()
            .border_type(BorderType::Rounded)
            .title(" People ")
            .render(Rect::new(0, 0, 24, 9), &mut buffer);
        Block::bordered().border_type(BorderType::Plain).render(Rect::new(24, 0, 24, 9), &mut buffer);
        buffer.set_string(1, 1, "> Ana Ruiz            ", Style::new().reversed());
        buffer.set_string(3, 2, "日本 太郎", Style::new().bold());
        buffer.set_string(3, 3, "a <b> & \"c\"", Style::new().underlined());
        buffer.set_string(3, 4, "dim and crossed", Style::new().dim().crossed_out());
        buffer.set_string(3, 5, "👩\u{200d}👧 e\u{301} 🇩🇪 x", Style::new());
        buffer.set_string(3, 6, "▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐▀░▒▓", Style::new().cyan());
        for index in 0..16_u16 {
            let color = Color::Indexed(u8::try_from(index).unwrap());
            buffer.set_string(26 + index, 1, "M", Style::new().fg(color));
            buffer.set_string(26 + index, 2, " ", Style::new().bg(color));
            buffer.set_string(26 + index, 3, "M", Style::new().fg(color).bold());
        }
        buffer
    }

    #[test]
    fn markup_is_escaped_and_lines_are_paths() {
        let picture = svg(&sample(), Some((5, 2)), Paper::Dark);
        assert!(picture.contains("&lt;") && picture.contains("&amp;") && !picture.contains(">─<"));
        assert!(picture.contains("M21 22q-4.5 0-4.5 4.5v5.5"), "a rounded corner");
        assert_eq!(picture.matches("<text").count(), picture.matches("</text>").count());
        assert!(picture.ends_with("</svg>\n"));
    }

    #[test]
    fn reversed_cells_swap_ink_and_paper() {
        let mut reversed = Buffer::empty(Rect::new(0, 0, 1, 1));
        reversed.set_string(0, 0, "x", Style::new().red().reversed());
        let picture = svg(&reversed, None, Paper::Light);
        assert!(
            picture.contains("height=\"20.3\" fill=\"#c02630\"") && picture.contains("fill=\"#ffffff\">x")
        );
    }

    #[test]
    fn neighbours_of_one_look_are_one_element() {
        #[track_caller]
        fn check(text: &str, style: Style, expect: &[&str]) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
            buffer.set_string(0, 0, text, style);
            let picture = svg(&buffer, None, Paper::Dark);
            let drawn: Vec<&str> = picture.lines().skip(2).filter(|line| *line != "</svg>").collect();
            assert_eq!(drawn, expect);
        }
        check("one two", Style::new(), &["<text x=\"12\" y=\"27\" textLength=\"63\">one two</text>"]);
        check(
            "a  b",
            Style::new(),
            &["<text x=\"12\" y=\"27\">a</text>", "<text x=\"39\" y=\"27\">b</text>"],
        );
        check(
            "日本é",
            Style::new(),
            &[
                "<text x=\"12\" y=\"27\">日</text>",
                "<text x=\"30\" y=\"27\">本</text>",
                "<text x=\"48\" y=\"27\">é</text>",
            ],
        );
        check(
            "───",
            Style::new(),
            &["<path d=\"M12 22h27\" fill=\"none\" stroke=\"#e4e6eb\" stroke-width=\"1.2\"/>"],
        );
        check(
            "██░",
            Style::new(),
            &[
                "<rect x=\"12\" y=\"12\" width=\"18\" height=\"20\"/>",
                "<rect x=\"30\" y=\"12\" width=\"9\" height=\"20\" fill-opacity=\"0.25\"/>",
            ],
        );
    }
}
