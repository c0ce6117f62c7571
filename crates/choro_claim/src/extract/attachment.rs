//! What a phrase of place says the place of: in "Hale is a village in Wendshire, 5 km north of
//! Fordby, on the Orr" all three phrases speak of Hale, however far back it was named.

mod apposition;
mod verb;
mod words;

use super::phrase::{self, is_preposition};
use super::subject::{self, Subject};
use super::view::{Placed, SentenceView};
use choro_gazetteer::Class;
use choro_text::TokenKind;
use std::ops::Range;
use words::{
    acts, before_brackets, blocks, covering, describes, group_start, is_listed, is_named,
    is_part_of_name,
};

/// Tokens back from the phrase within which what it belongs to is looked for.
const REACH: usize = 70;

/// What a phrase of place belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attachment {
    /// What it says the place of.
    pub(super) subject: Subject,
    /// The words that place it: "is located", "lying", the name before a comma.
    pub(super) by: Range<usize>,
}

impl Attachment {
    /// The first token of what is said: the subject's, where it stands before the words that place
    /// it.
    pub(super) fn start(&self, sentence: &SentenceView<'_>) -> usize {
        let subject = match &self.subject {
            Subject::Mention(id) => {
                let placed = sentence.placed().find(|p| p.mention.id == *id);
                placed.map(|p| p.start)
            }
            Subject::Phrase(words) => Some(words.start),
            Subject::Topic => None,
        };
        subject.map_or(self.by.start, |start| start.min(self.by.start))
    }
}

/// What the phrase of place `at..end` belongs to; `None` where nothing is placed ("the army marched
/// north of X") or its place only describes another thing ("near the X oil field").
pub(super) fn of_phrase(sentence: &SentenceView<'_>, at: usize, end: usize) -> Option<Attachment> {
    let before = at.checked_sub(1).filter(|i| *i >= sentence.start);
    if before.is_some_and(|i| blocks(sentence, sentence.lower(i)))
        || describes(sentence, end)
        || is_part_of_name(sentence, at, end)
        || goes_round(sentence, at)
    {
        return None;
    }
    Search {
        sentence,
        at,
        end,
        participle: None,
        near: None,
        parted: sentence.lower(at) == ",",
    }
    .run()
}

/// Whether the phrase is the second leg of a way: "5 miles south and 3 miles east of X".
fn goes_round(sentence: &SentenceView<'_>, at: usize) -> bool {
    let winds = &sentence.view.tags.winds;
    at > sentence.start
        && sentence.lower(at - 1) == "and"
        && winds.iter().any(|w| w.at.end == at - 1)
}

struct Search<'a> {
    sentence: &'a SentenceView<'a>,
    at: usize,
    end: usize,
    /// The words "located" or "founded" without a verb before them.
    participle: Option<Range<usize>>,
    /// The name right before the phrase, or before the participle that opens it.
    near: Option<&'a Placed<'a>>,
    /// Whether a comma parts the phrase from the words looked at.
    parted: bool,
}

impl Search<'_> {
    fn run(mut self) -> Option<Attachment> {
        let sentence = self.sentence;
        self.note_near(self.at);
        let mut i = self.at;
        while i > sentence.start {
            if self.at - i > REACH {
                return None;
            }
            if let Some(open) = before_brackets(sentence, i) {
                i = open;
                continue;
            }
            if let Some(p) = covering(sentence, i - 1) {
                i = p.start.min(i - 1);
                continue;
            }
            let word = sentence.lower(i - 1);
            match word {
                ";" if self.goes_on(i) => self.parted = true,
                ";" => return self.leftover(),
                "(" => return self.bracketed(i - 1),
                "which" | "that" | "who" | "whom" | "whose" | "where" | "when" | "while"
                | "there" | "if" | "because" | "including" | "like" | "called" | "named"
                | "known" => {
                    return self.leftover();
                }
                // "It's 5 km north of X".
                "it's" => {
                    let by = i - 1..i;
                    let subject = Subject::Topic;
                    return Some(Attachment { subject, by });
                }
                "'s" if i > sentence.start + 1 && sentence.lower(i - 2) == "it" => {
                    return Some(self.contracted(i - 2));
                }
                // "With the motorway 1 km east of the town".
                "with"
                    if self.near.is_some_and(|p| p.start == i && !p.proper)
                        && !matches!(sentence.lower(self.at), "along" | "on" | "by") =>
                {
                    let p = self.near?;
                    let subject = Subject::Mention(p.mention.id);
                    return Some(Attachment {
                        subject,
                        by: p.own..p.end,
                    });
                }
                // "Known for its beaches along the bay": the beaches lie there.
                "its" | "with" | "for" | "via" if !self.parted && !self.counts(i) => {
                    return self.leftover();
                }
                "," => self.parted = true,
                "a" | "an" | "another" | "the" => {
                    if let Some(named) = self.described(i - 1) {
                        return Some(named);
                    }
                }
                _ if self.in_list("copula", word) || self.in_list("resting", word) => {
                    return self.of_verb(group_start(sentence, i - 1), i);
                }
                _ if self.in_list("situated", word) || self.in_list("erected", word) => {
                    let start = group_start(sentence, i - 1);
                    if (start..i - 1).any(|k| self.in_list("copula", sentence.lower(k))) {
                        // "Lies in X, located on Y": X is what is located there.
                        let named = self.participle.as_ref().and_then(|_| self.leftover());
                        return named.or_else(|| self.of_verb(start, i));
                    }
                    if self.in_list("erected", word)
                        && !self.opens(start)
                        && sentence.lower(start - 1) != ","
                    {
                        return self.leftover();
                    }
                    self.note_near(start);
                    self.participle = Some(start..i);
                    i = start;
                    continue;
                }
                // "Consisting of 9 wards, and situated near X": one participle beside another.
                _ if self.participle.is_some()
                    && word.ends_with("ing")
                    && sentence.lower(i.saturating_sub(2)) == "," => {}
                _ if acts(sentence, i - 1) => return self.leftover(),
                _ => {}
            }
            i -= 1;
        }
        self.at_head()
    }

    fn in_list(&self, list: &str, word: &str) -> bool {
        is_listed(self.sentence, list, word)
    }

    /// "It's 5 km north of X", of two tokens: what "it" stands for.
    fn contracted(&self, it: usize) -> Attachment {
        let pronoun = self.sentence.placed().find(|p| p.own == it);
        Attachment {
            subject: pronoun.map_or(Subject::Topic, |p| Subject::Mention(p.mention.id)),
            by: it..it + 2,
        }
    }

    /// Whether a list of phrases goes on behind a semicolon: "south of X; east of Y; and 3 km from Z".
    fn goes_on(&self, behind: usize) -> bool {
        let sentence = self.sentence;
        let tags = &sentence.view.tags;
        let first = behind + usize::from(matches!(sentence.lower(behind), "and" | "or"));
        let turns = tags.winds.iter().any(|w| w.at.first == first);
        let measured = tags
            .measures
            .iter()
            .any(|m| m.at.first == first || m.modifier.is_some_and(|adverb| adverb.first == first));
        let closed = behind >= sentence.start + 2
            && (sentence.lower(behind - 2) == ")" || covering(sentence, behind - 2).is_some());
        closed && (turns || measured || is_preposition(sentence.lower(first)))
    }

    /// Whether "population" or a number stands soon behind a token: "a town with 300 people in X".
    fn counts(&self, at: usize) -> bool {
        let number = |i: usize| self.sentence.view.text.tokens[i].kind == TokenKind::Number;
        (at..self.at.min(at + 8)).any(|i| number(i) || self.sentence.lower(i) == "population")
    }

    /// Remembers the name that ends right before a token, a comma and brackets aside.
    fn note_near(&mut self, at: usize) {
        let sentence = self.sentence;
        let mut end = at;
        while end > sentence.start && matches!(sentence.lower(end - 1), "," | "\"" | "”" | "’")
        {
            end -= 1;
        }
        end = before_brackets(sentence, end).unwrap_or(end);
        let quoted =
            |p: &&Placed<'_>| p.end == end || p.end + 1 == end && sentence.lower(p.end) == "\"";
        self.near = sentence
            .placed()
            .find(quoted)
            .or(self.near.filter(|_| at == self.at));
    }

    /// Whether a token is the first word of the sentence, adverbs aside.
    fn opens(&self, at: usize) -> bool {
        (self.sentence.start..at).all(|i| {
            let word = self.sentence.lower(i);
            !word.chars().any(char::is_alphanumeric) || word.ends_with("ly") || word == "originally"
        })
    }

    /// A verb that places nothing: what is left is the name right before the phrase.
    fn leftover(&self) -> Option<Attachment> {
        // "Parted from X by the Y", "fought along the Y": the name before is not there.
        let along = matches!(
            self.sentence.lower(self.at),
            "," | "on" | "along" | "by" | "beside" | "upon" | "astride" | "alongside"
        );
        // "Spans the gap between X and Y, 5 km east of Z": hardly Y.
        let parted = self.sentence.lower(self.at - 1) == ","
            && !matches!(self.sentence.lower(self.at), "near" | "close" | "not");
        let winds = &self.sentence.view.tags.winds;
        let turned = self.sentence.lower(self.at) != "in"
            && winds
                .iter()
                .any(|w| self.at <= w.at.first && w.at.first < self.end);
        if self.participle.is_none() && (along || parted || turned) {
            return None;
        }
        let near = self.near.filter(|p| is_named(p) && self.may_be_placed(p))?;
        Some(Attachment {
            subject: Subject::Mention(near.mention.id),
            by: near.own..near.end,
        })
    }

    /// Whether a name is known for a place, or "located" behind it tells that it is one.
    fn may_be_placed(&self, named: &Placed<'_>) -> bool {
        !named.proper || self.participle.is_some()
    }

    /// "Hale (5 km north of Fordby)".
    fn bracketed(&self, open: usize) -> Option<Attachment> {
        let opens = open + 1 == self.at
            || self
                .participle
                .as_ref()
                .is_some_and(|p| p.start == open + 1);
        let named = self
            .sentence
            .placed()
            .find(|p| p.end == open)
            .filter(|_| opens)?;
        Some(Attachment {
            subject: Subject::Mention(named.mention.id),
            by: named.own..named.end,
        })
    }

    /// Whether a name says where things are that a phrase behind it then places with it: "In Ranam,
    /// 12 km south of the centre, …", "A stele at Sungjondae, 33 km from …". An entry of a data
    /// sheet ("island in the Pacific, 300 km from …") does not place the ocean.
    fn is_scene(&self, named: &Placed<'_>) -> bool {
        let sentence = self.sentence;
        let before = named.start.checked_sub(1);
        let Some(before) = before.filter(|i| *i >= sentence.start) else {
            return false;
        };
        let wide = || {
            let classes = sentence.view.classes(named.mention);
            let narrow = |c: &Class| c.is_settlement() || matches!(c, Class::District);
            !classes.is_empty() && !classes.iter().any(narrow)
        };
        match sentence.lower(before) {
            word if is_preposition(word) && self.opens(before) => true,
            "at" => true,
            "in" => !wide(),
            _ => false,
        }
    }

    /// The sentence's head was reached without a verb.
    fn at_head(&self) -> Option<Attachment> {
        let sentence = self.sentence;
        if let Some(words) = self.participle.as_ref().filter(|p| self.opens(p.start)) {
            let subject = subject::after_opening(sentence, self.at);
            // "Located 16 km east of X.": a note without a verb.
            let verbless = || {
                !sentence
                    .range()
                    .any(|i| phrase::is_finite(sentence.lower(i)))
            };
            return Some(Attachment {
                subject: subject.or_else(|| verbless().then_some(Subject::Topic))?,
                by: words.clone(),
            });
        }
        if let Some(p) = self
            .near
            .filter(|p| !p.proper && is_named(p))
            .filter(|p| self.is_scene(p))
        {
            return Some(Attachment {
                subject: Subject::Mention(p.mention.id),
                by: p.own..p.end,
            });
        }
        let labelled = (sentence.start..self.at).any(|i| sentence.lower(i) == ":");
        if sentence.view.is_note() && !labelled {
            return Some(Attachment {
                subject: Subject::Topic,
                by: self.at..self.at,
            });
        }
        let near = self
            .near
            .filter(|p| self.opens(p.start) && self.may_be_placed(p))?;
        Some(Attachment {
            subject: Subject::Mention(near.mention.id),
            by: near.own..near.end,
        })
    }
}
