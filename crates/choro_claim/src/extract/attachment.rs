//! What a phrase of place says the place of: in "Hale is a village in Wendshire, 5 km north of
//! Fordby, on the Orr" all three phrases speak of Hale, however far back it was named.

use super::phrase::{self, is_preposition};
use super::subject::{self, Subject};
use super::view::{Placed, SentenceView};
use choro_gazetteer::Class;
use choro_mention::{MentionId, MentionKind};
use choro_text::TokenKind;
use std::ops::Range;

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
    if before.is_some_and(|i| blocks(sentence.lower(i))) || describes(sentence, end) {
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

/// Whether a phrase of place cannot stand right behind the word: "the north of X" and "from near X"
/// are parts of other phrases.
fn blocks(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "its"
            | "their"
            | "a"
            | "an"
            | "this"
            | "from"
            | "to"
            | "until"
            | "than"
            | "of"
            | "into"
            | "towards"
            | "toward"
            | "between"
            | "as"
            | "for"
            | "with"
            | "by"
            | "through"
            | "across"
            | "throughout"
            | "no"
            | "further"
            | "farther"
            | "far"
            | "extreme"
            | "very"
            | "deep"
            | "entire"
            | "whole"
            | "upper"
            | "lower"
    )
}

/// Whether a noun follows that the words before it only describe.
fn describes(sentence: &SentenceView<'_>, end: usize) -> bool {
    let word = sentence.lower(end);
    if word == "'s" {
        return true;
    }
    let noun = sentence
        .view
        .text
        .tokens
        .get(end)
        .is_some_and(|t| t.kind == TokenKind::Word)
        && !word.is_empty()
        && !sentence.view.text.is_capital(end, sentence.view.source);
    let unit = sentence.view.grammar.lists.get("with-name");
    if unit.is_some_and(|l| l.iter().any(|w| w == word)) {
        return false;
    }
    noun && sentence
        .view
        .tag_at(&sentence.view.tags.winds, end)
        .is_none()
        && !phrase::is_stop(word)
        && !phrase::is_determiner(word)
        && !phrase::is_verb(word)
        && !word.ends_with("ly")
        && !word.ends_with("ing")
        && !word.ends_with("ed")
        && !matches!(
            word,
            "due"
                | "midway"
                | "halfway"
                | "half-way"
                | "close"
                | "adjacent"
                | "northwards"
                | "some"
        )
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
                ";" => return self.leftover(i),
                "(" => return self.bracketed(i - 1),
                "which" | "that" | "who" | "whom" | "whose" | "where" | "when" | "while"
                | "there" | "if" | "because" | "including" | "like" | "called" | "named"
                | "known" => {
                    return self.leftover(i);
                }
                // "Known for its beaches along the bay": the beaches lie there.
                "its" | "with" | "for" | "via" if !self.parted && !self.counts(i) => {
                    return self.leftover(i);
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
                        let named = self.participle.as_ref().and_then(|_| self.leftover(i));
                        return named.or_else(|| self.of_verb(start, i));
                    }
                    if self.in_list("erected", word)
                        && !self.opens(start)
                        && sentence.lower(start - 1) != ","
                    {
                        return self.leftover(i);
                    }
                    self.note_near(start);
                    self.participle = Some(start..i);
                    i = start;
                    continue;
                }
                _ if acts(sentence, i - 1) => return self.leftover(i),
                _ => {}
            }
            i -= 1;
        }
        self.at_head()
    }

    fn in_list(&self, list: &str, word: &str) -> bool {
        let lists = &self.sentence.view.grammar.lists;
        lists.get(list).is_some_and(|l| l.iter().any(|w| w == word))
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
    fn leftover(&self, _at: usize) -> Option<Attachment> {
        // "Parted from X by the Y", "fought along the Y": the name before is not there.
        let along = matches!(
            self.sentence.lower(self.at),
            "," | "on" | "along" | "by" | "beside" | "upon" | "astride" | "alongside"
        );
        if along {
            return None;
        }
        let near = self.near.filter(|p| !p.proper && is_named(p))?;
        Some(Attachment {
            subject: Subject::Mention(near.mention.id),
            by: near.own..near.end,
        })
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

    /// "Hale, a village …", "Hale – a hamlet …": the name that the article's phrase describes.
    fn described(&self, article: usize) -> Option<Attachment> {
        let sentence = self.sentence;
        let mark = article.checked_sub(1).filter(|i| *i >= sentence.start)?;
        // "After the founding of X, a site near Y was chosen": a clause of its own.
        let apart = !acts(sentence, self.end) && !self.in_list("copula", sentence.lower(self.end));
        if !apart || !matches!(sentence.lower(mark), "," | "–" | "—" | "-") {
            return None;
        }
        // "154 km from X, the capital, and 11 km from Y": the apposition is over before "and".
        let joined = sentence.lower(self.at - 1) == "and"
            && !(article..self.at).any(|i| is_preposition(sentence.lower(i)));
        if joined {
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
        let end = before_brackets(sentence, mark).unwrap_or(mark);
        let named = sentence.placed().find(|p| p.end == end)?;
        let described = is_named(named);
        // "X is a town in Y, a county …" speaks of Y; "X, Y, a town …" of X.
        described.then(|| Attachment {
            subject: Subject::Mention(named.mention.id),
            by: article..article + 1,
        })
    }

    /// The subject of the verb group `start..end`.
    fn of_verb(&self, start: usize, end: usize) -> Option<Attachment> {
        let sentence = self.sentence;
        if start == sentence.start || sentence.lower(start - 1) == "there" {
            return None;
        }
        let being = sentence.lower(start) == "being";
        let adverbs = (end..self.at).take_while(|i| {
            let word = sentence.lower(*i);
            matches!(word, "not" | "once" | "still" | "also" | "now" | "formerly")
                || word.len() > 4 && word.ends_with("ly")
        });
        let end = end + adverbs.count();
        let subject = subject::of_clause(sentence, start);
        let subject = match subject {
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
            p.start > sentence.start
                && matches!(
                    sentence.lower(p.start - 1),
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

    /// The sentence's head was reached without a verb.
    fn at_head(&self) -> Option<Attachment> {
        let sentence = self.sentence;
        if let Some(words) = self.participle.as_ref().filter(|p| self.opens(p.start)) {
            let subject = subject::after_opening(sentence, self.at)?;
            return Some(Attachment {
                subject,
                by: words.clone(),
            });
        }
        let labelled = (sentence.start..self.at).any(|i| sentence.lower(i) == ":");
        if sentence.view.is_note() && !labelled {
            return Some(Attachment {
                subject: Subject::Topic,
                by: self.at..self.at,
            });
        }
        let near = self.near.filter(|p| self.opens(p.start) && !p.proper)?;
        Some(Attachment {
            subject: Subject::Mention(near.mention.id),
            by: near.own..near.end,
        })
    }
}

/// The first token of the words that go with a verb before it: "is *also* located", "was not".
fn group_start(sentence: &SentenceView<'_>, verb: usize) -> usize {
    let goes_along = |word: &str| {
        matches!(
            word,
            "is" | "was"
                | "are"
                | "were"
                | "be"
                | "been"
                | "being"
                | "has"
                | "had"
                | "have"
                | "not"
                | "also"
                | "now"
                | "still"
                | "may"
                | "might"
                | "must"
                | "would"
                | "will"
                | "does"
                | "did"
                | "said"
                | "to"
                | "believed"
                | "thought"
                | "generally"
                | "then"
                | "once"
                | "first"
                | "later"
                | "today"
        ) || word.len() > 4 && word.ends_with("ly")
    };
    (sentence.start..verb)
        .rev()
        .take_while(|i| goes_along(sentence.lower(*i)))
        .last()
        .unwrap_or(verb)
}

fn is_named(placed: &Placed<'_>) -> bool {
    matches!(
        placed.mention.kind,
        MentionKind::Name | MentionKind::Unknown
    )
}

/// Whether a token is a verb that places nothing.
fn acts(sentence: &SentenceView<'_>, i: usize) -> bool {
    let word = sentence.lower(i);
    let acting = sentence.view.grammar.lists.get("acting");
    if phrase::is_finite(word) || acting.is_some_and(|l| l.iter().any(|w| w == word)) {
        return true;
    }
    // A past form that no list knows: "X overlooked Y"; not "a walled town".
    let next = sentence.lower(i + 1);
    let attribute =
        Class::from_noun(next).is_some() || covering(sentence, i + 1).is_some() && next != "the";
    word.len() > 4
        && word.ends_with("ed")
        && sentence.view.text.tokens[i].kind == TokenKind::Word
        && !attribute
        && !sentence.view.text.is_capital(i, sentence.view.source)
        && !word.contains('-')
}

/// The mention that covers a token.
fn covering<'a>(sentence: &SentenceView<'a>, i: usize) -> Option<&'a Placed<'a>> {
    sentence.placed().find(|p| p.own <= i && i < p.end)
}

/// Where brackets open that close right before a token.
fn before_brackets(sentence: &SentenceView<'_>, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|i| *i >= sentence.start)?;
    if !matches!(sentence.lower(last), ")" | "]") {
        return None;
    }
    let mut depth = 0_usize;
    (sentence.start..end).rev().find(|i| {
        match sentence.lower(*i) {
            ")" | "]" => depth += 1,
            "(" | "[" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

/// The noun phrase right before a verb, where an article opens it.
fn noun_phrase(sentence: &SentenceView<'_>, verb: usize) -> Option<Subject> {
    let start = (sentence.start..verb).rev().take(6).find(|i| {
        matches!(
            sentence.lower(*i),
            "a" | "an" | "the" | "its" | "their" | "this"
        ) && phrase::base_end(sentence, *i) == verb
    })?;
    let words = start..verb;
    (!is_figure(sentence, &words)).then_some(Subject::Phrase(words))
}

/// "The population", "the distance": no place.
fn is_figure(sentence: &SentenceView<'_>, words: &Range<usize>) -> bool {
    let lists = &sentence.view.grammar.lists;
    let head = sentence.lower(words.end.saturating_sub(1));
    ["measure", "people", "branch", "travel-noun"]
        .iter()
        .filter_map(|l| lists.get(*l))
        .any(|l| l.iter().any(|w| w == head))
        || words.clone().any(|i| {
            matches!(
                sentence.lower(i),
                "population"
                    | "distance"
                    | "location"
                    | "others"
                    | "ones"
                    | "one"
                    | "there"
                    | "who"
                    | "he"
                    | "she"
                    | "they"
                    | "we"
            )
        })
}
