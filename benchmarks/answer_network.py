"""The network that answer_page.py asks, made and examined in a process of its own that has Django's settings."""

import json
import random
import sys
import time
from datetime import date, timedelta
from itertools import islice
from urllib.parse import urlencode

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from synthetic import practices, questions

from ideenschmiede.base.models import Topic
from ideenschmiede.places.actions.register import load_embedded_register
from ideenschmiede.places.models import Place
from ideenschmiede.site.indexing import rebuild
from ideenschmiede.transfer.models import Adoption, Practice

BATCH = 2_000
OUTCOMES = {"did_not": "failed"}  # the others are called as in the model
FATES = ("worked", "worked", "partly", "failed", "open")


def fill(count: int) -> None:
    """Migrate, load the register, and store `count` practices with their topics and adoptions."""
    now, chance = timezone.now(), random.Random(5)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_embedded_register(by=None, at=now)
    topics = {topic.slug: topic.pk for topic in Topic.objects.all()}
    places = list(Place.objects.filter(level="municipality").order_by("pk").values_list("pk", flat=True))
    made = practices(count, places=len(places))
    while batch := list(islice(made, BATCH)):
        rows = [
            Practice(
                title=one.title[:200],
                summary=one.summary[:1_000],
                problem=one.text,
                done=one.text,
                outcome=OUTCOMES.get(one.outcome, one.outcome),
                place_id=places[one.place],
                started_on=date(one.year, 1, 1),
                cost_once=one.cost,
                lessons="Klein anfangen",
                contact_role="Amtsleiterin",
                contact_confirmed_on=date(2026, 1, 1) - timedelta(days=chance.randrange(1_500)),
                is_example=True,
                created_at=now,
                changed_at=now,
            )
            for one in batch
        ]
        Practice.objects.bulk_create(rows)
        through = Practice.topics.through
        through.objects.bulk_create(
            through(practice_id=row.pk, topic_id=topics[one.topic]) for row, one in zip(rows, batch, strict=True)
        )
        Adoption.objects.bulk_create(
            Adoption(practice_id=row.pk, place_id=where, state="kept", outcome=chance.choice(FATES), changed_at=now)
            for row, one in zip(rows, batch, strict=True)
            for where in chance.sample(places, min(one.adoptions, 12))
        )


def index() -> float:
    """Build the index; returns the seconds it took."""
    begin = time.perf_counter()
    rebuild(lambda done, total: print(f"\r  {done:,} of {total:,} documents", end="", file=sys.stderr, flush=True))
    print(file=sys.stderr)
    return time.perf_counter() - begin


def addresses(count: int) -> list[str]:
    """Varied questions × places; every third one filtered, sorted or on a later page."""
    chance = random.Random(3)
    keys = list(Place.objects.filter(level="municipality").order_by("pk").values_list("key", flat=True))
    more = ({}, {}, {"thema": "energie"}, {}, {}, {"sortierung": "ort", "seite": "2"})
    return [
        "/loesungen/finden/?" + urlencode({"q": text, "ort": chance.choice(keys), **more[number % len(more)]})
        for number, text in enumerate(questions(count))
    ]


def count_queries(urls: list[str]) -> int:
    """The most SQL queries that one of these pages needs once the process is warm."""
    client, counts, found = Client(SERVER_NAME="127.0.0.1"), [], 0
    client.get(urls[0])
    for url in urls:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url)
        counts.append(len(captured))
        found += b"transfer-result" in page.content
    if found < len(urls) / 2:
        raise SystemExit(f"Only {found} of {len(urls)} pages show results: is the index of this version?")
    return max(counts)


def main() -> None:
    """`fill COUNT` makes the network, `addresses COUNT` prints them, `queries COUNT` the most of so many pages."""
    what, count = sys.argv[1], int(sys.argv[2])
    if what == "fill":
        fill(count)
        print(f"indexed in {index():.0f} s")
    elif what == "addresses":
        print(json.dumps(addresses(count)))
    else:
        print(count_queries(addresses(count)))
