"""The tables, against those that the program writes of the same files. Needs pyarrow, and the program in GENOMSYRA."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from genomsyra import spark
from genomsyra.arrow import DOCUMENTS, FINDINGS, tables

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


class Tables(unittest.TestCase):
    def test_they_are_the_programs_own(self):
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder, "arkiv")
            for year in ("2023", "2024"):
                shutil.copytree(CORPUS / "documents", archive / "Nacka" / year)
            shutil.copytree(CORPUS / "docx", archive / "Ekvalla")
            Path(archive, "trasig.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
            Path(archive, "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n")
            run = [os.environ["GENOMSYRA"], "scan", ".", "--no-store", "--format", "parquet", "--output", str(Path(folder, "tabeller"))]
            told = subprocess.run(run, cwd=archive, capture_output=True, text=True, check=False)
            # 3: some document could not be read, which is so here.
            self.assertIn(told.returncode, (0, 3), told.stderr)
            here = os.getcwd()
            os.chdir(archive)
            try:
                files = [path for path in Path(".").rglob("*") if path.is_file()]
                documents, findings = tables(reversed(sorted(files)), threads=2)
            finally:
                os.chdir(here)
            self.assertGreater(documents.num_rows, 20)
            self.assertGreater(findings.num_rows, 100)
            for ours, name in [(documents, "dokument"), (findings, "fynd")]:
                theirs = pq.read_table(Path(folder, "tabeller", f"{name}.parquet"))
                self.assertEqual(ours.column_names, theirs.column_names)
                for column in ours.column_names:
                    self.assertEqual(ours[column].to_pylist(), theirs[column].to_pylist(), column)

    def test_schemas_are_those_of_the_columns(self):
        self.assertEqual(DOCUMENTS.field("omraden").type, pa.list_(pa.string()))
        self.assertEqual(FINDINGS.field("steg").type, pa.int32())

    def test_sparks_words_name_the_same_columns(self):
        for words, schema in [(spark.DOCUMENTS, DOCUMENTS), (spark.FINDINGS, FINDINGS)]:
            self.assertEqual([column.split(" ")[0] for column in words.split(", ")], schema.names)
        self.assertIn("omraden array<string>", spark.DOCUMENTS)

    def test_the_job_that_has_no_module_names_the_same_columns(self):
        job = (Path(__file__).resolve().parents[1] / "examples" / "spark_pipe.py").read_text(encoding="utf-8")
        for name, words in [("DOCUMENTS", spark.DOCUMENTS), ("FINDINGS", spark.FINDINGS)]:
            written = re.search(rf'^{name} = """(.*?)"""', job, re.MULTILINE | re.DOTALL)
            self.assertIsNotNone(written)
            self.assertEqual(" ".join(written[1].split()), words)

    def test_no_files_give_empty_tables(self):
        documents, findings = tables([])
        self.assertEqual([documents.num_rows, findings.num_rows, documents.schema], [0, 0, DOCUMENTS])


if __name__ == "__main__":
    unittest.main()
