//! Protection that stands in the trailer itself instead of in an object of its own (MuPDF writes so): made an object by an update.

use std::io::Write;

use lopdf::{Document, Object};

/// Objects in objects beyond this are not written out.
const MAX_DEPTH: usize = 8;

/// Whether the protection stands in the trailer itself.
pub(super) fn is_direct(file: &Document) -> bool {
    file.trailer.get(b"Encrypt").is_ok_and(|protection| protection.as_dict().is_ok())
}

/// The file with an update after its end that makes an object of what protects it.
pub(super) fn referred(bytes: &[u8], file: &Document) -> Vec<u8> {
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
