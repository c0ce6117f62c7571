//! Whose place a verb tells: "X, formerly Y, is", "in 1910 Camp X was built".

use super::super::subject::{self, Subject};
use super::words::{before_brackets, covering, is_figure, is_named, noun_phrase};
use super::{Attachment, Search};
use choro_mention::MentionId;
use choro_text::TokenKind;

impl Search<'_> {
    /// The subject of the verb group `start..end`.
    pub(super) fn of_verb(&self, start: usize, end: usize) -> Option<Attachment> {
        let sentence = self.sentence;
        let person = |word: &str| {
            matches!(
                word,
                "there" | "they" | "he" | "she" | "we" | "you" | "i" | "who"
            )
        };
        if start == sentence.start || person(sentence.lower(start - 1)) {
            return None;
        }
        // "Was originally a post on the X": what is there now, nobody says.
        if matches!(sentence.lower(end), "originally" | "formerly") {
            return None;
        }
        let being = sentence.lower(start) == "being";
        let adverbs = (end..self.at).take_while(|i| {
            let word = sentence.lower(*i);
            matches!(word, "not" | "once" | "still" | "also" | "now" | "formerly")
                || word.len() > 4 && word.ends_with("ly")
        });
        let end = end + adverbs.count();
        // "Was driving on the X", "is from near Y".
        let next = sentence.lower(end);
        let moving = next.ends_with("ing") && next.len() > 4 && end < self.at;
        if moving && !self.in_list("situated", next) || next == "from" {
            return None;
        }
        let subject = subject::of_clause(sentence, start);
        let named = match &subject {
            Subject::Mention(id) => sentence
                .placed()
                .any(|p| p.mention.id == *id && is_named(p) && p.start < start),
            _ => false,
        };
        let subject = match subject {
            // "The main settlement was Hale, 3 km north of X": Hale is.
            _ if !named && self.named_as_complement(end).is_some() => {
                Subject::Mention(self.named_as_complement(end)?)
            }
            Subject::Mention(id) => {
                let id = self.unaliased(id);
                let own = sentence.placed().find(|p| p.mention.id == id);
                let adjoins = own.is_none_or(|p| p.start >= start || self.reaches(p.end, start));
                match self.adjoining(start) {
                    Some(adjoining) if adjoins => Subject::Mention(adjoining),
                    _ if adjoins || being => Subject::Mention(id),
                    _ => noun_phrase(sentence, start)?,
                }
            }
            Subject::Phrase(words) if is_figure(sentence, &words) => return None,
            Subject::Topic if !sentence.view.is_note() => Subject::Mention(self.in_part(start)?),
            // "Gateway to the lakes, Oakland is …".
            Subject::Phrase(_) if self.behind_comma(start).is_some() => {
                Subject::Mention(self.behind_comma(start)?)
            }
            Subject::Phrase(words) if !self.reaches(words.end, start) => {
                noun_phrase(sentence, start)?
            }
            other => other,
        };
        Some(Attachment {
            subject,
            by: start..end,
        })
    }

    /// "Graz, formerly Y, is": the name that opens the sentence, not the other one.
    fn unaliased(&self, id: MentionId) -> MentionId {
        let sentence = self.sentence;
        let other = sentence.placed().find(|p| p.mention.id == id);
        let aliased = other.is_some_and(|p| {
            let quoted =
                p.start > sentence.start + 1 && matches!(sentence.lower(p.start - 1), "\"" | "“");
            p.start > sentence.start
                && matches!(
                    sentence.lower(p.start - 1 - usize::from(quoted)),
                    "formerly"
                        | "previously"
                        | "or"
                        | "officially"
                        | "historically"
                        | "originally"
                        | "anciently"
                        | "as"
                        | "called"
                        | "now"
                        | "/"
                )
        });
        match sentence.placed().next().filter(|_| aliased) {
            Some(first) if self.opens(first.start) => first.mention.id,
            _ => id,
        }
    }

    /// "Most of X is": the name right before a verb.
    fn in_part(&self, verb: usize) -> Option<MentionId> {
        let named = self.sentence.placed().find(|p| p.end == verb)?;
        let of = named
            .start
            .checked_sub(2)
            .filter(|i| *i >= self.sentence.start)?;
        let part = self.in_list("partitive", self.sentence.lower(of));
        (part && self.sentence.lower(of + 1) == "of").then_some(named.mention.id)
    }

    /// The name that the verb itself ends with, right before the phrase: "was Hale, 3 km north".
    fn named_as_complement(&self, end: usize) -> Option<MentionId> {
        let sentence = self.sentence;
        let behind = end + usize::from(sentence.lower(end) == "the");
        let parted = sentence.lower(self.at - 1) == ",";
        let near = self.near.filter(|p| parted && is_named(p))?;
        (near.start == behind || near.start == end).then_some(near.mention.id)
    }

    /// The name between a comma and a verb.
    fn behind_comma(&self, verb: usize) -> Option<MentionId> {
        let named = self.sentence.placed().find(|p| p.end == verb)?;
        let mark = named
            .start
            .checked_sub(1)
            .filter(|i| *i >= self.sentence.start)?;
        (self.sentence.lower(mark) == ",").then_some(named.mention.id)
    }

    /// The name right before a verb, unless it hangs on a preposition: "in 1910 Camp X was built".
    fn adjoining(&self, verb: usize) -> Option<MentionId> {
        let sentence = self.sentence;
        let named = sentence.placed().find(|p| p.end == verb)?;
        let before = named
            .start
            .checked_sub(1)
            .filter(|i| *i >= sentence.start)?;
        let word = sentence.lower(before);
        let number = sentence.view.text.tokens[before].kind == TokenKind::Number;
        (number || matches!(word, "and" | "but" | "while" | "where")).then_some(named.mention.id)
    }

    /// Whether a subject that ends at `end` is that of a verb at `verb`: right before it, or with
    /// nothing between but brackets, commas, other predicates and other names.
    fn reaches(&self, end: usize, verb: usize) -> bool {
        let sentence = self.sentence;
        let last = before_brackets(sentence, verb).unwrap_or(verb);
        last <= end
            || matches!(
                sentence.lower(last - 1),
                "," | "and" | "but" | "or" | "which" | "that" | "also" | "\"" | "/"
            )
            || covering(sentence, last - 1).is_some()
    }
}
