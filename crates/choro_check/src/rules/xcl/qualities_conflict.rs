#![doc = include_str!("../../../resources/rules/XCL802.md")]

use crate::corpus::{Case, Corpus, about, related};
use crate::data::QUALITIES;
use choro_claim::Kind;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::PlaceId;
use choro_quantity::Polarity;

/// What a claim says of a quality of a place.
struct Said<'c> {
    case: Case<'c>,
    place: PlaceId,
    quality: &'static str,
    in_favour: bool,
}

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let said: Vec<Said<'_>> = corpus.cases().filter_map(read).collect();
    said.iter()
        .filter(|s| !s.in_favour)
        .filter_map(|s| report(corpus, s, &said))
        .collect()
}

fn read(case: Case<'_>) -> Option<Said<'_>> {
    let claim = case.claim;
    if claim.kind != Kind::Economy || claim.past {
        return None;
    }
    let place = claim.subject.place?;
    let quote = claim.evidence.quote.to_lowercase();
    let branch = claim
        .object
        .as_ref()
        .map_or("", |o| o.text.as_str())
        .to_lowercase();
    let has = |text: &str, words: &[String]| {
        words.iter().any(|word| {
            text.split(|c: char| !c.is_alphanumeric())
                .any(|w| w == word.as_str())
        })
    };
    let quality = QUALITIES
        .quality
        .iter()
        .find(|q| has(&branch, &q.words))
        .or_else(|| QUALITIES.quality.iter().find(|q| has(&quote, &q.words)))?;
    let holds = |words: &[String]| words.iter().any(|word| quote.contains(word.as_str()));
    let in_favour = if holds(&QUALITIES.leaning.against) || claim.polarity == Polarity::Negated {
        false
    } else if holds(&QUALITIES.leaning.in_favour) {
        true
    } else {
        return None;
    };
    Some(Said {
        case,
        place,
        quality: &quality.name,
        in_favour,
    })
}

fn report(corpus: &Corpus<'_>, denied: &Said<'_>, said: &[Said<'_>]) -> Option<Finding> {
    let when = &denied.case.claim.when;
    let against: Vec<&Said<'_>> = said
        .iter()
        .filter(|s| s.in_favour && s.quality == denied.quality)
        .filter(|s| corpus.know.lies_in(s.place, denied.place, when) == Some(true))
        .filter(|s| {
            s.case.claim.evidence.span != denied.case.claim.evidence.span
                || s.case.text.document.path != denied.case.text.document.path
        })
        .collect();
    let first = against.first()?;
    let (region, place) = (
        corpus.know.name(denied.place),
        corpus.know.name(first.place),
    );
    let quality = denied.quality;
    let message = if first.place == denied.place {
        format!("{quality} is denied of {region} here and affirmed elsewhere")
    } else {
        format!("{quality} is denied of {region} here and affirmed of {place}, which lies in it")
    };
    let mut finding = about("XCL802", Severity::Warning, denied.case, message);
    for s in &against {
        let words = format!("affirmed of {}", corpus.know.name(s.place));
        finding.related.push(related(s.case, words));
    }
    finding.help = Some("say where in it, or how far, it holds".to_owned());
    Some(finding)
}
