//! Who may ask. A page of another site must neither read nor change anything here, though its reader's browser would send its requests.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Tells the browser of every answer: nothing is kept, nothing is guessed, no other page may show it, no address leaks.
const ALWAYS: [(HeaderName, &str); 7] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
];

/// What an answer may load if it says nothing else of that: nothing.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// Knows the token.
pub struct Guard {
    token: String,
}

impl Guard {
    pub fn new(token: String) -> Guard {
        Guard { token }
    }

    pub fn token(&self) -> &str {
        &self.token
    }

    fn refuses(&self, request: &Request) -> Option<(StatusCode, &'static str)> {
        let headers = request.headers();
        let host = text(headers, header::HOST).or_else(|| request.uri().authority().map(|authority| authority.as_str()));
        let Some(host) = host.filter(|host| names_no_domain(host)) else {
            return Some((StatusCode::MISDIRECTED_REQUEST, "This server answers to its IP address and to localhost only."));
        };
        // Compared as digests, so that the time it takes tells nothing of the token.
        let given = request.uri().path().split('/').nth(1).unwrap_or_default();
        if Sha256::digest(given) != Sha256::digest(&self.token) {
            return Some((StatusCode::NOT_FOUND, "Not found. Open the address that the program printed when it started."));
        }
        let site = text(headers, HeaderName::from_static("sec-fetch-site"));
        if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
            return Some((StatusCode::FORBIDDEN, "Refused: the request comes from another site."));
        }
        let own = |origin: &str| origin.strip_prefix("http://") == Some(host);
        let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
        match text(headers, header::ORIGIN) {
            Some(origin) if !own(origin) => Some((StatusCode::FORBIDDEN, "Refused: the request comes from another site.")),
            None if changes => Some((StatusCode::FORBIDDEN, "Refused: the request does not say where it comes from.")),
            _ => None,
        }
    }
}

/// Refuses what may not be asked; what is answered says how it may be used.
pub async fn guard(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    let mut response = match guard.refuses(&request) {
        Some(refused) => refused.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NOTHING));
    response
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Whether a host is an IP address or `localhost`: a name that leads here by somebody else's word (DNS rebinding) is neither.
fn names_no_domain(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name == "localhost" || bare.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_and_localhost_are_hosts() {
        for good in ["127.0.0.1:8080", "127.0.0.1", "localhost:1", "[::1]:80", "[::1]", "10.0.0.4:8080"] {
            assert!(names_no_domain(good), "{good}");
        }
        for bad in
            ["", "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example:80", "127.0.0.1:80:evil", "0x7f.1"]
        {
            assert!(!names_no_domain(bad), "{bad}");
        }
    }
}
