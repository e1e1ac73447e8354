"""The settings that make a demo of the same software, put into the environment before Django reads it."""

import os
import secrets
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from ideenschmiede.site.processes import PortTaken, check_free

INVENTED = {
    "IDEENSCHMIEDE_NETWORK_INTO": "die Ideenschmiede",
    "IDEENSCHMIEDE_NETWORK_OF": "der Ideenschmiede",
    "IDEENSCHMIEDE_NETWORK_EMAIL": "geschaeftsstelle@ideenschmiede.example",
    "IDEENSCHMIEDE_NETWORK_PHONE": "030 23125 000",  # from a range that the Bundesnetzagentur keeps for films
    "IDEENSCHMIEDE_NETWORK_ADDRESS": "Am Marktbrunnen 1, 99000 Falkenwerth",
    "IDEENSCHMIEDE_NETWORK_PLACE": "Falkenwerth",
    "IDEENSCHMIEDE_NETWORK_MEANING": (
        "Sie werden mit Ihrem Wissen gefunden: Andere Gemeinden sehen, womit Sie Erfahrung haben, und fragen Sie. "
        "Ob und wie man Sie erreicht, bestimmen Sie selbst.\n"
        "Mehrmals im Jahr trifft sich das Netzwerk, einmal davon für zwei Tage. Die Teilnahme ist freiwillig und "
        "kostet nichts. Wer verhindert ist, kann jemanden schicken.\n"
        "Die Berufung ist ein Ehrenamt. Sie können sie jederzeit niederlegen, ohne einen Grund zu nennen."
    ),
    "IDEENSCHMIEDE_NETWORK_ABOUT": (
        "Die Ideenschmiede ist ein erfundenes Netzwerk. In ihm tauschen Städte, Gemeinden und Kreise aus, was bei "
        "ihnen gelungen ist und was nicht, damit andere daraus lernen."
    ),
    "IDEENSCHMIEDE_SIGNATORY_NAME": "Dr. Erika Beispiel",
    "IDEENSCHMIEDE_SIGNATORY_TITLE": "Vorsitzende der Ideenschmiede",
}  # where nothing else is set, so that letters and certificates are whole
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
    return {name: os.environ.get(name, value) for name, value in INVENTED.items()} | {
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
