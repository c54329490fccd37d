//! Companies as they are compared: what one is by law is no part of its name.

use unicode_normalization::char::is_combining_mark;

use super::fold::bare;

/// What companies are by law in many countries, and the little words between: folded, without dots, in order.
const IDLE: &[&str] = &[
    "ab",
    "ag",
    "and",
    "aps",
    "as",
    "asa",
    "bhd",
    "bt",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "cvba",
    "doo",
    "eg",
    "eireli",
    "eurl",
    "ev",
    "gbr",
    "gk",
    "gmbh",
    "inc",
    "incorporated",
    "ivs",
    "kft",
    "kg",
    "kgaa",
    "kk",
    "lda",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "nyrt",
    "ohg",
    "ou",
    "oy",
    "oyj",
    "plc",
    "private",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sapa",
    "sarl",
    "sas",
    "scop",
    "sdn",
    "se",
    "sia",
    "sl",
    "slu",
    "snc",
    "spa",
    "spj",
    "srl",
    "srls",
    "sro",
    "sti",
    "the",
    "uab",
    "ug",
    "und",
    "vof",
    "vos",
    "zoo",
    "zrt",
    "αε",
    "επε",
    "ικε",
    "еоод",
    "зао",
    "ип",
    "оао",
    "оод",
    "ооо",
    "пао",
    "тов",
];

/// Whether a folded word of a company's name says what it is by law, or nothing at all.
pub fn is_legal_form(word: &str) -> bool {
    IDLE.binary_search(&word).is_ok()
}

/// The company in lower case, without accents and signs, and without its form by law: "Beta", `BETA GmbH` and `Beta, G.m.b.H.`
/// are all "beta". What is nothing but such words stays whole.
pub fn company(text: &str) -> String {
    let core = words(text, false);
    if core.is_empty() { words(text, true) } else { core }
}

/// The words of a company, all of them or those that are no form by law.
fn words(text: &str, all: bool) -> String {
    let out = if text.is_ascii() {
        gathered(text.chars().map(|ch| ch.to_ascii_lowercase()), all)
    } else {
        gathered(bare(text), all)
    };
    // A company of nothing but signs still is one.
    if out.is_empty() && all { text.trim().to_owned() } else { out }
}

fn gathered(letters: impl Iterator<Item = char>, all: bool) -> String {
    let mut out = String::with_capacity(letters.size_hint().0 + 1);
    // Where the word at hand begins, and the last piece of it: "S.r.l." and "a/s" are written letter by letter.
    let (mut word, mut piece) = (0, 0);
    let (mut inside, mut spelt, mut dotted, mut dotted_before) = (false, false, false, false);
    // What stands between both is a word, which goes or gets a blank; says where the next one begins.
    let close = |out: &mut String, word: usize, end: usize| {
        let said = out.get(word..end).unwrap_or_default();
        if said.is_empty() || (!all && is_legal_form(said)) {
            out.drain(word..end);
            return word;
        }
        out.insert(end, ' ');
        end + 1
    };
    for ch in letters.chain([' ']) {
        if ch.is_alphanumeric() || is_combining_mark(ch) {
            if !inside {
                (inside, piece) = (true, out.len());
                dotted_before = std::mem::take(&mut dotted);
            }
            out.push(ch);
        } else if !matches!(ch, '\'' | '’' | '\u{200b}') {
            if std::mem::take(&mut inside) {
                let single = out.get(piece..).is_some_and(|piece| piece.chars().nth(1).is_none());
                if !(spelt && single && dotted_before) {
                    word = close(&mut out, word, piece);
                }
                spelt = single;
            }
            dotted |= matches!(ch, '.' | '/');
        }
    }
    let end = out.len();
    close(&mut out, word, end);
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(company_as_written: &str, expect: &str) {
        assert_eq!(company(company_as_written), expect, "{company_as_written}");
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(IDLE.is_sorted());
    }

    #[test]
    fn the_form_by_law_is_no_part_of_a_name() {
        for text in
            ["Beta", "BETA GmbH", "Beta, G.m.b.H.", "Beta GmbH & Co. KG", "The Beta Company", "beta ltd."]
        {
            check(text, "beta");
        }
        for (text, expect) in [
            ("Forno Nero S.r.l.", "forno nero"),
            ("Forno S.p.A.", "forno"),
            ("Bröd, AB", "brod"),
            ("Brød A/S", "brod"),
            ("Kaffe Oy", "kaffe"),
            ("A & B Web", "a b web"),
            ("株式会社能代", "株式会社能代"),
            ("Pekárna s.r.o.", "pekarna"),
            ("Patel & Co", "patel"),
            ("Patel and Sons", "patel sons"),
            ("O’Neil’s", "oneils"),
            ("ООО Ладья", "ладья"),
            ("3 M", "3 m"),
            ("Co", "co"),
            ("The Company", "the company"),
            ("A1 Web", "a1 web"),
            ("🚀", "🚀"),
            ("", ""),
        ] {
            check(text, expect);
        }
    }
}
