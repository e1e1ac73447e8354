"""The directory of members with 10,000 invented persons, asked through Django's test client in this process.

    python benchmarks/people.py
    python benchmarks/people.py --persons 2000 --requests 100 --keep /tmp/people

Makes a database in a temporary folder: persons with offices at places of the real register, organisations,
appointments, expertise and evidence. Builds the index, then asks varied addresses of the list (filters, text, places,
map, pages) as a guest, a member and the office, and prints times and SQL queries; then export and balance.
"""

from __future__ import annotations

import argparse
import os
import secrets
import tempfile
from pathlib import Path


def settings(folder: Path) -> dict[str, str]:
    """The environment of a demo in `folder`, without a limit on searches."""
    return {
        "DJANGO_SETTINGS_MODULE": "ideenschmiede.site.settings",
        "OPENBLAS_NUM_THREADS": "1",
        "IDEENSCHMIEDE_DEMO": "1",
        "IDEENSCHMIEDE_DATA_DIR": str(folder),
        "IDEENSCHMIEDE_DATABASE_URL": "",
        "IDEENSCHMIEDE_SECRET_KEY": secrets.token_urlsafe(60),
        "IDEENSCHMIEDE_EMBEDDINGS": "none",
        "IDEENSCHMIEDE_SEARCHES_PER_MINUTE": "0",
        "IDEENSCHMIEDE_LOG_LEVEL": "ERROR",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--persons", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=150)
    parser.add_argument("--keep", type=Path, help="folder for database and index, reused when it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.keep or Path(scratch)).resolve()
        fresh = not (folder / "ideenschmiede.sqlite3").exists()
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.update(settings(folder))
        import django  # noqa: PLC0415  only now are the settings there

        django.setup()
        import people_network  # noqa: PLC0415  it imports models

        if fresh:
            people_network.fill(options.persons)
        people_network.measure(options.requests)


if __name__ == "__main__":
    main()
