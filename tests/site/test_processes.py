"""The group of processes, really started: what dies comes back, what is asked to stop stops, nothing is left behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from ideenschmiede.site.processes import Group, PortTaken, check_free, commands

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
DIES = [sys.executable, "-c", "raise SystemExit(3)"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def alive(pid):
    """True while a process runs; a zombie that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def children(pid):
    """All processes below `pid`, with their command lines."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
            line = (entry.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            child = int(entry.parent.name)
            found |= {child: line, **children(child)}
    return found


def wait_for(question, seconds=20.0):
    """Ask until the answer is yes; fails with the last answer."""
    end = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < end, answer
        time.sleep(0.1)
    return answer


# ── the group itself, with small commands ────────────────────────────────────────────────────────────────────────────

SUPERVISE = """
import os, sys
from ideenschmiede.site.processes import Group
parts = {{name: command for name, command in {parts!r}.items()}}
sys.exit(Group(parts, dict(os.environ), lambda text: print(text, flush=True)).run())
"""


@pytest.fixture
def supervise():
    """A function that runs a group in a process of its own; ended afterwards, come what may."""
    started = []

    def run(**parts):
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISE.format(parts=parts)], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield run
    for process in started:
        below = children(process.pid)
        process.kill()
        process.wait()
        process.stdout.close()
        for pid in below:
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


def test_all_are_started_and_a_stopped_group_leaves_nothing(supervise):
    group = supervise(one=SLEEP, two=SLEEP)
    below = wait_for(lambda: found if len(found := children(group.pid)) == 2 else None)
    group.send_signal(signal.SIGTERM)
    assert group.wait(10) == 0
    assert not any(alive(pid) for pid in below)


def test_ctrl_c_in_the_terminal_reaches_the_group_alone_and_stops_all(supervise):
    group = supervise(one=SLEEP)
    (child,) = wait_for(lambda: children(group.pid))
    wait_for(lambda: os.getpgid(child) != os.getpgid(group.pid))
    group.send_signal(signal.SIGINT)
    assert group.wait(10) == 0
    assert not alive(child)


def test_what_dies_is_started_again_and_it_is_told(supervise):
    group = supervise(one=SLEEP, two=SLEEP)
    before = wait_for(lambda: found if len(found := children(group.pid)) == 2 else None)
    victim = min(before)
    os.kill(victim, signal.SIGKILL)
    after = wait_for(lambda: found if len(found := set(children(group.pid)) - {victim}) == 2 else None)
    assert len(after & set(before)) == 1, "the other one was left alone"
    assert "stopped (exit code -9); starting it again" in group.stdout.readline()


def test_what_a_killed_process_leaves_behind_is_ended(supervise):
    parent = [sys.executable, "-c", f"import subprocess; subprocess.run({SLEEP!r})"]
    group = supervise(parent=parent)
    before = wait_for(lambda: found if len(found := children(group.pid)) == 2 else None)
    os.kill(min(before), signal.SIGKILL)
    wait_for(lambda: not any(alive(pid) for pid in before))
    wait_for(lambda: len(children(group.pid)) == 2)


def test_what_dies_again_and_again_ends_the_group_with_its_name(supervise):
    group = supervise(broken=DIES, fine=SLEEP)
    assert group.wait(30) == 1
    said = group.stdout.read()
    assert said.count("starting it again") == 5
    assert "“broken” stops again and again (exit code 3)" in said
    assert children(group.pid) == {}


def test_a_killed_group_leaves_no_orphan(supervise):
    group = supervise(one=SLEEP, two=SLEEP)
    below = wait_for(lambda: found if len(found := children(group.pid)) == 2 else None)
    group.send_signal(signal.SIGKILL)
    group.wait(10)
    wait_for(lambda: not any(alive(pid) for pid in below))


@pytest.mark.slow
def test_what_does_not_listen_is_ended(supervise, monkeypatch):
    stubborn = [
        sys.executable,
        "-c",
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(600)",
    ]
    group = supervise(stubborn=stubborn)
    assert group.stdout.readline() == "1\n"
    (child,) = children(group.pid)
    group.send_signal(signal.SIGTERM)
    assert group.wait(15) == 0
    assert not alive(child)


def test_a_taken_port_is_noticed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken):
            check_free("127.0.0.1", taken.getsockname()[1])
    check_free("127.0.0.1", free_port())


def test_visitors_come_before_the_work_behind(tmp_path):
    """A worker that embeds texts or an indexer that starts must not keep a page waiting."""
    write = "import os, sys; open(sys.argv[1], 'w').write(str(os.nice(0)))"
    files = {name: tmp_path / name for name in ("web", "worker")}
    group = Group({name: [sys.executable, "-c", write, str(file)] for name, file in files.items()}, {}, print)
    for name in files:
        group.start(name)
        group.running[name].wait(20)
    assert int(files["web"].read_text()) < int(files["worker"].read_text())


def test_the_site_is_made_of_four_processes():
    parts = commands(host="127.0.0.1", port=1, workers=3)
    assert list(parts) == ["web", "worker", "sealer", "indexer"]
    assert "--workers 3" in " ".join(parts["web"])
    assert [name for name, part in parts.items() if "--skip-checks" in part] == ["worker", "sealer", "indexer"]
    assert not any("reload" in word for part in parts.values() for word in part)
    assert Group(parts, {}, print).running == {}


# ── the whole site ───────────────────────────────────────────────────────────────────────────────────────────────────


class Site:
    """The site as `ideenschmiede serve` runs it, on a free port with a scratch folder."""

    def __init__(self, folder):
        self.port, self.folder = free_port(), folder
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
        self.environment |= {
            "IDEENSCHMIEDE_DEMO": "1",
            "IDEENSCHMIEDE_SECRET_KEY": "s" * 60,
            "IDEENSCHMIEDE_DATA_DIR": str(folder),
            "IDEENSCHMIEDE_BASE_URL": f"http://127.0.0.1:{self.port}",
            "IDEENSCHMIEDE_BIND": f"127.0.0.1:{self.port}",
            "IDEENSCHMIEDE_EMBEDDINGS": "none",
            "IDEENSCHMIEDE_WEB_WORKERS": "2",
            "IDEENSCHMIEDE_LOG_LEVEL": "WARNING",
        }
        self.process = None

    def run(self, *command):
        done = subprocess.run(
            [sys.executable, "-m", "ideenschmiede", *command],
            env=self.environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        log = (self.folder / "log").open("w")
        command = [sys.executable, "-m", "ideenschmiede", "serve"]
        self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        log.close()
        wait_for(self.is_ready, 60)
        wait_for(lambda: all(self.find(name) for name in ("sealer", "index follow", "db_worker")))

    def end(self):
        below = self.below() if self.process else []
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pid in filter(alive, below):
            os.kill(pid, signal.SIGKILL)

    def is_ready(self):
        assert self.process.poll() is None, self.log()
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/gesundheit/bereit/", timeout=5) as answer:
                return answer.status == 200
        except (URLError, OSError):
            return False

    def log(self):
        return (self.folder / "log").read_text()

    def below(self):
        return children(self.process.pid)

    def find(self, words):
        return [pid for pid, line in self.below().items() if words in line]

    def web_workers(self):
        """The processes below the web server's own."""
        (master,) = [
            pid for pid in self.find("granian") if any("granian" in line for line in children(pid).values())
        ] or [0]
        return set(children(master)) if master else set()


@pytest.fixture(scope="module")
def only_site(tmp_path_factory):
    found = Site(tmp_path_factory.mktemp("site"))
    found.run("migrate", "-v", "0")
    found.run("collectstatic", "--no-input", "-v", "0")
    yield found
    found.end()


@pytest.fixture
def site(only_site):
    """The site, running; started anew where the test before has ended it, for starting takes seconds."""
    if only_site.process is None or only_site.process.poll() is not None:
        only_site.start()
    return only_site


@pytest.mark.slow
@pytest.mark.parametrize("words", ["sealer", "index follow", "db_worker"])
def test_a_killed_process_comes_back(site, words):
    (before,) = site.find(words)
    os.kill(before, signal.SIGKILL)
    wait_for(lambda: [pid for pid in site.find(words) if pid != before])
    assert "starting it again" in site.log()
    wait_for(site.is_ready)


@pytest.mark.slow
def test_a_killed_web_worker_comes_back_and_the_site_answers(site):
    before = wait_for(lambda: found if len(found := site.web_workers()) >= 2 else None)
    victim = max(before)
    os.kill(victim, signal.SIGKILL)
    wait_for(lambda: len(site.web_workers() - {victim}) >= len(before))
    wait_for(site.is_ready)


@pytest.mark.slow
def test_a_killed_web_server_comes_back_with_its_workers_and_the_port(site):
    before = site.find("granian")
    os.kill(min(before), signal.SIGKILL)
    wait_for(lambda: not any(alive(pid) for pid in before))
    wait_for(lambda: len(site.find("granian")) >= len(before))
    wait_for(site.is_ready)


@pytest.mark.slow
def test_a_second_site_on_the_same_port_is_told_in_one_line(site):
    done = subprocess.run(
        [sys.executable, "-m", "ideenschmiede", "serve"],
        env=site.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    (line,) = done.stderr.strip().splitlines()
    assert re.search(rf"Port {site.port} is taken", line)
    wait_for(site.is_ready)


@pytest.mark.slow
def test_the_site_stops_within_ten_seconds_and_leaves_nothing(site):
    below = site.below()
    assert len(below) >= 6, below
    start = time.monotonic()
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(12) == 0
    assert time.monotonic() - start < 10
    assert [line for pid, line in below.items() if alive(pid)] == []
    check_free("127.0.0.1", site.port)


@pytest.mark.slow
def test_kill_9_of_the_group_leaves_no_orphan(site):
    below = site.below()
    site.process.kill()
    site.process.wait()
    wait_for(lambda: not any(alive(pid) for pid in below), 15)
    check_free("127.0.0.1", site.port)
