//! What a page shows, to be taken away: places and statements as GeoJSON features, from which the
//! page's own script makes GeoJSON, KMZ and CSV of what is shown at the moment.

use super::Site;
use super::statement::StatementRow;
use choro_atlas::Statement;
use choro_gazetteer::Place;
use choro_geometry::Position;
use serde_json::{Value, json};

impl Site<'_> {
    /// A place's page: the place, and each statement about it at its subject.
    pub(super) fn taken_of_place(&self, place: &Place, statements: &[StatementRow]) -> Value {
        let known = self.index.about(place.id).statements.iter();
        let said = known.zip(statements);
        let said = said.map(|(statement, row)| self.taken(*statement, row));
        collection(std::iter::once(feature(place)).chain(said).collect())
    }

    /// A document's page: the places it names, and its statements at their subjects, whose `rows`
    /// the page shows, in order of their claims.
    pub(super) fn taken_of_document<'r>(
        &self,
        document: usize,
        rows: impl Iterator<Item = &'r StatementRow>,
    ) -> Value {
        let named = self.index.places().filter(|id| {
            let mentions = &self.index.about(*id).mentions;
            mentions.contains_key(&document)
        });
        let places = named.filter_map(|id| self.atlas.place(id));
        let mut features: Vec<Value> = places.map(feature).collect();
        let claims = &self.atlas.documents[document].claims;
        let verdicts = &self.atlas.verdicts[document];
        features.extend(rows.filter_map(|row| {
            let at = row.number.checked_sub(1)?;
            let statement = Statement {
                document,
                claim: claims.get(at)?,
                verdict: verdicts.get(at)?,
            };
            Some(self.taken(statement, row))
        }));
        collection(features)
    }

    fn taken(&self, statement: Statement<'_>, row: &StatementRow) -> Value {
        let subject = statement.claim.subject.place;
        let at = subject.and_then(|id| self.atlas.place(id)?.point);
        let text = |link: &Option<super::Link>| link.as_ref().map_or("", |l| &l.text).to_owned();
        json!({
            "type": "Feature",
            "id": row.anchor,
            "geometry": at.map(point),
            "properties": {
                "what": "statement",
                "name": row.quote,
                "kind": row.kind,
                "subject": text(&row.subject),
                "object": text(&row.object),
                "value": row.value,
                "when": row.when,
                "hedge": row.hedge,
                "verdict": row.outcome,
                "measured": row.measured,
                "tolerance": row.threshold,
                "document": self.atlas.documents[statement.document].document.path,
                "reference": row.evidence.join("; "),
            },
        })
    }
}

fn feature(place: &Place) -> Value {
    json!({
        "type": "Feature",
        "id": place.key,
        "geometry": place.point.map(point),
        "properties": {
            "what": "place",
            "name": place.name(),
            "kind": crate::words::class(place.class),
        },
    })
}

fn point(at: Position) -> Value {
    json!({"type": "Point", "coordinates": [degrees(at.lon), degrees(at.lat)]})
}

/// Degrees to a tenth of a metre or so.
pub(super) fn degrees(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

fn collection(features: Vec<Value>) -> Value {
    json!({"type": "FeatureCollection", "features": features})
}
