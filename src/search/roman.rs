//! Names in Cyrillic and Greek letters as they are written in Latin ones, so that both can be compared.

/// Puts `word`, which is folded, into `latin` as passports write it (near to ISO 9 and ISO 843 without their signs), and says
/// whether anything in it was in one of these scripts.
pub(super) fn roman(word: &str, latin: &mut String) -> bool {
    if word.is_ascii() {
        return false;
    }
    latin.clear();
    let mut any = false;
    let mut last = '\0';
    for letter in word.chars() {
        match (last, letter, sound(letter)) {
            // One vowel in two letters.
            ('ο', 'υ', _) => latin.push('u'),
            (.., Some(sound)) => {
                any = true;
                latin.push_str(sound);
            }
            (.., None) => latin.push(letter),
        }
        last = letter;
    }
    any
}

fn sound(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'ε' => "e",
        'є' => "ye",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'і' | 'ι' | 'η' => "i",
        'ј' | 'ы' | 'υ' => "y",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'о' | 'ο' | 'ω' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' => "s",
        'т' | 'τ' => "t",
        'у' => "u",
        'ф' | 'φ' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' | 'χ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_latin_letters() {
        #[track_caller]
        fn check(word: &str, expect: Option<&str>) {
            let mut latin = String::new();
            assert_eq!(roman(word, &mut latin).then_some(latin.as_str()), expect, "{word}");
        }
        check("алексеи", Some("aleksei"));
        check("хрущев", Some("khrushchev"));
        check("παπαδοπουλοσ", Some("papadopoulos"));
        check("ana", None);
        check("müller", None);
        check("田中", None);
    }
}
