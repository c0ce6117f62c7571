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
    /// A noun phrase without what hangs on it by "of".
    Noun,
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
    /// The number of a road: "A174", "NY-30", "US 11".
    Code,
    /// One word or phrase of a named list, the longest there is, kept as text.
    List(ListId),
    /// A word or phrase of a named list, longest first, taken without being kept.
    Words(ListId),
}

/// What may stand at a token, told before looking closely: a bit for each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marks(u8);

impl Marks {
    pub(crate) const PLACE: Self = Self(1);
    pub(crate) const DATE: Self = Self(1 << 1);
    pub(crate) const NUMBER: Self = Self(1 << 2);
    pub(crate) const MEASURE: Self = Self(1 << 3);
    pub(crate) const WIND: Self = Self(1 << 4);
    pub(crate) const COORDINATE: Self = Self(1 << 5);
    /// A noun phrase or any other words.
    pub(crate) const WORDS: Self = Self(1 << 6);
    /// A word of any sort.
    pub(crate) const WORD: Self = Self(1 << 7);

    pub(crate) fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }

    /// Whether the two have a mark in common.
    pub(crate) fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it has all marks of the other.
    pub(crate) fn hold(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

impl SlotKind {
    /// The mark of the tokens at which such a slot may begin; none where any token will do.
    pub(crate) fn mark(&self) -> Option<Marks> {
        Some(match self {
            Self::Place | Self::Named | Self::Any | Self::Name | Self::Class(_) => Marks::PLACE,
            Self::Date => Marks::DATE,
            Self::Number => Marks::NUMBER,
            Self::Measure(_) => Marks::MEASURE,
            Self::Wind | Self::Further => Marks::WIND,
            Self::Coordinate => Marks::COORDINATE,
            Self::Phrase(_) | Self::Noun => Marks::WORDS,
            Self::Demonym => Marks::WORD,
            Self::List(_) | Self::Words(_) | Self::Code => return None,
        })
    }
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
        "noun" => SlotKind::Noun,
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
        "code" => SlotKind::Code,
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
        "site" => SlotKind::Class(vec![
            C::Site,
            C::Monument,
            C::Station,
            C::Airport,
            C::Bridge,
            C::Mine,
            C::Industry,
            C::Military,
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
