//! Names for operations that sort by time even when the clock goes back.

use std::hash::{BuildHasher, RandomState};

/// Crockford's base 32, whose letters sort as the numbers do.
const BASE32: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LEN: usize = 26;

/// A ULID (github.com/ulid/spec): 48 bits of milliseconds since 1970 and 80 random ones, 26 letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ulid(u128);

impl Ulid {
    /// A new one, greater than `last` whatever the clock says.
    pub(super) fn after(last: Option<Self>, milliseconds: i64) -> Self {
        let time = u128::from(milliseconds.unsigned_abs()) & ((1 << 48) - 1);
        // The standard library's hash keys are seeded by the system; nothing else here needs chance.
        let [high, low] =
            [RandomState::new(), RandomState::new()].map(|state| u128::from(state.hash_one(time)));
        let random = ((high << 64) | low) & ((1 << 80) - 1);
        let new = Self((time << 80) | random);
        match last {
            Some(last) if last >= new => Self(last.0.saturating_add(1)),
            _ => new,
        }
    }

    /// Reads the 26 letters.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() != LEN {
            return None;
        }
        let digit = |byte: u8| BASE32.iter().position(|letter| *letter == byte);
        let add = |sum: u128, byte: u8| Some((sum.checked_mul(32)?) | (digit(byte)? as u128));
        text.bytes().try_fold(0, add).map(Self)
    }

    /// Milliseconds since 1970.
    pub(super) fn milliseconds(self) -> i64 {
        i64::try_from(self.0 >> 80).unwrap_or(i64::MAX)
    }
}

impl std::fmt::Display for Ulid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (0..LEN).rev().try_for_each(|place| {
            let letter = BASE32.get(((self.0 >> (place * 5)) & 31) as usize).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(letter))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_sort_by_time_and_never_go_back() {
        let first = Ulid::after(None, 1_000);
        let second = Ulid::after(Some(first), 900);
        assert!(second > first);
        assert!(second.to_string() > first.to_string());
        assert_eq!(Ulid::parse(&second.to_string()), Some(second));
        assert_eq!(Ulid::after(Some(second), 5_000).milliseconds(), 5_000);
    }

    #[test]
    fn other_texts_are_none() {
        for bad in ["", "01", "ZZZZZZZZZZZZZZZZZZZZZZZZZZ", "01ARZ3NDEKTSV4RRFFQ69G5FAU", "é"] {
            assert_eq!(Ulid::parse(bad), None, "{bad}");
        }
    }
}
