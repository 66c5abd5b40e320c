//! Rows in, a Parquet file out: columns of one kind each, gathered until a group of rows is full.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, GzipLevel, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};

use super::super::table::{Columns, Kind, Value};
use crate::outcome::PROGRAM_VERSION;

/// Rows of a group, and bytes of text in it: what is held in memory at once.
const ROWS: usize = 50_000;
const BYTES: usize = 16 << 20;

/// What the writer has made and not yet given on: it asks for a place of its own that can be sent between threads.
#[derive(Clone, Default)]
struct Made(Arc<Mutex<Vec<u8>>>);

impl Made {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl io::Write for Made {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A table in the making.
pub(super) struct Sheet<'o> {
    columns: Vec<(&'static str, Kind)>,
    rows: Vec<Vec<Value>>,
    bytes: usize,
    writer: SerializedFileWriter<Made>,
    made: Made,
    out: Box<dyn io::Write + 'o>,
}

impl<'o> Sheet<'o> {
    /// `about` stands in the file's own metadata, beside the program's version.
    pub fn new(name: &str, columns: &Columns, about: &[(&str, &str)], out: Box<dyn io::Write + 'o>) -> io::Result<Self> {
        let about = about.iter().map(|(key, value)| KeyValue::new(format!("genomsyra.{key}"), value.to_string()));
        let properties = WriterProperties::builder()
            .set_created_by(format!("genomsyra {PROGRAM_VERSION}"))
            .set_writer_version(WriterVersion::PARQUET_1_0)
            .set_compression(Compression::GZIP(GzipLevel::default()))
            .set_key_value_metadata(Some(about.collect()))
            .build();
        let made = Made::default();
        let writer = SerializedFileWriter::new(made.clone(), schema(name, columns).map_err(failed)?, Arc::new(properties));
        let columns = columns.to_vec();
        Ok(Sheet { columns, rows: Vec::new(), bytes: 0, writer: writer.map_err(failed)?, made, out })
    }

    /// Adds a row: a value for each column, in their order.
    pub fn row(&mut self, row: Vec<Value>) -> io::Result<()> {
        debug_assert_eq!(row.len(), self.columns.len());
        self.bytes += row.iter().map(size).sum::<usize>();
        self.rows.push(row);
        if self.rows.len() >= ROWS || self.bytes >= BYTES { self.group() } else { Ok(()) }
    }

    /// Bytes of the rows that are held in memory.
    pub fn held(&self) -> usize {
        self.bytes
    }

    /// Writes the rows so far as a group of their own.
    pub fn group(&mut self) -> io::Result<()> {
        let rows = std::mem::take(&mut self.rows);
        self.bytes = 0;
        if !rows.is_empty() {
            self.columns_of(&rows).map_err(failed)?;
        }
        self.writer.flush()?;
        self.out.write_all(&self.made.take())
    }

    fn columns_of(&mut self, rows: &[Vec<Value>]) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        let mut place = 0;
        while let Some(column) = group.next_column()? {
            let kind = self.columns.get(place).map_or(Kind::Text, |(_, kind)| *kind);
            write_column(column, kind, rows.iter().map(|row| row.get(place).unwrap_or(&Value::Missing)))?;
            place += 1;
        }
        group.close()?;
        Ok(())
    }

    /// The last rows and the file's end.
    pub fn finish(mut self) -> io::Result<()> {
        self.group()?;
        self.writer.finish().map_err(failed)?;
        self.writer.flush()?;
        self.out.write_all(&self.made.take())?;
        self.out.flush()
    }
}

fn size(value: &Value) -> usize {
    let held = std::mem::size_of::<Value>();
    match value {
        Value::Text(text) => held + text.len(),
        Value::Texts(texts) => held + texts.iter().map(|text| 24 + text.len()).sum::<usize>(),
        _ => held,
    }
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn schema(name: &str, columns: &Columns) -> Result<TypePtr, ParquetError> {
    let fields = columns.iter().map(|(name, kind)| field(name, *kind)).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder(name).with_fields(fields).build()?))
}

fn text(name: &str, repetition: Repetition) -> Result<Type, ParquetError> {
    let text = Type::primitive_type_builder(name, Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String));
    text.with_repetition(repetition).build()
}

fn field(name: &str, kind: Kind) -> Result<TypePtr, ParquetError> {
    let plain = |physical| Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).build();
    Ok(Arc::new(match kind {
        Kind::Text => text(name, Repetition::OPTIONAL)?,
        Kind::Count => plain(Physical::INT32)?,
        Kind::Large => plain(Physical::INT64)?,
        Kind::Number => plain(Physical::DOUBLE)?,
        Kind::Flag => plain(Physical::BOOLEAN)?,
        Kind::Texts => {
            let element = Arc::new(text("element", Repetition::REQUIRED)?);
            let list = Type::group_type_builder("list").with_repetition(Repetition::REPEATED).with_fields(vec![element]).build()?;
            Type::group_type_builder(name)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::List))
                .with_fields(vec![Arc::new(list)])
                .build()?
        }
    }))
}

fn write_column<'v>(column: SerializedColumnWriter, kind: Kind, values: impl Iterator<Item = &'v Value>) -> Result<(), ParquetError> {
    match kind {
        Kind::Text => write_each::<ByteArrayType>(column, values, |value| match value {
            Value::Text(text) => Some(ByteArray::from(text.as_str())),
            _ => None,
        }),
        Kind::Count => write_each::<Int32Type>(column, values, |value| match value {
            Value::Count(count) => Some(i32::try_from(*count).unwrap_or(i32::MAX)),
            _ => None,
        }),
        Kind::Large => write_each::<Int64Type>(column, values, |value| match value {
            Value::Large(count) => Some(i64::try_from(*count).unwrap_or(i64::MAX)),
            _ => None,
        }),
        Kind::Number => write_each::<DoubleType>(column, values, |value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        }),
        Kind::Flag => write_each::<BoolType>(column, values, |value| match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        }),
        Kind::Texts => write_lists(column, values),
    }
}

fn write_each<'v, T: DataType>(
    mut column: SerializedColumnWriter,
    values: impl Iterator<Item = &'v Value>,
    of: impl Fn(&Value) -> Option<T::T>,
) -> Result<(), ParquetError> {
    let (mut present, mut levels) = (Vec::new(), Vec::new());
    for value in values {
        let value = of(value);
        levels.push(i16::from(value.is_some()));
        present.extend(value);
    }
    column.typed::<T>().write_batch(&present, Some(&levels), None)?;
    column.close()
}

/// A list's first element begins the row; an empty list is there without an element.
fn write_lists<'v>(mut column: SerializedColumnWriter, values: impl Iterator<Item = &'v Value>) -> Result<(), ParquetError> {
    let (mut present, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
    for value in values {
        let texts = if let Value::Texts(texts) = value { texts.as_slice() } else { &[] };
        if texts.is_empty() {
            defined.push(0);
            repeated.push(0);
        }
        for (place, text) in texts.iter().enumerate() {
            present.push(ByteArray::from(text.as_str()));
            defined.push(1);
            repeated.push(i16::from(place > 0));
        }
    }
    column.typed::<ByteArrayType>().write_batch(&present, Some(&defined), Some(&repeated))?;
    column.close()
}
