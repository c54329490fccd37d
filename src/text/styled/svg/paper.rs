//! The colours of a picture: paper, ink, the sixteen of a terminal and the 256 of xterm.

use ratatui::style::Color;

/// The colours behind and on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// Light text on dark, for pages in dark mode.
    Dark,
    /// Dark text on white.
    Light,
}

impl Paper {
    /// The ink of plain text.
    pub(super) fn ink(self) -> String {
        hex(match self {
            Self::Dark => 0x00e4_e6eb,
            Self::Light => 0x0024_292f,
        })
    }

    /// The paper itself.
    pub(super) fn behind(self) -> String {
        hex(match self {
            Self::Dark => 0x001b_1e26,
            Self::Light => 0x00ff_ffff,
        })
    }

    /// A colour as SVG has it; none for the terminal's own.
    pub(super) fn color(self, color: Color) -> Option<String> {
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
    use super::*;

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
