//! The page on the reader's own machine: [`desk`](crate::desk) behind HTTP.
//!
//! Who may ask: the address holds a random token that only the one who started the program is told; requests with another host name (DNS
//! rebinding), from another page (cross-site) or without the token are refused (`guard`). Each open page has a session of its own with its
//! documents in memory (`sessions`); nothing is written to the disk, nothing is fetched from anywhere.

mod archive;
mod assets;
mod documents;
mod failure;
mod guard;
mod reviews;
mod sessions;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post, put};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;

use crate::browse::Shelf;
use crate::desk::Desk;
use guard::Guard;
use reviews::Notes;
pub use reviews::ReviewFile;
use sessions::Sessions;

/// Digits of the token and of a session's name: 128 bits.
const SECRET_BYTES: usize = 16;

/// A server that has its address and can be run.
///
/// ```no_run
/// use genomsyra::desk::Desk;
/// use genomsyra::identity::Date;
/// use genomsyra::read::ReadOptions;
/// use genomsyra::rule::{RuleSet, built_in_files};
/// use genomsyra::serve::Server;
///
/// let rules: &'static RuleSet = Box::leak(Box::new(RuleSet::from_files(&built_in_files()).unwrap()));
/// let desk = Desk::new(rules, ReadOptions::default(), Date::day(2026, 1, 1).unwrap());
/// let server = Server::bind("127.0.0.1:0".parse().unwrap(), desk, None, 2)?;
/// println!("{}", server.url());
/// server.run()?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    guard: Guard,
    state: Shared,
}

/// What every request is answered with.
#[derive(Clone)]
struct Shared(Arc<State>);

struct State {
    desk: Desk<'static>,
    sessions: Sessions,
    notes: Notes,
    /// Documents that are read, and reports that are written, at the same time.
    workers: Semaphore,
    /// The archive that stands beside the page, if there is one.
    archive: Option<archive::Archive>,
}

impl std::ops::Deref for Shared {
    type Target = State;

    fn deref(&self) -> &State {
        &self.0
    }
}

impl Server {
    /// Takes an address; port 0 is any that is free. `reviews`: where what is said of findings is kept, which otherwise ends with the page.
    /// `workers`: how many documents are read at the same time.
    ///
    /// # Errors
    /// The address is taken or not this machine's; the system gives no random numbers.
    pub fn bind(address: SocketAddr, desk: Desk<'static>, reviews: Option<Box<dyn ReviewFile>>, workers: usize) -> io::Result<Server> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let guard = Guard::new(secret()?);
        let (sessions, notes) = (Sessions::default(), Notes::new(reviews));
        let state = State { desk, sessions, notes, workers: Semaphore::new(workers.max(1)), archive: None };
        Ok(Server { listener, address, guard, state: Shared(Arc::new(state)) })
    }

    /// Shows an archive beside the page, under [`archive_url`](Self::archive_url).
    #[must_use]
    pub fn with_archive(mut self, shelf: Shelf) -> Server {
        // Nobody else holds it before the server runs.
        if let Some(state) = Arc::get_mut(&mut self.state.0) {
            state.archive = Some(archive::Archive::new(shelf));
        }
        self
    }

    /// The address of the archive's first page, if there is an archive.
    pub fn archive_url(&self) -> Option<String> {
        self.state.archive.is_some().then(|| format!("{}archive/", self.url()))
    }

    /// The address to open, with the token that lets its reader in.
    pub fn url(&self) -> String {
        format!("http://{}/{}/", self.address, self.guard.token())
    }

    /// Answers until the process ends. Everything that was dropped is in this process's memory and ends with it.
    ///
    /// # Errors
    /// The system lets no more connections in.
    pub fn run(self) -> io::Result<()> {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let app = router(self.guard, self.state);
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, app).await
        })
    }
}

fn router(guard: Guard, state: Shared) -> Router {
    let said = get(reviews::file)
        .merge(post(reviews::say).layer(DefaultBodyLimit::max(reviews::LONGEST_SAID)))
        .merge(put(reviews::join).layer(DefaultBodyLimit::max(reviews::LONGEST_FILE)));
    Router::new()
        .route("/{token}/", get(assets::page))
        .route("/{token}/assets/{name}", get(assets::asset))
        .route("/{token}/sample", get(assets::sample))
        .route("/{token}/choices", get(assets::choices))
        .route("/{token}/session", post(documents::begin))
        .route("/{token}/s/{session}/", get(documents::all).delete(documents::clear))
        .route("/{token}/s/{session}/documents", post(documents::add))
        .route("/{token}/s/{session}/documents/{id}", post(documents::judge_as).delete(documents::remove))
        .route("/{token}/s/{session}/documents/{id}/{form}", get(documents::report))
        .route("/{token}/s/{session}/reviews", said)
        .route("/{token}/s/{session}/comparison/{older}/{newer}/{form}", get(documents::comparison))
        .route("/{token}/archive/", get(archive::overview))
        .route("/{token}/archive/{page}", get(archive::page))
        // The size of what is sent is the reader's own limit, and told in words.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::new(guard), guard::guard))
        .with_state(state)
}

/// Letters and digits that nobody can guess.
fn secret() -> io::Result<String> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(hex::encode(bytes))
}

#[cfg(test)]
mod tests;
