#![doc = include_str!("../../../resources/rules/GEO152.md")]

use crate::corpus::{Corpus, on_words};
use crate::data::THRESHOLDS;
use crate::identity::is_well_known;
use crate::rules::nam::{bare, names, original, type_mismatch};
use crate::wording::with_article;
use choro_claim::Annotated;
use choro_diagnostic::{Finding, Severity};
use choro_gazetteer::{Class, PlaceId};
use choro_mention::{Mention, MentionKind};
use choro_name::fold;
use choro_quantity::When;
use std::collections::BTreeSet;

/// Nouns of units that mean one level everywhere; a "state" or a "district" may be any.
const NOUNS: [&str; 4] = ["province", "county", "prefecture", "oblast"];

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let mut seen: BTreeSet<(&str, String)> = BTreeSet::new();
    let mut findings = Vec::new();
    let known = names(corpus).filter(|(_, m)| m.kind == MentionKind::Name);
    for (text, mention) in known {
        if let Some(finding) = report(corpus, text, mention)
            && seen.insert((&text.document.path, fold(bare(mention))))
        {
            findings.push(finding);
        }
    }
    findings
}

fn report(corpus: &Corpus<'_>, text: &Annotated, mention: &Mention) -> Option<Finding> {
    let know = &corpus.know;
    let chosen = mention.chosen?;
    let block = text.document.blocks.get(mention.block)?;
    let before = choro_text::Span::new(0, mention.name.start).slice(&block.text);
    if !before.trim_end().ends_with("of") {
        return None;
    }
    let words = text.words(mention.block);
    let said = type_mismatch::before(words, words.tokens_in(mention.name).start)?;
    let word = NOUNS.contains(&said.noun.as_str());
    if !word || mention.confidence < THRESHOLDS.confidence.warning {
        return None;
    }
    let mut places: Vec<PlaceId> = mention.candidates.iter().map(|c| c.place).collect();
    places.extend(know.gazetteer.by_name(bare(mention)));
    let other = |id: &PlaceId| {
        let place = know.place(*id);
        place.class != Class::Unknown
            && std::iter::once(&place.class)
                .chain(&place.also)
                .all(|class| !class.compatible(said.class))
    };
    let sure = is_well_known(know, chosen) || corpus.is_meant(text, chosen);
    if !sure || !places.iter().all(other) || !levels_are_known(corpus, chosen, said.class) {
        return None;
    }
    let is = with_article(know.place(chosen).class.noun());
    let name = bare(mention);
    let message = format!("“{name}” is {is}, not {}", with_article(&said.noun));
    let span = original(text, mention, said.span.cover(mention.name));
    let mut finding = on_words("GEO152", Severity::Warning, text, span, name, message);
    finding.measured = Some(is);
    let records = &know.place(chosen).records;
    finding.reference = records.first().map(|record| know.source(record.source));
    let above = unit_above(corpus, chosen, said.class);
    finding.help = above.map(|up| {
        let noun = &said.noun;
        format!("the {noun} it lies in is {}", know.name(up))
    });
    Some(finding)
}

/// Whether the references know the units of this class about the place, so that one they do not
/// have is likely none: the place lies in one of another name, or holds several.
fn levels_are_known(corpus: &Corpus<'_>, place: PlaceId, class: Class) -> bool {
    let know = &corpus.know;
    let held = || {
        let children = know.gazetteer.children(place).take(512);
        children.filter(|id| know.place(*id).class == class).count()
    };
    unit_above(corpus, place, class).is_some_and(|up| !know.share_name(up, place)) || held() >= 3
}

fn unit_above(corpus: &Corpus<'_>, place: PlaceId, class: Class) -> Option<PlaceId> {
    let know = &corpus.know;
    let above = know.gazetteer.ancestors_at(place, &When::default());
    above.into_iter().find(|up| know.place(*up).class == class)
}
