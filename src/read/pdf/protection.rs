//! Opens the file, with a password where it needs one.

use std::io::Write;

use lopdf::{Dictionary, Document, Error, LoadOptions, Object};

use crate::read::Limits;
use crate::text::{Problem, ProblemCode};

/// Objects in objects beyond this are not written out.
const MAX_DEPTH: usize = 8;

/// Loads the file. The empty password, which is that of most protected files, is tried first, then the one given.
///
/// # Errors
/// `Encrypted` when a password is needed or only a certificate opens it, `WrongPassword`, or `Damaged`.
pub(super) fn load(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Document, Problem> {
    match open(bytes, limits, password) {
        // lopdf only knows of protection that the trailer refers to, and takes what stands in the trailer itself for none.
        Ok(file) if direct(&file).is_some() => decide(&referred(bytes, &file), limits, password),
        Err(Error::InvalidPassword) => match open(bytes, limits, None) {
            Ok(file) if direct(&file).is_some() => decide(&referred(bytes, &file), limits, password),
            _ => decide(bytes, limits, password),
        },
        Ok(file) if !file.is_encrypted() => Ok(file),
        _ => decide(bytes, limits, password),
    }
}

fn open(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Document, Error> {
    let password = password.map(str::to_owned);
    Document::load_mem_with_options(
        bytes,
        LoadOptions { max_decompressed_size: Some(limits.max_unpacked), password, ..LoadOptions::default() },
    )
}

fn decide(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Document, Problem> {
    match open(bytes, limits, password) {
        Ok(file) if file.is_encrypted() => Err(closed(&file)),
        Ok(file) if direct(&file).is_some() => Err(Problem::error(ProblemCode::Encrypted, "protection of an unknown kind")),
        Ok(file) => Ok(file),
        Err(Error::InvalidPassword | Error::Decryption(_)) if password.is_some() => {
            // Without the password the file says whether passwords open it at all.
            let needed = open(bytes, limits, None).ok().map(|file| closed(&file)).filter(|problem| problem.detail == BY_CERTIFICATE);
            Err(needed.unwrap_or_else(|| Problem::error(ProblemCode::WrongPassword, "")))
        }
        Err(error @ (Error::Decryption(_) | Error::InvalidPassword | Error::UnsupportedSecurityHandler(_))) => {
            Err(Problem::error(ProblemCode::Encrypted, error.to_string()))
        }
        Err(error) => Err(Problem::error(ProblemCode::Damaged, error.to_string())),
    }
}

const BY_CERTIFICATE: &str = "opens by certificate";

/// Why a file that is still encrypted was not opened.
fn closed(file: &Document) -> Problem {
    // Handlers other than the standard one open by certificates, not by passwords.
    let handler = file.get_encrypted().and_then(|encrypted| encrypted.get(b"Filter")).and_then(Object::as_name);
    let certified = handler.is_ok_and(|name| name != b"Standard");
    Problem::error(ProblemCode::Encrypted, if certified { BY_CERTIFICATE } else { "a password is needed" })
}

/// The protection that stands in the trailer itself.
fn direct(file: &Document) -> Option<&Dictionary> {
    file.trailer.get(b"Encrypt").ok()?.as_dict().ok()
}

/// The file with an update after its end that makes an object of what protects it.
fn referred(bytes: &[u8], file: &Document) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let Some(protection) = file.trailer.get(b"Encrypt").ok() else { return out };
    let last = bytes.windows(9).rposition(|window| window == b"startxref");
    let before: Option<u64> = last.and_then(|at| {
        let rest = bytes.get(at + 9..)?.trim_ascii_start();
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
    });
    let number = file.max_id.saturating_add(1);
    out.push(b'\n');
    let at = out.len();
    out.extend(format!("{number} 0 obj\n").bytes());
    write(protection, 0, &mut out);
    out.extend(b"\nendobj\n");
    let table = out.len();
    out.extend(format!("xref\n{number} 1\n{at:010} 00000 n \ntrailer\n<</Size {}/Encrypt {number} 0 R", number.saturating_add(1)).bytes());
    for key in [&b"Root"[..], b"Info", b"ID"] {
        if let Ok(value) = file.trailer.get(key) {
            out.push(b'/');
            out.extend(key);
            out.push(b' ');
            write(value, 0, &mut out);
        }
    }
    if let Some(before) = before {
        out.extend(format!("/Prev {before}").bytes());
    }
    out.extend(format!(">>\nstartxref\n{table}\n%%EOF").bytes());
    out
}

/// Writes an object as PDF does; strings in sixteens.
fn write(object: &Object, depth: usize, out: &mut Vec<u8>) {
    if depth > MAX_DEPTH {
        out.extend(b"null");
        return;
    }
    let name = |name: &[u8], out: &mut Vec<u8>| {
        out.push(b'/');
        for byte in name {
            if byte.is_ascii_alphanumeric() {
                out.push(*byte);
            } else {
                // Writing to a vector cannot fail.
                let _ = write!(out, "#{byte:02X}");
            }
        }
    };
    match object {
        Object::Boolean(value) => out.extend(value.to_string().bytes()),
        Object::Integer(value) => out.extend(value.to_string().bytes()),
        Object::Real(value) => out.extend(value.to_string().bytes()),
        Object::Name(value) => name(value, out),
        Object::Reference((number, generation)) => out.extend(format!("{number} {generation} R").bytes()),
        Object::String(value, _) => {
            out.push(b'<');
            value.iter().for_each(|byte| out.extend(format!("{byte:02X}").bytes()));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                write(item, depth + 1, out);
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => {
            out.extend(b"<<");
            for (key, value) in entries {
                name(key, out);
                out.push(b' ');
                write(value, depth + 1, out);
            }
            out.extend(b">>");
        }
        Object::Null | Object::Stream(_) => out.extend(b"null"),
    }
}
