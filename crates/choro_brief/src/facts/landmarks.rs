//! Notable things in a place or near it.

use super::asked::Asked;
use super::fact::{Fact, Item, words};
use super::{setting, statements};
use choro_gazetteer::{Class, Place, PlaceId};
use choro_geometry::Bounds;

/// How many are named.
const NAMED: usize = 10;
/// What is worth a visit or a mention, and is no site of the tables of sites alone.
const NOTABLE: [Class; 12] = [
    Class::Monument,
    Class::Spring,
    Class::Mine,
    Class::Industry,
    Class::Port,
    Class::Airport,
    Class::Military,
    Class::Site,
    Class::Peak,
    Class::Lake,
    Class::Island,
    Class::Cape,
];

pub(super) fn items(asked: &Asked<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = Item::paragraph(facts(asked)).into_iter().collect();
    items.extend(statements::features(asked));
    items
}

fn facts(asked: &Asked<'_>) -> Vec<Fact> {
    let (gazetteer, own) = (asked.gazetteer(), asked.place);
    let notable = |id: &PlaceId| {
        let place = gazetteer.place(*id);
        *id != own.id && NOTABLE.contains(&place.class) && is_there(asked, place)
    };
    if !own.class.is_settlement() {
        let inside = gazetteer.children(own.id).filter(notable);
        let mut inside: Vec<PlaceId> = inside.filter(|id| asked.lies_in(*id, own.id)).collect();
        inside.sort_by_key(|id| (gazetteer.place(*id).name(), *id));
        inside.truncate(NAMED);
        return inside.into_iter().map(|id| lies_in(asked, id)).collect();
    }
    let Some(at) = own.point.filter(|p| p.is_valid()) else {
        return Vec::new();
    };
    let around = Bounds { min: at, max: at }.grown(asked.options.radius_m);
    let mut near: Vec<(f64, PlaceId)> = gazetteer
        .within_bounds(around)
        .filter(notable)
        .filter_map(|id| Some((asked.apart(own.id, id)?.metres, id)))
        .filter(|(metres, _)| *metres <= asked.options.radius_m)
        .collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    near.truncate(NAMED);
    let fact = |(_, id): (f64, PlaceId)| {
        let fact = setting::distance(asked, "landmark", id)?;
        Some(fact.from(asked.own_record(id)))
    };
    near.into_iter().filter_map(fact).collect()
}

/// Whether a thing may be spoken of, and was there at the time.
fn is_there(asked: &Asked<'_>, place: &Place) -> bool {
    use choro_gazetteer::{Answer, Held};
    let known = asked.gazetteer().exists_at(place.id, asked.when());
    asked.material.may_tell(place.id)
        && known != Answer::Known(Held::Not)
        && !words(place.name()).is_empty()
}

fn lies_in(asked: &Asked<'_>, id: PlaceId) -> Fact {
    let class = asked.gazetteer().place(id).class;
    let parents = &asked.gazetteer().place(id).parents;
    let stated = parents.iter().find(|r| r.to == asked.place.id);
    Fact::new("lies-in")
        .with("other", asked.name(id))
        .with("kind", asked.kind(class))
        .with("class", asked.class(class))
        .with("name", asked.name(asked.place.id))
        .from(stated.map(|r| asked.record(r.source, id)))
        .from(asked.own_record(id))
}
