//! What an apposition describes: "Hale, a village …, 5 km from …" speaks of Hale.

use super::super::phrase::is_preposition;
use super::super::subject::Subject;
use super::super::view::Placed;
use super::words::{acts, before_brackets, is_named};
use super::{Attachment, Search};
use choro_gazetteer::Class;

impl Search<'_> {
    /// "Hale, a village …", "Hale – a hamlet …": the name that the article's phrase describes.
    pub(super) fn described(&self, article: usize) -> Option<Attachment> {
        let sentence = self.sentence;
        let mark = article.checked_sub(1).filter(|i| *i >= sentence.start)?;
        // "After the founding of X, a site near Y was chosen": a clause of its own.
        let apart = !acts(sentence, self.end) && !self.in_list("copula", sentence.lower(self.end));
        if !apart || !matches!(sentence.lower(mark), "," | "–" | "—" | "-") {
            return None;
        }
        let end = before_brackets(sentence, mark).unwrap_or(mark);
        let named = sentence.placed().find(|p| p.end == end)?;
        if self.is_closed(article, mark, named) {
            return None;
        }
        // "154 km from X, the capital, and 11 km from Y": the apposition is over at its comma.
        let over = (article + 1..self.at).find(|i| {
            let word = sentence.lower(*i);
            word == "," || is_preposition(word) || self.in_list("situated", word)
        });
        if over.is_some_and(|i| sentence.lower(i) == ",") {
            return None;
        }
        let classed = (article + 1..self.at.min(article + 9))
            .take_while(|i| !is_preposition(sentence.lower(*i)))
            .any(|i| {
                Class::from_noun(sentence.lower(i)).is_some()
                    || self.in_list("settle", sentence.lower(i))
            });
        if !classed {
            return None;
        }
        is_named(named).then(|| Attachment {
            subject: Subject::Mention(named.mention.id),
            by: article..article + 1,
        })
    }

    /// Whether the apposition that an article opens behind a mark is over before the phrase: "129 km
    /// from X—the capital of Y—and 126 km from Z", "… of X, the largest town in the north, and 20 km
    /// from Y".
    fn is_closed(&self, article: usize, mark: usize, named: &Placed<'_>) -> bool {
        let sentence = self.sentence;
        let dashed = sentence.lower(mark) != ","
            && (article..self.at).any(|i| sentence.lower(i) == sentence.lower(mark));
        let coordinate = (article + 2..self.at)
            .any(|i| sentence.lower(i) == "and" && sentence.lower(i - 1) == ",");
        dashed || coordinate && !self.opens(named.start)
    }
}
