"""One group of processes: web server, task worker, sealer, indexer. All run, or none.

A process that dies is started again; one that dies again and again ends the group with its name. SIGINT and SIGTERM
stop all, and the group leaves nothing behind, even when this process itself is killed (the kernel tells the children).
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

HEAD_START = 2.5  # seconds that the first has the processors to itself: visitors wait for it, nobody for the others
PATIENCE = 10.0  # seconds that a process gets to stop
RESTARTS = 5  # so many within a minute, then we give up
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2), PR_SET_PDEATHSIG
WEB = "web"
BEHIND_WEB = 10  # niceness of the others: at the start and during an import, visitors come first

Say = Callable[[str], object]


class PortTaken(Exception):
    """Another program listens on this address."""


def check_free(host: str, port: int) -> None:
    """Raise `PortTaken` when something already listens there."""
    with closing(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(f"{host}:{port}") from error


def commands(*, host: str, port: int, workers: int) -> dict[str, list[str]]:
    """The command line of each process, by name."""
    own = [sys.executable, "-m", "ideenschmiede"]
    web = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "2", "--respawn-failed-workers", "--no-ws"),
        *("--log-level", "warning", "--workers-kill-timeout", "8", "ideenschmiede.site.wsgi:application"),
    ]
    others = {
        # who has voted on a large question sees its new map within two seconds, of which drawing takes one
        "worker": ["db_worker", "--no-startup-delay", "--interval", "0.5", "-v", "0"],
        "sealer": ["sealer"],
        "indexer": ["index", "follow"],
    }
    # `serve` makes Django's checks once; made in each process they would load the whole site there
    return {WEB: web} | {name: [*own, *words, "--skip-checks"] for name, words in others.items()}


def _prepare_child(parent: int, niceness: int) -> None:
    """In the child, before its program: ask the kernel to end it with `parent`, which may be gone already."""
    ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)
    os.nice(niceness)


def _end_rest_of(process: subprocess.Popen[bytes]) -> None:
    """End what a dead process has left in its session: workers of a killed web server would keep the port."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


@dataclass
class Group:
    """Runs named commands until it is told to stop."""

    commands: Mapping[str, Sequence[str]]
    environment: Mapping[str, str]
    say: Say
    head_start: float = HEAD_START
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    deaths: dict[str, list[float]] = field(default_factory=dict)
    stopping: bool = False

    def start(self, name: str) -> None:
        # a session of its own: Ctrl-C in the terminal reaches this process alone, which then stops the others in order
        self.running[name] = subprocess.Popen(  # noqa: S603  our own command lines, see `commands`
            self.commands[name],
            env=dict(self.environment),
            start_new_session=True,
            preexec_fn=partial(_prepare_child, os.getpid(), 0 if name == WEB else BEHIND_WEB),
        )

    def run(self) -> int:
        """Start all and watch until a signal comes. Returns the exit code: 1 when a process would not stay up."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        first, *others = self.commands
        self.start(first)
        start_others_at, code = time.monotonic() + self.head_start, 0
        while not self.stopping:
            time.sleep(0.1)
            if others and time.monotonic() >= start_others_at:
                self.start(others.pop(0))
            code = self._restart_dead()
        self.stop_all()
        return code

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _restart_dead(self) -> int:
        for name, process in list(self.running.items()):
            if process.poll() is None or self.stopping:
                continue
            recent = [t for t in self.deaths.get(name, []) if time.monotonic() - t < 60] + [time.monotonic()]
            self.deaths[name] = recent
            if len(recent) > RESTARTS:
                self.say(f"The process “{name}” stops again and again (exit code {process.returncode}). Giving up.")
                self.stopping = True
                return 1
            self.say(f"The process “{name}” stopped (exit code {process.returncode}); starting it again.")
            _end_rest_of(process)
            self.start(name)
        return 0

    def stop_all(self) -> None:
        """Ask all to stop, wait, and end those that do not."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + PATIENCE
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            _end_rest_of(process)
