//! What stands on the card of a place: everything known, each with its date and source.

use super::at_date::AtDate;
use choro_gazetteer::{
    Attribute, Gazetteer, Neighbour, Place, PlaceId, Relation, SourceRecord, language_name,
};
use choro_layer::{FactKind, Role};
use choro_quantity::When;
use serde::Serialize;

/// Neighbours named.
const NEIGHBOURS: usize = 8;
/// Settlements named where a place has no outline that others share.
const NEAREST: usize = 4;
/// Keys of facts that the history tells.
const TOLD: [&str; 4] = ["type", "status", "event", "note"];

#[derive(Serialize)]
pub(super) struct Card<'g> {
    pub(super) place: &'g str,
    pub(super) name: &'g str,
    pub(super) class: &'static str,
    pub(super) also: Vec<&'static str>,
    pub(super) position: Option<Position>,
    pub(super) within: Vec<Other<'g>>,
    pub(super) seat_of: Vec<Other<'g>>,
    pub(super) seat: Option<Other<'g>>,
    pub(super) borders: Vec<Beside<'g>>,
    pub(super) near: Vec<Beside<'g>>,
    /// What was so at the date asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<AtDate<'g>>,
    pub(super) names: Vec<NameRow<'g>>,
    pub(super) history: Vec<HistoryRow<'g>>,
    pub(super) figures: Vec<FigureRow<'g>>,
    pub(super) facts: Vec<FigureRow<'g>>,
    pub(super) records: Vec<String>,
    /// Why records were taken for this place.
    pub(super) merges: Vec<MergeRow>,
    pub(super) sources: Vec<SourceRow<'g>>,
}

#[derive(Serialize)]
pub(super) struct Position {
    pub(super) lat: f64,
    pub(super) lon: f64,
    /// Typical error, metres.
    pub(super) accuracy_m: Option<f64>,
    pub(super) source: Option<usize>,
}

/// Another place, as it is named on the card.
#[derive(Clone, Serialize)]
pub(super) struct Other<'g> {
    pub(super) place: &'g str,
    pub(super) name: &'g str,
    pub(super) class: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) when: &'g str,
}

#[derive(Serialize)]
pub(super) struct Beside<'g> {
    pub(super) place: &'g str,
    pub(super) name: &'g str,
    /// Letters of the wind in which it lies.
    pub(super) direction: Option<&'static str>,
    /// Of border, or from point to point.
    pub(super) km: f64,
}

#[derive(Serialize)]
pub(super) struct NameRow<'g> {
    pub(super) text: &'g str,
    pub(super) language: &'g str,
    pub(super) language_name: &'g str,
    pub(super) role: &'static str,
    #[serde(serialize_with = "edtf")]
    pub(super) when: &'g When,
    /// Number of the source on the card, from 1.
    pub(super) source: usize,
}

#[derive(Serialize)]
pub(super) struct HistoryRow<'g> {
    #[serde(serialize_with = "edtf")]
    pub(super) when: &'g When,
    pub(super) what: FactKind,
    pub(super) value: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) place: Option<&'g str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) language: &'g str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'g str>,
    pub(super) source: usize,
}

#[derive(Serialize)]
pub(super) struct FigureRow<'g> {
    pub(super) key: &'g str,
    pub(super) value: &'g str,
    pub(super) number: Option<f64>,
    pub(super) unit: &'g str,
    #[serde(serialize_with = "edtf")]
    pub(super) when: &'g When,
    pub(super) source: usize,
}

#[derive(Serialize)]
pub(super) struct MergeRow {
    pub(super) record: String,
    pub(super) with: String,
    /// How sure it is that the two are one place, 0 to 1.
    pub(super) score: f64,
    pub(super) why: String,
}

/// A source by its number on the card.
#[derive(Serialize)]
pub(super) struct SourceRow<'g> {
    pub(super) number: usize,
    pub(super) id: &'g str,
    pub(super) title: &'g str,
    pub(super) version: &'g str,
    pub(super) licence: &'g str,
    /// The file, of a source that a row of it states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) file: Option<&'g str>,
}

/// A time as its EDTF expression.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn edtf<S: serde::Serializer>(when: &&When, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&when.edtf)
}

/// The sources in the order in which the card comes to them.
pub(super) struct Cited<'g> {
    gazetteer: &'g Gazetteer,
    ids: Vec<choro_gazetteer::SourceId>,
}

impl<'g> Cited<'g> {
    /// The number of a source on the card.
    pub(super) fn number(&mut self, id: choro_gazetteer::SourceId) -> usize {
        if let Some(at) = self.ids.iter().position(|known| *known == id) {
            return at + 1;
        }
        self.ids.push(id);
        self.ids.len()
    }

    fn rows(&self) -> Vec<SourceRow<'g>> {
        let sources = self.ids.iter().map(|id| self.gazetteer.source(*id));
        sources
            .enumerate()
            .map(|(at, source)| SourceRow {
                number: at + 1,
                id: &source.id,
                title: if source.title.is_empty() {
                    &source.id
                } else {
                    &source.title
                },
                version: &source.version,
                licence: &source.licence,
                file: source.id.contains('#').then_some(source.path.as_str()),
            })
            .collect()
    }
}

impl<'g> Card<'g> {
    /// The card of a place; with a stated time, also what was so then.
    pub(super) fn of(gazetteer: &'g Gazetteer, id: PlaceId, when: &When) -> Self {
        let place = gazetteer.place(id);
        let now = When::default();
        let mut cited = Cited {
            gazetteer,
            ids: Vec::new(),
        };
        let position = position(place, &mut cited);
        let at = (!when.is_unstated()).then(|| AtDate::of(gazetteer, id, when, &mut cited));
        let names = names(place, &mut cited);
        let history = history(gazetteer, id, &mut cited);
        let is_figure =
            |a: &Attribute| a.number.is_some() && !a.unit.is_empty() && a.key != "accuracy";
        let figures = figures(place, &mut cited, is_figure);
        let facts = figures_of_facts(place, &mut cited);
        let above = gazetteer.ancestors_at(id, &now);
        let record = |r: &SourceRecord| format!("{}:{}", gazetteer.source(r.source).id, r.record);
        let borders = gazetteer.bordering(id, NEIGHBOURS);
        let near = if borders.is_empty() {
            gazetteer.nearest_settlements(id, NEAREST)
        } else {
            Vec::new()
        };
        Self {
            place: &place.key,
            name: place.name(),
            class: place.class.as_str(),
            also: place.also.iter().map(|class| class.as_str()).collect(),
            position,
            within: above.into_iter().map(|up| other(gazetteer, up)).collect(),
            seat_of: place
                .capital_of
                .iter()
                .map(|r| related(gazetteer, r))
                .collect(),
            seat: gazetteer
                .capital(id, &now)
                .map(|seat| other(gazetteer, seat)),
            borders: borders.iter().map(|n| beside(gazetteer, n)).collect(),
            near: near.iter().map(|n| beside(gazetteer, n)).collect(),
            at,
            names,
            history,
            figures,
            facts,
            records: place.records.iter().map(record).collect(),
            merges: place
                .merges
                .iter()
                .map(|m| MergeRow {
                    record: record(&m.record),
                    with: record(&m.with),
                    score: (m.score * 100.0).round() / 100.0,
                    why: m.why(),
                })
                .collect(),
            sources: cited.rows(),
        }
    }
}

fn position(place: &Place, cited: &mut Cited<'_>) -> Option<Position> {
    let point = place.point.filter(|p| p.is_valid())?;
    let footprint = place.footprints.iter().find(|f| f.when.latest.is_none());
    Some(Position {
        lat: point.lat,
        lon: point.lon,
        accuracy_m: footprint.map(|f| f.accuracy),
        source: footprint.map(|f| cited.number(f.source)),
    })
}

pub(super) fn other(gazetteer: &Gazetteer, id: PlaceId) -> Other<'_> {
    let place = gazetteer.place(id);
    Other {
        place: &place.key,
        name: place.name(),
        class: place.class.as_str(),
        when: "",
    }
}

fn related<'g>(gazetteer: &'g Gazetteer, relation: &'g Relation) -> Other<'g> {
    Other {
        when: &relation.when.edtf,
        ..other(gazetteer, relation.to)
    }
}

fn beside<'g>(gazetteer: &'g Gazetteer, neighbour: &Neighbour) -> Beside<'g> {
    let place = gazetteer.place(neighbour.place);
    Beside {
        place: &place.key,
        name: place.name(),
        direction: neighbour.wind.map(choro_geometry::Wind::letters),
        km: (neighbour.metres / 100.0).round() / 10.0,
    }
}

fn names<'g>(place: &'g Place, cited: &mut Cited<'_>) -> Vec<NameRow<'g>> {
    let mut names: Vec<&choro_gazetteer::Name> = place.names.iter().collect();
    // The name shown comes first, then languages together, those of today before those of the past.
    let key = |n: &choro_gazetteer::Name| (n.when.latest.is_some(), n.language.clone());
    if let Some(rest) = names.get_mut(1..) {
        rest.sort_by_key(|n| key(n));
    }
    names
        .into_iter()
        .map(|n| NameRow {
            text: &n.text,
            language: &n.language,
            language_name: language_name(&n.language),
            role: match n.role {
                Role::Preferred => "preferred",
                Role::Variant => "variant",
                Role::Former => "former",
            },
            when: &n.when,
            source: cited.number(n.source),
        })
        .collect()
}

fn history<'g>(
    gazetteer: &'g Gazetteer,
    id: PlaceId,
    cited: &mut Cited<'_>,
) -> Vec<HistoryRow<'g>> {
    gazetteer
        .history(id)
        .into_iter()
        .map(|e| HistoryRow {
            when: e.when,
            what: e.what,
            value: e.value,
            place: e.to.map(|to| gazetteer.place(to).key.as_str()),
            language: e.language,
            note: e.note,
            source: cited.number(e.source),
        })
        .collect()
}

/// Figures of one kind together, in order of time, those of one time by source.
fn figures<'g>(
    place: &'g Place,
    cited: &mut Cited<'_>,
    wanted: fn(&Attribute) -> bool,
) -> Vec<FigureRow<'g>> {
    let mut rows: Vec<&Attribute> = place.attributes.iter().filter(|a| wanted(a)).collect();
    rows.sort_by_key(|a| (&a.key, a.when.earliest, a.when.latest, a.source));
    rows.into_iter()
        .map(|a| FigureRow {
            key: &a.key,
            value: &a.value,
            number: a.number,
            unit: &a.unit,
            when: &a.when,
            source: cited.number(a.source),
        })
        .collect()
}

/// What sources say beyond figures and history.
fn figures_of_facts<'g>(place: &'g Place, cited: &mut Cited<'_>) -> Vec<FigureRow<'g>> {
    figures(place, cited, |a| {
        let told = TOLD.contains(&a.key.as_str()) && !a.when.is_unstated();
        (a.number.is_none() || a.unit.is_empty()) && !told && a.key != "accuracy"
    })
}
