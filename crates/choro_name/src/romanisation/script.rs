//! Scripts: which letters are of the script a system reads. After the Unicode character database.

/// A script by its ISO 15924 code: its letters in inclusive ranges.
const SCRIPTS: &[(&str, &[(char, char)])] = &[
    ("Hang", &[('\u{AC00}', '\u{D7A3}')]),
    (
        "Latn",
        &[
            ('A', 'Z'),
            ('a', 'z'),
            ('\u{C0}', '\u{D6}'),
            ('\u{D8}', '\u{F6}'),
            ('\u{F8}', '\u{24F}'),
            ('\u{300}', '\u{36F}'),
            ('\u{1E00}', '\u{1EFF}'),
        ],
    ),
    ("Cyrl", &[('\u{400}', '\u{52F}')]),
    ("Hira", &[('\u{3041}', '\u{309F}')]),
    ("Kana", &[('\u{30A1}', '\u{30FF}')]),
    (
        "Hrkt",
        &[('\u{3041}', '\u{309F}'), ('\u{30A1}', '\u{30FF}')],
    ),
    ("Hani", &[('\u{3400}', '\u{9FFF}')]),
    ("Grek", &[('\u{370}', '\u{3FF}'), ('\u{1F00}', '\u{1FFF}')]),
    ("Arab", &[('\u{600}', '\u{6FF}')]),
    ("Thai", &[('\u{E00}', '\u{E7F}')]),
    ("Geor", &[('\u{10A0}', '\u{10FF}')]),
    ("Armn", &[('\u{530}', '\u{58F}')]),
    ("Mong", &[('\u{1800}', '\u{18AF}')]),
    ("Hebr", &[('\u{590}', '\u{5FF}')]),
    ("Deva", &[('\u{900}', '\u{97F}')]),
];

/// The letters of a script, by its ISO 15924 code.
pub(crate) fn ranges(code: &str) -> Option<&'static [(char, char)]> {
    let found = SCRIPTS.iter().find(|(known, _)| *known == code);
    found.map(|(_, ranges)| *ranges)
}

/// Whether a letter lies in one of the ranges.
pub(crate) fn holds(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|&(from, to)| (from..=to).contains(&c))
}
