"""The network that deliberation.py asks: accounts, one open question with statements. Needs Django's settings.

fill VOTERS STATEMENTS VISIBILITY  → {"question", "address", "cookies": [[account, session], …]} as JSON
check FILE                         → how the stored votes compare with what FILE says was sent
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from ideenschmiede.base.actions import open_account
from ideenschmiede.base.models import Account
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation.actions.questions import ask, open_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.models import DrawnMap, Question, Vote
from ideenschmiede.deliberation.queries.pseudonyms import voter_of


def fill(voters: int, statements: int, visibility: str) -> dict[str, object]:
    """Migrate and store; every voter is signed in."""
    now = timezone.now()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    question = ask(title="Was hilft unseren Gemeinden?", visibility=visibility, audience="network", by=None, at=now)
    for number in range(statements):
        text = f"Erfundene Aussage {number}: Davon sollten alle Gemeinden mehr haben, und zwar bald."
        write_statement(question=question, text=text, by=None, at=now, is_seed=True)
    question = open_question(question=question, by=None, at=now)
    cookies = []
    for number in range(voters):
        account = open_account(
            email=f"v{number}@example.org", name=f"Nr. {number}", roles=[Role.MEMBER], by=None, at=now
        )
        client = Client()
        client.force_login(account)
        cookies.append([account.pk, client.cookies[settings.SESSION_COOKIE_NAME].value])
    return {"question": question.pk, "address": f"/fragen/{question.pk}-{question.slug}/", "cookies": cookies}


def check(sent: dict[str, dict[str, int | None]]) -> dict[str, object]:
    """`sent`: account → statement → the last vote that was answered, None for one that was taken back."""
    question = Question.objects.get()
    accounts = {str(account.pk): account for account in Account.objects.all()}
    expected = {
        (voter_of(question, accounts[account]), int(statement), value)
        for account, votes in sent.items()
        for statement, value in votes.items()
    }
    stored = Vote.objects.values_list("voter", "statement_id", "value")
    pairs = Vote.objects.values("voter", "statement_id").annotate(rows=Count("pk"))
    newest = DrawnMap.objects.order_by("-pk").first()
    return {
        "votes": len(stored),
        "missing": len(expected - set(stored)),
        "unexpected": len(set(stored) - expected),
        "twice": pairs.filter(rows__gt=1).count(),
        "maps": DrawnMap.objects.count(),
        "votes on the map": newest.votes if newest else 0,
    }


def main() -> None:
    what, *words = sys.argv[1:]
    if what == "fill":
        print(json.dumps(fill(int(words[0]), int(words[1]), words[2])))
    else:
        print(json.dumps(check(json.loads(Path(words[0]).read_text(encoding="utf-8")))))
