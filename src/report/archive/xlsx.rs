//! The auditor's working paper: a workbook whose rows are written as they come, so that memory does not grow with the archive.
//!
//! Rows wait in temporary files of the system (without a name, gone when the program ends) until the book is put together. Text is always
//! written as text, never as a formula, whatever it begins with.

mod grid;
mod population;
mod results;
mod streamed;

use std::io;
use std::sync::mpsc;
use std::thread;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::super::Options;
use super::super::xlsx::sheet::{Cell, Formats};
use super::ArchiveReport;
use super::told::Told;
use crate::outcome::PROGRAM_VERSION;
use grid::Grid;

pub(super) fn write(archive: &ArchiveReport, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut book = book(archive, options)?;
    // The book is put together by a writer that wants a place of its own; pieces go over as they are made.
    let (send, pieces) = mpsc::sync_channel::<Vec<u8>>(16);
    thread::scope(|scope| {
        let made = scope.spawn(move || book.save_to_writer(io::BufWriter::with_capacity(1 << 16, Pieces(send))));
        let mut result = Ok(());
        for piece in pieces {
            result = out.write_all(&piece);
            if result.is_err() {
                break;
            }
        }
        let made = made.join().unwrap_or_else(|_| Err(XlsxError::ParameterError(String::new())));
        result.and_then(|()| made.map_err(failed)).and_then(|()| out.flush())
    })
}

/// Hands what is written over to another thread. If nobody takes it any longer, writing fails.
struct Pieces(mpsc::SyncSender<Vec<u8>>);

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.send(bytes.to_vec()).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn failed(error: XlsxError) -> io::Error {
    io::Error::other(error)
}

fn book(archive: &ArchiveReport, options: &Options) -> io::Result<Workbook> {
    let told = Told::new(archive, options);
    let mut book = Workbook::new();
    // Asks whether temporary files can be made before the first one is.
    book.set_tempdir(std::env::temp_dir()).map_err(failed)?;
    // The book says nothing of when it was made: the same records give the same bytes.
    let created = ExcelDateTime::from_ymd(1980, 1, 1).map_err(failed)?;
    let author = format!("genomsyra {PROGRAM_VERSION}");
    book.set_properties(&DocProperties::new().set_title(told.w.title).set_author(author).set_creation_datetime(&created));
    let formats = Formats::default();
    let mut left_out = Vec::new();
    population::write(&mut book, &told, &formats).map_err(failed)?;
    results::write(&mut book, &told, &formats).map_err(failed)?;
    streamed::write(&mut book, archive, &told, &formats, &mut left_out)?;
    method(&mut book, &told, &formats, left_out).map_err(failed)?;
    Ok(book)
}

/// How the book was made, what it cannot tell, and what did not fit in it.
fn method(book: &mut Workbook, told: &Told, formats: &Formats, left_out: Vec<String>) -> Result<(), XlsxError> {
    let mut grid = Grid::new(book, told.w.sheet_method, &[(told.names.texts.labels.memo_method, 110.0)], 0, formats)?;
    for line in told.method().into_iter().chain(left_out) {
        grid.row(&[Cell::Text(line)])?;
    }
    grid.close(book, told.w.sheet_empty)
}
