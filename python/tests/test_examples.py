"""The analyst's session runs from its first cell to its last."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Examples(unittest.TestCase):
    def test_the_analysts_session_runs(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(HERE.parents[1] / "corpus" / "documents", Path(folder, "arkiv"))
            Path(folder, "arkiv", "trasig.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
            run = subprocess.run(
                [sys.executable, HERE.parent / "examples" / "analyst.py", "arkiv"], cwd=folder, capture_output=True, text=True, check=False
            )
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertIn("trasig.pdf", run.stdout)
            self.assertIn("barnets-rattigheter", run.stdout)


if __name__ == "__main__":
    unittest.main()
