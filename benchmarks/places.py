"""How long it takes to bring the register in, to find a place, and to find its twins.

    python -m benchmarks.places [--file GV100AD.txt.gz] [--postgres URL]

In a database of its own in a temporary folder (or in an empty one at URL): the embedded register into nothing, the
official file over it, the same file again; then searches as people type them, and twins, one after the other.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django
import numpy as np
from django.core.management import call_command
from django.utils import timezone

OFFICIAL = Path("../shared/data/register/GV100AD_301123.txt.gz")
TEXTS = [
    "Kalletal",
    "kalletahl",
    "32689",
    "05766036",
    "Neustadt",
    "neustadt hessen",
    "Muenchen",
    "ka",
    "Bad",
    "xyzzyqq",
]
ROUNDS = 20


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--file", type=Path, default=OFFICIAL)
    parser.add_argument("--postgres", default="", metavar="URL")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "ideenschmiede.site.settings",
            "IDEENSCHMIEDE_DATA_DIR": folder,
            "IDEENSCHMIEDE_SECRET_KEY": "x" * 50,
            "IDEENSCHMIEDE_DATABASE_URL": arguments.postgres,
        }
        django.setup()
        call_command("migrate", verbosity=0)
        measure_imports(arguments.file.read_bytes())
        measure_reads()


def measure_imports(data: bytes) -> None:
    """Seconds of each import; the clock includes parsing, the plan, the writes and the commit."""
    from ideenschmiede.places.actions.gv100ad import parse  # noqa: PLC0415  models exist only after django.setup()
    from ideenschmiede.places.actions.register import import_register, load_embedded_register  # noqa: PLC0415

    now = timezone.now()
    steps: list[tuple[str, Callable[[], object]]] = [
        ("embedded register into nothing", lambda: load_embedded_register(by=None, at=now)),
        ("parse the official file", lambda: parse(data)),
        ("look what it would change", lambda: import_register(data=data, by=None, at=now, dry_run=True)),
        ("official file over the embedded one", lambda: import_register(data=data, by=None, at=now)),
        ("the same file again", lambda: import_register(data=data, by=None, at=now)),
    ]
    for name, step in steps:
        start, busy = time.perf_counter(), time.process_time()
        step()
        took, busy = time.perf_counter() - start, time.process_time() - busy
        print(f"{name:<40} {took:6.2f} s, {busy:6.2f} s of them computing")


def measure_reads() -> None:
    """Milliseconds of searches and twins, with the query that asks whether the register changed."""
    from ideenschmiede.places import queries  # noqa: PLC0415  models exist only after django.setup()
    from ideenschmiede.places.twins import place_space, twins_of  # noqa: PLC0415

    kalletal = queries.resolve("Kalletal").entry
    if kalletal is None:
        raise SystemExit("Kalletal is not in the register.")
    place_space()
    searches = [_milliseconds(lambda text=text: queries.find(text)) for text in TEXTS * ROUNDS]
    twins = [_milliseconds(lambda: twins_of(place_space(), kalletal.pk)) for _ in range(ROUNDS * 5)]
    for name, taken in (("search", searches), ("ten twins with words", twins)):
        p50, p95 = np.percentile(taken, [50, 95])
        print(f"{name:<40} p50 {p50:5.1f} ms, p95 {p95:5.1f} ms")


def _milliseconds(step: Callable[[], object]) -> float:
    start = time.perf_counter()
    step()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
