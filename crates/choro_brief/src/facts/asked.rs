//! A place asked about, and what every section needs of it.

use crate::brief::Evidence;
use crate::parts::{marked, plain};
use crate::{Material, Options, Wording};
use choro_atlas::{About, Statement};
use choro_check::Outcome;
use choro_gazetteer::{Class, Gazetteer, Place, PlaceId, Relation, SourceId};
use choro_geometry::{Wind, azimuth_and_distance};
use choro_quantity::When;

/// Metres below which no direction is given: the middle of a town is not known better.
const DIRECTION_M: f64 = 2_000.0;
/// Degrees on either side of its middle that a wind of sixteen covers.
const HALF_WIND: f64 = 11.25;

/// A question for a brief.
#[derive(Clone, Copy)]
pub(super) struct Asked<'m> {
    pub(super) material: &'m Material<'m>,
    pub(super) options: &'m Options,
    pub(super) wording: &'m Wording,
    pub(super) place: &'m Place,
}

/// How far one place lies from another, and in which direction.
pub(super) struct Apart {
    pub(super) metres: f64,
    /// Letters of the wind; empty where the two are too close for one.
    pub(super) wind: &'static str,
    pub(super) evidence: Evidence,
}

impl<'m> Asked<'m> {
    pub(super) fn gazetteer(&self) -> &'m Gazetteer {
        &self.material.atlas.gazetteer
    }

    pub(super) fn when(&self) -> &'m When {
        &self.options.as_of
    }

    pub(super) fn about(&self) -> &'m About<'m> {
        self.material.index.about(self.place.id)
    }

    /// The name of a place at the time, in the language where there is one, marked as a place.
    pub(super) fn name(&self, id: PlaceId) -> String {
        let gazetteer = self.gazetteer();
        let place = gazetteer.place(id);
        let range = self.wording.entry("language", "names").unwrap_or("");
        let called = |range| gazetteer.name_at(id, self.when(), range).known();
        let own = (!range.is_empty()).then(|| called(range)).flatten();
        let then = || (!self.when().is_unstated()).then(|| called("")).flatten();
        let name = own.or_else(then).map_or(place.name(), |n| &n.name.text);
        marked(id, name)
    }

    /// The word for what a class is, with its article where the language has one.
    pub(super) fn kind(&self, class: Class) -> String {
        self.wording.word("kinds", class.as_str()).to_owned()
    }

    /// The word for a class.
    pub(super) fn class(&self, class: Class) -> String {
        self.wording.word("classes", class.as_str()).to_owned()
    }

    /// What a source says of a place.
    pub(super) fn record(&self, source: SourceId, of: PlaceId) -> Evidence {
        let place = self.gazetteer().place(of);
        let record = place.records.iter().find(|record| record.source == source);
        let mut attributes = place.attributes.iter();
        let stated = attributes.find(|a| a.key == "source" && a.source == source);
        let source = self.material.source(source);
        Evidence::Record {
            source: source.id.clone(),
            title: plain(titled(&source.title, &source.id)),
            version: plain(&source.version),
            record: record.map_or_else(String::new, |record| plain(&record.record)),
            stated: stated.map_or_else(String::new, |stated| plain(&stated.value)),
        }
    }

    /// What a source of lines or crossings says, by its id.
    pub(super) fn named_record(&self, id: &str, record: &str) -> Evidence {
        let all = self.gazetteer().sources().iter();
        let known = all.chain(self.material.lists).find(|s| s.id == id);
        Evidence::Record {
            source: id.to_owned(),
            title: plain(known.map_or(id, |s| titled(&s.title, &s.id))),
            version: plain(known.map_or("", |s| &s.version)),
            record: plain(record),
            stated: String::new(),
        }
    }

    /// The record that says what a place is.
    pub(super) fn own_record(&self, of: PlaceId) -> Option<Evidence> {
        let place = self.gazetteer().place(of);
        let first = place.records.first();
        first.map(|record| self.record(record.source, of))
    }

    /// The words of a claim.
    pub(super) fn passage(&self, statement: &Statement<'_>, quote: &str) -> Evidence {
        let evidence = &statement.claim.evidence;
        Evidence::Passage {
            document: evidence.document.clone(),
            line: self.material.line(statement.document, evidence.span.start),
            quote: plain(quote),
        }
    }

    /// The point of a place with its name, as it goes into a computation.
    pub(super) fn located(&self, id: PlaceId) -> String {
        let place = self.gazetteer().place(id);
        let point = place.point.filter(|p| p.is_valid());
        point.map_or_else(
            || plain(place.name()),
            |p| format!("{} ({:.4}, {:.4})", plain(place.name()), p.lat, p.lon),
        )
    }

    /// Distance and direction from one place to another: where the second lies, seen from the
    /// first. `None` where the position of one is not known.
    pub(super) fn apart(&self, from: PlaceId, to: PlaceId) -> Option<Apart> {
        let point = |id| self.gazetteer().place(id).point.filter(|p| p.is_valid());
        let (azimuth, metres) = azimuth_and_distance(point(from)?, point(to)?);
        if !metres.is_finite() {
            return None;
        }
        let wind = if metres < DIRECTION_M {
            ""
        } else {
            Wind::nearest(azimuth).letters()
        };
        let result = format!("{:.1} km, {azimuth:.0}°", metres / 1_000.0);
        Some(Apart {
            metres,
            wind,
            evidence: Evidence::Computation {
                formula: "geodesic",
                inputs: vec![self.located(from), self.located(to)],
                result: if wind.is_empty() {
                    result
                } else {
                    format!("{result} ± {HALF_WIND}°")
                },
            },
        })
    }

    /// Relations that hold at the time; without a time, those that have not ended.
    pub(super) fn holding(&self, relations: &'m [Relation]) -> Vec<&'m Relation> {
        let holds = |relation: &&Relation| self.holds(&relation.when, relation.source);
        relations.iter().filter(holds).collect()
    }

    /// Whether what is stated for a time, by a source, may be said of the time asked about.
    pub(super) fn holds(&self, stated: &When, source: SourceId) -> bool {
        if stated.is_unstated() {
            return self.gazetteer().may_speak_of(source, self.when());
        }
        if self.when().is_unstated() {
            return stated.latest.is_none();
        }
        stated.overlaps(self.when())
    }

    /// Whether something dated had begun by the time asked about.
    pub(super) fn has_begun(&self, stated: &When) -> bool {
        let last = self.when().latest.filter(|_| !self.when().is_unstated());
        match (last, stated.earliest) {
            (Some(last), Some(begin)) => begin <= last,
            _ => true,
        }
    }

    /// Whether the brief may state what is claimed: it is neither contradicted nor disputed, no
    /// other reading of its sentence is, and it had begun.
    pub(super) fn may_state(&self, statement: &Statement<'_>) -> bool {
        let atlas = self.material.atlas;
        let text = &atlas.documents[statement.document];
        let verdicts = &atlas.verdicts[statement.document];
        let sound = text.claims.iter().zip(verdicts).all(|(claim, verdict)| {
            !claim.sentence.overlaps(statement.claim.sentence)
                || matches!(verdict.outcome, Outcome::Supported | Outcome::Undetermined)
        });
        sound && self.has_begun(&statement.claim.when)
    }

    /// Whether a place lies in another now or at the time, or is that place.
    pub(super) fn lies_in(&self, id: PlaceId, unit: PlaceId) -> bool {
        id == unit || self.gazetteer().is_part_of(id, unit, self.when()) == Some(true)
    }
}

fn titled<'t>(title: &'t str, id: &'t str) -> &'t str {
    if title.is_empty() { id } else { title }
}
