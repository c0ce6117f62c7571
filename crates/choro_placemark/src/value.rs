//! Further facts of a feature: attribute names with their values.

use serde::{Deserialize, Serialize};

/// A value, in the type its format gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Words, as written.
    Text(String),
    /// A number, digits as written (`12.50` stays `12.50`).
    Number(String),
    /// True or false.
    Bool(bool),
    /// Stated to be nothing.
    Null,
    /// Several values (`gx:SimpleArrayData`, a JSON array).
    List(Vec<Value>),
    /// An object of a JSON format, as written.
    Json(String),
}

impl Value {
    /// The value as people read it; lists with `; ` between.
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Json(text) => text.clone(),
            Self::Bool(true) => "true".to_owned(),
            Self::Bool(false) => "false".to_owned(),
            Self::Null => String::new(),
            Self::List(values) => {
                let parts: Vec<String> = values.iter().map(Value::text).collect();
                parts.join("; ")
            }
        }
    }
}

/// One attribute of a feature: KML `Data` or `SimpleData`, a GeoJSON property, a column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Datum {
    /// Its name in the file.
    pub name: String,
    /// The name to be shown, where the file gives another.
    pub display: Option<String>,
    /// Its value.
    pub value: Value,
    /// The schema it belongs to (KML `schemaUrl`, `#` and id).
    pub schema: Option<String>,
}
