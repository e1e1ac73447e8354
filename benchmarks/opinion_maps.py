"""From a vote to the map that knows it: 100,000 participants, 1,000 statements, two million votes, and the worker.

    python -m benchmarks.opinion_maps [--people 100000] [--rounds 20] [--postgres URL] [--keep FOLDER]

Makes a database in a temporary folder (or uses an empty one of PostgreSQL), fills it with a made-up conversation and
starts the worker as `ideenschmiede serve` does. Then one person after the other votes, by the action that the page
calls; measured is the time until the newest map knows the vote, the worker's waiting between two looks at its queue
included. The worker's memory is its highest.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import subprocess
import tempfile
import time
from itertools import islice
from pathlib import Path

WAIT = 120.0  # seconds for one map, then something is wrong


def settings(folder: Path, postgres: str) -> dict[str, str]:
    """The environment of a demo in `folder`."""
    return {
        "DJANGO_SETTINGS_MODULE": "ideenschmiede.site.settings",
        "IDEENSCHMIEDE_DEMO": "1",
        "IDEENSCHMIEDE_DATA_DIR": str(folder),
        "IDEENSCHMIEDE_DATABASE_URL": postgres,
        "IDEENSCHMIEDE_SECRET_KEY": secrets.token_urlsafe(60),
        "IDEENSCHMIEDE_EMBEDDINGS": "none",
        "IDEENSCHMIEDE_LOG_LEVEL": "ERROR",
    }


def fill(people: int, statements: int, votes: int) -> int:
    """One open question with its votes; returns its number."""
    from benchmarks.opinions import made_up  # noqa: PLC0415  Django must be set up before
    from django.db import connection, transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from ideenschmiede.base.guarded import writing  # noqa: PLC0415
    from ideenschmiede.deliberation.models import Question, Statement, Vote  # noqa: PLC0415

    now = timezone.now()
    question = Question.objects.create(
        title="Was brauchen wir?", audience="signed_in", stage="open", key=secrets.token_bytes(32), created_at=now,
        changed_at=now, opens_at=now,
    )  # fmt: skip
    with writing():
        Statement.objects.bulk_create(
            Statement(question=question, number=number, text=f"Aussage {number}", created_at=now)
            for number in range(1, statements + 1)
        )
    first = Statement.objects.order_by("pk").values_list("pk", flat=True)[0]
    rows, columns, values = made_up(people, statements, votes)
    pairs = dict(zip(zip(rows.tolist(), columns.tolist(), strict=True), values.tolist(), strict=True))
    voters = [secrets.randbits(63) for _person in range(people)]
    given = ((question.pk, first + text, voters[who], value, now) for (who, text), value in pairs.items())
    command = (
        f"INSERT INTO {Vote._meta.db_table} (question_id, statement_id, voter, value, at) VALUES (%s, %s, %s, %s, %s)"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        while part := list(islice(given, 20_000)):
            cursor.executemany(command, part)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return int(question.pk)


def memory(process: int) -> tuple[int, int]:
    """Now and at most, in megabytes."""
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return int(lines["VmRSS"].split()[0]) // 1024, int(lines["VmHWM"].split()[0]) // 1024


def measure(question_id: int, rounds: int) -> None:
    """Vote and wait, again and again."""
    from django.utils import timezone  # noqa: PLC0415

    from ideenschmiede.base.actions import open_account  # noqa: PLC0415
    from ideenschmiede.deliberation.actions.voting import cast_vote  # noqa: PLC0415
    from ideenschmiede.deliberation.models import DrawnMap, Statement  # noqa: PLC0415
    from ideenschmiede.site.processes import commands  # noqa: PLC0415

    statements = list(Statement.objects.filter(question_id=question_id)[:rounds])
    waits = []
    with subprocess.Popen(commands(host="", port=0, workers=1)["worker"]) as worker:
        try:
            for number, statement in enumerate(statements):
                voter = open_account(
                    email=f"{secrets.token_hex(9)}@example.org", name="Probe", by=None, at=timezone.now()
                )
                time.sleep(secrets.randbelow(1000) / 1000 if waits else 5.0)  # anywhere between two looks of the worker
                started = time.perf_counter()
                vote = cast_vote(statement=statement, value=1, by=voter, at=timezone.now())
                newest = DrawnMap.objects.filter(question_id=question_id, last_vote__gte=vote.pk)
                while not newest.exists():
                    time.sleep(0.01)
                    if time.perf_counter() - started > WAIT:
                        raise TimeoutError("no map came")
                waits.append(time.perf_counter() - started)
                print(f"{waits[-1]:.2f} s", "the first, which reads all votes" if number == 0 else "", flush=True)
            now, highest = memory(worker.pid)
        finally:
            worker.terminate()
    warm = sorted(waits[1:])
    drawn = DrawnMap.objects.filter(question_id=question_id).order_by("-pk").first()
    print(f"{drawn.participants:,} people, {drawn.votes:,} votes; {len(drawn.numbers['groups'])} groups")
    print(f"from the vote to the map: median {statistics.median(warm):.2f} s, longest {warm[-1]:.2f} s")
    print(f"worker: {now} MB, at most {highest} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--postgres", default="", metavar="URL", help="an empty database, or one of before")
    parser.add_argument("--keep", type=Path, help="folder for the database, to use it again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = (options.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        os.environ.update(settings(folder, options.postgres))
        import django  # noqa: PLC0415  only now are the settings there

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        from ideenschmiede.deliberation.models import Question  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        there = Question.objects.values_list("pk", flat=True).first()
        measure(there or fill(options.people, 1000, round(options.people * 19.4)), options.rounds)


if __name__ == "__main__":
    main()
