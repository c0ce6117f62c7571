//! Scripts: which letters are of the script a system reads. After the Unicode character database.

/// A script: ISO 15924 code, English name, letters in inclusive ranges.
struct Script {
    code: &'static str,
    name: &'static str,
    ranges: &'static [(char, char)],
}

const fn script(code: &'static str, name: &'static str, ranges: &'static [(char, char)]) -> Script {
    Script { code, name, ranges }
}

const SCRIPTS: &[Script] = &[
    script(
        "Hang",
        "hangul",
        &[
            ('\u{1100}', '\u{11FF}'),
            ('\u{3131}', '\u{318E}'),
            ('\u{AC00}', '\u{D7A3}'),
        ],
    ),
    script(
        "Latn",
        "latin",
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
    script("Cyrl", "cyrillic", &[('\u{400}', '\u{52F}')]),
    script("Hira", "hiragana", &[('\u{3041}', '\u{309F}')]),
    script("Kana", "katakana", &[('\u{30A1}', '\u{30FF}')]),
    script(
        "Hrkt",
        "kana",
        &[('\u{3041}', '\u{309F}'), ('\u{30A1}', '\u{30FF}')],
    ),
    script("Hani", "han", &[('\u{3400}', '\u{9FFF}')]),
    script(
        "Grek",
        "greek",
        &[('\u{370}', '\u{3FF}'), ('\u{1F00}', '\u{1FFF}')],
    ),
    script("Arab", "arabic", &[('\u{600}', '\u{6FF}')]),
    script("Thai", "thai", &[('\u{E00}', '\u{E7F}')]),
    script("Geor", "georgian", &[('\u{10A0}', '\u{10FF}')]),
    script("Armn", "armenian", &[('\u{530}', '\u{58F}')]),
    script("Mong", "mongolian", &[('\u{1800}', '\u{18AF}')]),
    script("Hebr", "hebrew", &[('\u{590}', '\u{5FF}')]),
    script("Deva", "devanagari", &[('\u{900}', '\u{97F}')]),
];

/// The ISO 15924 code of a script by its code or its English name, in any case.
pub fn script_code(name: &str) -> Option<&'static str> {
    let fits = |s: &&Script| s.code.eq_ignore_ascii_case(name) || s.name.eq_ignore_ascii_case(name);
    SCRIPTS.iter().find(fits).map(|s| s.code)
}

/// The letters of a script, by its ISO 15924 code.
pub(crate) fn ranges(code: &str) -> Option<&'static [(char, char)]> {
    let found = SCRIPTS.iter().find(|script| script.code == code);
    found.map(|script| script.ranges)
}

/// Whether a letter lies in one of the ranges.
pub(crate) fn holds(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|&(from, to)| (from..=to).contains(&c))
}
