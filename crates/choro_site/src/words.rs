//! Numbers, dates and names of things as pages write them.

use choro_claim::Kind;
use choro_gazetteer::Class;
pub(crate) use choro_gazetteer::language_name as language;
use choro_geometry::Position;
use choro_geometry::Wind;
use choro_quantity::Hedge;
pub(crate) use choro_quantity::wording::{figure, number, when};
use serde::Serialize;

/// The language tag where it is one that HTML's `lang` may carry.
pub(crate) fn lang(tag: &str) -> Option<&str> {
    let well_formed = tag.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (well_formed && tag.len() > 1).then_some(tag)
}

/// The word of a unit variant as serde writes it: `mountain-range` → "mountain range".
fn variant<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => {
            let mut out = String::new();
            for c in word.chars() {
                match c {
                    '-' | '_' => out.push(' '),
                    c => out.extend(c.to_lowercase()),
                }
            }
            out
        }
        _ => String::new(),
    }
}

/// A class in lower case.
pub(crate) fn class(class: Class) -> String {
    match class {
        Class::Unknown => "place".to_owned(),
        Class::Range => "mountain range".to_owned(),
        Class::Peak => "mountain".to_owned(),
        Class::Railway => "railway line".to_owned(),
        Class::Station => "railway station".to_owned(),
        Class::Crossing => "border crossing".to_owned(),
        other => variant(&other),
    }
}

/// A hedge in lower case.
pub(crate) fn hedge(hedge: Hedge) -> String {
    variant(&hedge)
}

/// A claim kind in words.
pub(crate) fn kind(kind: Kind) -> String {
    kind.as_str().replace('-', " ")
}

/// "12 km north-east"; of what is near with a tenth.
pub(crate) fn far(metres: f64, wind: Option<Wind>) -> String {
    let km = metres / 1000.0;
    let km = number(km, usize::from(km < 10.0));
    let wind = wind.map_or("", Wind::words);
    format!("{km} km {wind}").trim_end().to_owned()
}

/// "1 finding", "3 findings".
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        number(n as f64, 0),
        if n == 1 { one } else { many }
    )
}

/// Latitude first: "41.7956° N, 129.7758° E".
pub(crate) fn coordinates(p: Position) -> String {
    let (ns, ew) = (
        if p.lat < 0.0 { 'S' } else { 'N' },
        if p.lon < 0.0 { 'W' } else { 'E' },
    );
    format!("{:.4}° {ns}, {:.4}° {ew}", p.lat.abs(), p.lon.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_is_only_passed_on_when_well_formed() {
        assert_eq!(lang("ko-Latn"), Some("ko-Latn"));
        assert_eq!(lang("\" onload"), None);
        assert_eq!(lang(""), None);
    }
}
