//! A site as a browser asks for it.

use choro_serve::Server;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A site of three files with a secret beside it; its address and news.
fn serving() -> (tempfile::TempDir, SocketAddr, choro_serve::News) {
    let root = tempfile::tempdir().expect("a folder");
    let site = root.path().join("public");
    std::fs::create_dir_all(site.join("place")).expect("a folder");
    let page = "<!doctype html><html><body>A page</body></html>";
    std::fs::write(site.join("index.html"), page).expect("written");
    std::fs::write(site.join("place/x.html"), page).expect("written");
    std::fs::write(site.join("map.bin"), b"0123456789").expect("written");
    std::fs::write(root.path().join("secret.txt"), b"secret").expect("written");
    let server = Server::bind(([127, 0, 0, 1], 0).into(), site).expect("an address");
    let (address, news) = (server.address(), server.news());
    std::thread::spawn(move || server.run());
    (root, address, news)
}

fn ask(address: SocketAddr, path: &str, header: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("connected");
    let host = if header.starts_with("Host") {
        ""
    } else {
        "Host: localhost\r\n"
    };
    let header = if header.is_empty() {
        String::new()
    } else {
        format!("{header}\r\n")
    };
    write!(
        stream,
        "GET {path} HTTP/1.1\r\n{host}{header}Connection: close\r\n\r\n"
    )
    .expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn pages_listen_and_files_are_as_they_are() {
    let (_root, address, _) = serving();
    for path in ["/", "/index.html", "/place/x.html"] {
        let answer = ask(address, path, "");
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        assert!(answer.contains("A page<script"), "{path}: {answer}");
        assert!(answer.ends_with("</body></html>"), "{path}: {answer}");
    }
    assert!(ask(address, "/map.bin", "").ends_with("\r\n\r\n0123456789"));
    assert!(ask(address, "/.choro/listener.js", "").contains("EventSource"));
    let missing = ask(address, "/nothing.html", "");
    assert!(
        missing.starts_with("HTTP/1.1 404") && missing.contains("listener.js"),
        "{missing}"
    );
}

#[test]
fn a_map_may_ask_for_a_part() {
    let (_root, address, _) = serving();
    let answer = ask(address, "/map.bin", "Range: bytes=2-4");
    assert!(answer.starts_with("HTTP/1.1 206"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n234"), "{answer}");
}

#[test]
fn nothing_beside_the_site_is_read() {
    let (_root, address, _) = serving();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//../secret.txt",
    ] {
        let answer = ask(address, path, "");
        assert!(
            !answer.contains("secret\n") && !answer.ends_with("secret"),
            "{path}: {answer}"
        );
        assert!(!answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
    }
}

#[test]
fn another_name_for_this_machine_is_refused() {
    let (_root, address, _) = serving();
    for host in ["elsewhere.example", "127.0.0.1.elsewhere.example:80", ""] {
        let answer = ask(address, "/", &format!("Host: {host}"));
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
    }
    for host in ["localhost:8080", "127.0.0.1", "[::1]:80"] {
        let answer = ask(address, "/", &format!("Host: {host}"));
        assert!(answer.starts_with("HTTP/1.1 200"), "{host}: {answer}");
    }
}

#[test]
fn open_pages_hear_of_each_build() {
    let (_root, address, news) = serving();
    let mut stream = TcpStream::connect(address).expect("connected");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("set");
    write!(
        stream,
        "GET /.choro/news HTTP/1.1\r\nHost: localhost\r\n\r\n"
    )
    .expect("sent");
    let mut heard = String::new();
    let mut buffer = [0; 1024];
    while !heard.contains("\r\n\r\n") {
        let n = stream.read(&mut buffer).expect("the head");
        heard.push_str(&String::from_utf8_lossy(&buffer[..n]));
    }
    assert!(
        heard.contains("text/event-stream") && !heard.contains("data:"),
        "{heard}"
    );
    news.tell();
    while !heard.contains("data: 1") {
        let n = stream.read(&mut buffer).expect("an event");
        assert!(n > 0, "{heard}");
        heard.push_str(&String::from_utf8_lossy(&buffer[..n]));
    }
}
