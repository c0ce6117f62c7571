//! `choro romanize` as people use it: the real binary, without a project.

mod program;

use program::{all, code, stdout};
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

fn choro(args: &[&str], input: &[u8]) -> Output {
    let mut child = program::command(Path::new("."), args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("choro runs");
    let mut pipe = child.stdin.take().expect("a pipe");
    pipe.write_all(input).expect("input is taken");
    drop(pipe);
    child.wait_with_output().expect("choro ends")
}

#[test]
fn names_are_romanised_without_a_project() {
    let output = choro(&["romanize", "--system", "mr", "청진", "대안리"], b"");
    assert_eq!(code(&output), 0, "{}", all(&output));
    assert_eq!(stdout(&output), "Ch’ŏngjin\nTaeal-li\n");
    let lines = choro(
        &["romanise", "--system", "revised"],
        "청진\n\n경주시\n".as_bytes(),
    );
    assert_eq!(stdout(&lines), "Cheongjin\n\nGyeongju-si\n");
}

#[test]
fn romanisation_explains_itself() {
    let output = choro(&["romanize", "--system", "mr", "--explain", "명륜"], b"");
    assert!(
        stdout(&output).starts_with("Myŏngnyun\n"),
        "{}",
        all(&output)
    );
    assert!(
        stdout(&output).contains("ㄹ after ㅇ. → ㄴ"),
        "{}",
        all(&output)
    );
}

#[test]
fn what_a_system_does_not_read_stays_and_is_told_once() {
    let input = "청진 市\n市 청진\n".as_bytes();
    let output = choro(&["romanize", "--system", "mr"], input);
    assert_eq!(code(&output), 0);
    assert_eq!(stdout(&output), "Ch’ŏngjin 市\n市 Ch’ŏngjin\n");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(told.matches('市').count(), 1, "{told}");
}

#[test]
fn an_unknown_system_is_a_mistake_with_a_suggestion() {
    let output = choro(&["romanize", "--system", "revized", "청진"], b"");
    assert_eq!(code(&output), 2);
    assert!(
        all(&output).contains("did you mean `revised`"),
        "{}",
        all(&output)
    );
    let several = choro(&["romanize", "--from", "hangul", "청진"], b"");
    assert_eq!(code(&several), 2);
    assert!(
        all(&several).contains("mccune-reischauer"),
        "{}",
        all(&several)
    );
    let list = choro(&["romanize", "--list"], b"");
    assert!(
        stdout(&list).contains("mccune-reischauer"),
        "{}",
        all(&list)
    );
    let bytes = choro(&["romanize", "--system", "mr"], b"\xff\xfe");
    assert_eq!(code(&bytes), 2, "{}", all(&bytes));
}

#[test]
fn latin_spellings_are_read_back() {
    let best = choro(&["romanize", "--from", "latin", "Ch'ŏngjin"], b"");
    assert_eq!(stdout(&best), "청진\n", "{}", all(&best));
    let ranked = choro(&["romanize", "--candidates", "5", "Chongjin"], b"");
    let lines: Vec<String> = stdout(&ranked).lines().map(str::to_owned).collect();
    assert!((2..=5).contains(&lines.len()), "{}", all(&ranked));
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("Chongjin\t청진\t0."))
    );
    let unread = choro(&["romanize", "--from", "latin", "Xqzf"], b"");
    assert_eq!(stdout(&unread), "Xqzf\n");
    assert!(
        all(&unread).contains("left as they are"),
        "{}",
        all(&unread)
    );
}

#[test]
fn the_script_of_the_lines_says_which_way_to_go() {
    let latin = choro(&["romanize", "Ryanggang"], b"");
    assert_eq!(stdout(&latin), "량강\n", "{}", all(&latin));
    let kana = choro(&["romanize", "せいしん"], b"");
    assert_eq!(stdout(&kana), "Seishin\n", "{}", all(&kana));
    let with_system = choro(&["romanize", "--system", "revised", "Gyeongju"], b"");
    assert_eq!(stdout(&with_system), "경주\n", "{}", all(&with_system));
    let cyrillic = choro(&["romanize", "--system", "cyrillic", "Khasan"], b"");
    assert_eq!(stdout(&cyrillic), "Хасан\n", "{}", all(&cyrillic));
    let wrong = choro(
        &["romanize", "--system", "mr", "--from", "cyrillic", "Хасан"],
        b"",
    );
    assert_eq!(code(&wrong), 2, "{}", all(&wrong));
}

#[test]
fn a_system_leaves_lines_in_latin_letters_beside_others_alone() {
    let output = choro(
        &["romanize", "--system", "mr"],
        "청진\nChongjin\n".as_bytes(),
    );
    assert_eq!(stdout(&output), "Ch’ŏngjin\nChongjin\n");
    assert!(
        all(&output).contains("left as they are"),
        "{}",
        all(&output)
    );
    let unread = choro(&["romanize", "--system", "hepburn", "Seishin"], b"");
    assert_eq!(stdout(&unread), "Seishin\n", "{}", all(&unread));
    let nothing = choro(&["romanize", "--system", "hepburn"], b"");
    assert_eq!((code(&nothing), stdout(&nothing)), (0, String::new()));
}
