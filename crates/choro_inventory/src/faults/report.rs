//! Findings about sites, gathered.

use std::collections::BTreeMap;

use choro_diagnostic::{Finding, Location, RuleDescription, Severity, Spot, faults, input};
use choro_placemark::Format;
use choro_text::Span;

use crate::Site;

/// Findings of one code shown one by one before the rest is summed up.
const SHOWN: usize = 1000;
/// Sites named in a finding about many.
pub(super) const NAMED: usize = 5;

/// The findings about the sites of one file.
pub(super) struct Report<'t> {
    source: String,
    /// The file's text, where it is known.
    text: Option<&'t str>,
    /// Whether spans are those of the file itself and not of a document packed in it.
    plain: bool,
    findings: Vec<Finding>,
    unshown: BTreeMap<&'static str, (Severity, Vec<Spot>)>,
    counts: BTreeMap<&'static str, usize>,
}

impl<'t> Report<'t> {
    pub(super) fn new(sites: &[Site], text: Option<&'t str>) -> Self {
        let source = sites
            .first()
            .map_or(String::new(), |site| site.source.to_string());
        let packed = [Format::Kmz, Format::Shapefile, Format::GeoPackage];
        Self {
            plain: Format::of_path(&source).is_none_or(|format| !packed.contains(&format)),
            source,
            text,
            findings: Vec::new(),
            unshown: BTreeMap::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Where a site stands in its file.
    pub(super) fn location(&self, site: &Site, message: &str) -> Location {
        Location {
            document: site.source.to_string(),
            span: self.span(site),
            message: message.to_owned(),
        }
    }

    /// The text of a site in its file and where it begins, where that is known.
    pub(super) fn text(&self, site: &Site) -> Option<(&'t str, usize)> {
        let span = self.span(site);
        let record = self.text?.get(span.start..span.end)?;
        (!record.is_empty()).then_some((record, span.start))
    }

    fn span(&self, site: &Site) -> Span {
        if self.plain {
            site.placemark.feature.span
        } else {
            Span::default()
        }
    }

    /// Reports a site; what is given back may be added to.
    pub(super) fn site(
        &mut self,
        code: &'static str,
        severity: Severity,
        site: &Site,
        message: &str,
    ) -> Option<&mut Finding> {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        let line = site.placemark.feature.line;
        if *count > SHOWN {
            let span = self.span(site);
            let unshown = self.unshown.entry(code).or_insert((severity, Vec::new()));
            unshown.0 = unshown.0.max(severity);
            unshown.1.push(Spot { line, span });
            return None;
        }
        let message = match line {
            0 => message.to_owned(),
            line => format!("line {line}: {message}"),
        };
        let mut finding = Finding::new(code, severity, message, self.location(site, ""));
        finding.fingerprint = Finding::fingerprint_of(&[code, &site.source, &site.id]);
        finding.help = help(code);
        self.findings.push(finding);
        self.findings.last_mut()
    }

    /// Reports something of the file as a whole; `about` tells it from others of its code and
    /// does not change with numbers. The place is that of the first site it concerns.
    pub(super) fn file(
        &mut self,
        code: &'static str,
        severity: Severity,
        (first, about): (&Site, &str),
        message: &str,
    ) -> &mut Finding {
        let mut finding = Finding::new(code, severity, message, self.location(first, ""));
        finding.fingerprint = Finding::fingerprint_of(&[code, &first.source, about]);
        finding.help = help(code);
        self.findings.push(finding);
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// All findings, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        for (code, (severity, spots)) in self.unshown {
            let message = format!(
                "{} more sites with this fault ({})",
                spots.len(),
                faults::lines(&spots, spots.len())
            );
            let primary = Location {
                document: self.source.clone(),
                span: spots[0].span,
                message: String::new(),
            };
            self.findings
                .push(Finding::new(code, severity, message, primary));
        }
        Finding::sort(&mut self.findings);
        self.findings
    }
}

fn help(code: &str) -> Option<String> {
    let known: Option<&RuleDescription> = input::INPUT_CODES.iter().find(|c| c.code == code);
    known.map(|known| known.help.to_owned())
}

/// A site's name in quotation marks, or what stands for it.
pub(super) fn named(site: &Site) -> String {
    if site.name.is_empty() {
        "a site without a name".to_owned()
    } else {
        format!("“{}”", site.name)
    }
}

/// The first of some sites by name, with their lines: `“Kapsan” (line 12), “Pukchong” …`.
pub(super) fn some_named<'s>(sites: impl Iterator<Item = &'s Site>, count: usize) -> String {
    let mut names: Vec<String> = sites
        .take(NAMED)
        .map(|site| match site.placemark.feature.line {
            0 => named(site),
            line => format!("{} (line {line})", named(site)),
        })
        .collect();
    if count > names.len() {
        names.push("…".to_owned());
    }
    names.join(", ")
}
