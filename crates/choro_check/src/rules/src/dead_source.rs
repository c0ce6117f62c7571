#![doc = include_str!("../../../resources/rules/SRC503.md")]

use crate::corpus::{Corpus, on_words};
use choro_claim::{Annotated, Claim};
use choro_diagnostic::{Finding, Location, Severity};
use choro_document::Link;
use choro_text::Span;
use std::collections::BTreeSet;

/// Endings of files that are read as documents.
const PROSE: [&str; 6] = [".md", ".markdown", ".txt", ".html", ".htm", ".xhtml"];
/// Figures of fewer digits agree by chance.
const DIGITS: usize = 2;

pub(crate) fn find(corpus: &Corpus<'_>) -> Vec<Finding> {
    let paths: BTreeSet<&str> = corpus
        .texts
        .iter()
        .map(|t| t.document.path.as_str())
        .collect();
    let mut findings = Vec::new();
    for text in corpus.texts {
        for link in &text.document.links {
            findings.extend(judge(corpus, text, link, &paths));
        }
        findings.extend(footnotes(text));
    }
    findings
}

fn judge(
    corpus: &Corpus<'_>,
    text: &Annotated,
    link: &Link,
    paths: &BTreeSet<&str>,
) -> Option<Finding> {
    if is_address(&link.target) {
        return (!has_host(&link.target)).then(|| {
            let message = format!("the address `{}` leads nowhere", link.target);
            report(text, link.span, message)
        });
    }
    let target = meant(resolved(&text.document.path, &link.target)?, paths);
    let figures = figures_at(text, link);
    if target == text.document.path {
        return (!figures.is_empty()).then(|| {
            let message = "a figure is given this very text as its source".to_owned();
            report(text, link.span, message)
        });
    }
    let prose = PROSE
        .iter()
        .any(|ending| target.to_lowercase().ends_with(ending));
    if !paths.contains(target.as_str()) {
        // Only where the folder is surely part of the project.
        let folder = folder(&target);
        let known = paths
            .iter()
            .any(|path| *path != text.document.path && self::folder(path) == folder);
        return (prose && known).then(|| {
            let message = format!("the project has no text `{target}`");
            report(text, link.span, message)
        });
    }
    let other = corpus.texts.iter().find(|t| t.document.path == target)?;
    let (back, claim) = cites_back(text, &figures, other)?;
    let message = format!(
        "{} is taken from `{target}`, which takes it from here",
        claim.value
    );
    let mut finding = report(text, link.span, message);
    finding.related.push(Location {
        document: target,
        span: back.span,
        message: "back to this text".to_owned(),
    });
    Some(finding)
}

fn report(text: &Annotated, span: Span, message: String) -> Finding {
    let quote = message.clone();
    let mut finding = on_words("SRC503", Severity::Warning, text, span, &quote, message);
    finding.help = Some("name where the statement comes from".to_owned());
    finding
}

/// Whether a link leads out of the project, or is a letter.
fn is_address(target: &str) -> bool {
    let scheme = target.split(['/', '#', '?']).next().unwrap_or("");
    scheme.contains(':') || target.starts_with("//")
}

/// Whether the address of a page names a machine; other addresses are not looked at.
fn has_host(target: &str) -> bool {
    let lower = target.to_lowercase();
    let Some(rest) = ["http:", "https:"]
        .iter()
        .find_map(|s| lower.strip_prefix(s))
    else {
        return true;
    };
    let Some(rest) = rest.strip_prefix("//") else {
        return false;
    };
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    host == "localhost"
        || host.starts_with('[')
        || host.split('.').count() > 1
            && !host.contains(' ')
            && host.split('.').all(|label| !label.is_empty())
}

/// The path that a relative link means; `None` for a place in the same page.
fn resolved(from: &str, target: &str) -> Option<String> {
    let path = target.split(['#', '?']).next().unwrap_or("");
    if path.is_empty() || path.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = folder(from).split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/").replace("%20", " "))
}

/// The text that a path means: a link may name the page that is made of a text.
fn meant(target: String, paths: &BTreeSet<&str>) -> String {
    if paths.contains(target.as_str()) {
        return target;
    }
    let stem = |path: &str| {
        let ending = PROSE.iter().find(|ending| path.ends_with(**ending))?;
        Some(path[..path.len() - ending.len()].to_owned())
    };
    let page = stem(&target);
    let text = paths
        .iter()
        .find(|path| page.is_some() && stem(path) == page);
    text.map_or(target, |path| (*path).to_owned())
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The figures of the sentences that a link stands in or right behind; of its block where the
/// link has no words of its own.
fn figures_at<'t>(text: &'t Annotated, link: &Link) -> Vec<&'t Claim> {
    let block = text.document.block_at(link.span.start);
    let of_block = text.claims.iter().filter(|c| Some(c.block) == block);
    let written = |claim: &Claim| {
        let digits = claim.value.chars().filter(char::is_ascii_digit).count();
        claim.amount.is_some() && digits >= DIGITS
    };
    of_block
        .filter(|claim| written(claim) && claim.sentence.overlaps(link.span))
        .filter(|claim| !names_what_is_claimed(claim, link))
        .collect()
}

/// Whether the words of a link are a place that the claim speaks of: such a link leads to what is
/// known of that place, and is nobody's source.
fn names_what_is_claimed(claim: &Claim, link: &Link) -> bool {
    let named = claim.arguments().filter_map(|argument| argument.span);
    // Of HTML the span is that of the opening tag, and the words follow.
    let mut named = named.map(|words| link.span.overlaps(words) || words.start == link.span.end);
    named.any(|named| named)
}

/// The link by which another text takes one of the figures from this one.
fn cites_back<'t>(
    text: &Annotated,
    figures: &[&'t Claim],
    other: &'t Annotated,
) -> Option<(&'t Link, &'t Claim)> {
    other.document.links.iter().find_map(|link| {
        let target = resolved(&other.document.path, &link.target)?;
        if target != text.document.path {
            return None;
        }
        let theirs = figures_at(other, link);
        let shared = figures.iter().find(|ours| {
            theirs
                .iter()
                .any(|t| t.kind == ours.kind && t.amount == ours.amount && t.unit == ours.unit)
        });
        Some((link, *shared?))
    })
}

/// References to footnotes that have no text.
fn footnotes(text: &Annotated) -> Vec<Finding> {
    let mut found = Vec::new();
    for block in text.document.blocks.iter().filter(|b| b.is_text()) {
        for (start, _) in block.text.match_indices("[^") {
            let Some(length) = block.text[start..].find(']') else {
                continue;
            };
            let label = &block.text[start + 2..start + length];
            let plain = (1..=20).contains(&label.len())
                && label
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
            if plain {
                let span = block.to_original(Span::new(start, start + length + 1));
                let message = format!("the footnote `{label}` has no text");
                found.push(report(text, span, message));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_followed_from_the_folder_of_their_text() {
        let path = |target| resolved("docs/north/a.md", target);
        assert_eq!(path("b.md#top").as_deref(), Some("docs/north/b.md"));
        assert_eq!(path("../c.md").as_deref(), Some("docs/c.md"));
        assert_eq!(path("../../../x.md"), None);
        assert_eq!(path("#top"), None);
    }

    #[test]
    fn only_addresses_without_a_machine_are_dead() {
        for dead in [
            "http://",
            "https:/example.com",
            "http://example",
            "https://.com/x",
        ] {
            assert!(is_address(dead) && !has_host(dead), "{dead}");
        }
        for alive in [
            "https://example.com",
            "mailto:a@b",
            "http://localhost:80/x",
            "//cdn.example.com",
        ] {
            assert!(is_address(alive) && has_host(alive), "{alive}");
        }
        assert!(!is_address("a.md#x:y"));
    }
}
