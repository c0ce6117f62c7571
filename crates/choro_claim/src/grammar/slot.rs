//! Slots: what each type takes.

use super::program::ListId;
use choro_gazetteer::Class;

/// What a slot takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SlotKind {
    /// A place: name, description or pronoun, with its article and attributes.
    Place,
    /// A place whose class is one of these; unknown classes do not pass.
    Class(Vec<Class>),
    /// A place called by a name, not by description or pronoun.
    Named,
    /// A place or any capitalised name: the words around it say that it is a place.
    Any,
    /// A place called by a name, or any capitalised name.
    Name,
    /// Any noun phrase; with a list, one that holds a word of it (`np@LIST`).
    Phrase(Option<ListId>),
    /// A date or period.
    Date,
    /// A number, in digits or words.
    Number,
    /// A number with a unit of length, area, or any.
    Measure(Option<&'static str>),
    /// A compass direction.
    Wind,
    /// A direction compared: "further north".
    Further,
    /// A coordinate pair.
    Coordinate,
    /// An adjective of a people: "Chinese".
    Demonym,
    /// One word or phrase of a named list, the longest there is, kept as text.
    List(ListId),
    /// A word or phrase of a named list, longest first, taken without being kept.
    Words(ListId),
}

/// The slot type with this name; `list` finds a list by its name.
pub(super) fn slot_kind(
    kind: &str,
    mut list: impl FnMut(&str) -> Result<ListId, String>,
) -> Result<SlotKind, String> {
    use Class as C;
    Ok(match kind {
        "place" => SlotKind::Place,
        "named" => SlotKind::Named,
        "any" => SlotKind::Any,
        "name" => SlotKind::Name,
        "np" => SlotKind::Phrase(None),
        "further" => SlotKind::Further,
        "date" => SlotKind::Date,
        "num" => SlotKind::Number,
        "measure" => SlotKind::Measure(None),
        "length" => SlotKind::Measure(Some("length")),
        "area" => SlotKind::Measure(Some("area")),
        "percent" => SlotKind::Measure(Some("percent")),
        "wind" => SlotKind::Wind,
        "coord" => SlotKind::Coordinate,
        "demonym" => SlotKind::Demonym,
        "river" => SlotKind::Class(vec![C::River]),
        "water" => SlotKind::Class(vec![C::River, C::Lake, C::Sea, C::Coast]),
        "sea" => SlotKind::Class(vec![C::Sea, C::Coast]),
        "holder" => SlotKind::Class(vec![
            C::Country,
            C::Province,
            C::County,
            C::District,
            C::City,
            C::Region,
            C::Zone,
            C::Island,
            C::Valley,
            C::Plain,
            C::Plateau,
            C::Land,
            C::Cape,
        ]),
        "feature" => SlotKind::Class(vec![
            C::River,
            C::Lake,
            C::Sea,
            C::Coast,
            C::Valley,
            C::Range,
            C::Peak,
            C::Cape,
            C::Road,
        ]),
        "road" => SlotKind::Class(vec![C::Road]),
        "line" => SlotKind::Class(vec![C::Railway]),
        "range" => SlotKind::Class(vec![C::Range, C::Peak, C::Plateau, C::Valley, C::Plain]),
        "country" => SlotKind::Class(vec![C::Country]),
        "unit" => SlotKind::Class(vec![
            C::Country,
            C::Province,
            C::County,
            C::District,
            C::City,
            C::Region,
            C::Zone,
        ]),
        "town" => SlotKind::Class(vec![C::City, C::Town, C::Village, C::Settlement]),
        "district" => SlotKind::Class(vec![C::District]),
        "settlement" => SlotKind::Class(vec![
            C::City,
            C::Town,
            C::Village,
            C::Settlement,
            C::District,
            C::County,
        ]),
        other => match (other.strip_prefix('@'), other.strip_prefix("np@")) {
            (Some(name), _) => SlotKind::List(list(name)?),
            (_, Some(name)) => SlotKind::Phrase(Some(list(name)?)),
            _ => return Err(format!("no slot type {other:?}")),
        },
    })
}
