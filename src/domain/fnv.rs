//! FNV-1a with 64 bits (Fowler, Noll and Vo): a hash that is the same on every machine and in every version, for what is kept
//! in files.

/// What was added so far, as a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds bytes.
    pub fn add(&mut self, bytes: impl IntoIterator<Item = u8>) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Adds the words of a text, each with a blank behind it: how blanks stand in the text does not count.
    pub fn add_words(&mut self, text: &str) {
        text.split_whitespace().for_each(|word| self.add(word.bytes().chain([b' '])));
    }

    /// The hash.
    pub fn value(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_published() {
        for (text, expect) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            let mut hash = Fnv::default();
            hash.add(text.bytes());
            assert_eq!(hash.value(), expect, "{text}");
        }
    }

    #[test]
    fn blanks_do_not_count_and_words_do() {
        let of = |text: &str| {
            let mut hash = Fnv::default();
            hash.add_words(text);
            hash
        };
        assert_eq!(of(" Ana  Ruiz\n"), of("Ana Ruiz"));
        assert_ne!(of("Ana Ruiz"), of("AnaRuiz"));
    }
}
