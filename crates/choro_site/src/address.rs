//! Where pages are: addresses of places, documents and lines that stay the same when others are
//! added, and links between them.

use choro_atlas::{Atlas, Index};
use choro_claim::{Annotated, Claim, ClaimId};
use choro_diagnostic::Finding;
use choro_gazetteer::{Place, PlaceId};
use choro_network::{PointKind, Station, StationId};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Rank from which a place is the project's own and has a page even if no document names it.
const OWN: u32 = 100;

/// The pages of an atlas.
pub(crate) struct Addresses {
    places: BTreeMap<PlaceId, String>,
    documents: Vec<String>,
    lines: Vec<String>,
    stations: BTreeMap<StationId, String>,
    crossings: Vec<String>,
    /// For each document, the anchor of each claim.
    anchors: Vec<Vec<String>>,
}

impl Addresses {
    /// Gives a page to every place that is mentioned, spoken of, served by a line or the
    /// project's own, and to all that these lie in; to every document; to every line, station and crossing.
    pub(crate) fn new(atlas: &Atlas, index: &Index<'_>) -> Self {
        let mut chosen: BTreeSet<PlaceId> = index.places().collect();
        chosen.extend(
            atlas
                .gazetteer
                .places()
                .iter()
                .filter(|p| p.rank >= OWN)
                .map(|p| p.id),
        );
        for id in chosen.clone() {
            chosen.extend(atlas.ever_within(id));
        }
        let places: Vec<&Place> = chosen.iter().filter_map(|id| atlas.place(*id)).collect();
        let slugs = apart(
            &places
                .iter()
                .map(|p| (slug(p.name()), slug(&p.key)))
                .collect::<Vec<_>>(),
        );
        let documents = apart(
            &atlas
                .documents
                .iter()
                .map(|d| {
                    let path = d.document.path.as_str();
                    let file = path.rsplit('/').next().unwrap_or(path);
                    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
                    (slug(stem), slug(path))
                })
                .collect::<Vec<_>>(),
        );
        let lines = apart(
            &atlas
                .network
                .lines
                .iter()
                .map(|l| (slug(&l.name), slug(&format!("{} {}", l.name, l.source))))
                .collect::<Vec<_>>(),
        );
        let crossings = atlas.network.crossings.iter();
        let crossings: Vec<_> = crossings.map(|c| (slug(&c.name), slug(&c.id))).collect();
        let own = (0..).zip(&atlas.network.stations);
        let (stations, forms): (Vec<StationId>, Vec<_>) = own
            .filter(|(_, station)| has_page(station))
            .map(|(id, s)| {
                let line = s
                    .stops
                    .first()
                    .and_then(|(line, _)| atlas.network.lines.get(*line));
                let line = line.map_or("", |line| line.name.as_str());
                (
                    StationId(id),
                    (slug(&s.name), slug(&format!("{} {line}", s.name))),
                )
            })
            .unzip();
        Self {
            anchors: atlas.documents.iter().map(anchors).collect(),
            stations: stations.into_iter().zip(apart(&forms)).collect(),
            crossings: apart(&crossings),
            places: places.iter().map(|p| p.id).zip(slugs).collect(),
            documents,
            lines,
        }
    }

    /// The places that have a page.
    pub(crate) fn places(&self) -> impl Iterator<Item = PlaceId> + '_ {
        self.places.keys().copied()
    }

    /// Path of a place's page from the root of the site.
    pub(crate) fn place(&self, id: PlaceId) -> Option<String> {
        self.places
            .get(&id)
            .map(|slug| format!("place/{slug}.html"))
    }

    /// Path of a document's page.
    pub(crate) fn document(&self, index: usize) -> String {
        format!(
            "doc/{}.html",
            self.documents.get(index).map_or("", String::as_str)
        )
    }

    /// Where the words of a claim begin on its document's page: `s-` and what tells the claim from
    /// others, wherever it stands, so that links to it outlive changes to the rest of the text.
    pub(crate) fn claim(&self, document: usize, claim: ClaimId) -> &str {
        let anchors = self.anchors.get(document);
        anchors
            .and_then(|anchors| anchors.get(claim.0 as usize))
            .map_or("", String::as_str)
    }

    /// The stations that have a page.
    pub(crate) fn stations(&self) -> impl Iterator<Item = StationId> + '_ {
        self.stations.keys().copied()
    }

    /// Path of a station's page from the root of the site.
    pub(crate) fn station(&self, id: StationId) -> Option<String> {
        let slug = self.stations.get(&id);
        slug.map(|slug| format!("station/{slug}.html"))
    }

    /// Path of a crossing's page.
    pub(crate) fn crossing(&self, index: usize) -> String {
        format!(
            "crossing/{}.html",
            self.crossings.get(index).map_or("", String::as_str)
        )
    }

    /// Path of a line's page.
    pub(crate) fn line(&self, index: usize) -> String {
        format!(
            "line/{}.html",
            self.lines.get(index).map_or("", String::as_str)
        )
    }
}

/// Letters of a fingerprint that an anchor has.
const FINGERPRINT: usize = 10;

fn anchors(text: &Annotated) -> Vec<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let anchor = |claim: &Claim| {
        let object = claim.object.as_ref().map_or("", |object| &object.text);
        let print = Finding::fingerprint_of(&[
            claim.kind.as_str(),
            &claim.subject.text,
            object,
            &claim.value,
            &claim.evidence.quote,
        ]);
        let base = format!("s-{}", &print[..FINGERPRINT]);
        let seen = times.entry(base.clone()).or_default();
        *seen += 1;
        if *seen == 1 {
            base
        } else {
            format!("{base}-{seen}")
        }
    };
    text.claims.iter().map(anchor).collect()
}

/// Stations at which a line of the tables calls, and ports and the like that tables name; those
/// that only a drawn network has may be thousands.
fn has_page(station: &Station) -> bool {
    !station.stops.is_empty() || station.kind != PointKind::Station
}

/// The first form of each pair where it is unique, else the second with the first before it,
/// numbered should even that clash. No form depends on how many others there are, except twins.
fn apart(forms: &[(String, String)]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (first, _) in forms {
        *times.entry(first).or_default() += 1;
    }
    let mut taken: BTreeSet<String> = forms
        .iter()
        .filter(|(first, _)| !first.is_empty() && times[first.as_str()] == 1)
        .map(|(first, _)| first.clone())
        .collect();
    forms
        .iter()
        .map(|(first, second)| {
            if !first.is_empty() && times[first.as_str()] == 1 {
                return first.clone();
            }
            let base = match (first.is_empty(), second.is_empty()) {
                (true, true) => "unnamed".to_owned(),
                (true, false) => second.clone(),
                (false, true) => first.clone(),
                (false, false) if second.starts_with(first.as_str()) => second.clone(),
                (false, false) => format!("{first}-{second}"),
            };
            let mut name = base.clone();
            let mut n = 1;
            while !taken.insert(name.clone()) {
                n += 1;
                name = format!("{base}-{n}");
            }
            name
        })
        .collect()
}

/// Lower-case letters and digits of ASCII with single hyphens: "P'yŏngra Line" → `pyongra-line`.
/// Empty where nothing of the text is Latin.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in text.nfkd() {
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push('-');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else if c == '\'' || c == '’' || ('\u{0300}'..='\u{036F}').contains(&c) {
        } else {
            gap = true;
        }
        if out.len() >= 80 {
            break;
        }
    }
    out
}

/// The way from a page at `depth` folders to `path`, which is given from the root.
pub(crate) fn relative(root: &str, path: &str) -> String {
    format!("{root}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("P'yŏngra Line"), "pyongra-line");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("청진"), "");
    }

    #[test]
    fn clashing_names_are_told_apart_by_their_keys() {
        let forms = [("a", "x"), ("b", "y"), ("a", "z"), ("", ""), ("a", "x")]
            .map(|(f, s)| (f.to_owned(), s.to_owned()));
        assert_eq!(apart(&forms), ["a-x", "b", "a-z", "unnamed", "a-x-2"]);
    }
}
