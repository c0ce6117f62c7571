//! `choro serve` as a browser and an editor see it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The server and what it writes, ended with the test.
struct Serving {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn serve(root: &Path) -> Serving {
    let mut child = Command::new(env!("CARGO_BIN_EXE_choro"))
        .args(["serve", "--port", "0"])
        .current_dir(root)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("choro runs");
    let out = BufReader::new(child.stdout.take().expect("output"));
    Serving { child, out }
}

impl Serving {
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.out.read_line(&mut line).expect("a line");
        line
    }
}

fn ask(address: &str, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("connected");
    let limit = Some(Duration::from_mins(1));
    stream.set_read_timeout(limit).expect("set");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    stream
}

#[test]
fn an_open_page_is_told_of_a_saved_document() {
    let room = tempfile::tempdir().expect("a folder");
    let root = room.path();
    std::fs::create_dir(root.join("docs")).expect("made");
    std::fs::write(
        root.join("choro.toml"),
        "[project]\nname = \"Town guide\"\n",
    )
    .expect("written");
    std::fs::write(root.join("docs/a.md"), "The town of Alpha.\n").expect("written");
    let mut serving = serve(root);
    let address = serving.line();
    let address = address
        .trim()
        .trim_start_matches("http://")
        .trim_end_matches('/');
    let built = serving.line();
    assert!(built.contains("1 document,"), "{built}");

    let mut page = [0; 2048];
    let n = ask(address, "/index.html").read(&mut page).expect("a page");
    let page = String::from_utf8_lossy(&page[..n]).into_owned();
    assert!(
        page.starts_with("HTTP/1.1 200") && page.contains("Town guide"),
        "{page}"
    );

    let mut news = ask(address, "/.choro/news");
    let mut heard = String::new();
    let mut buffer = [0; 1024];
    while !heard.contains("\r\n\r\n") {
        let n = news.read(&mut buffer).expect("the head");
        heard.push_str(&String::from_utf8_lossy(&buffer[..n]));
    }
    std::fs::write(root.join("docs/b.md"), "The town of Beta.\n").expect("written");
    while !heard.contains("data:") {
        let n = news.read(&mut buffer).expect("an event");
        assert!(n > 0, "the server went away: {heard}");
        heard.push_str(&String::from_utf8_lossy(&buffer[..n]));
    }
    let again = serving.line();
    assert!(again.contains("2 documents,"), "{again}");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let room = tempfile::tempdir().expect("a folder");
    std::fs::write(room.path().join("choro.toml"), "").expect("written");
    let output = Command::new(env!("CARGO_BIN_EXE_choro"))
        .args(["serve", "--port", &port])
        .current_dir(room.path())
        .output()
        .expect("choro runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains(&format!("127.0.0.1:{port}")), "{err}");
}
