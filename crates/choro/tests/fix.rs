//! `choro check --fix` and `--diff` on real files.

mod program;

use program::{all, choro, code};
use std::fs;
use std::path::Path;

const PLACES: &str = "id,name,name:ko,variants,type,lat,lon\n\
    ryanggang,Ryanggang,,,province,41.2,127.6\n\
    eastsea,Sea of Japan,,East Sea,sea,40.0,134.0\n\
    hoeryong,Hoeryong,회령시,,city,42.44,129.75\n\
    zurich,Zürich,,,city,47.37,8.54\n";

/// A text with one slip that can be mended without a look.
const SLIP: &str = "Ryanggang is high. Many visit Ryanggang. The forests of Ryanggang are old. \
                    The towns of Ryangang Province are small. Ryanggang is cold.\n";

/// A project with these documents and the places above.
fn project(config: &str, documents: &[(&str, &[u8])]) -> tempfile::TempDir {
    let own: [(&str, &[u8]); 2] = [
        ("choro.toml", config.as_bytes()),
        ("gazetteer/places.csv", PLACES.as_bytes()),
    ];
    program::folder(&[&own, documents].concat())
}

fn read(folder: &tempfile::TempDir, path: &str) -> Vec<u8> {
    fs::read(folder.path().join(path)).expect("file")
}

#[test]
fn a_safe_fix_changes_its_words_and_nothing_else_and_a_second_run_nothing() {
    let text = SLIP.replace(". ", ".\r\n");
    let folder = project("", &[("docs/a.txt", text.as_bytes())]);
    let before = choro(folder.path(), &["check"]);
    assert_eq!(code(&before), 1, "{}", all(&before));
    assert!(
        all(&before).contains("1 fixable with --fix"),
        "{}",
        all(&before)
    );
    assert_eq!(read(&folder, "docs/a.txt"), text.as_bytes());

    let fixed = choro(folder.path(), &["check", "--fix"]);
    assert_eq!(code(&fixed), 0, "{}", all(&fixed));
    assert!(
        all(&fixed).contains("fixed 1 finding in 1 document"),
        "{}",
        all(&fixed)
    );
    assert!(!all(&fixed).contains("NAM201"), "{}", all(&fixed));
    let wanted = text.replace("Ryangang", "Ryanggang");
    assert_eq!(
        String::from_utf8_lossy(&read(&folder, "docs/a.txt")),
        wanted
    );

    let again = choro(folder.path(), &["check", "--fix"]);
    assert!(all(&again).contains("nothing to fix"), "{}", all(&again));
    assert_eq!(read(&folder, "docs/a.txt"), wanted.as_bytes());
}

#[test]
fn a_diff_is_shown_and_nothing_written() {
    let text = SLIP.replace(". ", ".\n");
    let folder = project("", &[("docs/a.txt", text.as_bytes())]);
    let shown = choro(folder.path(), &["check", "--diff"]);
    let diff = String::from_utf8_lossy(&shown.stdout);
    assert!(
        diff.starts_with("--- a/docs/a.txt\n+++ b/docs/a.txt\n@@ "),
        "{}",
        all(&shown)
    );
    assert!(diff.contains("\n-The towns of Ryangang Province are small.\n+The towns of Ryanggang Province are small.\n"));
    // As it would be after the fix.
    assert_eq!(code(&shown), 0, "{}", all(&shown));
    assert_eq!(read(&folder, "docs/a.txt"), text.as_bytes());
    let both = choro(folder.path(), &["check", "--diff", "--fix"]);
    assert_eq!(both.stdout, shown.stdout);
    assert_eq!(read(&folder, "docs/a.txt"), text.as_bytes());
}

#[test]
fn fixes_that_need_a_look_are_asked_for_by_name() {
    let text = "The Sea of\r\nJapan is deep. Ships cross the East Sea.\r\n";
    let style = "[style]\nprefer = [\"East Sea\"]\n";
    let folder = project(style, &[("docs/a.md", text.as_bytes())]);
    let safe = choro(folder.path(), &["check", "--fix"]);
    assert!(all(&safe).contains("NAM207"), "{}", all(&safe));
    assert_eq!(read(&folder, "docs/a.md"), text.as_bytes());
    let alone = choro(folder.path(), &["check", "--unsafe-fixes"]);
    assert_eq!(code(&alone), 2, "{}", all(&alone));
    let fixed = choro(folder.path(), &["check", "--fix", "--unsafe-fixes"]);
    assert!(!all(&fixed).contains("NAM207"), "{}", all(&fixed));
    let wanted = "The East\r\nSea is deep. Ships cross the East Sea.\r\n";
    assert_eq!(String::from_utf8_lossy(&read(&folder, "docs/a.md")), wanted);
}

#[test]
fn names_are_respelt_in_the_house_romanisation() {
    let text = "Hoeryŏng lies in the north. The market of Hoeryŏng is old.\n";
    let style = "[style]\nromanisation = \"revised\"\n";
    let folder = project(style, &[("docs/a.txt", text.as_bytes())]);
    let fixed = choro(folder.path(), &["check", "--fix"]);
    let wanted = "Hoeryeong lies in the north. The market of Hoeryeong is old.\n";
    assert_eq!(
        String::from_utf8_lossy(&read(&folder, "docs/a.txt")),
        wanted,
        "{}",
        all(&fixed)
    );
    let unknown = project(
        "[style]\nromanisation = \"revisd\"\n",
        &[("docs/a.txt", b"x")],
    );
    let refused = choro(unknown.path(), &["check"]);
    assert_eq!(code(&refused), 2);
    assert!(
        all(&refused).contains("did you mean `revised`?"),
        "{}",
        all(&refused)
    );
}

#[test]
fn other_encodings_keep_their_bytes() {
    // Windows-1252 with a curly apostrophe, and EUC-KR.
    let western = SLIP.replace("are old", "aren\u{2019}t new, says Andr\u{e9}");
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(&western);
    let korean = SLIP.replace("is high", "(량강도) 은 높은 곳");
    let (korean, _, _) = encoding_rs::EUC_KR.encode(&korean);
    let folder = project("", &[("docs/a.txt", &western), ("docs/b.txt", &korean)]);
    let fixed = choro(folder.path(), &["check", "--fix"]);
    assert!(
        all(&fixed).contains("fixed 2 findings in 2 documents"),
        "{}",
        all(&fixed)
    );
    for (path, old) in [("docs/a.txt", &western), ("docs/b.txt", &korean)] {
        let at = old
            .windows(8)
            .position(|w| w == b"Ryangang")
            .expect("the slip");
        let wanted = [&old[..at], b"Ryanggang", &old[at + 8..]].concat();
        assert_eq!(read(&folder, path), wanted, "{path}");
    }
}

#[test]
fn letters_that_an_encoding_has_not_are_told_and_not_written() {
    let text = "The town of Hoeryeong is André’s. The market of Hoeryeong is old.\n";
    let (old, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let style = "[style]\nromanisation = \"mccune-reischauer\"\n";
    let folder = project(style, &[("docs/a.txt", &old)]);
    let output = choro(folder.path(), &["check", "--fix"]);
    assert!(
        all(&output).contains("`ŏ` cannot be written in windows-1252"),
        "{}",
        all(&output)
    );
    assert!(all(&output).contains("NAM203"), "{}", all(&output));
    assert_eq!(read(&folder, "docs/a.txt"), old.as_ref());
}

#[test]
fn only_documents_of_the_project_are_written() {
    let config = "[documents]\npaths = [\"docs\", \"reference/old.txt\", \"../beside/c.txt\"]\n";
    let room = tempfile::tempdir().expect("folder");
    let inner = project(config, &[("docs/a.txt", SLIP.as_bytes())]);
    let root = room.path().join("atlas");
    fs::rename(inner.path(), &root).expect("moved");
    for path in [
        "atlas/reference/old.txt",
        "beside/c.txt",
        "atlas/docs/fixed.txt",
    ] {
        let path = room.path().join(path);
        fs::create_dir_all(path.parent().expect("parent")).expect("folder");
        fs::write(&path, SLIP).expect("file");
    }
    let fixed = root.join("docs/fixed.txt");
    let mut permissions = fs::metadata(&fixed).expect("metadata").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&fixed, permissions).expect("read-only");
    let output = choro(&root, &["check", "--fix"]);
    let text = all(&output);
    for why in [
        "lies outside the project",
        "is not the project's own",
        "is read-only",
    ] {
        assert!(text.contains(why), "{why}: {text}");
    }
    // What is left still counts.
    assert_eq!(code(&output), 1, "{text}");
    let holds = |path: &Path| fs::read_to_string(path).expect("file").contains("Ryangang");
    assert!(!holds(&root.join("docs/a.txt")), "{text}");
    assert!(holds(&root.join("reference/old.txt")) && holds(&fixed));
    assert!(holds(&room.path().join("beside/c.txt")));
}

#[test]
fn an_allowed_name_stays() {
    let text = "Hoeryŏng lies in the north.\n\n<!-- choro: allow NAM203 because=\"quoted\" -->\n\
                The map says Hoeryŏng.\n";
    let style = "[style]\nromanisation = \"revised\"\n";
    let folder = project(style, &[("docs/a.md", text.as_bytes())]);
    let output = choro(folder.path(), &["check", "--fix"]);
    let new = String::from_utf8(read(&folder, "docs/a.md")).expect("UTF-8");
    assert_eq!(
        new,
        text.replacen("Hoeryŏng", "Hoeryeong", 1),
        "{}",
        all(&output)
    );
}

#[test]
fn sarif_and_json_carry_the_edits() {
    let folder = project("", &[("docs/a.txt", SLIP.as_bytes())]);
    let at = SLIP.find("Ryangang").expect("the slip");
    for (format, path) in [
        ("json", "/findings/0/fix/edits/0"),
        (
            "sarif",
            "/runs/0/results/0/fixes/0/artifactChanges/0/replacements/0",
        ),
    ] {
        let output = choro(
            folder.path(),
            &["check", "--select", "NAM201", "--output-format", format],
        );
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let edit = report.pointer(path).expect(path);
        let (start, text) = match format {
            "json" => (&edit["start"], &edit["text"]),
            _ => (
                &edit["deletedRegion"]["byteOffset"],
                &edit["insertedContent"]["text"],
            ),
        };
        assert_eq!(
            (start, text.as_str()),
            (&at.into(), Some("Ryanggang")),
            "{edit}"
        );
    }
}
