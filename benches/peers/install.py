"""Who is there to compare with, and how each is got: programs on the path, packages of PyPI, crates, and our own builds.

Packages are installed into a scratch folder and stay there for the next run; nothing outside that folder is changed. Whoever cannot be had is
kept with the reason, for the tables.
"""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from timing import tell

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("worker.py")

# Packages of PyPI by the names that they have in the tables: what to install, what to import.
WHEELS = {
    "pypdfium2": ("pypdfium2", "pypdfium2"),
    "PyMuPDF": ("pymupdf", "pymupdf"),
    "pdfboss": ("pdfboss", "pdfboss"),
    "hyperscan": ("hyperscan", "hyperscan"),
    "pyahocorasick": ("pyahocorasick", "ahocorasick"),
    "spaCy": ("spacy", "spacy"),
    "yara-x": ("yara-x", "yara_x"),
}
# Programs, and what they are called in Debian.
PROGRAMS = {"pdftotext": "poppler-utils", "mutool": "mupdf-tools", "rg": "ripgrep", "grep": "grep", "sed": "sed", "sh": "dash"}
# Crates that read PDF, each with a program round it that prints a file's text.
CRATES = {
    "pdf-extract": """
fn main() {
    let path = std::env::args().nth(1).expect("a file");
    print!("{}", pdf_extract::extract_text(path).expect("a PDF"));
}
""",
}


class Peers:
    """Gets peers when they are asked for, once, and remembers why some are missing."""

    def __init__(self, scratch, python=None, only=None, crates=True):
        self.scratch, self.crates = scratch, crates
        self.base = python or sys.executable
        self.only = set(only.split(",")) if only else None
        self.python = scratch / "venv" / "bin" / "python"
        self.known = {}
        scratch.mkdir(parents=True, exist_ok=True)

    def chosen(self, name):
        """Whether the user asked for a row, by its name or the first word of it. Ours always run."""
        return self.only is None or name.startswith("genomsyra") or bool({name, name.split(" ")[0], name.split(",")[0]} & self.only)

    def lacks(self, name, row=None):
        """Why a row of the tables that needs `name` (or nothing) cannot be there; None if it can."""
        if not self.chosen(row or name):
            return "not chosen"
        if name is None:
            return None
        if name not in self.known:
            self.known[name] = self.get(name)
            if self.known[name]:
                tell(f"not compared: {name} ({self.known[name]})")
        return self.known[name]

    def get(self, name):
        if name in PROGRAMS:
            return None if shutil.which(name) else f"not installed; Debian: {PROGRAMS[name]}"
        if name in WHEELS:
            return self.get_wheel(*WHEELS[name])
        return self.get_crate(name) if self.crates else "left out by --no-crate"

    def get_wheel(self, package, module):
        """Installs a package of PyPI, unless it is there; tells why not."""
        if not self.python.exists():
            tell("making a virtual environment")
            subprocess.run([self.base, "-m", "venv", str(self.scratch / "venv")], check=True)
        known = lambda: subprocess.run([self.python, "-c", f"import {module}"], capture_output=True).returncode == 0
        if known():
            return None
        tell(f"installing {package}")
        # Nothing is built from source: a peer that has no wheel would be measured as our compiler settings made it.
        command = [self.python, "-m", "pip", "install", "-q", "--only-binary", ":all:", package]
        told = subprocess.run(command, capture_output=True, text=True)
        if told.returncode == 0 and known():
            return None
        version = subprocess.run([self.python, "--version"], capture_output=True, text=True).stdout.strip()
        return f"no wheel for {version}" if "No matching distribution" in told.stderr else "pip could not install it"

    def program_of(self, crate):
        return self.scratch / crate / "target" / "release" / "peer"

    def get_crate(self, crate):
        """Builds a program round a crate, with the same release profile as ours."""
        folder, program = self.scratch / crate, self.program_of(crate)
        if program.exists():
            return None
        if not shutil.which("cargo"):
            return "cargo is not installed"
        tell(f"building {crate}")
        (folder / "src").mkdir(parents=True, exist_ok=True)
        (folder / "src" / "main.rs").write_text(CRATES[crate])
        (folder / "Cargo.toml").write_text(
            f'[package]\nname = "peer"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n{crate} = "*"\n'
            '[profile.release]\nlto = "fat"\ncodegen-units = 1\n[workspace]\n'
        )
        environment = {**os.environ, "CARGO_TARGET_DIR": str(folder / "target")}
        built = subprocess.run(["cargo", "build", "--release", "-q"], cwd=folder, env=environment, capture_output=True)
        return None if built.returncode == 0 and program.exists() else "cargo could not build it"

    def worker(self, *arguments):
        """The command of a process with the packages of PyPI."""
        return [str(self.python), "-B", str(WORKER), *map(str, arguments)]

    def version(self, name):
        """A peer's own version, as far as it tells it: figures belong to a version."""
        if name in WHEELS:
            ask = f"import importlib.metadata as m; print(m.version({WHEELS[name][0]!r}))"
            told = subprocess.run([self.python, "-c", ask], capture_output=True, text=True).stdout
        elif name in CRATES:
            lock = (self.scratch / name / "Cargo.lock").read_text(encoding="utf-8")
            told = re.search(rf'name = "{name}"\nversion = "([^"]+)"', lock)[0]
        else:
            flag = "-v" if name in ("pdftotext", "mutool") else "--version"
            done = subprocess.run([name, flag], capture_output=True, text=True)
            told = done.stdout + done.stderr
        found = re.search(r"\d+(\.\d+)+", told)
        return f"{name} {found[0]}" if found else name


def our_program(given):
    """`genomsyra` as it is released, built if it was not named."""
    if given:
        if not given.exists():
            raise SystemExit(f"{given} does not exist")
        return given.resolve()
    tell("building genomsyra")
    return cargo_program("build", ["--release", "--bin", "genomsyra"], "genomsyra")


def our_matcher():
    """The program of `ours.rs`."""
    tell("building our side of the matching")
    return cargo_program("bench", ["--bench", "peers", "--no-run"], "peers")


def cargo_program(command, arguments, name):
    """Has cargo build a program of this project, and finds out from it where the program is."""
    told = subprocess.run(
        ["cargo", command, *arguments, "--message-format=json"], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    if told.returncode != 0:
        raise SystemExit(f"cargo could not build {name}")
    messages = (json.loads(line) for line in told.stdout.splitlines() if line.startswith("{"))
    found = [m["executable"] for m in messages if m.get("executable") and m["target"]["name"] == name]
    if not found:
        raise SystemExit(f"cargo built no {name}")
    return Path(found[-1])


Machine = collections.namedtuple("Machine", "cores processor")


def machine():
    """Cores and type of processor: what figures may be told with, without saying whose machine it is."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        named = re.search(r"^model name\s*:\s*(.+)$", told, re.M)
    except OSError:
        named = None
    if not named and shutil.which("sysctl"):
        named = re.search("(.+)", subprocess.run(["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True).stdout)
    processor = re.sub(r"\s*(\((R|TM)\)|CPU|\d+-Core|Processor|@.*)", "", named[1]).strip() if named else os.uname().machine
    return Machine(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(), processor)
