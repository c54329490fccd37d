//! A drawn screen as an SVG picture: a grid of cells, each placed on its own, with box lines drawn as paths.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::{rows, width_of};

/// The size of a cell, the text's base line in it, and the margin round the screen, in pixels at 100 %.
const CELL: (f32, f32) = (9.0, 20.0);
const BASE: f32 = 15.0;
const MARGIN: f32 = 12.0;
const FONT: &str = "'JetBrains Mono','DejaVu Sans Mono','Noto Sans Mono CJK JP','Noto Color Emoji',monospace";

/// The colours behind and on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Light text on dark, for pages in dark mode.
    Dark,
    /// Dark text on white.
    Light,
}

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
         font-family=\"{FONT}\" font-size=\"15\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n",
        paper.behind()
    );
    for (y, row) in (0_u16..).zip(rows(buffer)) {
        // All backgrounds first: a letter may reach into the next cell.
        for (x, cell) in &row {
            background(&mut out, place(*x, y), cell, paper);
        }
        for (x, cell) in &row {
            foreground(&mut out, place(*x, y), cell, paper);
        }
    }
    if let Some((x, y)) = cursor {
        let (x, y) = place(x, y);
        rect(&mut out, (x, y + 1.0), (2.0, CELL.1 - 2.0), &paper.ink());
    }
    out.push_str("</svg>\n");
    out
}

fn place(x: u16, y: u16) -> (f32, f32) {
    (MARGIN + f32::from(x) * CELL.0, MARGIN + f32::from(y) * CELL.1)
}

fn rect(out: &mut String, (x, y): (f32, f32), (width, height): (f32, f32), fill: &str) {
    put(
        out,
        format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>\n"),
    );
}

/// Writing to a `String` cannot fail.
fn put(out: &mut String, parts: std::fmt::Arguments<'_>) {
    let written = out.write_fmt(parts);
    debug_assert!(written.is_ok(), "writing to a string");
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

fn background(out: &mut String, (x, y): (f32, f32), cell: &Cell, paper: Paper) {
    if let (_, Some(fill)) = inks(cell, paper) {
        // A hair wider, so that no seam shows between neighbours when scaled.
        rect(out, (x, y), (f32::from(width_of(cell)) * CELL.0 + 0.3, CELL.1 + 0.3), &fill);
    }
}

fn foreground(out: &mut String, (x, y): (f32, f32), cell: &Cell, paper: Paper) {
    let (ink, _) = inks(cell, paper);
    let has = |modifier| cell.modifier.contains(modifier);
    let dim = if has(Modifier::DIM) { " opacity=\"0.6\"" } else { "" };
    let width = f32::from(width_of(cell)) * CELL.0;
    let mut line = |height: f32, ink: &str| {
        put(out, format_args!("<path d=\"M{x} {}h{width}\" stroke=\"{ink}\"{dim}/>\n", y + height));
    };
    if has(Modifier::UNDERLINED) {
        line(BASE + 2.5, &paper.color(cell.underline_color).unwrap_or_else(|| ink.clone()));
    }
    if has(Modifier::CROSSED_OUT) {
        line(BASE - 5.0, &ink);
    }
    let symbol = cell.symbol();
    if symbol.trim().is_empty() || symbol.contains(char::is_control) || has(Modifier::HIDDEN) {
        return;
    }
    if let Some(path) = box_path(symbol) {
        let thick = if has(Modifier::BOLD) { 2.0 } else { 1.2 };
        put(
            out,
            format_args!(
                "<path transform=\"translate({x} {y})\" d=\"{path}\" fill=\"none\" stroke=\"{ink}\" stroke-width=\"{thick}\"{dim}/>\n"
            ),
        );
        return;
    }
    if let Some((from, size, shade)) = block(symbol) {
        put(
            out,
            format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{ink}\" fill-opacity=\"{shade}\"{dim}/>\n",
                x + from.0 * CELL.0,
                y + from.1 * CELL.1,
                size.0 * CELL.0,
                size.1 * CELL.1,
            ),
        );
        return;
    }
    let bold = if has(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let italic = if has(Modifier::ITALIC) { " font-style=\"italic\"" } else { "" };
    put(out, format_args!("<text x=\"{x}\" y=\"{}\" fill=\"{ink}\"{bold}{italic}{dim}>", y + BASE));
    for c in symbol.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(c),
        }
    }
    out.push_str("</text>\n");
}

/// The strokes of a light, heavy or rounded box character, in a cell of 9 by 20 with its middle at 4.5, 10.
fn box_path(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "─" | "━" => "M0 10H9",
        "│" | "┃" => "M4.5 0V20",
        "┌" | "┏" => "M9 10H4.5V20",
        "┐" | "┓" => "M0 10H4.5V20",
        "└" | "┗" => "M9 10H4.5V0",
        "┘" | "┛" => "M0 10H4.5V0",
        "╭" => "M9 10Q4.5 10 4.5 14.5V20",
        "╮" => "M0 10Q4.5 10 4.5 14.5V20",
        "╰" => "M9 10Q4.5 10 4.5 5.5V0",
        "╯" => "M0 10Q4.5 10 4.5 5.5V0",
        "├" | "┣" => "M4.5 0V20M4.5 10H9",
        "┤" | "┫" => "M4.5 0V20M4.5 10H0",
        "┬" | "┳" => "M0 10H9M4.5 10V20",
        "┴" | "┻" => "M0 10H9M4.5 10V0",
        "┼" | "╋" => "M0 10H9M4.5 0V20",
        "╴" => "M0 10H4.5",
        "╵" => "M4.5 0V10",
        "╶" => "M4.5 10H9",
        "╷" => "M4.5 10V20",
        "═" => "M0 8.5H9M0 11.5H9",
        "║" => "M3 0V20M6 0V20",
        _ => return None,
    })
}

type Pair = (f32, f32);

/// Where a block character begins in its cell, how much of it is filled, and how densely, all from 0 to 1.
fn block(symbol: &str) -> Option<(Pair, Pair, f32)> {
    let mut chars = symbol.chars();
    let c = chars.next().filter(|_| chars.as_str().is_empty())?;
    // Eighths by the order of the code points; at most 8, so the conversion is exact.
    let eighths =
        |first: u32| u8::try_from(u32::from(c).saturating_sub(first)).map_or(1.0, |n| f32::from(n) / 8.0);
    Some(match c {
        '▀' => ((0.0, 0.0), (1.0, 0.5), 1.0),
        '▁'..='█' => ((0.0, 1.0 - eighths(0x2580)), (1.0, eighths(0x2580)), 1.0),
        '▉'..='▏' => ((0.0, 0.0), (1.0 - eighths(0x2588), 1.0), 1.0),
        '▐' => ((0.5, 0.0), (0.5, 1.0), 1.0),
        '░' => ((0.0, 0.0), (1.0, 1.0), 0.25),
        '▒' => ((0.0, 0.0), (1.0, 1.0), 0.5),
        '▓' => ((0.0, 0.0), (1.0, 1.0), 0.75),
        _ => return None,
    })
}

impl Paper {
    fn ink(self) -> String {
        hex(match self {
            Self::Dark => 0x00e4_e6eb,
            Self::Light => 0x0024_292f,
        })
    }

    fn behind(self) -> String {
        hex(match self {
            Self::Dark => 0x001b_1e26,
            Self::Light => 0x00ff_ffff,
        })
    }

    /// A colour as SVG has it; none for the terminal's own.
    fn color(self, color: Color) -> Option<String> {
        let index = match color {
            Color::Reset => return None,
            Color::Rgb(red, green, blue) => {
                return Some(format!("#{red:02x}{green:02x}{blue:02x}"));
            }
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
            Color::Indexed(index) => index,
        };
        Some(self.indexed(index))
    }

    /// The 256 colours of xterm: sixteen of our own, a cube with sides of six, a ramp of greys.
    fn indexed(self, index: u8) -> String {
        const DARK: [u32; 16] = [
            0x0031_3640,
            0x00f0_7178,
            0x008f_c983,
            0x00e5_c07b,
            0x006f_b3f2,
            0x00cd_95e6,
            0x0066_c7cf,
            0x00c0_c5ce,
            0x008a_93a3,
            0x00ff_8f95,
            0x00a9_dc9e,
            0x00f2_d499,
            0x008f_c6f8,
            0x00dd_b0f0,
            0x0086_dbe2,
            0x00ff_ffff,
        ];
        const LIGHT: [u32; 16] = [
            0x0024_292f,
            0x00c0_2630,
            0x001d_7430,
            0x0086_5d00,
            0x000b_5cc4,
            0x0085_3ab8,
            0x0012_7079,
            0x005d_656f,
            0x0068_707a,
            0x00a9_1d27,
            0x0017_6127,
            0x0073_5000,
            0x0009_4da5,
            0x0070_2f9c,
            0x000e_5d65,
            0x00ff_ffff,
        ];
        let own = match self {
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
        };
        if let Some(own) = own.get(usize::from(index)) {
            return hex(*own);
        }
        if index >= 232 {
            let grey = 8 + 10 * (index - 232);
            return format!("#{grey:02x}{grey:02x}{grey:02x}");
        }
        let side = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
        let at = index - 16;
        format!("#{:02x}{:02x}{:02x}", side(at / 36), side(at / 6 % 6), side(at % 6))
    }
}

fn hex(rgb: u32) -> String {
    format!("#{rgb:06x}")
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;
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
        assert!(picture.contains("M9 10Q4.5 10 4.5 14.5V20"));
        assert_eq!(picture.matches("<text").count(), picture.matches("</text>").count());
        assert!(picture.ends_with("</svg>\n"));
    }

    #[test]
    fn colours_are_those_of_the_paper() {
        #[track_caller]
        fn check(color: Color, expect: Option<&str>) {
            assert_eq!(Paper::Dark.color(color).as_deref(), expect);
        }
        check(Color::Reset, None);
        check(Color::Red, Some("#f07178"));
        check(Color::Indexed(1), Some("#f07178"));
        check(Color::White, Some("#ffffff"));
        check(Color::Rgb(1, 2, 255), Some("#0102ff"));
        check(Color::Indexed(16), Some("#000000"));
        check(Color::Indexed(208), Some("#ff8700"));
        check(Color::Indexed(255), Some("#eeeeee"));
        let mut reversed = Buffer::empty(Rect::new(0, 0, 1, 1));
        reversed.set_string(0, 0, "x", Style::new().red().reversed());
        let picture = svg(&reversed, None, Paper::Light);
        assert!(
            picture.contains("height=\"20.3\" fill=\"#c02630\"") && picture.contains("fill=\"#ffffff\">x")
        );
    }

    /// Relative luminance and contrast as in WCAG 2.2.
    #[test]
    fn every_ink_can_be_read() {
        fn luminance(hex: &str) -> f64 {
            let part = |at: usize| {
                let value = f64::from(u8::from_str_radix(hex.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
                if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
            };
            0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
        }
        for paper in [Paper::Dark, Paper::Light] {
            let behind = luminance(&paper.behind());
            let inks = (1..15).map(|index| paper.indexed(index)).chain([paper.ink()]);
            for ink in inks {
                let own = luminance(&ink);
                let contrast = (own.max(behind) + 0.05) / (own.min(behind) + 0.05);
                assert!(contrast >= 4.5, "{paper:?} {ink} {contrast}");
            }
        }
    }
}
