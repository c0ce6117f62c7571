//! `choro serve`: the atlas in a browser while its project is written.

use crate::args::Serve;
use crate::command::watch;
use crate::files::Place;
use crate::output;
use crate::terminal::Terminal;
use choro_serve::{ServeError, Server};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The port where none is asked for and this one is free.
const PORT: u16 = 8000;

pub(crate) fn run(
    serve: &Serve,
    named: Option<&Path>,
    terminal: &Terminal,
) -> anyhow::Result<ExitCode> {
    let place = Place::find(serve.folder.as_deref().or(named), &[])?;
    let server = bind(serve, output_folder(&place)?)?;
    let (address, news) = (server.address(), server.news());
    output::write(&format!("http://{address}/\n"))?;
    let of_server = terminal.clone();
    std::thread::spawn(move || {
        if let Err(error) = server.run() {
            of_server.error(&error.into());
        }
    });
    watch::each_build(&place, terminal, &|_| news.tell())
}

/// The folder whose files are served: the project's output. A project that cannot be read yet has
/// the usual one.
fn output_folder(place: &Place) -> anyhow::Result<PathBuf> {
    let directory = place
        .open(&[])?
        .map_or_else(|_| "public".to_owned(), |p| p.config.output.directory);
    Ok(place.root.join(directory))
}

fn bind(serve: &Serve, folder: PathBuf) -> Result<Server, ServeError> {
    let at = |port| SocketAddr::new(serve.host, port);
    match serve.port {
        Some(port) => Server::bind(at(port), folder),
        None => Server::bind(at(PORT), folder.clone()).or_else(|_| Server::bind(at(0), folder)),
    }
}
