//! The table beside the shapes: dBASE III to Visual FoxPro, as far as shapefiles use it.

use std::borrow::Cow;

use encoding_rs::Encoding;

use crate::Value;
use crate::wkb::hexadecimal;

/// A table, as its head describes it.
pub(super) struct Table<'b> {
    /// Its columns.
    pub(super) columns: Vec<Column>,
    rows: &'b [u8],
    /// Bytes of a row.
    width: usize,
    /// Rows it says it has.
    pub(super) said: usize,
    encoding: Option<&'static Encoding>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    /// `C` text, `N` and `F` numbers, `L` truth, `D` day, `I` and `O` binary numbers …
    pub(super) kind: u8,
    start: usize,
    pub(super) length: usize,
}

/// A cell read.
pub(super) struct Cell {
    /// `None` where it is blank.
    pub(super) value: Option<Value>,
    /// Whether bytes were not in the encoding.
    pub(super) garbled: bool,
}

impl<'b> Table<'b> {
    /// A table; `None` where the bytes are none. `declared` is what a `.cpg` file says of its
    /// encoding.
    pub(super) fn of(bytes: &'b [u8], declared: Option<&str>) -> Option<Self> {
        let head = bytes.get(..32)?;
        let said = u32::from_le_bytes(head[4..8].try_into().ok()?) as usize;
        let start = usize::from(u16::from_le_bytes([head[8], head[9]]));
        let width = usize::from(u16::from_le_bytes([head[10], head[11]]));
        if width == 0 || start < 32 || start > bytes.len() {
            return None;
        }
        let rows = &bytes[start..];
        let stated = declared.and_then(by_label).or_else(|| by_driver(head[29]));
        let encoding = stated.or_else(|| guess(rows));
        let mut columns = Vec::new();
        let mut at = 1;
        for field in bytes[32..start].chunks_exact(32) {
            if field[0] == 0x0D {
                break;
            }
            let name = field[..11].split(|b| *b == 0).next().unwrap_or_default();
            let length = usize::from(field[16]);
            // Text may be longer than a byte can say; its decimals are the high byte then.
            let length = match field[11] {
                b'C' => length + 256 * usize::from(field[17]),
                _ => length,
            };
            if at + length > width {
                break;
            }
            columns.push(Column {
                name: decode(name, encoding).0.trim().to_owned(),
                kind: field[11],
                start: at,
                length,
            });
            at += length;
        }
        Some(Self {
            columns,
            rows,
            width,
            said,
            encoding,
        })
    }

    /// A row's bytes, and whether it is marked as deleted; `None` behind the last.
    pub(super) fn row(&self, number: usize) -> Option<(&'b [u8], bool)> {
        let start = number.checked_mul(self.width)?;
        let row = self.rows.get(start..start.checked_add(self.width)?)?;
        Some((row, row[0] == b'*'))
    }

    /// A cell of a row.
    pub(super) fn cell(&self, row: &[u8], column: &Column) -> Cell {
        let raw = row
            .get(column.start..column.start + column.length)
            .unwrap_or_default();
        let plain = |value| Cell {
            value,
            garbled: false,
        };
        match column.kind {
            b'I' | b'+' if raw.len() == 4 => {
                let number = i32::from_le_bytes([raw[0], raw[1], raw[2], raw[3]]);
                return plain(Some(Value::Number(number.to_string())));
            }
            b'O' | b'B' if raw.len() == 8 => {
                let bytes = raw.try_into().unwrap_or_default();
                let number = f64::from_le_bytes(bytes);
                return plain(Some(Value::Number(number.to_string())));
            }
            b'T' | b'@' | b'Y' | b'P' | b'G' | b'0' => {
                return plain(Some(Value::Text(hexadecimal(raw))));
            }
            _ => {}
        }
        let end = raw.iter().rposition(|b| !matches!(b, b' ' | 0));
        let Some(end) = end else { return plain(None) };
        let (text, garbled) = decode(&raw[..=end], self.encoding);
        Cell {
            value: value(column.kind, text),
            garbled,
        }
    }
}

fn value(kind: u8, text: Cow<'_, str>) -> Option<Value> {
    let trimmed = text.trim();
    match kind {
        b'N' | b'F' | b'M' => {
            // A number too long for its column is written as stars.
            if trimmed.is_empty() || trimmed.bytes().all(|b| b == b'*') {
                return None;
            }
            let number = trimmed.parse::<f64>().is_ok();
            let text = trimmed.to_owned();
            Some(if number {
                Value::Number(text)
            } else {
                Value::Text(text)
            })
        }
        b'L' => match trimmed {
            "T" | "t" | "Y" | "y" | "1" => Some(Value::Bool(true)),
            "F" | "f" | "N" | "n" | "0" => Some(Value::Bool(false)),
            _ => None,
        },
        b'D' => match (trimmed.get(..4), trimmed.get(4..6), trimmed.get(6..8)) {
            (Some("0000"), ..) => None,
            (Some(y), Some(m), Some(d)) if trimmed.len() == 8 => {
                Some(Value::Text(format!("{y}-{m}-{d}")))
            }
            _ => Some(Value::Text(trimmed.to_owned())),
        },
        _ => Some(Value::Text(text.into_owned())),
    }
}

fn decode<'t>(bytes: &'t [u8], encoding: Option<&'static Encoding>) -> (Cow<'t, str>, bool) {
    let encoding = encoding.unwrap_or(encoding_rs::UTF_8);
    encoding.decode_without_bom_handling(bytes)
}

/// The encoding a `.cpg` file names, in any of the ways that are used there.
fn by_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim();
    Encoding::for_label(label.as_bytes()).or_else(|| {
        let lower = label.to_ascii_lowercase();
        let digits: String = lower.chars().filter(char::is_ascii_digit).collect();
        let name = match digits.as_str() {
            "65001" => "utf-8".to_owned(),
            "949" | "51949" => "euc-kr".to_owned(),
            "932" => "shift_jis".to_owned(),
            "936" => "gbk".to_owned(),
            "54936" => "gb18030".to_owned(),
            "950" => "big5".to_owned(),
            "866" => "ibm866".to_owned(),
            "1250" | "1251" | "1252" | "1253" | "1254" | "1255" | "1256" | "1257" | "1258" => {
                format!("windows-{digits}")
            }
            _ if digits.starts_with("8859") => format!("iso-8859-{}", &digits[4..]),
            _ => return None,
        };
        Encoding::for_label(name.as_bytes())
    })
}

/// The encoding of a language driver (ESRI's list); 0 says nothing.
fn by_driver(driver: u8) -> Option<&'static Encoding> {
    let name = match driver {
        0x03 | 0x57 | 0x58 | 0x59 => "windows-1252",
        0x13 | 0x7B => "shift_jis",
        0x4D | 0x7A => "gbk",
        0x4E | 0x79 => "euc-kr",
        0x4F | 0x78 => "big5",
        0x26 | 0x65 => "ibm866",
        0xC8 => "windows-1250",
        0xC9 => "windows-1251",
        0xCA => "windows-1254",
        0xCB => "windows-1253",
        _ => return None,
    };
    Encoding::for_label(name.as_bytes())
}

/// Bytes looked at to guess an encoding.
const LOOKED_AT: usize = 1 << 20;

/// UTF-8 where the bytes are that, else what they look like most; `None` for an empty table.
fn guess(rows: &[u8]) -> Option<&'static Encoding> {
    let head = &rows[..rows.len().min(LOOKED_AT)];
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        // Cut in the middle of a letter.
        Err(error) => error.error_len().is_none() && head.len() == LOOKED_AT,
    };
    if head.is_empty() || utf8 {
        return None;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(head, true);
    Some(detector.guess(None, chardetng::Utf8Detection::Deny))
}
