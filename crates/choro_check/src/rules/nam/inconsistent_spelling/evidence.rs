//! Whether a rare spelling is a slip of the usual one, or another place.

use super::uses::Use;
use crate::corpus::Corpus;
use crate::data::{QUALITIES, THRESHOLDS};
use crate::rules::nam::is_announced_at;
use choro_diagnostic::Severity;
use choro_gazetteer::{Class, PlaceId};
use choro_mention::demonym;
use choro_name::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Confidence of a place chosen because its name is a letter off.
const GUESSED: f64 = 0.6;

/// How surely a spelling is a slip.
#[derive(Clone, Copy)]
pub(super) struct Weight {
    pub(super) severity: Severity,
    /// Whether the usual spelling may be put in without a look.
    pub(super) safe: bool,
}

/// Both spellings surely name one place.
const SURE: Weight = Weight {
    severity: Severity::Error,
    safe: true,
};

/// How surely one use of a rare spelling (`all` are its uses) is a slip of the usual one: an error
/// where both name one place or stand beside the same proper words, a warning where nothing knows
/// the rare one and its document has the usual one often. `None` where the text gives it as another
/// name, where another place bears it, or where too little is sure.
pub(super) fn weight(
    corpus: &Corpus<'_>,
    slip: &Use<'_>,
    all: &[Use<'_>],
    used: &[Use<'_>],
) -> Option<Weight> {
    if is_other_name(slip) {
        return None;
    }
    let known = corpus.know.gazetteer.by_name(slip.surface);
    let places: BTreeSet<PlaceId> = used.iter().filter_map(Use::place).collect();
    if known.iter().any(|id| !places.contains(id)) {
        return None;
    }
    let of_document = |uses: &[Use<'_>]| {
        let same = |u: &&Use<'_>| u.document() == slip.document();
        uses.iter().filter(same).count()
    };
    let (here, rare) = (of_document(used), of_document(all));
    if !known.is_empty() {
        // Two spellings of one place that the references have both.
        let one_place = slip.place().is_some_and(|id| known.contains(&id));
        let known = used.iter().any(|u| is_known(corpus, u));
        return (one_place && known && here > rare).then_some(Weight {
            severity: Severity::Note,
            safe: false,
        });
    }
    let (usual, most) = (THRESHOLDS.names.usual, THRESHOLDS.names.slip);
    let few = all.len() <= most || rare <= most && all.len() * 4 <= used.len();
    if !few || used.len() < usual.max(all.len() + 2) && here < 2 {
        return None;
    }
    // A place it was only guessed for by likeness says nothing more than the likeness does.
    if let Some(own) = slip.sure_place(GUESSED) {
        let same = places.contains(&own);
        return same.then_some(SURE);
    }
    let wanted = slip.beside();
    let proper = wanted
        .split(' ')
        .any(|word| word.len() > 2 && Class::from_noun(word).is_none());
    if proper && used.len() >= usual && used.iter().any(|u| u.beside() == wanted) {
        return Some(SURE);
    }
    if all.len() > most {
        return None;
    }
    weak(corpus, slip, used, here)
}

/// Whether the words before it give it as another name.
fn is_other_name(slip: &Use<'_>) -> bool {
    let start = slip.name_span().start;
    is_announced_at(&QUALITIES.names.another, slip.text, slip.block, start)
}

/// Near spellings with nothing else in common are often two places, or a place and a person.
fn weak(corpus: &Corpus<'_>, slip: &Use<'_>, used: &[Use<'_>], here: usize) -> Option<Weight> {
    let local = || used.iter().filter(|u| u.document() == slip.document());
    // Two places are told apart where they stand side by side.
    if local().any(|u| in_one_sentence(slip, u)) {
        return None;
    }
    let word = fold(slip.surface);
    let often = slip.mention.is_some() && here >= THRESHOLDS.names.usual;
    let known = here >= 2 && local().any(|u| is_known(corpus, u)) && demonym(&word).is_none();
    (often || known).then_some(Weight {
        severity: Severity::Warning,
        safe: false,
    })
}

/// Whether the references have the place by this very spelling.
fn is_known(corpus: &Corpus<'_>, used: &Use<'_>) -> bool {
    let place = used.sure_place(GUESSED);
    place.is_some_and(|id| corpus.know.gazetteer.by_name(used.surface).contains(&id))
}

fn in_one_sentence(a: &Use<'_>, b: &Use<'_>) -> bool {
    if a.block != b.block || a.block >= a.text.document.blocks.len() {
        return false;
    }
    let words = a.text.words(a.block);
    let sentence = |u: &Use<'_>| words.sentence_of(words.tokens_in(u.span).start);
    sentence(a) == sentence(b)
}

/// Uses of a word without the marks that their document mostly gives it: "Zurich" where it writes
/// "Zürich". A form with more marks is given once as that of the language.
pub(super) fn marks<'c>(named: &BTreeMap<String, Vec<Use<'c>>>) -> Vec<(Use<'c>, Vec<Use<'c>>)> {
    let mut found = Vec::new();
    for uses in named.values() {
        let mut forms: BTreeMap<(&str, String), Vec<Use<'c>>> = BTreeMap::new();
        for used in uses {
            let form = plain(used.surface);
            forms
                .entry((used.document(), form))
                .or_default()
                .push(*used);
        }
        for ((document, form), rare) in &forms {
            let of_document = forms
                .range((*document, String::new())..)
                .take_while(|((other, _), _)| other == document);
            let rival = of_document
                .filter(|((_, shape), _)| shape != form)
                .max_by_key(|(_, used)| used.len());
            let Some((_, usual)) = rival.filter(|(_, used)| used.len() > rare.len()) else {
                continue;
            };
            let plainer = rare.iter().all(|u| u.surface.is_ascii());
            let one_place = |u: &Use<'c>| usual.iter().any(|v| v.place() == u.place());
            let slips = rare
                .iter()
                .filter(|u| plainer && u.place().is_some() && one_place(u) && !is_other_name(u));
            found.extend(slips.map(|u| (*u, usual.clone())));
        }
    }
    found
}

/// A word in lower case without apostrophes and hyphens, its marks kept.
fn plain(surface: &str) -> String {
    let letters = surface.chars().filter(|c| c.is_alphabetic());
    letters.flat_map(char::to_lowercase).collect()
}
