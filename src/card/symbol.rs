//! A QR code as dark and light modules, and how they become cells or a drawing.

use std::fmt::Write as _;

use qrcode::bits::{Bits, encode_auto};
use qrcode::{Color, EcLevel, QrCode, Version};

/// The modules along a side of the largest code, version 40.
pub(super) const LARGEST: usize = 177;

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    size: usize,
    dark: Vec<bool>,
}

impl Symbol {
    /// The smallest code of `text`, with as much error correction as that size has room for; `None` when it is too long for any.
    pub(super) fn of(text: &str) -> Option<Self> {
        let least = coded(text, EcLevel::L)?.version();
        let levels = [EcLevel::H, EcLevel::Q, EcLevel::M, EcLevel::L];
        let (level, bits) = levels
            .into_iter()
            .filter_map(|level| Some((level, coded(text, level)?)))
            .find(|(_, bits)| bits.version() == least)?;
        let code = QrCode::with_bits(bits, level).ok()?;
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Some(Self { size: code.width(), dark })
    }

    /// The modules along a side of the code of `text`, without its quiet zone.
    pub(super) fn size_of(text: &str) -> Option<usize> {
        coded(text, EcLevel::L).and_then(|bits| usize::try_from(bits.version().width()).ok())
    }

    /// The modules along a side, without a quiet zone.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The light modules around it in a square of `room`: as many as the standard wants where they fit, never fewer than cameras
    /// need.
    pub fn quiet_in(&self, room: usize) -> usize {
        (room.saturating_sub(self.size) / 2).clamp(super::LEAST_QUIET, super::QUIET)
    }

    /// Whether each module is dark, row by row, in a quiet zone of so many modules.
    pub fn rows(&self, quiet: usize) -> Vec<Vec<bool>> {
        let side = self.size + 2 * quiet;
        let is_dark = |x: usize, y: usize| {
            let (x, y) = (x.checked_sub(quiet)?, y.checked_sub(quiet)?);
            self.dark.get(y * self.size + x).filter(|_| x < self.size).copied()
        };
        (0..side).map(|y| (0..side).map(|x| is_dark(x, y).unwrap_or(false)).collect()).collect()
    }

    /// The rows two by two, as cells of a terminal show them: whether the upper half of each is dark, and the lower.
    pub fn halves(&self, quiet: usize) -> Vec<Vec<(bool, bool)>> {
        let rows = self.rows(quiet);
        let pairs = rows.chunks(2);
        let lower =
            |pair: &[Vec<bool>], x: usize| pair.get(1).and_then(|row| row.get(x)).copied().unwrap_or(false);
        pairs
            .map(|pair| {
                let upper = pair.first().into_iter().flatten().copied();
                upper.enumerate().map(|(x, upper)| (upper, lower(pair, x))).collect()
            })
            .collect()
    }

    /// The code as a drawing (SVG 1.1), black on white, for paper or a web page.
    pub fn svg(&self) -> String {
        let side = self.size + 2 * super::QUIET;
        let mut path = String::new();
        for (y, row) in self.rows(super::QUIET).iter().enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{x} {y}h{0}v1h-{0}z", run.len());
                }
                x += run.len();
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{0}\" height=\"{0}\" shape-rendering=\"crispEdges\">\n\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\n<path d=\"{path}\" fill=\"#000\"/>\n</svg>\n",
            side * 8
        )
    }
}

/// The bits of the smallest code of `text` at a level.
fn coded(text: &str, level: EcLevel) -> Option<Bits> {
    // Left to itself, the encoder takes some UTF-8 for Shift JIS and packs it as kanji, which no phone turns back.
    if text.is_ascii() {
        return encode_auto(text.as_bytes(), level).ok();
    }
    (1..=40).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_byte_data(text.as_bytes()).ok()?;
        bits.push_terminator(level).ok()?;
        Some(bits)
    })
}
