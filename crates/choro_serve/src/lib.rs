//! The atlas over HTTP, for reading it while it is written.
//!
//! In: the folder of a built site and word of each new build. Out: its files at an address of this
//! machine; pages that are open in a browser load again when told. Byte ranges are served, which
//! maps ask for. The files on disk are served as they are, but for one line at the end of each
//! page that listens for news.

mod page;
mod site;

use axum::Router;
use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use tokio::sync::watch;

/// Where the pages' own needs are met; no file of a site begins so.
const NEWS: &str = "/.choro/news";
const LISTENER: &str = "/.choro/listener.js";

/// Why a site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("nothing can be served at {address}: {source}")]
    Bind {
        /// The address asked for.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The server ended.
    #[error("the server stopped: {0}")]
    Stopped(#[from] std::io::Error),
}

/// A site about to be served.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    folder: PathBuf,
    news: watch::Sender<u64>,
}

/// Tells open pages that the site is another one now.
#[derive(Clone)]
pub struct News(watch::Sender<u64>);

impl News {
    /// Has every open page load itself again.
    pub fn tell(&self) {
        self.0.send_modify(|build| *build += 1);
    }
}

impl Server {
    /// Takes an address for the site in `folder`; port 0 takes any that is free. The folder need not
    /// be there yet.
    ///
    /// # Errors
    /// Where the address cannot be had.
    pub fn bind(address: SocketAddr, folder: PathBuf) -> Result<Self, ServeError> {
        let failed = |source| ServeError::Bind { address, source };
        let listener = TcpListener::bind(address).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        Ok(Self {
            address: listener.local_addr().map_err(failed)?,
            listener,
            folder,
            news: watch::Sender::new(0),
        })
    }

    /// The address taken.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where to tell of new builds.
    pub fn news(&self) -> News {
        News(self.news.clone())
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// Where the system no longer lets it.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        let only_here = self.address.ip().is_loopback();
        let router = site::router(self.folder, self.news).layer(axum::middleware::from_fn(
            move |request, next| guard(only_here, request, next),
        ));
        runtime.block_on(serve(self.listener, router))
    }
}

async fn serve(listener: TcpListener, router: Router) -> Result<(), ServeError> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    Ok(axum::serve(listener, router).await?)
}

/// Refuses requests by another name where only this machine is served: a page elsewhere may have its
/// own name lead here, to read what is not public.
async fn guard(
    only_here: bool,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Result<axum::response::Response, StatusCode> {
    if only_here && !names_this_machine(request.headers()) {
        return Err(StatusCode::MISDIRECTED_REQUEST);
    }
    Ok(next.run(request).await)
}

fn names_this_machine(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}
