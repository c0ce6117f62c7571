//! JSON as files spell it: objects member by member, values unread.

mod brackets;
mod features;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

pub use features::{Features, Found};

/// The members of a JSON object in file order, values unread.
#[derive(Debug)]
pub struct Members<'a>(pub Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// The first member of that name.
    pub fn get(&self, name: &str) -> Option<&'a RawValue> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, raw)| *raw)
    }

    /// The members of a text that is a JSON object; of any other, or `null`, none.
    pub fn of(raw: &'a RawValue) -> Members<'a> {
        serde_json::from_str(raw.get()).unwrap_or(Members(Vec::new()))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// A JSON error without its own line numbers, which count from the start of the feature.
pub fn spoken(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The string a value is; `None` for anything else.
pub fn string(raw: &RawValue) -> Option<String> {
    serde_json::from_str(raw.get()).ok()
}

/// The items of an array, unread; of anything else none.
pub fn items(raw: &RawValue) -> Vec<&RawValue> {
    serde_json::from_str(raw.get()).unwrap_or_default()
}

/// The object with common faults mended, and their names: bare `NaN` and `Infinity` become
/// null, commas before a closing bracket go, control characters in strings are escaped. `None`
/// where there was none of these.
pub fn mended(text: &str) -> Option<(String, String)> {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut faults: Vec<&str> = Vec::new();
    let mut note = |fault| {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    };
    let mut in_string = false;
    let mut comma: Option<usize> = None;
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if in_string {
            match b {
                b'\\' => {
                    out.push(b);
                    at += 1;
                    out.extend(bytes.get(at));
                }
                0..0x20 => {
                    note("a control character in a text");
                    out.extend_from_slice(format!("\\u{b:04x}").as_bytes());
                }
                _ => {
                    in_string = b != b'"';
                    out.push(b);
                }
            }
            at += 1;
            continue;
        }
        let rest = &bytes[at..];
        let token = [&b"NaN"[..], b"nan", b"-Infinity", b"Infinity"];
        if let Some(token) = token.into_iter().find(|t| rest.starts_with(t)) {
            note("a number that is not finite");
            out.extend_from_slice(b"null");
            comma = None;
            at += token.len();
            continue;
        }
        match b {
            b']' | b'}' => {
                if let Some(comma) = comma.take() {
                    note("a comma before a closing bracket");
                    out[comma] = b' ';
                }
            }
            b',' => comma = Some(out.len()),
            b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => {
                in_string = b == b'"';
                comma = None;
            }
        }
        out.push(b);
        at += 1;
    }
    let mended = String::from_utf8(out).ok()?;
    (!faults.is_empty()).then(|| (mended, faults.join(", ")))
}
