"""From nothing to the first page: a fresh clone, `make demo`, and a second start.

    python benchmarks/demo.py            # packages as cached by pip and npm
    python benchmarks/demo.py --empty    # with an empty home, so that everything is downloaded

Prints the seconds until the demo answers, and the size on disk. Works in a temporary folder and removes it.
"""

import argparse
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 900.0


def seconds_until_it_answers(clone: Path, environment: dict[str, str], port: int) -> float:
    """Start `make demo`, wait for its home page, stop it as Ctrl-C does."""
    begin = time.perf_counter()
    command = ["make", "demo", f"PORT={port}"]
    process = subprocess.Popen(command, cwd=clone, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        while not _answers(f"http://127.0.0.1:{port}/"):
            if process.poll() is not None or time.perf_counter() - begin > LIMIT:
                raise SystemExit("The demo did not start.")
            time.sleep(0.05)
        return time.perf_counter() - begin
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--empty", action="store_true", help="an empty home: nothing is cached")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        clone = Path(scratch) / "clone"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
        if options.empty:
            home = Path(scratch) / "home"
            home.mkdir()
            environment["HOME"] = str(home)
        port = _free_port()
        print(f"from nothing: {seconds_until_it_answers(clone, environment, port):.1f} s", flush=True)
        for _ in range(3):
            print(f"second start: {seconds_until_it_answers(clone, environment, port):.1f} s", flush=True)
        used = subprocess.run(["du", "-sm", str(clone)], capture_output=True, text=True, check=True).stdout.split()[0]
        print(f"on disk: {used} MB")


if __name__ == "__main__":
    main()
