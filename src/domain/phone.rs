//! Telephone numbers as they are compared: what is written differently and dials the same is the same.

/// Numbers of fewer digits are extensions of a house, and say nothing alone.
const SHORTEST: usize = 7;
/// No country's prefix has more digits (E.164).
const PREFIX: usize = 3;

/// A telephone number by its digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// With the country's prefix when it is `abroad`, else without the zeros that only stand before it at home.
    digits: String,
    /// Whether it says its country.
    abroad: bool,
}

impl Phone {
    /// `None` for what is too short to be one's own, or one digit over and over.
    pub fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix("tel:").unwrap_or(text);
        let plus = text.split(|ch: char| ch.is_ascii_digit()).next().is_some_and(|head| head.contains('+'));
        // "+49 (0)30": the zero is for callers at home.
        let text = text.replace("(0)", "");
        // An extension is part of a number, but seldom of both that are compared.
        let number = text.trim_start_matches(|ch: char| !ch.is_ascii_digit());
        let end = number.find(['x', 'X', ';', ',', '#', 'e', 'E']).unwrap_or(number.len());
        let digits: String = number
            .get(..end)
            .unwrap_or_default()
            .chars()
            .filter_map(|ch| ch.to_digit(10).and_then(|digit| char::from_digit(digit, 10)))
            .collect();
        let (digits, abroad) = match (plus, digits.strip_prefix("00")) {
            (true, _) => (digits, true),
            (false, Some(rest)) => (rest.to_owned(), true),
            (false, None) => (at_home(&digits).to_owned(), false),
        };
        let mut each = digits.chars();
        let first = each.next()?;
        (digits.len() >= SHORTEST && each.any(|digit| digit != first)).then_some(Self { digits, abroad })
    }

    /// What the same number shares with it however it is written.
    pub fn tail(&self) -> &str {
        self.digits.get(self.digits.len().saturating_sub(SHORTEST)..).unwrap_or_default()
    }

    /// Whether both are one number: to the digit where both say their country, else but for that prefix.
    pub fn is(&self, other: &Self) -> bool {
        if self.abroad == other.abroad {
            return self.digits == other.digits;
        }
        let (long, short) = if self.abroad { (self, other) } else { (other, self) };
        long.digits.strip_suffix(short.digits.as_str()).is_some_and(|prefix| prefix.len() <= PREFIX)
    }

    /// Whether it says its country, which is the better way to write it down.
    pub fn says_country(&self) -> bool {
        self.abroad
    }
}

/// Whether two texts are one number, and neither says anything else: an extension or a word beside it is its own.
pub fn same_number(one: &str, other: &str) -> bool {
    let number = |text: &str| Phone::of(text).filter(|_| plain(text));
    number(one).zip(number(other)).is_some_and(|(one, other)| one.is(&other))
}

/// How a number is written, but for what spreadsheets and phones put in and take out: blanks, signs, a `+` and zeros at its
/// start. Another country, an extension or a word is another way to write it.
pub fn written(phone: &str) -> String {
    let mut all = phone.chars().filter(|ch| ch.is_alphanumeric()).skip_while(|ch| *ch == '0');
    let mut out = String::with_capacity(phone.len());
    out.extend(&mut all);
    out.make_ascii_lowercase();
    out
}

/// Whether a text is nothing but digits and the signs between them.
fn plain(phone: &str) -> bool {
    phone.chars().all(|ch| {
        ch.is_ascii_digit() || ch.is_whitespace() || matches!(ch, '+' | '-' | '(' | ')' | '.' | '/')
    })
}

/// A number as dialled within its country, without the digits that lead out of the town: `0`, and `1` or `8` before ten more
/// digits, as in North America and Russia.
fn at_home(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    match bare.strip_prefix(['1', '8']) {
        Some(rest) if rest.len() == 10 && bare.len() == digits.len() => rest,
        _ => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_by_their_digits() {
        #[track_caller]
        fn check(one: &str, other: &str, same: bool) {
            let found = Phone::of(one).zip(Phone::of(other)).is_some_and(|(one, other)| {
                assert!(!one.is(&other) || one.tail() == other.tail(), "one block for both");
                assert_eq!(one.is(&other), other.is(&one));
                one.is(&other)
            });
            assert_eq!(found, same, "{one} {other}");
        }
        check("+44 20 7946 0018", "0044-20-7946-0018", true);
        check("+44 (0)20 7946 0018", "020 7946 0018", true);
        check("+1 (555) 010-1234", "555.010.1234", true);
        check("1-555-010-1234", "+15550101234", true);
        check("1-555-010-1234", "555 010 1234", true);
        check("8 495 123-45-67", "+7 495 123 45 67", true);
        check("+49 30 1234567", "+43 30 1234567", false);
        check("030 1234567", "040 1234567", false);
        check("030 1234567 ext. 5", "030 1234567", true);
        check("tel:+34600123456", "600 12 34 56", true);
        check("12345", "12345", false);
        check("0000000000", "0000000000", false);
        check("", "", false);
        check("ask Tom", "ask Tom", false);
        check("Mobile: +44 20 7946 0018", "020 7946 0018", true);
    }

    #[test]
    fn ways_to_write_a_number() {
        #[track_caller]
        fn check(one: &str, other: &str, same: bool) {
            assert_eq!(written(one) == written(other), same, "{one} {other}");
        }
        check("+44 20 7946-0018", "442079460018", true);
        check("(030) 123 45 67", "30/1234567", true);
        check("0112", "112", true);
        check("Ask Tom", "ask tom", true);
        check("030 1234567", "+49 30 1234567", false);
        check("030 1234567 ext. 5", "030 1234567", false);
    }

    #[test]
    fn a_number_with_an_extension_is_one_of_its_own() {
        assert!(same_number("+44 20 7946 0018", "020 7946 0018"));
        assert!(!same_number("+44 20 7946 0018", "020 7946 0018 ext. 5"));
        assert!(!same_number("ask Tom", "ask Tom"));
    }
}
