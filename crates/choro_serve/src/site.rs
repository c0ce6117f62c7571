//! The answers: files of the site, the listener, the news.

use crate::page;
use crate::{LISTENER, NEWS};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use futures_util::stream;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use tokio::sync::watch;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

/// Pages longer than this are not served, in bytes.
const LONGEST_PAGE: usize = 64 << 20;

#[derive(Clone)]
struct Shared {
    folder: PathBuf,
    news: watch::Sender<u64>,
}

pub(crate) fn router(folder: PathBuf, news: watch::Sender<u64>) -> Router {
    Router::new()
        .route(LISTENER, get(listener))
        .route(NEWS, get(told))
        .fallback(file)
        .with_state(Shared { folder, news })
}

async fn listener() -> impl IntoResponse {
    let script = HeaderValue::from_static("text/javascript; charset=utf-8");
    ([(CONTENT_TYPE, script)], page::listener())
}

/// An event for each build from now on.
async fn told(State(shared): State<Shared>) -> Response {
    let mut builds = shared.news.subscribe();
    builds.mark_unchanged();
    let events = stream::unfold(builds, async |mut builds| {
        builds.changed().await.ok()?;
        let build = builds.borrow_and_update().to_string();
        Some((Ok::<_, Infallible>(Event::default().data(build)), builds))
    });
    Sse::new(events).into_response()
}

async fn file(State(shared): State<Shared>, request: Request) -> Response {
    let reads = request.method() == Method::GET;
    let kind = Path::new(request.uri().path()).extension();
    let asks_page = kind.is_none_or(|kind| kind == "html");
    let files = ServeDir::new(&shared.folder);
    let served: Result<_, Infallible> = files.oneshot(request).await;
    let mut response = match served {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    let kind = response.headers().get(CONTENT_TYPE);
    let is_page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    // What was built a second ago must not come from the browser's own store.
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if is_page && reads && response.status() == StatusCode::OK {
        response = with_listener(response).await;
    } else if asks_page && response.status() == StatusCode::NOT_FOUND {
        response = (StatusCode::NOT_FOUND, Html(page::missing())).into_response();
    }
    response
}

/// The page with the line that listens for news.
async fn with_listener(response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let Ok(page) = axum::body::to_bytes(body, LONGEST_PAGE).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    head.headers.remove(CONTENT_LENGTH);
    Response::from_parts(head, Body::from(page::listening(page.into())))
}
