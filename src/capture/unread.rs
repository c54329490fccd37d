//! Whether somebody new of a line may be one whose record is there and cannot be read.

use super::fit::{Fit, quick_fit};
use super::fold::name_key;
use super::{Understood, Who};

impl Understood {
    /// Whether somebody whom keeping the line would make anew may be who is called `name`: by the same name, or by the words
    /// that it begins with.
    pub fn may_double(&self, name: &str) -> bool {
        let new = self.heads.iter().filter(|head| !matches!(head.who, Who::Known(_)));
        new.map(|head| name_key(&head.name)).filter(|key| !key.is_empty()).any(|key| {
            let words: Vec<&str> = key.split(' ').collect();
            matches!(quick_fit(&words, name), Some(Fit::Exact | Fit::Leading))
        })
    }
}
