"""The settings that make a demo of the same software, put into the environment before Django reads it."""

import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from ideenschmiede.site.processes import PortTaken, check_free

DATA = Path("var/demo")
HOST = "127.0.0.1"
PORT = 8000


def prepare(arguments: Sequence[str]) -> None:
    """Set up this process for `ideenschmiede demo`, or end it with one line that says what to do.

    A wrong `--port` is left to the command, which explains itself.
    """
    if {"-h", "--help"} & set(arguments):
        return
    port = _port(arguments)
    try:
        check_free(HOST, port)
    except PortTaken:
        sys.exit(f"Port {port} is taken by another program. Stop it, or choose another: make demo PORT={port + 1}")
    if "--reset" in arguments:
        shutil.rmtree(DATA, ignore_errors=True)
    os.environ.update(environment(port))


def environment(port: int) -> dict[str, str]:
    """The demo's variables; all others stay as they are."""
    return {
        "IDEENSCHMIEDE_DEMO": "1",
        "IDEENSCHMIEDE_DATA_DIR": str(DATA),
        "IDEENSCHMIEDE_DATABASE_URL": "",  # never a database that somebody else works with
        "IDEENSCHMIEDE_SECRET_KEY": _secret(),
        "IDEENSCHMIEDE_BASE_URL": f"http://{HOST}:{port}",
        "IDEENSCHMIEDE_ALLOWED_HOSTS": "localhost",  # browsers keep passkeys for names only, not for 127.0.0.1
        "IDEENSCHMIEDE_BIND": f"{HOST}:{port}",
        "IDEENSCHMIEDE_LOG_LEVEL": os.environ.get("IDEENSCHMIEDE_LOG_LEVEL", "WARNING"),
    }


def _secret() -> str:
    file = DATA / "secret_key"
    if not file.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(60))
    return file.read_text()


def _port(arguments: Sequence[str]) -> int:
    for name, value in zip(arguments, [*arguments[1:], ""], strict=True):
        given = value if name == "--port" else name.removeprefix("--port=") if name.startswith("--port=") else ""
        if given.isdigit() and 0 < int(given) < 65536:
            return int(given)
    return PORT
