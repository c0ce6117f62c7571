//! Templates and how pages are made from them.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, escape_formatter};
use serde::Serialize;

const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../templates/base.html")),
    ("parts.html", include_str!("../templates/parts.html")),
    ("index.html", include_str!("../templates/index.html")),
    ("place.html", include_str!("../templates/place.html")),
    ("document.html", include_str!("../templates/document.html")),
    ("findings.html", include_str!("../templates/findings.html")),
    (
        "statements.html",
        include_str!("../templates/statements.html"),
    ),
    ("line.html", include_str!("../templates/line.html")),
    ("station.html", include_str!("../templates/station.html")),
    ("crossing.html", include_str!("../templates/crossing.html")),
    (
        "crossings.html",
        include_str!("../templates/crossings.html"),
    ),
    ("sources.html", include_str!("../templates/sources.html")),
    ("search.html", include_str!("../templates/search.html")),
    ("about.html", include_str!("../templates/about.html")),
];

/// The style sheet of pages; that of maps follows it in the site's one file.
pub(crate) const STYLE: &str = include_str!("../templates/style.css");
/// The script of the search page.
pub(crate) const SEARCH: &str = include_str!("../templates/search.js");

/// The script that narrows the list of findings.
pub(crate) const FILTER: &str = include_str!("../templates/filter.js");

/// The script that hands out what a page shows.
pub(crate) const TAKE: &str = include_str!("../templates/take.js");

/// The templates, parsed.
pub(crate) struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    pub(crate) fn new() -> Self {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(|out, state, value| match value.as_str() {
            Some(text) if !value.is_safe() => out.write_str(&escape(text)).map_err(Error::from),
            _ => escape_formatter(out, state, value),
        });
        let mut syntax = SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true);
        if let Ok(syntax) = syntax.build() {
            environment.set_syntax(syntax);
        }
        for (name, source) in TEMPLATES {
            // The templates are part of the program; a test renders every one of them.
            environment
                .add_template(name, source)
                .unwrap_or_else(|error| unreachable!("template {name}: {error:#}"));
        }
        Self { environment }
    }

    pub(crate) fn render(&self, name: &str, context: impl Serialize) -> Vec<u8> {
        self.environment
            .get_template(name)
            .and_then(|template| template.render(Value::from(Serde(&context))))
            .unwrap_or_else(|error| unreachable!("template {name}: {error:#}"))
            .into_bytes()
    }
}

/// Text for HTML content and quoted attributes; slashes stay readable, unlike the engine's own.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn words_are_escaped_in_content_and_attributes() {
        let templates = Templates::new();
        let mut environment = templates.environment;
        environment
            .add_template(
                "t",
                "<a title=\"{{ w }}\">{{ w }} {{ list|join(\", \") }}</a>",
            )
            .expect("a template");
        let wild = "<b> \"x\" & 'y'";
        let context = BTreeMap::from([
            ("w", serde_json::json!(wild)),
            ("list", serde_json::json!([wild])),
        ]);
        let page = Templates { environment }.render("t", context);
        let page = String::from_utf8_lossy(&page);
        assert!(!page.contains("<b>") && !page.contains("\"x\""), "{page}");
        assert_eq!(
            page.matches("&lt;b&gt; &quot;x&quot; &amp; &#39;y&#39;")
                .count(),
            3,
            "{page}"
        );
    }
}
