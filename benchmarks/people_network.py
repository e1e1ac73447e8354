"""The network that people.py asks: invented persons at places of the register. Needs Django's settings."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

import numpy as np
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ideenschmiede.base.actions import open_account
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Topic
from ideenschmiede.base.roles import Role
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Contact,
    Evidence,
    EvidenceKind,
    Expertise,
    Membership,
    OfficeKind,
    Organisation,
    Person,
    PublicOffice,
    Sector,
)
from ideenschmiede.places.actions.register import load_embedded_register
from ideenschmiede.places.models import Place
from ideenschmiede.site.indexing import rebuild

GIVEN = (
    "Anna",
    "Karla",
    "Mehmet",
    "Jonas",
    "Ute",
    "Hülya",
    "Peter",
    "Sabine",
    "Till",
    "Wiebke",
    "Ole",
    "Fatma",
    "Georg",
    "Lena",
    "Ralf",
    "Ines",
    "Kai",
    "Vera",
)
FAMILY = (
    "Muster",
    "Beispiel",
    "Probe",
    "Erdacht",
    "Fiktiv",
    "Schein",
    "Vorbild",
    "Dummler",
    "Platzhalt",
    "Testmann",
    "Namenlos",
    "Irgendwer",
)
SHOWS = (
    "Wärmeplan",
    "Hausarzt",
    "Bürgerbus",
    "Dorfladen",
    "Glasfaser",
    "Starkregen",
    "Kita",
    "Leerstand",
    "Solarpark",
    "Beteiligung",
)
BATCH = 2_000


def fill(count: int) -> None:
    """Migrate, load the register, store `count` persons and what belongs to them, and index them."""
    now, chance = timezone.now(), random.Random(5)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_embedded_register(by=None, at=now)
    for role in (Role.MEMBER, Role.OFFICE):
        open_account(email=f"{role.value}@example.org", name="Beispielperson", roles=[role], by=None, at=now)
    with writing():
        _fill(count, chance)
    begin = time.perf_counter()
    rebuild(lambda _done, _total: None)
    print(f"{count:,} persons, indexed in {time.perf_counter() - begin:.0f} s", flush=True)


def _fill(count: int, chance: random.Random) -> None:
    now = timezone.now()
    rows = Place.objects.filter(level="municipality", self_governing=True).values_list("pk", "population")
    places = list(rows.order_by("pk"))
    weights = [(population or 500) ** 0.6 for _pk, population in places]
    topics = list(Topic.objects.all())
    bodies = [Body.objects.get(kind="network")] + [
        Body.objects.create(kind="working_group", slug=f"ag-{n}", name=f"Arbeitsgruppe {n}", created_at=now)
        for n in range(8)
    ]
    firms = Organisation.objects.bulk_create(
        Organisation(name=f"Beispiel-Organisation {n}", sector=chance.choice(Sector.values), created_at=now,
                     place_id=chance.choice(places)[0], is_example=True) for n in range(300)
    )  # fmt: skip
    for start in range(0, count, BATCH):
        persons = Person.objects.bulk_create(
            Person(
                given_name=chance.choice(GIVEN), family_name=f"{chance.choice(FAMILY)}-{start + n}",
                headline="Ein erfundener Satz darüber, worum es geht.", is_example=True,
                visibility=chance.choice(("public", "public", "network")), created_at=now, changed_at=now,
            ) for n in range(min(BATCH, count - start))
        )  # fmt: skip
        _offices(persons, places, weights, firms, chance)
        _appointments(persons, bodies, chance)
        _knowledge(persons, places, topics, chance)


def _offices(persons: list, places: list, weights: list, firms: list, chance: random.Random) -> None:
    held = [
        (one, chance.choices(places, weights)[0][0]) for one in persons for _n in range(chance.choice((0, 1, 1, 1, 2)))
    ]
    PublicOffice.objects.bulk_create(
        PublicOffice(person=one, place_id=place, kind=chance.choice(OfficeKind.values), title="Bürgermeisterin",
                     since=date(2020, 1, 1) + timedelta(days=chance.randrange(1500)))
        for one, place in held
    )  # fmt: skip
    holders = {one.pk for one, _place in held}
    Membership.objects.bulk_create(
        Membership(person=one, organisation=chance.choice(firms), function="Leitung")
        for one in persons if one.pk not in holders or chance.random() < 0.2
    )  # fmt: skip
    Contact.objects.bulk_create(
        Contact(person=one, kind="email", value=f"person-{one.pk}@example.org") for one in persons
    )


def _appointments(persons: list, bodies: list, chance: random.Random) -> None:
    now = timezone.now()
    Appointment.objects.bulk_create(
        Appointment(
            person=one, body=body, status="active" if chance.random() < 0.9 else "ended", reason="Weil.",
            starts_on=date(2023, 1, 1) + timedelta(days=chance.randrange(900)),
            ends_on=date(2027, 1, 1) + timedelta(days=chance.randrange(900)), created_at=now, changed_at=now,
        )
        for one in persons
        for body in [bodies[0], *chance.sample(bodies[1:], chance.choice((0, 0, 1, 2)))]
    )  # fmt: skip


def _knowledge(persons: list, places: list, topics: list, chance: random.Random) -> None:
    now = timezone.now()
    known = Expertise.objects.bulk_create(
        Expertise(person=one, topic=topic, helps_with="Fragen dazu", created_at=now)
        for one in persons for topic in chance.sample(topics, chance.choice((1, 2, 3)))
    )  # fmt: skip
    proofs, links = [], []
    for one in known:
        for _n in range(chance.choice((0, 1, 1, 2))):
            proofs.append(
                Evidence(
                    kind=chance.choice(EvidenceKind.values), title=f"{chance.choice(SHOWS)} vor Ort",
                    date=date(2018, 1, 1) + timedelta(days=chance.randrange(2500)), person_id=one.person_id,
                    place_id=chance.choice(places)[0], visibility=chance.choice(("public", "network")),
                    is_example=True, created_at=now,
                )
            )  # fmt: skip
            links.append(one.pk)
    made = Evidence.objects.bulk_create(proofs)
    through = Expertise.evidence.through
    through.objects.bulk_create(
        through(expertise_id=pk, evidence_id=proof.pk) for pk, proof in zip(links, made, strict=True)
    )


def addresses(count: int) -> list[str]:
    """Varied addresses of the list."""
    chance = random.Random(3)
    keys = list(Place.objects.filter(level="municipality").order_by("pk").values_list("key", flat=True))
    kinds: list[Callable[[], dict[str, object]]] = [
        dict,
        lambda: {"thema": "energie"},
        lambda: {"land": f"{chance.randrange(1, 17):02}", "groesse": chance.choice(("0", "2000", "5000", "20000"))},
        lambda: {"ort": chance.choice(keys)},
        lambda: {"q": chance.choice(SHOWS)},
        lambda: {"q": chance.choice(SHOWS), "ort": chance.choice(keys), "thema": "klima"},
        lambda: {"siedlung": "rural", "bereich": "municipality", "seite": chance.randrange(1, 50)},
        lambda: {"ansicht": "karte", "thema": "klima"},
    ]
    return ["/mitglieder/?" + urlencode(kinds[number % len(kinds)]()) for number in range(count)]


def measure(requests: int) -> None:
    """Print milliseconds a page and the most queries, for each kind of reader."""
    urls = addresses(requests)
    begin = time.perf_counter()
    Client(SERVER_NAME="127.0.0.1").get("/mitglieder/")
    print(f"the first page of a process: {1000 * (time.perf_counter() - begin):.0f} ms")
    for role in (None, Role.MEMBER, Role.OFFICE):
        client = Client(SERVER_NAME="127.0.0.1")
        if role:
            client.force_login(Account.objects.get(email=f"{role.value}@example.org"))
        for url in urls[:8]:
            client.get(url)
        took, spent, queries = [], [], []
        for url in urls:
            with CaptureQueriesContext(connection) as captured:
                begin, worked = time.perf_counter(), time.process_time()
                response = client.get(url)
                took.append(1000 * (time.perf_counter() - begin))
                spent.append(1000 * (time.process_time() - worked))
            assert response.status_code == 200, (response.status_code, url)
            queries.append(len(captured))
        low, middle, high = np.percentile(took, [5, 50, 95])
        print(
            f"{role.value if role else 'guest'}: p5 {low:.0f} ms, p50 {middle:.0f} ms, p95 {high:.0f} ms, "
            f"processor time {np.median(spent):.0f} ms, at most {max(queries)} queries"
        )
        for kind in range(8):
            times = f"{np.median(took[kind::8]):6.1f} ms, processor {np.median(spent[kind::8]):5.1f} ms"
            print(f"   {times}, {max(queries[kind::8]):2} queries  {urls[kind]}")
    office = Client(SERVER_NAME="127.0.0.1")
    office.force_login(Account.objects.get(email="office@example.org"))
    for url in ("/mitglieder/export/?als=csv", "/mitglieder/export/?als=xlsx", "/mitglieder/ausgewogenheit/"):
        begin = time.perf_counter()
        response = office.get(url)
        whole = 1000 * (time.perf_counter() - begin)
        print(f"{url}: {response.status_code}, {whole:.0f} ms, {len(response.content):,} bytes")
