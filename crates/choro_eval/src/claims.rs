//! Claims against the ones a person read in the same texts.

use crate::gold::{GoldClaim, lines};
use choro_claim::{Claim, Kind};
use choro_pipeline::Compiled;
use std::collections::BTreeMap;
use std::path::Path;

/// How the claims of one kind fare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Claims a person read.
    pub gold: usize,
    /// Of those, the ones that were found.
    pub found: usize,
    /// Claims that were read.
    pub read: usize,
    /// Of those, the ones that are among the person's.
    pub right: usize,
}

impl Tally {
    /// Share of the person's claims that were found, 0 to 1; `None` where there are none.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.gold)
    }

    /// Share of the claims read that are right, 0 to 1; `None` where none was read.
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.read)
    }
}

fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

/// A claim on which person and program differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The person's, not found; in one line.
    Miss(String),
    /// The program's, not the person's; in one line.
    Extra(String),
}

/// The score of all claims.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// By kind.
    pub tallies: BTreeMap<&'static str, Tally>,
    /// Where person and program differ, in order of the documents.
    pub differences: Vec<Difference>,
}

impl Score {
    /// All kinds together.
    pub fn total(&self) -> Tally {
        self.tallies
            .values()
            .fold(Tally::default(), |sum, t| Tally {
                gold: sum.gold + t.gold,
                found: sum.found + t.found,
                read: sum.read + t.read,
                right: sum.right + t.right,
            })
    }
}

/// Compares the claims of a compiled project with those in a file of JSON lines.
pub fn score(gold: &Path, compiled: &Compiled) -> Result<Score, String> {
    let gold: Vec<GoldClaim> = lines(gold)?;
    let mut score = Score::default();
    for text in &compiled.atlas.documents {
        let truth: Vec<&GoldClaim> = gold
            .iter()
            .filter(|g| g.doc == file_name(&text.document.path))
            .collect();
        compare(&truth, &text.claims, &mut score);
    }
    Ok(score)
}

fn compare(truth: &[&GoldClaim], claims: &[Claim], score: &mut Score) {
    let mut used = vec![false; claims.len()];
    for g in truth {
        let tally = score.tallies.entry(kind_name(&g.kind)).or_default();
        tally.gold += 1;
        let best = claims
            .iter()
            .enumerate()
            .filter(|(i, c)| !used[*i] && matches(g, c))
            .max_by(|(_, a), (_, b)| overlap(g, a).total_cmp(&overlap(g, b)));
        if let Some((i, _)) = best {
            used[i] = true;
            tally.found += 1;
        } else {
            score.differences.push(Difference::Miss(format!(
                "{} {} | {:?} | S {} | O {} | V {}",
                g.id, g.kind, g.text, g.subject, g.object, g.value
            )));
        }
    }
    for (i, claim) in claims.iter().enumerate() {
        let tally = score.tallies.entry(claim.kind.as_str()).or_default();
        tally.read += 1;
        // A second reading of a gold claim's words is not wrong, only spare.
        if used[i] || truth.iter().any(|g| matches(g, claim)) {
            tally.right += 1;
        } else {
            score.differences.push(Difference::Extra(line(claim)));
        }
    }
}

/// A claim in one line, for people.
pub fn line(c: &Claim) -> String {
    format!(
        "{} [{}..{}] {:?} | S {} | O {} | V {} {} | {} {:?} {} ({})",
        c.kind,
        c.evidence.span.start,
        c.evidence.span.end,
        c.evidence.quote,
        c.subject.text,
        c.object.as_ref().map_or("", |o| o.text.as_str()),
        c.value,
        c.unit,
        c.when.edtf,
        c.polarity,
        c.hedge,
        c.pattern
    )
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn kind_name(name: &str) -> &'static str {
    Kind::from_name(name).map_or("unknown", Kind::as_str)
}

/// A claim is the gold one when its kind is the same, its words overlap by a good part of the
/// shorter, and its direction, number or coordinate is the same.
fn matches(gold: &GoldClaim, claim: &Claim) -> bool {
    gold.kind == claim.kind.as_str() && overlap(gold, claim) >= 0.5 && value_fits(gold, claim)
}

fn overlap(gold: &GoldClaim, claim: &Claim) -> f64 {
    let (a, b) = (gold.span(), claim.evidence.span);
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    common as f64 / a.len().min(b.len()).max(1) as f64
}

fn value_fits(gold: &GoldClaim, claim: &Claim) -> bool {
    let word = gold
        .value
        .split_whitespace()
        .next()
        .unwrap_or("")
        .to_lowercase();
    let strict = matches!(
        claim.kind,
        Kind::Direction
            | Kind::Borders
            | Kind::Population
            | Kind::Distance
            | Kind::Area
            | Kind::Coordinates
    );
    let same_object = claim.object.as_ref().is_none_or(|o| {
        gold.object.is_empty()
            || shares_word(&o.text, &gold.object)
            || !matches!(
                claim.kind,
                Kind::Borders | Kind::Comparative | Kind::LineConnects | Kind::LocatedIn
            )
    });
    let same_subject = !matches!(
        claim.kind,
        Kind::OnFeature | Kind::Crossing | Kind::UnitAt | Kind::HasFeature
    ) || shares_word(&claim.subject.text, &gold.subject)
        || claim
            .object
            .as_ref()
            .is_some_and(|o| shares_word(&o.text, &gold.object));
    let value = claim.value.to_lowercase();
    same_object
        && same_subject
        && (!strict || word.is_empty() || value.trim_end_matches(".0") == word)
}

fn shares_word(a: &str, b: &str) -> bool {
    let a = choro_name::fold(a);
    let b = choro_name::fold(b);
    a.split(' ').any(|w| {
        w.len() > 2
            && b.split(' ')
                .any(|v| v == w || v.starts_with(w) || w.starts_with(v) && v.len() > 3)
    })
}
