use html5gum::{Token, Tokenizer};
use proptest::prelude::*;

use super::*;

/// Ways to run a program, load something or leave the page, as they are found in the wild.
const ATTACKS: &[&str] = &[
    "<script>x()</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>x()</scr</script>ipt>",
    "<script/x>x()</script>",
    "<script\n>x()</script\n>",
    "<<script>x();//<</script>",
    "<img src=x onerror=x()>",
    "<img src=\"x\" OnErRoR=\"x()\">",
    "<img/src='x'/onerror=x()>",
    "<img src=x:x onerror\n=x()>",
    "<img \"\"\"><script>x()</script>\">",
    "<img src=javascript:x()>",
    "<img src=http://evil.example/spy.gif>",
    "<img src=//evil.example/spy.gif>",
    "<img src=\\\\evil.example\\spy.gif>",
    "<img src='/\t/evil.example/a.gif'>",
    "<img src='ht\ntp://evil.example/a.gif'>",
    "<img srcset='http://evil.example/a 1x'>",
    "<img lowsrc='http://evil.example/a'>",
    "<img dynsrc='javascript:x()'>",
    "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
    "<img src=../../secret.png>",
    "<img src=a/%2e%2e/b.png>",
    "<img src=/etc/passwd>",
    "<img src=file:///etc/passwd>",
    "<a href=javascript:x()>a</a>",
    "<a href='JaVaScRiPt:x()'>a</a>",
    "<a href='java\tscript:x()'>a</a>",
    "<a href='java\nscript:x()'>a</a>",
    "<a href='java&#10;script:x()'>a</a>",
    "<a href='&#106;avascript:x()'>a</a>",
    "<a href='&#x6A;avascript&colon;x()'>a</a>",
    "<a href=' javascript:x()'>a</a>",
    "<a href='\u{1}javascript:x()'>a</a>",
    "<a href='vbscript:x()'>a</a>",
    "<a href='data:text/html,<script>x()</script>'>a</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>a</a>",
    "<a href='blob:http://evil.example/1'>a</a>",
    "<a href='filesystem:http://evil.example/1'>a</a>",
    "<a href='file:///c:/windows'>a</a>",
    "<a href='feed:javascript:x()'>a</a>",
    "<a href='view-source:javascript:x()'>a</a>",
    "<a href=# onclick=x()>a</a>",
    "<a onmouseover=x()>a</a>",
    "<a href='http://a' style='behavior:url(x)'>a</a>",
    "<a href='http://a' target=_self onfocus=x() autofocus>a</a>",
    "<a href='http://a' ping='http://evil.example'>a</a>",
    "<b onclick=x()>a</b>",
    "<b/onclick=x()>a</b>",
    "<b style='background:url(javascript:x())'>a</b>",
    "<b style=\"width:expression(x())\">a</b>",
    "<div style='background-image:url(http://evil.example/a)'>a</div>",
    "<div onpointerenter=x()>a</div>",
    "<body onload=x()>",
    "<body background='javascript:x()'>",
    "<table background='http://evil.example/a'><td background='javascript:x()'>a</td></table>",
    "<iframe src=javascript:x()></iframe>",
    "<iframe srcdoc='<script>x()</script>'></iframe>",
    "<iframe src='http://evil.example'>",
    "<frameset><frame src=javascript:x()></frameset>",
    "<object data=javascript:x()></object>",
    "<object data='http://evil.example/a.swf'></object>",
    "<embed src=javascript:x()>",
    "<embed src='http://evil.example/a.swf' allowscriptaccess=always>",
    "<applet code=x.class></applet>",
    "<form action=javascript:x()><input type=submit></form>",
    "<form><button formaction=javascript:x()>a</button></form>",
    "<input onfocus=x() autofocus>",
    "<input type=image src=javascript:x()>",
    "<isindex action=javascript:x() type=submit>",
    "<select onchange=x()><option>a</select>",
    "<textarea onfocus=x() autofocus></textarea>",
    "<keygen autofocus onfocus=x()>",
    "<video src=x onerror=x()></video>",
    "<video><source onerror=x()></video>",
    "<video poster='http://evil.example/a'></video>",
    "<audio src=x onerror=x()></audio>",
    "<marquee onstart=x()>a</marquee>",
    "<bgsound src=javascript:x()>",
    "<layer src='http://evil.example/a'></layer>",
    "<link rel=stylesheet href=javascript:x()>",
    "<link rel=import href='http://evil.example/a.html'>",
    "<base href='javascript:x();//'>",
    "<meta http-equiv=refresh content='0;url=javascript:x()'>",
    "<style>@import 'http://evil.example/a.css';</style>",
    "<style>body{background:url(javascript:x())}</style>",
    "<svg onload=x()></svg>",
    "<svg><script>x()</script></svg>",
    "<svg><a xlink:href='javascript:x()'><text>a</text></a></svg>",
    "<svg><animate onbegin=x() attributeName=x></svg>",
    "<svg><use href='data:image/svg+xml,<svg/>#x'></use></svg>",
    "<svg><image href='http://evil.example/a'></image></svg>",
    "<svg><foreignObject><script>x()</script></foreignObject></svg>",
    "<svg><style><img src=x onerror=x()></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=x()>\">",
    "<math><a xlink:href='javascript:x()'>a</a></math>",
    "<math><mtext><table><mglyph><style><img src=x onerror=x()></style></mglyph></table></mtext></math>",
    "<math><annotation-xml encoding='text/html'><style><img src=x onerror=x()></style></annotation-xml></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=x()>\"></noscript>",
    "<title><a title=\"</title><img src=x onerror=x()>\"></title>",
    "<template><script>x()</script></template>",
    "<xmp><img title=\"</xmp><img src=x onerror=x()>\"></xmp>",
    "<plaintext><script>x()</script>",
    "<details open ontoggle=x()>a</details>",
    "<map name=a><area href=javascript:x()></map>",
    "<q cite='javascript:x()'>a</q>",
    "<blockquote cite='http://evil.example/'>a</blockquote>",
    "<!--><script>x()</script-->",
    "<!--[if IE]><script>x()</script><![endif]-->",
    "<![CDATA[<script>x()</script>]]>",
    "<?xml version='1.0'?><script>x()</script>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>x()</x:script>",
    "\u{0}<scr\u{0}ipt>x()</scr\u{0}ipt>",
    "<a href=\"http://a\" rel=\"opener\" target=\"_blank\">a</a>",
];

/// What is dangerous in HTML that a browser would be shown; told from its tags and attributes
/// alone, not by the means that make it safe.
fn danger(html: &str) -> Option<String> {
    const BAD: [&str; 24] = [
        "script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "form",
        "input", "button", "select", "textarea", "link", "meta", "base", "svg", "math", "video",
        "audio", "source", "template", "body", "xmp",
    ];
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else {
            continue;
        };
        let name = String::from_utf8_lossy(&tag.name).to_lowercase();
        if BAD.contains(&name.as_str()) {
            return Some(format!("<{name}>"));
        }
        for (key, value) in &tag.attributes {
            let key = String::from_utf8_lossy(key).to_lowercase();
            let value: String = String::from_utf8_lossy(value).to_lowercase();
            let tight: String = value
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect();
            let runs = key.starts_with("on")
                || matches!(
                    key.as_str(),
                    "style"
                        | "srcset"
                        | "srcdoc"
                        | "action"
                        | "formaction"
                        | "background"
                        | "ping"
                        | "poster"
                );
            let leads = key == "href"
                && !tight.starts_with("http:")
                && !tight.starts_with("https:")
                && !tight.starts_with("mailto:");
            let loads = key == "src"
                && (tight.contains(':') || tight.starts_with(['/', '\\']) || tight.contains(".."));
            if runs || leads || loads || tight.contains("script:") {
                return Some(format!("{key}={value}"));
            }
        }
    }
    None
}

fn html(text: &str) -> Description {
    Description(text.to_owned())
}

#[test]
fn nothing_that_runs_or_loads_gets_through() {
    assert!(ATTACKS.len() >= 100);
    for attack in ATTACKS {
        for text in [(*attack).to_owned(), format!("<p>a</p>{attack}<b>z</b>")] {
            let safe = html(&text).safe();
            assert_eq!(danger(&safe), None, "{text} gives {safe}");
            assert_eq!(
                html(&safe).safe(),
                safe,
                "{text} is changed by a second look"
            );
        }
    }
}

#[test]
fn the_check_itself_sees_danger() {
    for attack in [
        "<img src=x onerror=x()>",
        "<a href=javascript:x()>",
        "<img src=//e/a.gif>",
    ] {
        assert!(danger(attack).is_some(), "{attack}");
    }
}

#[test]
fn links_tables_and_packed_pictures_stay() {
    let text = "<table><tr><td>Pier</td><td><a href=\"https://example.org/a?b=1\">source</a></td></tr></table><img src=\"files/pier.jpg\" width=\"200\">";
    let safe = html(text).safe();
    for kept in [
        "<td>Pier</td>",
        "https://example.org/a?b=1",
        "rel=\"noopener noreferrer nofollow\"",
        "src=\"files/pier.jpg\"",
    ] {
        assert!(safe.contains(kept), "{kept} is not in {safe}");
    }
}

#[test]
fn words_come_without_markup() {
    let text = "<h1>Pier  No.&nbsp;3</h1><script>x()</script><table><tr><td>built<td>2006</tr></table>R&amp;D<br/>end";
    assert_eq!(html(text).plain(), "Pier No. 3\nbuilt 2006\nR&D\nend");
    assert_eq!(html(" two\r\n\n lines ").plain(), "two\nlines");
    assert_eq!(html("").plain(), "");
}

#[test]
fn hostile_nesting_takes_no_time_to_speak_of() {
    for piece in ["<b>", "<div><p>", "<table>", "<a href=x>", "<"] {
        let text = piece.repeat(50_000);
        let _ = (html(&text).safe(), html(&text).plain());
    }
}

proptest! {
    #[test]
    fn mixed_attacks_stay_safe(picks in prop::collection::vec((0..ATTACKS.len(), 0..200_usize), 1..4)) {
        let text: String = picks.iter().map(|(i, cut)| {
            let attack = ATTACKS[*i];
            let end = attack.floor_char_boundary((*cut).min(attack.len()));
            &attack[..if *cut > 100 { attack.len() } else { end }]
        }).collect();
        let safe = html(&text).safe();
        prop_assert_eq!(danger(&safe), None, "{} gives {}", text, safe);
        let _ = html(&text).plain();
    }
}
