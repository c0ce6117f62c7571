//! Target names of columns and properties, and what they say of a record.
//!
//! `population@2008` is a count of persons in 2008, `name:ko-Latn-mccune` a name in a language,
//! `name:ja@1910/1945` one of those years, `former` names of the past; every other name is an
//! attribute that is kept as it stands.

use choro_quantity::When;

use crate::notation::key_and_time;

/// What a column or property says of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Field {
    /// Id within the source.
    Id,
    /// The name shown, in the given language (empty: unknown).
    Name(String),
    /// Names in a language, `|`-separated, each optionally `@EDTF`, else of the column's time.
    NameIn(String, When),
    /// Other names, `|`-separated, each optionally `@EDTF`.
    Variants,
    /// Names of the past, `|`-separated, each optionally `@EDTF`.
    Former(When),
    /// Feature types, `|`-separated, each optionally `@EDTF`.
    Type(When),
    /// Latitude, degrees.
    Lat,
    /// Longitude, degrees.
    Lon,
    /// Ids or names of what it lies in, `|`-separated, each optionally `@EDTF`.
    Parent(When),
    /// Ids of the same place elsewhere, `|`-separated.
    SameAs,
    /// When the geometry held.
    ShapeWhen,
    /// Facts, `|`-separated, each optionally `@EDTF`.
    Dated(&'static str, When),
    /// A number with a unit.
    Figure {
        /// Attribute key.
        key: &'static str,
        /// Unit of the attribute.
        unit: &'static str,
        /// Power of ten from the column's unit to the attribute's.
        shift: usize,
        /// When it held.
        when: When,
    },
    /// Anything else.
    Attribute {
        /// Key, verbatim.
        key: String,
        /// When it held, from `key@EDTF`.
        when: When,
    },
}

/// Numbers: column, attribute key, unit, power of ten from the column's unit.
const FIGURES: [(&str, &str, &str, usize); 8] = [
    ("population", "population", "persons", 0),
    ("urban_population", "urban-population", "persons", 0),
    ("area_km2", "area", "m2", 6),
    ("area_m2", "area", "m2", 0),
    ("elevation_m", "elevation", "m", 0),
    ("length_km", "length", "km", 0),
    ("accuracy_m", "accuracy", "m", 0),
    ("km", "km", "km", 0),
];

impl Field {
    /// What the target name `name` says. Case matters only for attributes.
    pub(crate) fn of(name: &str) -> Field {
        let name = name.trim();
        let (key, when) = key_and_time(name);
        match Self::known(key, &when) {
            Some(field) => field,
            None => Field::Attribute {
                key: key.to_owned(),
                when,
            },
        }
    }

    /// The time after the `@` of a known column, where it is no EDTF expression.
    pub(crate) fn faulty_time(name: &str) -> Option<&str> {
        let (key, time) = name.trim().rsplit_once('@')?;
        let known = Self::known(key.trim_end(), &When::default()).is_some();
        (known && When::parse(time.trim()).is_none()).then_some(time)
    }

    /// A column with a meaning of its own. Those that cannot have a time are none with one.
    fn known(key: &str, when: &When) -> Option<Field> {
        let lower = key.to_ascii_lowercase();
        let when = || when.clone();
        let timeless = match lower.as_str() {
            "id" => Some(Field::Id),
            "name" => Some(Field::Name(String::new())),
            "english" => Some(Field::Name("en".to_owned())),
            "variants" => Some(Field::Variants),
            "lat" | "latitude" => Some(Field::Lat),
            "lon" | "lng" | "longitude" => Some(Field::Lon),
            "same_as" => Some(Field::SameAs),
            "when" => Some(Field::ShapeWhen),
            _ => None,
        };
        if timeless.is_some() {
            return timeless.filter(|_| when().is_unstated());
        }
        match lower.as_str() {
            "hangul" => return Some(Field::NameIn("ko".to_owned(), when())),
            "hanja" => return Some(Field::NameIn("ko-Hani".to_owned(), when())),
            "former" => return Some(Field::Former(when())),
            "type" => return Some(Field::Type(when())),
            "parent" => return Some(Field::Parent(when())),
            "capital_of" => return Some(Field::Dated("capital-of", when())),
            "status" => return Some(Field::Dated("status", when())),
            "event" => return Some(Field::Dated("event", when())),
            _ => {}
        }
        if let Some((_, language)) = key.split_once(':').filter(|_| lower.starts_with("name:"))
            && is_language_tag(language)
        {
            return Some(Field::NameIn(language.to_owned(), when()));
        }
        let figure = FIGURES.iter().find(|(column, ..)| *column == lower);
        figure.map(|&(_, key, unit, shift)| Field::Figure {
            key,
            unit,
            shift,
            when: when(),
        })
    }

    /// `name` kept as it stands.
    pub(crate) fn verbatim(name: &str) -> Field {
        Field::Attribute {
            key: name.to_owned(),
            when: When::default(),
        }
    }
}

/// Whether the text has the form of a BCP 47 tag.
fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    parts
        .next()
        .is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A number as people write it, in plain decimal: `192,680` and `192 680` are 192680, `12,5` is
/// 12.5, `1.2e3` is 1200. `None` where the text is no number.
pub(crate) fn plain_decimal(text: &str) -> Option<String> {
    let text = text.trim().replace('\u{2212}', "-");
    let sign_less = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = sign_less.split_once('.').unwrap_or((sign_less, ""));
    if digits(whole) && (fraction.is_empty() || digits(fraction)) {
        let point = if fraction.is_empty() { "" } else { "." };
        return Some(format!("{sign}{whole}{point}{fraction}"));
    }
    let separators = [',', ' ', '\u{A0}', '\u{202F}', '\u{2009}', '\''];
    let groups: Vec<&str> = whole.split(separators).collect();
    let grouped = groups.len() > 1
        && (1..=3).contains(&groups[0].len())
        && groups.iter().all(|g| digits(g))
        && groups[1..].iter().all(|g| g.len() == 3);
    if grouped && (fraction.is_empty() || digits(fraction)) {
        let point = if fraction.is_empty() { "" } else { "." };
        return Some(format!("{sign}{}{point}{fraction}", groups.concat()));
    }
    if let Some((whole, fraction)) = sign_less.split_once(',')
        && digits(whole)
        && digits(fraction)
    {
        return Some(format!("{sign}{whole}.{fraction}"));
    }
    // Exponents, but not what would print as a thousand digits.
    let value: f64 = text.parse().ok()?;
    (value.is_finite() && value.abs() < 1e18).then(|| value.to_string())
}

/// The plain decimal number times 10 to the `shift`, digit by digit, so that nothing is rounded.
pub(crate) fn shifted(number: &str, shift: usize) -> String {
    if shift == 0 {
        return number.to_owned();
    }
    let (sign, digits) = match number.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let moved = fraction.len().min(shift);
    let all = format!("{whole}{}{}", &fraction[..moved], "0".repeat(shift - moved));
    let whole = match all.trim_start_matches('0') {
        "" => "0",
        other => other,
    };
    let rest = fraction[moved..].trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_say_what_they_hold() {
        assert_eq!(
            Field::of("name:ko-Latn-mccune"),
            Field::NameIn("ko-Latn-mccune".into(), When::default())
        );
        let years = When::parse("1910/1945").expect("an EDTF interval");
        assert_eq!(
            Field::of("name:ja-Latn@1910/1945"),
            Field::NameIn("ja-Latn".into(), years.clone())
        );
        assert_eq!(Field::of("type@1910/1945"), Field::Type(years));
        assert_eq!(Field::faulty_time("name:ja@then"), Some("then"));
        assert_eq!(Field::faulty_time("who@where"), None);
        assert_eq!(Field::of(" Lat "), Field::Lat);
        let Field::Figure {
            key, unit, when, ..
        } = Field::of("population@2008")
        else {
            panic!("a figure")
        };
        assert_eq!(
            (key, unit, when.edtf.as_str()),
            ("population", "persons", "2008")
        );
        let Field::Attribute { key, when } = Field::of("Households@2008") else {
            panic!("an attribute")
        };
        assert_eq!((key.as_str(), when.edtf.as_str()), ("Households", "2008"));
        assert_eq!(Field::of("who@where"), Field::verbatim("who@where"));
        assert_eq!(
            Field::of("name:eng_x_preferred"),
            Field::verbatim("name:eng_x_preferred")
        );
    }

    #[test]
    fn numbers_become_plain_decimals() {
        assert_eq!(plain_decimal("192,680").as_deref(), Some("192680"));
        assert_eq!(plain_decimal("192 680.5").as_deref(), Some("192680.5"));
        assert_eq!(plain_decimal("12,5").as_deref(), Some("12.5"));
        assert_eq!(plain_decimal("1.2e3").as_deref(), Some("1200"));
        assert_eq!(plain_decimal("−4").as_deref(), Some("-4"));
        assert_eq!(plain_decimal("007").as_deref(), Some("007"));
        for bad in ["", "many", "NaN", "inf", "1e300", "3 or 4", "."] {
            assert_eq!(plain_decimal(bad), None, "{bad}");
        }
    }

    #[test]
    fn shifting_rounds_nothing() {
        assert_eq!(shifted("340.98484659166", 6), "340984846.59166");
        assert_eq!(shifted("12", 6), "12000000");
        assert_eq!(shifted("0.5", 6), "500000");
        assert_eq!(shifted("-0.0", 6), "-0");
        assert_eq!(shifted("7.1", 0), "7.1");
    }
}
