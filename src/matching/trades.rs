//! Which trades a job title or a company's name speaks of.

use super::Matcher;
use super::reading::{CLEAR, read};
use super::thesaurus::Said;

impl Matcher {
    /// The names of the trades that `text`, such as "hotel pastry chef, Forno Nero", clearly speaks of; each once. Where
    /// and for whom (a hotel, a wedding) is no trade.
    pub fn trades(&self, text: &str) -> Vec<&str> {
        let mut trades = Vec::new();
        for term in read(text, Said::ByOffer, &self.thesaurus).terms {
            for sense in term.senses.iter().filter(|sense| sense.weight >= CLEAR) {
                let name = self.thesaurus.name(sense.concept);
                if !self.thesaurus.is_setting(sense.concept) && !trades.contains(&name) {
                    trades.push(name);
                }
            }
        }
        trades
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Matcher, Thesaurus};

    #[test]
    fn a_title_speaks_of_its_trade() {
        let matcher = Matcher::new(Thesaurus::built_in());
        let web = matcher.trades("web designer");
        assert!(!web.is_empty());
        assert!(matcher.trades("websites, Berg Web").iter().any(|trade| web.contains(trade)), "{web:?}");
        assert_eq!(matcher.trades("zyzzyva"), Vec::<&str>::new());
        assert!(matcher.trades("glazier").iter().all(|trade| !web.contains(trade)));
    }
}
