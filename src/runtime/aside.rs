//! What is computed from all records off the screen's thread: with 10,000 people it takes as long as several frames.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use crate::domain::Book;
use crate::runtime::event_loop::Event;
use crate::ui::{Folded, Matched, Msg, Notice, Old, Outcome, Work};

/// Finds out what everybody offers and needs, and what is wrong with the user's own words for it.
pub(crate) type Match = fn(&Path, &Book) -> (Matched, Vec<String>);

/// Folds and matches a book. Finding people comes first.
pub(crate) fn fold(book: Book, config: PathBuf, matched: Match, news: Sender<Event>) -> std::io::Result<()> {
    let fold = move || {
        // Nobody listens any more once the program ends.
        let tell = |msg: Msg| drop(news.send(Event::Msg(msg)));
        tell(Msg::Folded(Box::new(Folded::of(&book))));
        let (matched, problems) = matched(&config, &book);
        tell(Msg::Matched(Box::new(matched)));
        if let Some(first) = problems.first() {
            let text = format!("{first}; `mingle config check` names all");
            tell(Msg::Done(Outcome::Said(Notice::warning(text))));
        }
    };
    std::thread::Builder::new().name("fold".into()).spawn(fold).map(drop)
}

/// Looks for records that may be one person twice.
pub(crate) fn doubles(book: Book, news: Sender<Event>) -> std::io::Result<()> {
    let look = move || drop(news.send(Event::Msg(Msg::doubles(&book))));
    std::thread::Builder::new().name("doubles".into()).spawn(look).map(drop)
}

/// Finds out what takes longer than a frame.
pub(crate) fn work(work: Work, news: Sender<Event>) -> std::io::Result<()> {
    let find_out = move || drop(news.send(Event::Msg(Msg::Worked(Box::new(work.done())))));
    std::thread::Builder::new().name("work".into()).spawn(find_out).map(drop)
}

/// Frees what nobody needs any more.
pub(crate) fn let_go(old: Old) -> std::io::Result<()> {
    std::thread::Builder::new().name("let go".into()).spawn(move || drop(old)).map(drop)
}
