//! Which mentions a noun may speak of: "the town" of a town, "the site" of a mine.

use crate::{Mention, MentionKind};
use choro_gazetteer::{Class, Gazetteer, PlaceId};

/// Of a town and its county under one name, "the town" means the town: leaves out the readings that
/// the noun does not fit, unless none would be left.
pub(super) fn fit_noun(gazetteer: &Gazetteer, mention: &mut Mention) {
    let Some(class) = mention
        .class
        .filter(|_| mention.kind == MentionKind::Description)
    else {
        return;
    };
    let fits = |place: PlaceId| {
        let place = gazetteer.place(place);
        std::iter::once(&place.class)
            .chain(&place.also)
            .any(|c| Class::compatible(*c, class))
    };
    if mention.candidates.iter().any(|c| fits(c.place)) {
        mention.candidates.retain(|c| fits(c.place));
        if mention.chosen.is_some_and(|p| !fits(p)) {
            mention.chosen = mention.candidates.first().map(|c| c.place);
        }
    }
}

pub(super) fn could_be(gazetteer: &Gazetteer, m: &Mention, wanted: Class) -> bool {
    match m.chosen {
        Some(place) => {
            let place = gazetteer.place(place);
            std::iter::once(&place.class)
                .chain(&place.also)
                .any(|c| Class::compatible(*c, wanted))
                && m.class.is_none_or(|c| Class::compatible(c, wanted))
        }
        None => m.class.is_some_and(|c| Class::compatible(c, wanted)),
    }
}

/// Guides call any settlement "the city" or "the town", and any division "the county".
pub(super) fn is_general_unit(class: Class) -> bool {
    matches!(
        class,
        Class::City | Class::Town | Class::Village | Class::Settlement | Class::County
    )
}

pub(super) fn is_unit(gazetteer: &Gazetteer, m: &Mention) -> bool {
    match m.chosen {
        Some(p) => {
            let class = gazetteer.place(p).class;
            class.is_settlement() || matches!(class, Class::County | Class::District | Class::Zone)
        }
        None => m
            .class
            .is_some_and(|c| c.is_division() || c.is_settlement()),
    }
}

/// Whether a mention is of something one would call a site.
pub(super) fn is_site(gazetteer: &Gazetteer, m: &Mention) -> bool {
    use Class::{
        Airport, Bridge, Crossing, Industry, Military, Mine, Monument, Port, Site, Spring, Station,
    };
    let class = m.chosen.map(|p| gazetteer.place(p).class).or(m.class);
    matches!(
        class,
        Some(
            Airport
                | Bridge
                | Crossing
                | Industry
                | Military
                | Mine
                | Monument
                | Port
                | Site
                | Spring
                | Station
        )
    )
}
