"""Opens the tables of an archive with DuckDB and Polars, and the workbook with openpyxl; says what is in them.

Run by tests/suite/sheets.rs where Python has the packages (requirements.txt; tests/tools/run makes such a Python):  python3 tables.py FOLDER
Without arguments it only tells whether it could run.
"""

import json
import sys

import duckdb
import openpyxl
import polars

if len(sys.argv) > 1:
    folder = sys.argv[1]
    documents, findings = (f"'{folder}/{name}.parquet'" for name in ("dokument", "fynd"))
    ask = duckdb.connect().execute
    frame = polars.read_parquet(f"{folder}/fynd.parquet")
    book = openpyxl.load_workbook(f"{folder}/arkiv.xlsx")
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]

    def parted(table):
        """Rows by municipality and year: of the one file, and of the folders as each tool reads them."""
        whole = f"select kommun, ar_fran, count(*) from '{folder}/{table}.parquet' group by all"
        folders = f"select kommun, ar, count(*) from read_parquet('{folder}/delat/{table}/**/*.parquet', hive_partitioning = true) group by all"
        lazy = polars.scan_parquet(f"{folder}/delat/{table}/", hive_partitioning=True)
        counted = lazy.group_by("kommun", "ar").len().collect().rows()
        rows = {"whole": ask(whole).fetchall(), "duckdb": ask(folders).fetchall(), "polars": counted}
        return {tool: sorted([str(value) for value in row] for row in found) for tool, found in rows.items()}

    print(json.dumps({
        "parted": {table: parted(table) for table in ("dokument", "fynd")},
        "documents": ask(f"select count(*) from {documents}").fetchone()[0],
        "judged": ask(f"select count(*) from {documents} where bedomd").fetchone()[0],
        "counted": ask(f"select count(*) from {documents} where raknas").fetchone()[0],
        "instead": ask(f"select d.sokvag, d.varfor_inte, o.sokvag from {documents} d join {documents} o on d.raknas_i_stallet = o.sokvag and d.familj = o.familj and o.raknas").fetchall(),
        "counted_rows": frame.filter(polars.col("raknas")).height,
        "references": ask(f"select sum(stallen) from {documents}").fetchone()[0],
        "joined": ask(f"select count(*) from {findings} join {documents} using (sokvag)").fetchone()[0],
        "areas": ask(f"select count(*) from (select unnest(omraden) from {documents})").fetchone()[0],
        "rows": frame.height,
        "listed": frame.get_column("omraden").list.len().sum(),
        "sheets": {sheet.title: sheet.max_row - 1 for sheet in book},
        "formulas": len(cells),
    }))
