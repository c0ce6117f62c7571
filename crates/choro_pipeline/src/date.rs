//! The date an atlas bears.

use choro_claim::Annotated;
use choro_gazetteer::Gazetteer;
use choro_project::World;
use choro_quantity::{Date, When};

/// The date of the newest input that states one, ISO 8601; empty where none does. Where the world
/// states a date, that one.
pub(crate) fn of_atlas(
    documents: &[Annotated],
    gazetteer: &Gazetteer,
    world: &dyn World,
) -> String {
    if let Some(date) = world.stated_date() {
        return date;
    }
    let of_documents = documents
        .iter()
        .filter_map(|text| stated(&text.document.date));
    let of_sources = gazetteer
        .sources()
        .iter()
        .filter_map(|source| stated(&When::parse(&source.version)?));
    of_documents
        .chain(of_sources)
        .max()
        .map(|date| date.to_string())
        .unwrap_or_default()
}

/// The last day of a stated time that has ended.
fn stated(when: &When) -> Option<Date> {
    when.latest.filter(|_| !when.is_unstated())
}
