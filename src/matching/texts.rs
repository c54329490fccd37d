//! Texts of a room full of people, each once however many say it, kept in step as they come and go.

use std::collections::{HashMap, HashSet};

use super::Matcher;
use super::index::{Index, Number};
use super::reading::read;
use super::thesaurus::Said;
use super::weigh::Sums;

/// What is offered in a room, in which a need is looked up again and again.
#[derive(Debug)]
pub struct Texts {
    index: Index,
    numbers: HashMap<String, Number>,
    /// By number; empty where a text is not said any more.
    said: Vec<String>,
}

impl Texts {
    /// Where nothing is offered yet.
    pub fn new(matcher: &Matcher) -> Self {
        Self { index: Index::new(&matcher.thesaurus), numbers: HashMap::new(), said: Vec::new() }
    }

    /// Whether just these are what is offered.
    pub fn are(&self, texts: &HashSet<&str>) -> bool {
        self.numbers.len() == texts.len() && self.missing(texts) == 0
    }

    /// How many of these would have to be read.
    pub fn missing(&self, texts: &HashSet<&str>) -> usize {
        texts.iter().filter(|text| !self.numbers.contains_key(**text)).count()
    }

    /// Makes just these what is offered: reads those that are new, and forgets the others.
    pub fn keep(&mut self, matcher: &Matcher, texts: &HashSet<&str>) {
        let gone: Vec<String> =
            self.numbers.keys().filter(|text| !texts.contains(text.as_str())).cloned().collect();
        for text in gone {
            let Some(number) = self.numbers.remove(&text) else { continue };
            self.index.remove(number);
            if let Some(text) = usize::try_from(number).ok().and_then(|at| self.said.get_mut(at)) {
                text.clear();
            }
        }
        let mut new: Vec<&str> =
            texts.iter().copied().filter(|text| !self.numbers.contains_key(*text)).collect();
        // Among equals the first read comes first: it is not for chance to say which.
        new.sort_unstable();
        for text in new {
            let number = self.index.insert(read(text, Said::ByOffer, &matcher.thesaurus));
            self.numbers.insert(text.to_owned(), number);
            self.said.push(text.to_owned());
        }
    }

    /// The texts that meet a need, best first, each with how much of it they explain, as [`super::Match::score`].
    pub fn meeting(&self, matcher: &Matcher, need: &str) -> Vec<(&str, f32)> {
        let wanted = read(need, Said::ByNeed, &matcher.thesaurus);
        let hits = self.index.hits(&wanted, &matcher.near, &matcher.thesaurus, &mut Sums::default());
        let told = hits.into_iter().filter_map(|hit| {
            let text = self.said.get(usize::try_from(hit.offer).ok()?)?;
            Some((text.as_str(), hit.score))
        });
        told.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::Thesaurus;

    fn met(texts: &Texts, matcher: &Matcher, need: &str) -> Vec<String> {
        texts.meeting(matcher, need).into_iter().map(|(text, _)| text.to_owned()).collect()
    }

    #[test]
    fn what_is_not_said_any_more_meets_nothing() {
        let matcher = Matcher::new(Thesaurus::built_in());
        let mut texts = Texts::new(&matcher);
        let said = HashSet::from(["web designer", "bookkeeping", "glazier"]);
        assert_eq!(texts.missing(&said), 3);
        texts.keep(&matcher, &said);
        assert!(texts.are(&said));
        assert_eq!(met(&texts, &matcher, "a website"), ["web designer"]);
        let fewer = HashSet::from(["bookkeeping", "glazier", "websites for shops"]);
        assert!(!texts.are(&fewer));
        assert_eq!(texts.missing(&fewer), 1);
        texts.keep(&matcher, &fewer);
        assert_eq!(met(&texts, &matcher, "a website"), ["websites for shops"]);
        texts.keep(&matcher, &HashSet::new());
        assert_eq!(met(&texts, &matcher, "a website"), [""; 0]);
    }

    #[test]
    fn kept_in_step_it_says_what_it_would_say_anew() {
        let matcher = Matcher::new(Thesaurus::built_in());
        let mut followed = Texts::new(&matcher);
        let rooms: [&[&str]; 4] = [
            &["web designer", "printer", "zumba teacher"],
            &["printer", "bookkeeper", "head of sales", "zumba"],
            &["bookkeeper", "bookkeeping for cafés", "web designer"],
            &["zumba", "web designer", "printer", "flyers and posters"],
        ];
        for room in rooms {
            let room: HashSet<&str> = room.iter().copied().collect();
            followed.keep(&matcher, &room);
            let mut anew = Texts::new(&matcher);
            anew.keep(&matcher, &room);
            for need in ["a website", "someone to do my books", "flyers", "zumba on Mondays", ""] {
                let sorted = |texts: &Texts| {
                    let mut found: Vec<(String, u32)> = texts
                        .meeting(&matcher, need)
                        .into_iter()
                        .map(|(text, score)| (text.to_owned(), score.to_bits()))
                        .collect();
                    found.sort();
                    found
                };
                assert_eq!(sorted(&followed), sorted(&anew), "{need}");
            }
        }
    }
}
