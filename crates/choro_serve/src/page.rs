//! What a page gets beside its own bytes.

use crate::{LISTENER, NEWS};

/// The script that loads a page again at news, and after the server was away.
pub(crate) fn listener() -> String {
    format!(
        "\"use strict\";\n\
         (function () {{\n\
         \x20 var news = new EventSource(\"{NEWS}\"), away = false;\n\
         \x20 news.onmessage = function () {{ location.reload(); }};\n\
         \x20 news.onerror = function () {{ away = true; }};\n\
         \x20 news.onopen = function () {{ if (away) {{ location.reload(); }} }};\n\
         }})();\n"
    )
}

/// The page with the listener before its end.
pub(crate) fn listening(page: Vec<u8>) -> Vec<u8> {
    let line = format!("<script src=\"{LISTENER}\" defer></script>\n");
    let end = b"</body>";
    let at = page
        .windows(end.len())
        .rposition(|window| window.eq_ignore_ascii_case(end))
        .unwrap_or(page.len());
    let mut out = page;
    out.splice(at..at, line.into_bytes());
    out
}

/// What stands where no page is, until there is one.
pub(crate) fn missing() -> Vec<u8> {
    let page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
                <title>No such page</title></head>\n<body><h1>No such page</h1>\n\
                <p>Either the address is wrong, or the atlas could not be built: the terminal says \
                why. This page loads itself again after the next build.</p>\n</body></html>\n";
    listening(page.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listener_stands_in_the_body_or_at_the_end() {
        let page = listening(b"<body>x</BODY></html>".to_vec());
        let page = String::from_utf8(page).expect("UTF-8");
        assert!(
            page.contains("x<script src=\"/.choro/listener.js\""),
            "{page}"
        );
        assert!(page.ends_with("</BODY></html>"));
        assert!(listening(b"plain".to_vec()).starts_with(b"plain<script"));
    }
}
