//! The subject of a clause that does not repeat it: "…, which borders X", "… and covers 22 ha".

use super::phrase;
use super::view::SentenceView;
use choro_mention::{MentionId, MentionKind};
use choro_text::TokenKind;
use std::ops::Range;

/// A subject found in the sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// A place mentioned.
    Mention(MentionId),
    /// Another noun phrase.
    Phrase(Range<usize>),
    /// The sentence has none of its own: the document's topic.
    Topic,
}

/// The subject of the words at `at`: the antecedent of a relative pronoun before them, else the
/// noun phrase that opens their clause, else that of the sentence.
pub(super) fn of_clause(sentence: &SentenceView<'_>, at: usize) -> Subject {
    if let Some(found) = relative_antecedent(sentence, at) {
        return found;
    }
    if let Some(found) = open_relative(sentence, at).or_else(|| before_verb(sentence, at)) {
        return found;
    }
    let finite =
        |i: usize| phrase::is_finite(sentence.lower(i)) && !sentence.lower(i).ends_with("ing");
    if sentence.view.is_note() && !sentence.range().any(finite) {
        return Subject::Topic;
    }
    let mut best: Option<(usize, Subject)> = None;
    for placed in sentence.placed().filter(|p| p.end <= at) {
        let possessive = sentence.lower(placed.end) == "'s";
        if possessive
            || owns(sentence, placed.own)
            || in_brackets(sentence, placed.start)
            || !opens_clause(sentence, placed.start)
        {
            continue;
        }
        // "The Danube and the Inn meet": the first of several subjects leads.
        if coordinated(sentence, placed.start) && best.is_some() {
            continue;
        }
        if best.is_none() || acts(sentence, placed.end) {
            best = Some((placed.start, Subject::Mention(placed.mention.id)));
        }
    }
    let opening = opening_phrase(sentence, at);
    match (best, opening) {
        // "The bulk of the city has been built along the river": the city is meant.
        (Some((start, found)), Some((phrase, _))) if start <= phrase.start => found,
        // "The population rose": of what the text is about.
        (None, Some((phrase, None))) if is_attribute(sentence, &phrase) => Subject::Topic,
        // "Part of Wendshire, Hale is …": Hale is.
        (Some((start, found)), Some((phrase, _)))
            if start > phrase.end
                && sentence.lower(start - 1) == ","
                && acts_after_mention(sentence, &found) =>
        {
            found
        }
        (_, Some((phrase, Some(inner)))) if is_partitive(sentence, &phrase) => {
            Subject::Mention(inner)
        }
        (Some((start, found)), Some((phrase, _))) if start >= phrase.end => {
            if acts(sentence, phrase.end) && !acts_after_mention(sentence, &found) {
                Subject::Phrase(phrase)
            } else {
                found
            }
        }
        (Some((_, found)), None) => found,
        (_, Some((phrase, _))) => match later_subject(sentence, at) {
            // "The 44th-most populous city, with …, it is": the subject comes after.
            Some(later) if !acts(sentence, phrase.end) => later,
            _ => Subject::Phrase(phrase),
        },
        (None, None) => later_subject(sentence, at).unwrap_or(Subject::Topic),
    }
}

/// "Its hotel", "their parish" is another thing than the place.
fn owns(sentence: &SentenceView<'_>, at: usize) -> bool {
    matches!(sentence.lower(at), "its" | "their")
}

/// "X, which is the largest area in Y, *with* 300 people": the words go on with the relative clause
/// where nothing but its own verb stands between.
fn open_relative(sentence: &SentenceView<'_>, at: usize) -> Option<Subject> {
    if !matches!(sentence.lower(at), "with" | "having" | "covering") {
        return None;
    }
    let pronoun = (sentence.start..at)
        .rev()
        .find(|i| sentence.lower(*i) == "which")?;
    let finite = |i: &usize| phrase::is_finite(sentence.lower(*i));
    let copula = matches!(sentence.lower(pronoun + 1), "is" | "was" | "are" | "were");
    (copula && (pronoun + 2..at).all(|i| !finite(&i)))
        .then(|| relative_antecedent(sentence, pronoun + 1))
        .flatten()
}

/// The phrase right before a finite verb where the sentence has not opened with it: "According to
/// the census Xyz Area has 300 people".
fn before_verb(sentence: &SentenceView<'_>, at: usize) -> Option<Subject> {
    if !matches!(
        sentence.lower(at),
        "has" | "had" | "have" | "covers" | "covered" | "contains" | "comprises" | "counts"
    ) {
        return None;
    }
    // "X only had", "X now has".
    let adverb = at > sentence.start
        && matches!(
            sentence.lower(at - 1),
            "only" | "also" | "now" | "still" | "currently"
        );
    let at = at - usize::from(adverb);
    let named = sentence
        .placed()
        .find(|p| p.end == at && !owns(sentence, p.own));
    let phrase = named.map_or_else(
        || {
            (sentence.start..at)
                .rev()
                .take(6)
                .take_while(|i| !phrase::is_stop(sentence.lower(*i)))
                .filter(|i| phrase::base_end(sentence, *i) == at)
                .last()
        },
        |p| Some(p.start),
    )?;
    let before = phrase
        .checked_sub(1)
        .filter(|i| *i >= sentence.start)
        .map_or("", |i| sentence.lower(i));
    if matches!(before, "" | "," | "and" | ";") || phrase::is_preposition(before) {
        return None;
    }
    Some(match named {
        Some(named) => Subject::Mention(named.mention.id),
        None => Subject::Phrase(phrase..at),
    })
}

/// The first place after the words that has a verb of its own behind a comma: "With 300 people, X
/// is …".
fn later_subject(sentence: &SentenceView<'_>, at: usize) -> Option<Subject> {
    let finite =
        |word: &str| phrase::is_finite(word) && !word.ends_with("ed") && !word.ends_with("ing");
    let verb_before = (sentence.start..at).any(|i| finite(sentence.lower(i)));
    sentence
        .placed()
        .filter(|_| !verb_before)
        .find(|p| p.start > at && sentence.lower(p.start - 1) == "," && acts(sentence, p.end))
        .map(|p| Subject::Mention(p.mention.id))
}

/// The subject that follows an opening without one: "Located north of X, *it* is …".
pub(super) fn after_opening(sentence: &SentenceView<'_>, at: usize) -> Option<Subject> {
    let pronoun = sentence.placed().find(|p| {
        p.start > at
            && p.mention.kind == MentionKind::Pronoun
            && sentence.lower(p.start - 1) == ","
            && sentence.lower(p.own) == "it"
    });
    match (later_subject(sentence, at), pronoun) {
        (Some(found), None) => Some(found),
        (None, Some(p)) => Some(Subject::Mention(p.mention.id)),
        (Some(Subject::Mention(id)), Some(p)) if id.0 < p.mention.id.0 => {
            Some(Subject::Mention(id))
        }
        (Some(_), Some(p)) => Some(Subject::Mention(p.mention.id)),
        (None, None) => None,
    }
}

/// Whether a token stands between brackets that close: "Graz (German: Graz) is …".
fn in_brackets(sentence: &SentenceView<'_>, at: usize) -> bool {
    let open = (sentence.start..at)
        .rev()
        .find(|i| matches!(sentence.lower(*i), "(" | ")"));
    open.is_some_and(|i| sentence.lower(i) == "(")
}

/// Whether a phrase follows another place with only "and" or a comma between them.
fn coordinated(sentence: &SentenceView<'_>, start: usize) -> bool {
    let mut end = start;
    while end > sentence.start
        && matches!(sentence.lower(end - 1), "," | "and" | "or" | "as" | "well")
    {
        end -= 1;
    }
    end < start && sentence.placed().any(|p| p.end == end)
}

fn acts_after_mention(sentence: &SentenceView<'_>, subject: &Subject) -> bool {
    match subject {
        Subject::Mention(id) => sentence
            .placed()
            .find(|p| p.mention.id == *id)
            .is_some_and(|p| acts(sentence, p.end)),
        _ => false,
    }
}

/// "X, which …", "the line that …", "Y, where it …": what stands before the pronoun.
fn relative_antecedent(sentence: &SentenceView<'_>, at: usize) -> Option<Subject> {
    let mut i = at;
    for _ in 0..5 {
        i = i.checked_sub(1).filter(|i| *i >= sentence.start)?;
        let word = sentence.lower(i);
        if matches!(word, "which" | "that" | "who") {
            let mut end = i;
            while end > sentence.start
                && matches!(sentence.lower(end - 1), "," | "of" | "on" | "in")
            {
                end -= 1;
            }
            if end > sentence.start && sentence.lower(end - 1) == ")" {
                end = (sentence.start..end)
                    .rev()
                    .find(|j| sentence.lower(*j) == "(")?;
            }
            return Some(antecedent_ending(sentence, end));
        }
        let auxiliary = matches!(
            word,
            "is" | "was"
                | "are"
                | "were"
                | "has"
                | "had"
                | "have"
                | "been"
                | "also"
                | "still"
                | "now"
                | "then"
                | "once"
                | "at"
                | "the"
                | "time"
        );
        if !auxiliary {
            return None;
        }
    }
    None
}

/// What a relative clause speaks of: the place named right before it, or the one that the words
/// right before it describe ("X, a province that …", "X is a province that …"); else those words
/// themselves, never the subject of the sentence.
fn antecedent_ending(sentence: &SentenceView<'_>, end: usize) -> Subject {
    let nearest = sentence.placed().filter(|p| p.end <= end).last();
    if let Some(nearest) = nearest {
        if nearest.end == end {
            return Subject::Mention(nearest.mention.id);
        }
        let describes = sentence.lower(nearest.end) == ","
            && matches!(
                sentence.lower(nearest.end + 1),
                "a" | "an" | "the" | "another"
            )
            && end - nearest.end <= 7
            && phrase::base_end(sentence, nearest.end + 1) == end;
        if describes {
            return Subject::Mention(nearest.mention.id);
        }
    }
    let start = (sentence.start..end)
        .rev()
        .take(6)
        .find(|i| {
            phrase::base_end(sentence, *i) == end
                && matches!(sentence.lower(*i), "a" | "an" | "the")
        })
        .unwrap_or(end.saturating_sub(1).max(sentence.start));
    // "X is a town that is the seat of Y".
    let verb = start.saturating_sub(1);
    let copula = start > sentence.start + 1 && matches!(sentence.lower(verb), "is" | "was");
    if copula && matches!(sentence.lower(start), "a" | "an") {
        return of_clause(sentence, verb);
    }
    Subject::Phrase(start..end)
}

/// Whether a phrase stands where a subject may: at the head of the sentence, after a comma, a
/// conjunction, or an adverbial opening.
fn opens_clause(sentence: &SentenceView<'_>, start: usize) -> bool {
    let Some(previous) = start.checked_sub(1).filter(|i| *i >= sentence.start) else {
        return true;
    };
    let token = sentence.view.text.tokens[previous];
    if token.kind == TokenKind::Mark {
        return sentence.lower(previous) != "(" && sentence.lower(previous) != "&";
    }
    matches!(
        sentence.lower(previous),
        "and"
            | "but"
            | "while"
            | "where"
            | "when"
            | "because"
            | "although"
            | "though"
            | "as"
            | "since"
            | "whereas"
            | "that"
            | "today"
            | "now"
            | "however"
            | "so"
    )
}

/// Whether a finite verb follows (after adverbs or an apposition in brackets).
fn acts(sentence: &SentenceView<'_>, end: usize) -> bool {
    let mut at = end;
    if sentence.lower(at) == "(" {
        at = (at..sentence.end)
            .find(|i| sentence.lower(*i) == ")")
            .map_or(at, |i| i + 1);
    }
    // "The 44th-most populated city".
    let graded = |i: usize| i > 0 && matches!(sentence.lower(i - 1), "most" | "least");
    (at..at + 2).any(|i| phrase::is_verb(sentence.lower(i)) && !graded(i))
}

/// The noun phrase that opens the sentence (after an adverbial up to a comma), with a place that
/// hangs on it by "of" or "in".
fn opening_phrase(
    sentence: &SentenceView<'_>,
    at: usize,
) -> Option<(Range<usize>, Option<MentionId>)> {
    let mut start = sentence.start;
    while start < at && sentence.view.text.tokens[start].kind == TokenKind::Mark {
        start += 1;
    }
    if phrase::is_stop(sentence.lower(start)) && !matches!(sentence.lower(start), "it" | "this") {
        start = (start..at).find(|i| sentence.lower(*i) == ",")? + 1;
    }
    let end = phrase::base_end(sentence, start);
    if end <= start || end > at {
        return None;
    }
    let inner = matches!(sentence.lower(end), "of" | "in")
        .then(|| {
            sentence
                .placed()
                .find(|p| p.start == end + 1 && p.end <= at)
                .map(|p| p.mention.id)
        })
        .flatten();
    Some((start..end, inner))
}

/// "The population", "the area": said of something not named.
fn is_attribute(sentence: &SentenceView<'_>, phrase: &Range<usize>) -> bool {
    let head = sentence.lower(phrase.end - 1);
    sentence
        .view
        .grammar
        .lists
        .get("measure")
        .is_some_and(|l| l.iter().any(|w| w == head))
}

/// "The bulk of X", "much of X", "the centre of X" speak of X.
fn is_partitive(sentence: &SentenceView<'_>, phrase: &Range<usize>) -> bool {
    let head = sentence.lower(phrase.end - 1);
    sentence
        .view
        .grammar
        .lists
        .get("partitive")
        .is_some_and(|l| l.iter().any(|w| w == head))
}
