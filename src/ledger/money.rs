//! Sums of money as people write them: read, added up currency by currency, and written again.

use std::collections::BTreeMap;
use std::fmt;

/// Thousandths in one unit: no currency in use is divided finer.
const SCALE: i64 = 1000;
/// The most digits that are read before the decimal mark, so that sums of many amounts fit.
const DIGITS: usize = 12;

/// An amount of one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Money {
    /// Three capital letters where one is known by them, else as written; empty when none was written.
    pub currency: String,
    /// Thousandths of its unit.
    pub thousandths: i64,
}

impl Money {
    /// Reads `1200 EUR`, `£1,200`, `1.200,50 EUR`, `CHF 1'200.-`, `2.5k USD`.
    ///
    /// With both marks the last is the decimal one. A single mark before exactly three digits groups them (`1,200` is
    /// twelve hundred), except after a lone zero. `None` when it is anything else: an amount guessed is worse than none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let from = text.find(|ch: char| ch.is_ascii_digit())?;
        let to = text.rfind(|ch: char| ch.is_ascii_digit())? + 1;
        let (before, number, after) = (text.get(..from)?, text.get(from..to)?, text.get(to..)?);
        let thousandths = amount(number)?;
        // Swiss and German round amounts end in a dash: "1200.-", "1200,--".
        let after = after.strip_prefix(['.', ',']).map_or(after, |rest| rest.trim_start_matches(['-', '–']));
        let after = after.trim();
        let (times, after) = match after.strip_prefix(['k', 'K']) {
            Some(rest) if rest.chars().next().is_none_or(|ch| !ch.is_alphabetic()) => (1000, rest.trim()),
            _ => (1, after),
        };
        let currency = match (before.trim(), after) {
            (sign, "") | ("", sign) => currency(sign)?,
            _ => return None,
        };
        Some(Self { currency, thousandths: thousandths.checked_mul(times)? })
    }
}

/// The digits of an amount with their marks.
fn amount(text: &str) -> Option<i64> {
    let is_space = |ch: char| matches!(ch, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '_');
    let (last_dot, last_comma) = (text.rfind('.'), text.rfind(','));
    let decimal = match (last_dot, last_comma) {
        (Some(dot), Some(comma)) => Some(dot.max(comma)),
        (Some(at), None) | (None, Some(at)) => {
            let mark = if last_dot.is_some() { '.' } else { ',' };
            let lone = text.matches(mark).count() == 1;
            let digits = text.len() - at - 1;
            let zero = text.get(..at)? == "0";
            (lone && (digits != 3 || zero || text.contains(is_space))).then_some(at)
        }
        (None, None) => None,
    };
    let (whole, part) = match decimal {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, ""),
    };
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let groups: Vec<&str> = whole.split(|ch: char| is_space(ch) || ch == '.' || ch == ',').collect();
    let marks: Vec<char> = whole.chars().filter(|ch| !ch.is_ascii_digit()).collect();
    let one_mark = marks.windows(2).all(|pair| pair.first() == pair.last());
    let digits: String = groups.concat();
    let grouped = match groups.as_slice() {
        [_] => true,
        // Lakhs and crores are grouped by two: 1,20,000.
        [first, between @ .., last] => {
            (1..=3).contains(&first.len())
                && between.iter().all(|group| (2..=3).contains(&group.len()))
                && last.len() == 3
        }
        [] => false,
    };
    let right =
        one_mark && grouped && digits.len() <= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    let units: i64 = right.then(|| digits.parse().ok())??;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    units.checked_mul(SCALE)?.checked_add(part)
}

/// The currency that a sign or word means; signs that several countries use (`$`, `¥`, `kr`) stay as they are, so that
/// nothing is added up that may differ.
fn currency(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let word = lower.trim_end_matches('.');
    Some(match word {
        "€" | "euro" | "euros" => "EUR".into(),
        "£" | "pound" | "pounds" => "GBP".into(),
        "us$" => "USD".into(),
        "₹" => "INR".into(),
        "zł" => "PLN".into(),
        "fr" | "sfr" => "CHF".into(),
        "dollar" | "dollars" => "$".into(),
        "" | "$" | "¥" | "kr" => word.to_owned(),
        code if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic()) => code.to_uppercase(),
        // Other signs of money, and signs with a country before them: A$, R$, ₺.
        sign if sign.chars().count() <= 3 && sign.chars().any(|ch| "$₺₽₴₪₩₫₱₦฿¥".contains(ch)) => {
            text.to_uppercase()
        }
        _ => return None,
    })
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (units, part) = (self.thousandths / SCALE, self.thousandths % SCALE);
        write!(f, "{units}")?;
        if part != 0 && part % 10 == 0 {
            write!(f, ".{:02}", part / 10)?;
        } else if part != 0 {
            write!(f, ".{part:03}")?;
        }
        if self.currency.is_empty() { Ok(()) } else { write!(f, " {}", self.currency) }
    }
}

/// Sums, one for each currency; different currencies are never added together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Purse(BTreeMap<String, i64>);

impl Purse {
    /// Adds an amount to the sum of its currency.
    pub fn add(&mut self, money: &Money) {
        let sum = self.0.entry(money.currency.clone()).or_default();
        *sum = sum.saturating_add(money.thousandths);
    }

    /// Adds every sum of another purse.
    pub fn add_all(&mut self, other: &Self) {
        other.sums().for_each(|money| self.add(&money));
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sum of one currency, in thousandths.
    pub fn of(&self, currency: &str) -> i64 {
        self.0.get(currency).copied().unwrap_or_default()
    }

    /// Each sum, by currency.
    pub fn sums(&self) -> impl Iterator<Item = Money> {
        self.0.iter().map(|(currency, sum)| Money { currency: currency.clone(), thousandths: *sum })
    }
}

/// `1200 EUR and 300 GBP`
impl fmt::Display for Purse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = self.0.len().saturating_sub(1);
        for (at, money) in self.sums().enumerate() {
            let joint = match at {
                0 => "",
                at if at == last => " and ",
                _ => ", ",
            };
            write!(f, "{joint}{money}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let read = Money::parse(text).map_or_else(|| "-".into(), |money| money.to_string());
        assert_eq!(read, expect, "{text}");
    }

    #[test]
    fn amounts_as_people_write_them() {
        for (text, expect) in [
            ("1200 EUR", "1200 EUR"),
            ("EUR 1200", "1200 EUR"),
            ("eur1200", "1200 EUR"),
            ("1200EUR", "1200 EUR"),
            (" £1,200 ", "1200 GBP"),
            ("€1.200,50", "1200.50 EUR"),
            ("1.200,50 EUR", "1200.50 EUR"),
            ("1,200.50 USD", "1200.50 USD"),
            ("1.200.000 EUR", "1200000 EUR"),
            ("1,20,000 INR", "120000 INR"),
            ("₹1,20,000", "120000 INR"),
            ("CHF 1'200.-", "1200 CHF"),
            ("Fr. 80.50", "80.50 CHF"),
            ("1200,-- EUR", "1200 EUR"),
            ("1 200,50 €", "1200.50 EUR"),
            ("1\u{a0}200 PLN", "1200 PLN"),
            ("1\u{202f}200 zł", "1200 PLN"),
            ("0.500 KWD", "0.50 KWD"),
            ("1 200.125 KWD", "1200.125 KWD"),
            ("12.5 GBP", "12.50 GBP"),
            ("2.5k USD", "2500 USD"),
            ("12k", "12000"),
            ("300", "300"),
            ("40 euros", "40 EUR"),
            ("40 pounds", "40 GBP"),
            ("$50", "50 $"),
            ("A$50", "50 A$"),
            ("US$ 50", "50 USD"),
            ("500 kr", "500 kr"),
            ("500 kroner", "-"),
            ("0 EUR", "0 EUR"),
        ] {
            check(text, expect);
        }
    }

    #[test]
    fn what_is_no_amount_is_not_guessed() {
        for text in [
            "",
            "EUR",
            "a lot",
            "1200-1500 EUR",
            "1200 EUR a year",
            "EUR 1200 EUR",
            "-50 EUR",
            "1,2,3 EUR",
            "1.200.50 EUR",
            "1,200,50 EUR",
            "1.2345 EUR",
            "12,34,56 EUR",
            "1'200,300.400 EUR",
            "10 %",
            "3 loaves",
            "9999999999999 EUR",
            "١٢٠٠ EUR",
            "12:30",
            "1 2 3 EUR",
        ] {
            check(text, "-");
        }
    }

    #[test]
    fn currencies_are_never_added_together() {
        let mut purse = Purse::default();
        for text in ["1200 EUR", "€300.50", "20 GBP", "$5", "5 USD"] {
            purse.add(&Money::parse(text).unwrap());
        }
        assert_eq!(purse.to_string(), "5 $, 1500.50 EUR, 20 GBP and 5 USD");
        let mut twice = purse.clone();
        twice.add_all(&purse);
        assert_eq!((twice.of("EUR"), twice.of("CHF")), (3_001_000, 0));
        assert_eq!(Purse::default().to_string(), "");
    }
}
