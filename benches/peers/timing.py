"""Runs programs and counts what they take: whole processes, and workers that wait for their turn.

Everything is compared in turn (A B C, A B C, …), because a machine's speed drifts within minutes: a ratio is taken within each round, and the
median of the rounds is told with the least and the most of them. Times are processor time (user and system together), unless it says wall.
"""

import collections
import functools
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

Run = collections.namedtuple("Run", "seconds wall peak text status")
Run.__doc__ = "Processor seconds, seconds on the wall, most MiB held by any one of its processes, standard output, exit code."

Ratio = collections.namedtuple("Ratio", "median least most")
Ratio.__doc__ = "Ours divided by theirs, round by round: below 1 we take less."


class Launcher:
    """A small process that starts the programs and is told by the system what each took.

    Linux counts to a program's peak what the process held that started it, and this script holds all texts. So another one starts them.
    """

    def __init__(self):
        command = [sys.executable, "-I", "-S", "-B", __file__]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1)

    def ask(self, **asked):
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"could not start {asked['command'][0]}")
        return json.loads(line)


def launch(command, environment, timeout, out, err):
    """What the launcher does for one program: `out` and `err` are the files that it writes to."""
    start = time.monotonic()
    with open(out, "wb") as told, open(err, "wb") as errors:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=told, stderr=errors, env=environment)
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = usage.ru_utime + usage.ru_stime
    # macOS counts bytes, Linux KiB.
    peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return {"seconds": seconds, "wall": wall, "peak": peak, "status": process.returncode}


@functools.lru_cache(maxsize=None)
def launcher():
    return Launcher()


def run(command, environment=None, timeout=900, fine=(0,)):
    """Runs a command to its end; None when it failed (an exit code that is not `fine`) or took too long.

    A command that counts its own seconds, without its start, says so on standard error: `seconds 1.25`.
    """
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        done = launcher().ask(command=list(map(str, command)), environment=environment, timeout=timeout, out=str(out), err=str(err))
        if done["status"] not in fine:
            return None
        told = re.search(rb"^seconds ([0-9.]+)$", err.read_bytes(), re.M)
        seconds = float(told[1]) if told else done["seconds"]
        text = out.read_bytes().decode("utf-8", "replace")
        return Run(seconds, done["wall"], done["peak"], text, done["status"])


class Worker:
    """A process that gets ready once and then answers requests, `KIND PASSES`, with a line of JSON each.

    Between requests it waits, so that many of them can have turns without starting anew.
    """

    def __init__(self, command):
        self.errors = tempfile.TemporaryFile()
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=self.errors, text=True, encoding="utf-8", bufsize=1)

    def ask(self, kind, passes, timeout=900):
        """The answer, or None if the worker has ended or does not answer in time."""
        timer = threading.Timer(timeout, self.process.kill)
        timer.start()
        try:
            self.process.stdin.write(f"{kind} {passes}\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:
            line = ""
        finally:
            timer.cancel()
        return json.loads(line) if line else None

    def why(self):
        """The last line that it wrote on standard error."""
        self.errors.seek(0)
        lines = self.errors.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "it gave no answer"

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.errors.close()


def ratio(ours, theirs):
    """The ratio of two lists of seconds, one a round; None without rounds."""
    each = [own / max(their, 1e-9) for own, their in zip(ours, theirs)]
    return Ratio(statistics.median(each), min(each), max(each)) if each else None


def tell(*words):
    """How far things have come, on standard error."""
    print(*words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    for request in sys.stdin:
        print(json.dumps(launch(**json.loads(request))), flush=True)
