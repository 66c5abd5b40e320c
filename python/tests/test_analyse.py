"""The module as analysts use it."""

import os
import tempfile
import threading
import unittest
from pathlib import Path

import genomsyra

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
POLICY = CORPUS / "docx" / "exempel-policy.docx"
TEXT = "# Plan för Åre\n\nSkolan ska varje år höra barnen om barnets bästa 😀. Nämnden ska motverka diskriminering på grund av ålder."


class Analyse(unittest.TestCase):
    def test_a_file_its_bytes_and_its_name_give_one_outcome(self):
        by_path = genomsyra.analyse(POLICY)
        by_bytes = genomsyra.analyse(POLICY.read_bytes(), name=str(POLICY))
        self.assertEqual(by_path, by_bytes)
        self.assertTrue(by_path["judged"])
        self.assertGreater(by_path["maturity"]["level"], 0)
        self.assertEqual(by_path["schema"], "genomsyra.outcome/1")

    def test_bytes_may_be_of_either_kind_and_lists_are_none(self):
        self.assertEqual(genomsyra.analyse(bytearray(POLICY.read_bytes()), name="a.docx"), genomsyra.analyse(POLICY.read_bytes(), name="a.docx"))
        with self.assertRaisesRegex(ValueError, "bytes"):
            genomsyra.analyse([65, 66])

    def test_places_count_in_the_text_in_characters_and_in_bytes(self):
        outcome = genomsyra.analyse(TEXT)
        self.assertGreater(len(outcome["findings"]), 1)
        text = outcome["text"]
        for finding in outcome["findings"]:
            span = finding["span"]
            self.assertEqual(text[span["char_start"] : span["char_end"]], finding["match"])
            self.assertEqual(text.encode()[span["start"] : span["end"]].decode(), finding["match"])
        # The last stands after a sign of four bytes.
        self.assertGreater(outcome["findings"][-1]["span"]["start"], outcome["findings"][-1]["span"]["char_start"] + 3)

    def test_a_document_that_cannot_be_read_is_a_result_with_its_problem(self):
        outcome = genomsyra.analyse(b"%PDF-1.7\n1 0 obj\n<<", name="trasig.pdf")
        self.assertFalse(outcome["judged"])
        self.assertTrue(outcome["problems"])
        self.assertIsNone(outcome["text"])

    def test_what_nobody_can_judge_raises(self):
        with self.assertRaises(FileNotFoundError):
            genomsyra.analyse(Path("finns-inte.pdf"))
        with self.assertRaises(OSError):
            genomsyra.analyse(CORPUS)
        with self.assertRaisesRegex(ValueError, r"pathlib\.Path"):
            genomsyra.analyse(str(POLICY))
        with self.assertRaisesRegex(ValueError, "Menade du `plan`"):
            genomsyra.analyse(TEXT, type="plann")
        with self.assertRaisesRegex(ValueError, "bytes"):
            genomsyra.analyse(7)
        with self.assertRaises(FileNotFoundError):
            genomsyra.Analyser("inga-regler")

    def test_the_type_that_is_given_is_the_one_that_judges(self):
        self.assertEqual(genomsyra.analyse(TEXT, type="policy")["identity"]["type"]["id"], "policy")
        self.assertEqual(genomsyra.Analyser(type="budget").analyse(TEXT)["identity"]["type"]["id"], "budget")

    def test_own_rules_are_laid_over_the_built_in_ones_and_their_mistakes_told(self):
        with tempfile.TemporaryDirectory() as folder:
            rule = Path(folder, "egna.toml")
            rule.write_text(
                '[[regel]]\nid = "egen.zebraforum"\nbeskrivning = "Zebraforum."\nomrade = ["barnets-rattigheter"]\nstyrka = "stark"\n'
                'fraser = ["zebraforum"]\nexempel = ["Nämnden ska hålla zebraforum."]\nmotexempel = ["Nämnden ska hålla möte."]\n',
                encoding="utf-8",
            )
            found = genomsyra.analyse("Nämnden ska varje år hålla zebraforum.", rules=folder)["findings"]
            self.assertIn("egen.zebraforum", [finding["rule"] for finding in found])
            self.assertNotEqual(genomsyra.Analyser(folder).rules_hash, genomsyra.Analyser().rules_hash)
            rule.write_text("[[regel]]\nid = 7\n", encoding="utf-8")
            with self.assertRaisesRegex(ValueError, "egna.toml"):
                genomsyra.Analyser(folder)

    def test_other_threads_run_while_a_document_is_judged(self):
        analyser = genomsyra.Analyser()
        long = TEXT * 20_000
        counted, done = [0], threading.Event()

        def count():
            while not done.is_set():
                counted[0] += 1

        counter = threading.Thread(target=count)
        analyser.analyse(TEXT)
        counter.start()
        before = counted[0]
        analyser.analyse(long)
        during = counted[0] - before
        done.set()
        counter.join()
        # One thread that held the others up would leave no more than a switch or two.
        self.assertGreater(during, 10_000)

    def test_threads_that_share_an_analyser_get_the_same_answers(self):
        analyser = genomsyra.Analyser()
        texts = [f"Nämnd {number} ska varje år höra barnen om barnets bästa." for number in range(40)]
        alone = [analyser.analyse(text) for text in texts]
        together = [None] * len(texts)

        def work(first):
            for place in range(first, len(texts), 4):
                together[place] = analyser.analyse(texts[place])

        threads = [threading.Thread(target=work, args=(first,)) for first in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(alone, together)


class Rows(unittest.TestCase):
    def test_a_row_has_the_columns_of_the_tables(self):
        analyser = genomsyra.Analyser()
        (row,) = analyser.rows("nacka/policy.docx", POLICY.read_bytes())
        names = [name for name, _ in genomsyra.DOCUMENT_COLUMNS]
        self.assertEqual(list(row), [*names, "fynd", "underlag", "annan_fil"])
        self.assertEqual(row["sokvag"], "nacka/policy.docx")
        self.assertEqual(list(row["fynd"][0]), [name for name, _ in genomsyra.FINDING_COLUMNS])
        self.assertEqual([row["raknas"], row["familj"], row["annan_fil"]], [None, None, None])
        (same,) = analyser.rows("nacka/policy.docx", file=POLICY)
        self.assertEqual(row, same)

    def test_bad_files_are_rows_and_pictures_none(self):
        analyser = genomsyra.Analyser()
        (gone,) = analyser.rows("finns-inte.pdf")
        self.assertEqual([gone["bedomd"], gone["problem"]], [False, ["cannot-open"]])
        (empty,) = analyser.rows("tom.docx", b"")
        self.assertFalse(empty["bedomd"])
        with self.assertRaisesRegex(ValueError, "content eller file"):
            analyser.rows("tom.docx", b"", file=POLICY)
        (picture,) = analyser.rows("bild.jpg", b"\xff\xd8\xff")
        self.assertEqual(picture["annan_fil"], "jpg")

    def test_what_is_settled_tells_copies_apart_and_refuses_what_is_none(self):
        analyser = genomsyra.Analyser()
        slips = [(path, analyser.rows(path, POLICY.read_bytes())[0]["underlag"]) for path in ("b/policy.docx", "a/policy.docx")]
        first, second = analyser.settle(slips)
        self.assertEqual([first["sokvag"], second["sokvag"]], ["a/policy.docx", "b/policy.docx"])
        self.assertEqual(sorted([first["raknas"], second["raknas"]]), [False, True])
        for bad, why in [([("a", b"skrot")], "underlaget"), (slips + slips[:1], "två gånger")]:
            with self.assertRaisesRegex(ValueError, why):
                analyser.settle(bad)
        self.assertEqual(analyser.settle(iter([])), [])


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    unittest.main()
