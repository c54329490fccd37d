//! Box lines and block characters as shapes in their cell, so that no font leaves gaps between them.

use super::Pair;

/// The strokes of a box character.
#[derive(Clone, Copy)]
pub(super) enum Line {
    Across,
    Down,
    /// Each from a place in the cell on, as path data.
    Path(&'static [(Pair, &'static str)]),
}

/// The strokes of a light, heavy or rounded box character, in a cell of 9 by 20 with its middle at 4.5, 10.
pub(super) fn box_line(symbol: &str) -> Option<Line> {
    Some(Line::Path(match symbol {
        "─" | "━" => return Some(Line::Across),
        "│" | "┃" => return Some(Line::Down),
        "┌" | "┏" => &[((9.0, 10.0), "h-4.5v10")],
        "┐" | "┓" => &[((0.0, 10.0), "h4.5v10")],
        "└" | "┗" => &[((9.0, 10.0), "h-4.5v-10")],
        "┘" | "┛" => &[((0.0, 10.0), "h4.5v-10")],
        "╭" => &[((9.0, 10.0), "q-4.5 0-4.5 4.5v5.5")],
        "╮" => &[((0.0, 10.0), "q4.5 0 4.5 4.5v5.5")],
        "╰" => &[((9.0, 10.0), "q-4.5 0-4.5-4.5v-5.5")],
        "╯" => &[((0.0, 10.0), "q4.5 0 4.5-4.5v-5.5")],
        "├" | "┣" => &[((4.5, 0.0), "v20"), ((4.5, 10.0), "h4.5")],
        "┤" | "┫" => &[((4.5, 0.0), "v20"), ((4.5, 10.0), "h-4.5")],
        "┬" | "┳" => &[((0.0, 10.0), "h9"), ((4.5, 10.0), "v10")],
        "┴" | "┻" => &[((0.0, 10.0), "h9"), ((4.5, 10.0), "v-10")],
        "┼" | "╋" => &[((0.0, 10.0), "h9"), ((4.5, 0.0), "v20")],
        "╴" => &[((0.0, 10.0), "h4.5")],
        "╵" => &[((4.5, 0.0), "v10")],
        "╶" => &[((4.5, 10.0), "h4.5")],
        "╷" => &[((4.5, 10.0), "v10")],
        "═" => &[((0.0, 8.5), "h9"), ((0.0, 11.5), "h9")],
        "║" => &[((3.0, 0.0), "v20"), ((6.0, 0.0), "v20")],
        _ => return None,
    }))
}

/// Where a block character begins in its cell, how much of it is filled, and how densely, all from 0 to 1.
pub(super) fn block(symbol: &str) -> Option<(Pair, Pair, f32)> {
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
