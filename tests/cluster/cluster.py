"""The examples on a cluster of several processes, some of which are killed on the way: their tables are to be those of `scan`, row for row.

    python test_cluster.py --program …/genomsyra --corpus FOLDER [--corpus FOLDER …] --examples …/python/examples [--work FOLDER] [--files 3000] [--only NAME …]

Needs pyspark, ray[data], pyarrow and the wheel in the Python that runs it, Java, Linux (/proc), and no network. Two cores are enough.
Says one line a run, and ends with 1 when a table differs, or when nobody was lost where somebody should have been.
"""

import argparse
import collections
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
# So often a run is done in which somebody was to be killed and the work was done first.
ATTEMPTS = 3
PLACES = ["Almkulla", "Björkhed", "Ekvalla", "Granbo", "Hedesjö", "Lindnäs", "Norrlida", "Sävlunda", "Tallunda", "Åsmåla"]
# Names that file systems allow and URLs would rather not.
FOLDERS = ["kommunstyrelsen", "Vård och omsorg", "_utkast", "ar=2024", "100%20 #1", "överförmyndaren/äldre"]


def corpus(folder, sources, count):
    """About so many files: texts with other places and years, copies with other bytes, and what archives also hold."""
    chance = random.Random(1)
    found = sorted(path for source in sources for path in source.rglob("*") if path.suffix.lower() in {".md", ".txt", ".html", ".docx", ".pdf", ".odt", ".rtf", ".pptx"})
    texts = [path for path in found if path.suffix in {".md", ".txt", ".html"}]
    others = [path for path in found if path not in texts]
    if not texts or not others:
        raise SystemExit("no texts, or no other documents, in the folders of --corpus")
    for at in range(count):
        within = folder / chance.choice(FOLDERS)
        within.mkdir(parents=True, exist_ok=True)
        kind = at % 20
        source = chance.choice(texts if kind < 12 else others)
        content = source.read_bytes()
        ending = source.suffix
        if kind < 12:
            content = varied(content.decode("utf-8"), chance).encode()
        elif kind < 17:
            # Other bytes, the same text: a comment after the end of a PDF or RTF file, or of a ZIP.
            content = commented(content, ending, at)
        elif kind == 17:
            content = content[: len(content) * chance.randrange(1, 9) // 10]
        elif at % 60 == 18:
            content, ending = b"", chance.choice([".pdf", ".md", ".docx"])
        elif at % 60 == 38:
            content, ending = PICTURE + bytes(at % 200), ".png"
        elif at % 60 == 58:
            content, ending = packed(texts, others, chance), ".zip"
        (within / f"{source.stem} {at}{ending}").write_bytes(content)
    (folder / ".dold").mkdir()
    shutil.copy(texts[0], folder / ".dold" / "a.md")
    shutil.copy(texts[0], folder / "_b.md")


def varied(text, chance):
    place, years = chance.choice(PLACES), chance.randrange(0, 4)
    text = re.sub(r"\b[A-ZÅÄÖ][a-zåäö]+ kommun\b", f"{place} kommun", text)
    return re.sub(r"\b20[12]\d\b", lambda year: str(int(year[0]) - years), text)


def commented(content, ending, at):
    if ending in {".docx", ".odt", ".pptx"}:
        with tempfile.TemporaryFile() as file:
            file.write(content)
            with zipfile.ZipFile(file, "a") as package:
                package.comment = str(at).encode()
            file.seek(0)
            return file.read()
    return content + f"\n%{at}\n".encode() if ending == ".pdf" else content


def packed(texts, others, chance):
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for name, source in (("a/plan", chance.choice(texts)), ("å ä", chance.choice(texts)), ("b", chance.choice(others))):
                package.writestr(name + source.suffix, source.read_bytes())
            package.writestr("bild.png", PICTURE)
            package.writestr("tom.pdf", b"")
        file.seek(0)
        return file.read()


def kind(which):
    """Types without what writers differ in: names of a list's items, and whether anything may be null."""
    if pyarrow.types.is_list(which):
        return pyarrow.list_(kind(which.value_type))
    return which


def table(path):
    # Ray and Spark both write folders; names of folders on the way are no columns.
    return pyarrow.parquet.read_table(path, partitioning=None)


def differences(ours, theirs):
    """What differs between two tables, the order of rows apart: nothing, or a few lines."""
    columns = [[(field.name, str(kind(field.type))) for field in one.schema] for one in (ours, theirs)]
    if columns[0] != columns[1]:
        return [f"columns: {sorted(set(columns[0]) ^ set(columns[1])) or 'another order'}"]
    rows = [collections.Counter(json.dumps(row, ensure_ascii=False) for row in one.to_pylist()) for one in (ours, theirs)]
    missing, more = rows[0] - rows[1], rows[1] - rows[0]
    told = [f"{sum(missing.values())} rows missing, {sum(more.values())} too many of {ours.num_rows}"] if missing or more else []
    paths = lambda some: collections.Counter(json.loads(row)["sokvag"] for row in some)  # noqa: E731
    for path in list((paths(missing) + paths(more)).keys())[:5]:
        one, other = ([json.loads(row) for row in some if json.loads(row)["sokvag"] == path] for some in (missing, more))
        differ = {name: (one[0][name], other[0][name]) for name in one[0] if one[0][name] != other[0][name]} if one and other else (one or other)[0]
        told.append(f"  {path}: {len(one)} missing, {len(other)} too many: {str(differ)[:300]}")
    return told


def descendants(pid):
    """The processes that a process started, and theirs: (pid, parent, command)."""
    parents, found, line = {}, [], [pid]
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents.setdefault(int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]), []).append(int(entry.name))
            except OSError:
                continue
    for parent in line:
        for child in parents.get(parent, []):
            line.append(child)
            try:
                found.append((child, parent, (Path("/proc") / str(child) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace").strip()))
            except OSError:
                continue
    return found


def executor(processes):
    return [pid for pid, _, command in processes if "CoarseGrainedExecutorBackend" in command and command.split()[0].endswith("java")]


def worker(processes):
    """A Python worker is forked by a daemon, which the executor started."""
    daemons = {pid for pid, _, command in processes if "pyspark.daemon" in command}
    return [pid for pid, parent, command in processes if "pyspark.daemon" in command and parent in daemons]


def program(processes):
    return [pid for pid, _, command in processes if command.endswith("pipe --rows") and not command.startswith("sh ")]


def actor(processes):
    return [pid for pid, _, command in processes if command.startswith("ray::") and "Judge" in command]


# What the job's log says as soon as a task has fallen with each of them.
SIGNS = {"executor": "ExecutorLostFailure", "worker": "Python worker exited unexpectedly", "program": "PIPE_FUNCTION_EXITED", "actor": "A worker died or was killed while executing"}


class Run:
    """One job in processes of its own, some of which it kills."""

    def __init__(self, name, work, victims=()):
        self.name, self.victims, self.killed = name, list(victims), []
        self.out, self.log = work / name, work / f"{name}.log"
        self.rows = self.out / "rader"

    def done(self):
        """Tasks of the first step whose rows are there."""
        return len(list(self.rows.glob("_temporary/0/task_*"))) or len(list(self.rows.glob("*.parquet")))

    def go(self, command, env, of, cwd, root=None):
        started = time.monotonic()
        before, tries, again = [], 0, 0
        with self.log.open("wb") as log:
            job = subprocess.Popen(command, env=env, cwd=cwd, stdout=log, stderr=log)
            try:
                while job.poll() is None:
                    time.sleep(0.05)
                    if time.monotonic() - started > 600:
                        raise SystemExit(f"{self.name}: not done after ten minutes, see {self.log}")
                    # One after another, each when some more has been done, and all of them well before the end.
                    share = self.done() / of
                    if not self.victims or not 0.15 * (len(before) + 1) <= share < 0.8 or time.monotonic() < again:
                        continue
                    victim = self.victims[0]
                    # A process that waited for work when it was killed is missed by nobody: then another has to go.
                    if tries and SIGNS[victim.__name__] in self.log.read_text(errors="replace"):
                        before, tries = [*before, self.victims.pop(0)], 0
                    elif some := victim(descendants(root or job.pid)):
                        pid = some[tries % len(some)]
                        os.kill(pid, signal.SIGKILL)
                        self.killed.append((victim.__name__, pid, round(share, 2)))
                        tries, again = tries + 1, time.monotonic() + 1.5
            finally:
                if job.poll() is None:
                    job.terminate()
                    job.wait()
        self.seconds = time.monotonic() - started
        self.victims = [victim for victim in self.victims if victim.__name__ not in {name for name, *_ in self.killed}]
        if job.returncode:
            raise SystemExit(f"{self.name}: ended with {job.returncode}, see {self.log}\n" + "\n".join(self.log.read_text(errors='replace').splitlines()[-15:]))


def spark(run, args, script, *more, reads):
    import pyspark

    home, events = Path(pyspark.__file__).parent, args.work / f"{run.name}-events"
    events.mkdir()
    conf = {
        "spark.ui.enabled": "false",
        "spark.eventLog.enabled": "true",
        "spark.eventLog.dir": events.as_uri(),
        "spark.eventLog.compress": "false",
        "spark.eventLog.rolling.enabled": "false",
        "spark.local.dir": str(args.work / "spark"),
        # As small as the tasks of `--files`, whatever the number of cores.
        "spark.sql.files.maxPartitionBytes": "64m",
        "spark.sql.shuffle.partitions": "4",
        "spark.ui.showConsoleProgress": "false",
    }
    command = [str(home / "bin" / "spark-submit"), "--master", "local-cluster[2,1,1024]"]
    for name, value in conf.items():
        command += ["--conf", f"{name}={value}"]
    env = {
        **args.env,
        "SPARK_HOME": str(home),
        # A Spark installed by pip has no build folder to read this from.
        "SPARK_SCALA_VERSION": "2.13",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONWARNINGS": "ignore",
    }
    run.go([*command, str(args.examples / script), str(args.archive), str(run.out), *more], env, reads, args.work)
    return told_by_events(run, next(events.iterdir()))


def told_by_events(run, log):
    """What Spark itself says: how long the first step took, which executors and workers it lost, and which tasks were done again."""
    events = [json.loads(line) for line in log.read_text().splitlines()]
    of = lambda name: [event for event in events if event["Event"] == f"SparkListener{name}"]  # noqa: E731
    stages = [event["Stage Info"] for event in of("StageCompleted")]
    first = max(stages, key=lambda stage: stage["Number of Tasks"])
    run.first = (first["Completion Time"] - first["Submission Time"]) / 1000
    run.tasks = first["Number of Tasks"]
    ends = [event for event in of("TaskEnd") if event["Stage ID"] == first["Stage ID"] and event["Task End Reason"]["Reason"] != "Success"]
    reasons = collections.Counter(event["Task End Reason"]["Reason"] for event in ends)
    lost = [event["Removed Reason"] for event in of("ExecutorRemoved") if "137" in event["Removed Reason"]]
    failed = json.dumps([event["Task End Reason"] for event in ends])
    proof = {"executor": bool(lost) and reasons["ExecutorLostFailure"] > 0, "worker": "Python worker exited unexpectedly" in failed, "program": "PIPE_FUNCTION_EXITED" in failed and "-9" in failed}
    return f"executors lost {len(lost)}, tasks that fell {dict(reasons)}", sorted({name for name, *_ in run.killed if not proof[name]})


def ray(run, args, *more, reads):
    # The folder's name is part of a socket's, which may have 107 characters.
    temp = Path(tempfile.mkdtemp(prefix="ray", dir="/tmp"))
    env = {**args.env, "RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled", "RAY_ADDRESS": "127.0.0.1:6399", "PYTHONWARNINGS": "ignore"}
    start = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus=2", "--include-dashboard=false", "--disable-usage-stats"]
    start += ["--object-store-memory=200000000", "--node-ip-address=127.0.0.1", "--port=6399", f"--temp-dir={temp}"]
    with (args.work / f"{run.name}-cluster.log").open("wb") as log:
        cluster = subprocess.Popen(start, env={name: value for name, value in env.items() if name != "RAY_ADDRESS"}, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 60
        while not any("raylet/raylet" in command for _, _, command in descendants(cluster.pid)) and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(3)
        run.go([sys.executable, str(args.examples / "ray_data.py"), str(args.archive), str(run.out), *more], env, reads, args.work, root=cluster.pid)
    finally:
        cluster.terminate()
        cluster.wait()
        shutil.copytree(temp, args.work / f"{run.name}-session", ignore=shutil.ignore_patterns("sockets"), symlinks=True)
        shutil.rmtree(temp, ignore_errors=True)
    told = run.log.read_text(errors="replace")
    finished = re.findall(r"execution finished in ([\d.]+) seconds", told)
    run.first, run.tasks = float(finished[0]) if finished else run.seconds, reads
    # Ray tells of a worker that died while it had something to do, by the number of its process.
    proven = [pid for _, pid, _ in run.killed if re.search(rf"A worker died or was killed while executing a task.*\b{pid}\b", told)]
    unproven = ["actor"] if run.killed and not proven else []
    return f"actors killed {len(run.killed)}", unproven


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, required=True, help="the program")
    parser.add_argument("--corpus", type=Path, action="append", required=True, help="folders of documents that the archive is made from")
    parser.add_argument("--examples", type=Path, required=True, help="folder of the examples")
    parser.add_argument("--work", type=Path, help="where everything is written (default: a new folder, removed when all is well)")
    parser.add_argument("--files", type=int, default=3000, help="files in the archive")
    parser.add_argument("--only", nargs="+", help="some of the runs")
    args = parser.parse_args()
    kept = args.work is not None
    args.work = (args.work or Path(tempfile.mkdtemp(prefix="cluster"))).resolve()
    args.program, args.examples = args.program.resolve(), args.examples.resolve()
    args.archive = args.work / "arkiv"
    # Names with å need a locale that has them: without one, Java makes question marks of them.
    args.env = {**os.environ, "LC_ALL": "C.UTF-8", "PATH": f"{args.program.parent}:{os.environ['PATH']}"}
    args.work.mkdir(parents=True, exist_ok=True)
    corpus(args.archive, [folder.resolve() for folder in args.corpus], args.files)

    started = time.monotonic()
    scan = [str(args.program), "scan", ".", "--no-store", "--jobs", "2", "--format", "parquet", "--output", str(args.work / "scan")]
    code = subprocess.run(scan, cwd=args.archive, env=args.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
    # 3: some documents could not be read, which is as it should be.
    if code not in (0, 3):
        raise SystemExit(f"scan ended with {code}")
    scanned = time.monotonic() - started
    wanted = {name: table(args.work / "scan" / f"{name}.parquet") for name in ("dokument", "fynd")}
    print(f"scan: {wanted['dokument'].num_rows} documents, {wanted['fynd'].num_rows} findings in {scanned:.1f} s: {wanted['dokument'].num_rows / scanned:.0f} documents/s", flush=True)

    tasks = -(-args.files // 32)
    runs = {
        "spark-content-killed": lambda run: spark(run, args, "spark_arrow.py", reads=tasks),
        "spark-paths": lambda run: spark(run, args, "spark_arrow.py", "--by", "paths", reads=tasks),
        "spark-pipe-killed": lambda run: spark(run, args, "spark_pipe.py", "--program", str(args.program), reads=tasks),
        "ray-paths-killed": lambda run: ray(run, args, reads=tasks),
        "ray-content": lambda run: ray(run, args, "--by", "content", reads=tasks),
    }
    victims = {"spark-content-killed": (executor, worker), "spark-pipe-killed": (program, executor), "ray-paths-killed": (actor,)}
    wrong = 0
    for name, go in runs.items():
        if args.only and name not in args.only:
            continue
        for attempt in range(ATTEMPTS):
            run = Run(f"{name}-{attempt}" if attempt else name, args.work, victims.get(name, ()))
            told, unproven = go(run)
            differ = [f"{which}: {line}" for which, ours in wanted.items() for line in differences(ours, table(run.out / which))]
            missed = [f"{victim.__name__} was not killed: the first step ended too soon" for victim in run.victims]
            missed += [f"{victim} was killed, but no log tells of it" for victim in unproven]
            rate = wanted["dokument"].num_rows / run.first
            killed = ", ".join(f"{what} {pid} at {share:.0%}" for what, pid, share in run.killed) or "nobody"
            said = f"{'differs' if differ else 'equal'}; {run.seconds:.0f} s in all, first step {run.first:.1f} s: {rate:.0f} documents/s"
            print(f"{name}: {said}, {rate * scanned / wanted['dokument'].num_rows:.0%} of scan; killed: {killed}; {told}", flush=True)
            print("".join(f"  {line}\n" for line in differ + missed), end="", flush=True)
            # Equal tables prove nothing when nobody was lost.
            if differ or not missed:
                break
        wrong += bool(differ or missed)
    if not kept and not wrong:
        shutil.rmtree(args.work)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
