//! Paths as the project writes them: relative to `choro.toml`, with `/`.

/// `path` without `.`, empty parts and removable `..`; `None` where it holds a NUL. An absolute
/// path stays absolute, a path that leads outside keeps its leading `..`.
pub(crate) fn normal(path: &str) -> Option<String> {
    if path.contains('\0') {
        return None;
    }
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if path.starts_with('/') => {}
            part => parts.push(part),
        }
    }
    let root = if path.starts_with('/') { "/" } else { "" };
    Some(format!("{root}{}", parts.join("/")))
}

/// `folder` and `name` joined.
pub(crate) fn join(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        "/" => format!("/{name}"),
        folder => format!("{folder}/{name}"),
    }
}

/// The last part of `path`.
pub(crate) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The last part of `path` without its extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = name(path);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// The extension of `path` in lower case, empty where there is none.
pub(crate) fn extension(path: &str) -> String {
    name(path)
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_lowercase())
        .unwrap_or_default()
}

/// Whether `text` is `YYYY-MM-DD` with a month and day that exist in some year.
pub(crate) fn is_iso_date(text: &str) -> bool {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    digits(year, 4)
        && digits(month, 2)
        && digits(day, 2)
        && ("01"..="12").contains(month)
        && ("01"..="31").contains(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_made_normal_without_losing_where_they_lead() {
        let normal = |path| normal(path).unwrap_or_default();
        assert_eq!(normal("./docs//a.md"), "docs/a.md");
        assert_eq!(normal("docs/../../x"), "../x");
        assert_eq!(normal("../../x/."), "../../x");
        assert_eq!(normal("/a/../../b"), "/b");
        assert_eq!(normal("docs\\a.md"), "docs/a.md");
        assert_eq!(super::normal("a\0b"), None);
    }

    #[test]
    fn names_have_stems_and_extensions() {
        assert_eq!(
            (stem("a/b.tar.gz"), extension("a/b.tar.GZ").as_str()),
            ("b.tar", "gz")
        );
        assert_eq!(
            (stem(".hidden"), extension("README").as_str()),
            (".hidden", "")
        );
    }

    #[test]
    fn dates_are_checked() {
        assert!(is_iso_date("2027-01-31"));
        assert!(!is_iso_date("2027-13-01") && !is_iso_date("2027-1-1") && !is_iso_date("soon"));
    }
}
