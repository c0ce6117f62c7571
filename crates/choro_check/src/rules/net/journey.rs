#![doc = include_str!("../../../resources/rules/NET704.md")]

use crate::corpus::Corpus;
use crate::data::THRESHOLDS;
use crate::passage::Passage;
use crate::wording::distance;
use choro_diagnostic::{Finding, Severity};
use choro_geometry::distance_m;
use choro_mention::Mention;
use choro_quantity::{Cue, MeasureKind, MeasureTag};
use choro_text::Span;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// See `data/journeys.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journeys {
    means: Vec<Means>,
    between: Between,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Means {
    words: Vec<String>,
    fastest_kmh: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Between {
    words: Vec<String>,
}

static JOURNEYS: LazyLock<Journeys> = LazyLock::new(|| {
    // The file is part of the program; a test reads it.
    toml::from_str(include_str!("../../../../../data/journeys.toml"))
        .expect("data/journeys.toml is well-formed")
});

/// Shorter ways are often rounded, metres.
const SHORTEST_M: f64 = 2_000.0;

/// How far a journey goes, and where the text says so.
struct Way {
    metres: f64,
    span: Span,
    /// What it was measured by.
    by: String,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for passage in corpus.passages() {
        for sentence in passage.sentences {
            findings.extend(judge(corpus, passage, sentence));
        }
    }
    findings
}

fn judge(corpus: &Corpus<'_>, passage: &Passage<'_>, sentence: &Range<usize>) -> Option<Finding> {
    let mut times = measures(passage, sentence, MeasureKind::Duration);
    let time = times.next().filter(|_| times.next().is_none())?;
    let (means, word) = means(passage, sentence)?;
    let doubt = |cue: Cue| !matches!(cue, Cue::Past | Cue::Hedge(_));
    if passage.is_hedged(sentence, doubt) {
        return None;
    }
    let way = stated(passage, sentence, time).or_else(|| known(corpus, passage, sentence, time))?;
    let hours = time.si.high / 3_600.0;
    let speed = way.metres / 1_000.0 / hours;
    let usable = way.metres >= SHORTEST_M && hours > 0.0 && speed.is_finite();
    if !usable || speed <= means.fastest_kmh {
        return None;
    }
    let span = Span::new(
        way.span.start.min(time.at.span.start),
        way.span.end.max(time.at.span.end),
    );
    let message = format!(
        "{} in {} would be {speed:.0} km/h by {word}",
        distance(way.metres),
        passage.words(time.at.span)
    );
    let mut finding = passage.report("NET704", Severity::Warning, span, message);
    finding.measured = Some(format!("{speed:.0} km/h"));
    finding.threshold = Some(format!("{:.0} km/h", means.fastest_kmh));
    finding.reference = Some(way.by);
    finding.help = Some("check the time, the distance, and its unit".to_owned());
    Some(finding)
}

/// The measures of a kind in a sentence, conversions left out.
fn measures<'p>(
    passage: &'p Passage<'_>,
    sentence: &Range<usize>,
    kind: MeasureKind,
) -> impl Iterator<Item = &'p MeasureTag> {
    let sentence = sentence.clone();
    passage.tags.measures.iter().filter(move |m| {
        m.kind == kind && m.conversion_of.is_none() && sentence.contains(&m.at.first)
    })
}

/// The one means of travel that a sentence names.
fn means(passage: &Passage<'_>, sentence: &Range<usize>) -> Option<(&'static Means, String)> {
    let mut found: Option<(&'static Means, String)> = None;
    for at in sentence.clone() {
        let word = passage.lower(at);
        let Some(means) = JOURNEYS
            .means
            .iter()
            .find(|m| m.words.iter().any(|w| w == word))
        else {
            continue;
        };
        match &found {
            Some((other, _)) if !std::ptr::eq(*other, means) => return None,
            _ => found = Some((means, word.to_owned())),
        }
    }
    found
}

/// A distance stated beside the time.
fn stated(passage: &Passage<'_>, sentence: &Range<usize>, time: &MeasureTag) -> Option<Way> {
    let mut lengths = measures(passage, sentence, MeasureKind::Length);
    let length = lengths.next().filter(|_| lengths.next().is_none())?;
    let (one, other) = if length.at.first < time.at.first {
        (length, time)
    } else {
        (time, length)
    };
    let plain = |at: usize| {
        let word = passage.lower(at);
        let travels = JOURNEYS
            .means
            .iter()
            .any(|m| m.words.iter().any(|w| w == word));
        let converted = passage
            .tags
            .measures
            .iter()
            .any(|m| m.conversion_of.is_some() && m.at.first <= at && at < m.at.end);
        travels || converted || JOURNEYS.between.words.iter().any(|w| w == word)
    };
    (one.at.end..other.at.first).all(plain).then(|| Way {
        metres: length.si.low,
        span: length.at.span,
        by: "distance stated in the text".to_owned(),
    })
}

/// The distance of the two places of "from A to B", taken from their positions: no way is shorter.
fn known(
    corpus: &Corpus<'_>,
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    time: &MeasureTag,
) -> Option<Way> {
    let within = passage.span(sentence.clone());
    let mentions: Vec<&Mention> = passage
        .text
        .mentions
        .of_block(passage.block)
        .filter(|m| within.start <= m.span.start && m.span.end <= within.end)
        .collect();
    let source = passage.source();
    let (from, to) = mentions.windows(2).find_map(|pair| {
        let between = Span::new(pair[0].span.end, pair[1].span.start).slice(source);
        let before = source[..pair[0].span.start].trim_end();
        let named = before.ends_with("from") && between.trim() == "to"
            || before.ends_with("between") && between.trim() == "and";
        named.then_some((pair[0], pair[1]))
    })?;
    let sure = |m: &Mention| {
        let only = m.readings().len() == 1 && m.confidence >= THRESHOLDS.confidence.error;
        m.chosen.filter(|_| only)
    };
    let (a, b) = (sure(from)?, sure(to)?);
    let know = &corpus.know;
    let apart = distance_m(know.point(a)?, know.point(b)?);
    let near_time = time.at.span.start.abs_diff(from.span.start) < 80;
    near_time.then(|| Way {
        metres: apart - know.radius_m(a) - know.radius_m(b),
        span: Span::new(from.span.start, to.span.end),
        by: know.references(&[a, b]).join("; "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_means_has_a_speed_and_words_of_its_own() {
        let mut words: Vec<&String> = JOURNEYS.means.iter().flat_map(|m| &m.words).collect();
        let all = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), all);
        assert!(JOURNEYS.means.iter().all(|m| m.fastest_kmh > 0.0));
    }
}
