//! Extended data: further attributes, with or without a schema.

use super::parser::{Kml, Tag};
use crate::format::xml::attribute;
use crate::{Datum, Feature, Value};

impl Kml<'_, '_, '_> {
    /// Reads an `ExtendedData` element. What is neither `Data` nor `SchemaData` is kept verbatim.
    pub(super) fn extended_data(&mut self, feature: &mut Feature, tag: &Tag) {
        self.tell_attributes(tag);
        while let Some(child) = self.child() {
            match &*child.name {
                "Data" => self.datum(feature, &child),
                "SchemaData" => self.schema_data(feature, &child),
                _ => {
                    let kept = self.keep(&child, "ExtendedData/");
                    feature.verbatim.push(kept);
                }
            }
        }
    }

    fn datum(&mut self, feature: &mut Feature, tag: &Tag) {
        self.tell_attributes_but(tag, "name");
        let mut datum = Datum {
            name: attribute(&tag.attributes, "name").unwrap_or_default(),
            display: None,
            value: Value::Null,
            schema: None,
        };
        while let Some(child) = self.child() {
            match &*child.name {
                "displayName" if datum.display.is_none() => {
                    datum.display = Some(self.simple_content(&child));
                }
                "value" if datum.value == Value::Null => {
                    datum.value = Value::Text(self.simple_content(&child));
                }
                _ => self.keep_apart(feature, &child, tag),
            }
        }
        feature.data.push(datum);
    }

    /// Keeps a child that has no place in a known element of extended data.
    fn keep_apart(&mut self, feature: &mut Feature, child: &Tag, around: &Tag) {
        let reason = format!(
            "<{}> has no place in <{}>; it is kept beside it",
            child.name, around.name
        );
        self.odd(child, &reason);
        let kept = self.keep(child, "ExtendedData/");
        feature.verbatim.push(kept);
    }

    fn schema_data(&mut self, feature: &mut Feature, tag: &Tag) {
        self.tell_attributes_but(tag, "schemaUrl");
        let schema = attribute(&tag.attributes, "schemaUrl").unwrap_or_default();
        while let Some(child) = self.child() {
            let name = attribute(&child.attributes, "name").unwrap_or_default();
            let value = match &*child.name {
                "SimpleData" => {
                    self.tell_attributes_but(&child, "name");
                    let text = self.content(&child);
                    self.typed(&schema, &name, text)
                }
                "gx:SimpleArrayData" | "SimpleArrayData" => {
                    Value::List(self.array(feature, &schema, &name, &child))
                }
                _ => {
                    self.keep_apart(feature, &child, tag);
                    continue;
                }
            };
            feature.data.push(Datum {
                name,
                display: None,
                value,
                schema: Some(schema.clone()),
            });
        }
    }

    fn array(&mut self, feature: &mut Feature, schema: &str, name: &str, tag: &Tag) -> Vec<Value> {
        self.tell_attributes_but(tag, "name");
        let mut values = Vec::new();
        while let Some(child) = self.child() {
            if matches!(&*child.name, "gx:value" | "value") {
                let text = self.simple_content(&child);
                values.push(self.typed(schema, name, text));
            } else {
                self.keep_apart(feature, &child, tag);
            }
        }
        values
    }

    /// A value in the type that its schema gives it.
    fn typed(&self, schema: &str, name: &str, text: String) -> Value {
        let id = schema.rsplit_once('#').map_or(schema, |(_, id)| id);
        let kind = self.schemas.get(id).and_then(|fields| fields.get(name));
        match kind.map(|kind| kind.trim_start_matches("xsd:")) {
            Some("bool" | "boolean") if text == "true" || text == "false" => {
                Value::Bool(text == "true")
            }
            Some("int" | "uint" | "short" | "ushort" | "float" | "double") if is_number(&text) => {
                Value::Number(text)
            }
            _ => Value::Text(text),
        }
    }

    /// Gives values their types whose schema came after them: a document's own.
    pub(super) fn type_again(&self, feature: &mut Feature) {
        for datum in &mut feature.data {
            let Some(schema) = &datum.schema else {
                continue;
            };
            let again = |value: &mut Value| {
                if let Value::Text(text) = value {
                    *value = self.typed(schema, &datum.name, std::mem::take(text));
                }
            };
            match &mut datum.value {
                Value::List(values) => values.iter_mut().for_each(again),
                value => again(value),
            }
        }
    }

    /// Takes a child of a placemark that an old schema names (KML 2.0) as one of its fields.
    pub(super) fn schema_field(&mut self, feature: &mut Feature, around: &Tag, tag: &Tag) -> bool {
        if around.name == "Placemark" {
            return false;
        }
        let fields = self.schemas.get(&*around.name);
        if !fields.is_some_and(|fields| fields.contains_key(&*tag.name)) {
            return false;
        }
        let schema = format!("#{}", around.name);
        let text = self.simple_content(tag);
        let value = self.typed(&schema, &tag.name, text);
        feature.data.push(Datum {
            name: tag.name.to_string(),
            display: None,
            value,
            schema: Some(schema),
        });
        true
    }
}

/// Whether a text is a finite number as it stands.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
    digits && text.parse::<f64>().is_ok_and(f64::is_finite)
}
