//! The JSON objects of a file, one by one, with what is wrong with them.

use choro_diagnostic::{Severity, Spot};
use choro_text::Span;
use serde_json::value::RawValue;

use super::super::Reading;
use crate::json::{Features, Found, Members, mended, spoken};

/// What a format that is JSON objects inside does with them.
pub(in super::super) trait Objects {
    /// Takes a member of the collection.
    fn member(&mut self, key: &str, value: &RawValue, spot: Spot, reading: &mut Reading<'_>);
    /// Takes an object. An error is why it is none of the format's.
    fn object(
        &mut self,
        members: Members<'_>,
        spot: Spot,
        raw: &str,
        reading: &mut Reading<'_>,
    ) -> Result<(), String>;
    /// All have been taken.
    fn end(&mut self, reading: &mut Reading<'_>);
}

/// Hands the objects of a text on, faulty ones mended or left out.
pub(in super::super) fn walk(bytes: &[u8], reading: &mut Reading<'_>, to: &mut dyn Objects) {
    if let Some(reason) = not_text(bytes) {
        return reading
            .faults
            .report("INP004", Severity::Error, Spot::default(), reason);
    }
    let first = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !first.trim_ascii_start().starts_with(b"{")
        && !first.trim_ascii_start().starts_with(b"[")
        && !first.starts_with(b"\x1E")
    {
        let reason = "the file is not JSON";
        return reading
            .faults
            .report("INP014", Severity::Error, Spot::default(), reason);
    }
    for found in Features::new(bytes, reading.limits.depth) {
        match found {
            Found::Member { spot, key, value } => {
                let (key, value) = (lossy(bytes, key), lossy(bytes, value));
                let key = serde_json::from_str::<String>(&key);
                let value = serde_json::from_str::<&RawValue>(&value);
                if let (Ok(key), Ok(value)) = (key, value) {
                    to.member(&key, value, spot, reading);
                } else {
                    let reason = "a member of the collection is not JSON; it is left out";
                    reading
                        .faults
                        .report("INP010", Severity::Warning, spot, reason);
                }
            }
            Found::Object(spot) if spot.span.end - spot.span.start > reading.limits.text_bytes => {
                let reason = format!(
                    "a feature of more than {} bytes is left out",
                    reading.limits.text_bytes
                );
                reading
                    .faults
                    .report("INP011", Severity::Error, spot, &reason);
            }
            Found::Object(spot) => object(bytes, spot, reading, to),
            Found::Broken(spot, reason) => {
                let reason = format!("{reason}; what cannot be read is left out");
                reading
                    .faults
                    .report("INP010", Severity::Warning, spot, &reason);
            }
            Found::CutOff(spot, reason) => {
                let reason = format!("{reason}; what cannot be read is left out");
                reading
                    .faults
                    .report("INP010", Severity::Error, spot, &reason);
            }
        }
    }
    to.end(reading);
}

fn object(bytes: &[u8], spot: Spot, reading: &mut Reading<'_>, to: &mut dyn Objects) {
    let text = String::from_utf8_lossy(&bytes[spot.span.start..spot.span.end]);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        let reason = "bytes that are not UTF-8 are read as �";
        reading
            .faults
            .report("INP005", Severity::Warning, spot, reason);
    }
    let done = match serde_json::from_str::<Members<'_>>(&text) {
        Ok(members) => to.object(members, spot, &text, reading),
        Err(error) => match mended(&text) {
            Some((text, faults)) if serde_json::from_str::<Members<'_>>(&text).is_ok() => {
                let reason = format!("the feature has {faults}; read without it");
                reading
                    .faults
                    .report("INP010", Severity::Warning, spot, &reason);
                match serde_json::from_str(&text) {
                    Ok(members) => to.object(members, spot, &text, reading),
                    Err(error) => Err(spoken(&error)),
                }
            }
            _ => {
                let reason = format!(
                    "the feature is not JSON ({}); it is left out",
                    spoken(&error)
                );
                return reading
                    .faults
                    .report("INP010", Severity::Warning, spot, &reason);
            }
        },
    };
    if let Err(reason) = done {
        reading
            .faults
            .report("INP014", Severity::Error, spot, &reason);
    }
}

fn lossy(bytes: &[u8], span: Span) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(&bytes[span.start..span.end])
}

/// Why the bytes are no text in UTF-8 or near it.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Some("the file is in UTF-16; save it as UTF-8");
    }
    let head = &bytes[..bytes.len().min(8192)];
    head.contains(&0).then_some("the file is binary, not text")
}
