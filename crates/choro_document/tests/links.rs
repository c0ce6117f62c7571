//! Links of Markdown and HTML texts, with the bytes they stand at.

use choro_text::Span;

fn links(path: &str, text: &str) -> Vec<(String, String)> {
    let (document, findings) = choro_document::read(path, text.as_bytes());
    assert!(findings.is_empty(), "{findings:?}");
    let quote = |span: Span| document.quote(text.as_bytes(), span).into_owned();
    let links = document.links.iter();
    links.map(|l| (quote(l.span), l.target.clone())).collect()
}

#[test]
fn a_link_is_kept_with_its_bytes_and_target() {
    let text = "---\ntitle: Été\n---\nSée [the *brief*](b.md#top) and <https://example.com/x>.\n\n<p>An <a href=\"c.html\">old</a> one.</p>\n";
    let expected = [
        ("[the *brief*](b.md#top)", "b.md#top"),
        ("<https://example.com/x>", "https://example.com/x"),
        ("<a href=\"c.html\">", "c.html"),
    ];
    let expected = expected.map(|(words, target)| (words.to_owned(), target.to_owned()));
    assert_eq!(links("a.md", text), expected);
}

#[test]
fn pages_have_links_and_plain_texts_none() {
    let page = "<html><body><p>See <a href='../b.html'>b</a><a name='x'>x</a>.</p></body></html>";
    assert_eq!(
        links("a.html", page),
        [("<a href='../b.html'>".to_owned(), "../b.html".to_owned())]
    );
    assert!(links("a.txt", "See [the brief](b.md) there.\n").is_empty());
}
