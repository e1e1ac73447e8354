"""Load the demo network into an empty database: an action, in one transaction, with an event per practice and need."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from ideenschmiede.base import actions as accounts
from ideenschmiede.base.chronicle import record
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.places.models import Level, Place
from ideenschmiede.site.demo import content, decisions, groups, ideas, people, press, questions
from ideenschmiede.site.demo.accounts import PEOPLE, address_of, demo_accounts
from ideenschmiede.transfer.models import Adoption, Need, Practice

SOURCE = "Beispiel"


@transaction.atomic
def load_demo(*, at: datetime) -> None:
    """Places, practices, needs, an account per role, people, press. Expects that none of it is there yet."""
    places = _load_places()
    topics = {topic.slug: topic for topic in Topic.objects.all()}
    for number, entry in enumerate(content.practices(), start=1):
        _load_practice(entry, number, places, topics, at)
    for entry in content.needs():
        _load_need(entry, places, topics, at)
    _open_accounts(at)
    people.load(places=places, topics=topics, emails={role.value: address_of(role) for role in PEOPLE}, at=at)
    groups.load(topics=topics, at=at)
    questions.load(accounts={role.value: account for role, account in demo_accounts()}, at=at)
    decisions.load(at=at)
    press.load(at=at)
    ideas.load(topics=topics, accounts={role.value: account for role, account in demo_accounts()}, at=at)


def _load_places() -> dict[str, Place]:
    tables = content.places()
    found: dict[str, Place] = {}
    for table, level in (("land", Level.LAND), ("kreis", Level.KREIS), ("place", Level.MUNICIPALITY)):
        for entry in tables[table]:
            key = entry["key"] if level != Level.MUNICIPALITY else entry["ags"] if "ags" in entry else entry["key"]
            parent = found.get(key[:5]) or found.get(key[:2])
            found[key] = Place.objects.create(
                key=key,
                level=level,
                name=entry["name"],
                parent=parent,
                population=entry.get("population"),
                area_ha=entry.get("area_ha"),
                latitude=entry.get("lat"),
                longitude=entry.get("lon"),
                source=SOURCE,
                is_example=True,
            )
    return found


def _month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None


def _lines(items: list[str]) -> str:
    return "\n".join(items)


def _load_practice(
    entry: dict[str, Any], number: int, places: dict[str, Place], topics: dict[str, Topic], at: datetime
) -> None:
    practice = Practice.objects.create(
        **{
            name: entry[name]
            for name in ("title", "summary", "problem", "done", "results", "hard", "status", "outcome")
        },
        place=places[entry["place"]],
        sdgs=entry["sdgs"],
        started_on=_month(entry["started"]),
        ended_on=_month(entry["ended"]),
        conditions=_lines(entry["conditions"]),
        lessons=_lines(entry["lessons"]),
        cost_once=entry["cost_once"],
        cost_yearly=entry["cost_yearly"],
        staff_hours_week=entry["staff_hours_week"],
        partners=_lines(entry["partners"]),
        contact_role=entry["contact_role"],
        contact_email=f"rathaus@{places[entry['place']].slug}.example",
        contact_phone=f"030 23125 {number:03}",  # nobody's: the Bundesnetzagentur keeps these for films
        contact_confirmed_on=date.fromisoformat(str(entry["confirmed"])),
        origin=SOURCE,
        external_id=entry["id"],
        is_example=True,
        created_at=at,
        changed_at=at,
    )
    practice.topics.set([topics[slug] for slug in entry["topics"]])
    Adoption.objects.bulk_create(
        Adoption(
            practice=practice,
            place=places[row["place"]],
            state=row["state"],
            outcome=row["outcome"] or "open",
            since=_month(row["since"]),
            note=row["note"],
            changed_at=at,
        )
        for row in entry["adoptions"]
    )
    record(verb="practice.recorded", subject=practice, by=None, at=at, visibility=Visibility.PUBLIC)


def _load_need(entry: dict[str, Any], places: dict[str, Place], topics: dict[str, Topic], at: datetime) -> None:
    need = Need.objects.create(
        text=entry["text"],
        place=places[entry["place"]],
        visibility=Visibility.PUBLIC,
        is_example=True,
        created_at=at,
    )
    need.topics.set([topics[slug] for slug in entry["topics"]])
    record(verb="need.posted", subject=need, by=None, at=at, visibility=Visibility.PUBLIC)


def _open_accounts(at: datetime) -> None:
    for role, name in PEOPLE.items():
        account = accounts.open_account(email=address_of(role), name=name, by=None, at=at)
        accounts.grant_role(account=account, role=role, by=None, at=at)
    # who came by a printed link shall be able to try passkeys, too, without a code first
    EmailAddress.objects.filter(email__endswith="@beispiel.example").update(verified=True)
