//! Words of a name that are no name: forms of address, degrees, and what tells father and son apart. The one table of them.
//!
//! Words are asked for folded: in lower case, without accents and dots.

/// Where such a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before a name: "Mr".
    Before,
    /// Behind it: `PhD`.
    Behind,
    /// Before or behind: "Dr".
    Either,
    /// Behind it, and part of it: "Jr".
    Generation,
    /// Before it "Señor", behind it "Senior".
    Sr,
}

/// Left out: what is a given or a family name as often, such as Don, Mag, Ma and a lone M.
fn place(word: &str) -> Option<Place> {
    Some(match word {
        "mr" | "mrs" | "ms" | "mx" | "miss" | "sir" | "dame" | "madam" | "rev" | "reverend" | "prof"
        | "profa" | "professor" | "herr" | "hr" | "frau" | "fr" | "mme" | "mlle" | "madame" | "monsieur"
        | "docteur" | "sra" | "srta" | "dra" | "senor" | "senora" | "dott" | "dottssa" | "dottoressa"
        | "avv" | "dhr" | "mevr" | "drs" | "mgr" | "inz" | "dkfm" | "drmed" | "smt" => Place::Before,
        "phd" | "mba" | "emba" | "msc" | "bsc" | "md" | "esq" | "obe" | "mbe" | "cbe" | "llm" | "llb"
        | "mph" | "pmp" | "cpa" | "csc" => Place::Behind,
        "dr" | "ing" | "dipl" | "dipling" => Place::Either,
        "jr" | "junior" | "senior" | "ii" | "iii" | "iv" => Place::Generation,
        "sr" => Place::Sr,
        _ => return None,
    })
}

/// Whether a word may stand before a name and be no part of it.
pub fn is_form_of_address(word: &str) -> bool {
    matches!(place(word), Some(Place::Before | Place::Either | Place::Sr))
}

/// Whether a word may stand behind a name and tell nobody apart.
pub fn is_degree(word: &str) -> bool {
    matches!(place(word), Some(Place::Behind | Place::Either))
}

/// Whether a word behind a name tells father and son apart.
pub fn is_generation(word: &str) -> bool {
    matches!(place(word), Some(Place::Generation | Place::Sr))
}

/// Whether a word behind a name and a comma belongs to the name still: `King, Jr.`, `Ruiz, PhD`.
pub fn is_behind(word: &str) -> bool {
    matches!(place(word), Some(Place::Behind | Place::Generation | Place::Sr))
}

/// Whether a word is any of these.
pub fn is_title(word: &str) -> bool {
    place(word).is_some()
}

/// Whether the word at `at` of a name of `count` words tells nobody apart there: "Md" before a name is Mohammed, and a last
/// name may be Dame.
pub fn is_idle(word: &str, at: usize, count: usize) -> bool {
    at + 1 < count && is_form_of_address(word) || at > 0 && is_degree(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_titles_stand() {
        #[track_caller]
        fn check(words: &str, expect: [bool; 4]) {
            for word in words.split(' ') {
                let found = [is_form_of_address(word), is_degree(word), is_generation(word), is_behind(word)];
                assert_eq!(found, expect, "{word}");
                assert_eq!(is_title(word), expect.contains(&true), "{word}");
            }
        }
        check("mr mrs ms mx miss sir prof frau mme mlle sra dott rev", [true, false, false, false]);
        check("phd mba md esq obe", [false, true, false, true]);
        check("dr ing dipl", [true, true, false, false]);
        check("jr junior ii iii iv", [false, false, true, true]);
        check("sr", [true, false, true, true]);
        check("ana m don ma st mag king", [false, false, false, false]);
    }

    #[test]
    fn titles_in_a_name() {
        #[track_caller]
        fn check(name: &str, expect: &str) {
            let words: Vec<&str> = name.split(' ').collect();
            let left: Vec<&str> = words
                .iter()
                .enumerate()
                .filter(|(at, word)| !is_idle(word, *at, words.len()))
                .map(|(_, word)| *word)
                .collect();
            assert_eq!(left.join(" "), expect, "{name}");
        }
        check("prof dr anna muller", "anna muller");
        check("ruiz dr ana phd", "ruiz ana");
        check("md rahman", "md rahman");
        check("judi dame", "judi dame");
        check("tom berg jr", "tom berg jr");
        check("sr ruiz", "ruiz");
        check("tom berg sr", "tom berg sr");
    }
}
