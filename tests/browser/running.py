"""`ideenschmiede demo` as a group of real processes: set up once, copied as often as a test wants one of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds until a demo has been set up on a slow machine
STOPPING = 20.0  # seconds that it gets to stop
PARTS = ("granian", "db_worker", "sealer", "index follow")  # the group's own processes; the web answers before the rest
ROLES = {
    "Mitglied": "member",
    "Geschäftsstelle": "office",
    "Leitung einer Arbeitsgruppe": "chair",
    "Leitung eines Pilotprojekts": "pilot_lead",
    "Partner": "partner",
    "Administration": "operator",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except OSError:
        return False


def wait_until(condition, what: str, seconds: float = 20.0):
    """The first true answer of `condition`; for what happens outside the browser."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen within {seconds:.0f} s")


class Demo:
    """A demo in its own folder on its own port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = folder / "output.txt"
        self.ran: dict[int, str] = {}
        self.stopped_within = 0.0
        clean = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
        own = {"IDEENSCHMIEDE_NODE_MODULES": str(ROOT / "node_modules"), "PYTHONUNBUFFERED": "1"}
        # one address asks for all of these tests: as a crowd of visitors would, not as one
        own["IDEENSCHMIEDE_SEARCHES_PER_MINUTE"] = "2000"
        with self.output.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ideenschmiede", "demo", "--port", str(self.port)],
                cwd=folder,
                env={**clean, **own},
                stdout=file,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until(self._is_ready, "the start of the demo", PATIENCE)
        except AssertionError as error:
            self.stop()
            raise AssertionError(f"{error}:\n{self.output.read_text()[-3000:]}") from error

    def _is_ready(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError("The demo ended by itself")
        return all(map(self.process_of, PARTS)) and answers(f"{self.url}/gesundheit/bereit/")

    @property
    def links(self) -> dict[str, str]:
        """The printed lines "  Geschäftsstelle    http://…/demo/anmelden/…", by role."""
        lines = (line.split() for line in self.output.read_text().splitlines() if "/demo/anmelden/" in line)
        return {ROLES[" ".join(words[:-1])]: words[-1] for words in lines}

    def stop(self) -> int:
        """As Ctrl-C does it. Returns the exit code; remembers what ran until then and how long it took to stop."""
        if self.process.poll() is None:
            self.ran, began = self.processes(), time.monotonic()
            self.process.send_signal(signal.SIGINT)
            self.process.wait(STOPPING)
            self.stopped_within = time.monotonic() - began
        return self.process.wait()

    def copy(self, folder: Path) -> "Demo":
        """The same network once more, on another port; this one must have been stopped."""
        assert self.process.poll() is not None, "a running demo writes to what would be copied"
        shutil.copytree(self.folder / "var", folder / "var")
        return Demo(folder)

    def processes(self) -> dict[int, str]:
        """All processes that this demo has started, by their id, with their command lines."""
        found, waiting = {}, [self.process.pid]
        families = _families()
        while waiting:
            for child in families.get(waiting.pop(), []):
                found[child] = command_line(child)
                waiting.append(child)
        return found

    def process_of(self, part: str) -> int | None:
        """The id of the group's own process whose command line holds `part`; None while it is being started again."""
        children = _families().get(self.process.pid, [])
        return next((pid for pid in children if part in command_line(pid)), None)

    def web_workers(self) -> list[int]:
        """The processes below the web server that answer requests."""
        server = self.process_of("granian")
        return sorted(pid for pid in _families().get(server or 0, []) if "granian" in command_line(pid))


def _families() -> dict[int, list[int]]:
    """Process id → ids of its children, as the kernel says."""
    families: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue  # it has ended since
        families.setdefault(parent, []).append(int(stat.parent.name))
    return families


def command_line(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""
