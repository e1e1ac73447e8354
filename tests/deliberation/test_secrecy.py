"""A secret decision, attacked: once it is closed, whoever has the whole database, the settings, and a log of who came
when, cannot say whose a ballot is; nor can they who hold a receipt, or the backup of a day before."""

import hashlib
import hmac
from itertools import pairwise
from random import Random

import pytest
from django.db import connection, models
from django_tasks_db.models import DBTaskResult
from tests.deliberation.deciding import DAY, END, NOW, OBJECTION, cast, opened
from tests.deliberation.test_confidential import (
    CHANCE,
    PLACE_ON_DISK,
    everything,
    files,
    rank_correlation,
    spellings,
    tables,
    work,
)
from tests.people.racing import race

from ideenschmiede.base import chronicle, keys
from ideenschmiede.base.models import Account, Event
from ideenschmiede.deliberation.actions import deciding as acts
from ideenschmiede.deliberation.models import Ballot, CountedReceipt, Decision, Objection, Seat
from ideenschmiede.deliberation.queries.ballots import my_seats, voter_of
from ideenschmiede.deliberation.queries.receipts import checksum
from ideenschmiede.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def members(seat):
    """Forty, each of whom gives points that nobody else gives: so we know whose ballot is whose, and only we."""
    return [seat() for _number in range(40)]


class Played:
    """What happened: voters in the order in which they came, with their pseudonyms, receipts and ballots."""

    def __init__(self, body, members):
        options = [acts.OptionText(text) for text in ("Bürgerbus", "Rufbus")]
        self.decision = opened(body, method="score", options=options, most_points=40)
        work()  # who has a vote is told
        self.members = Random(7).sample(members, len(members))
        pks = [str(pk) for pk in self.decision.options.order_by("rank").values_list("pk", flat=True)]
        self.points = list(range(1, len(members) + 1))
        seats = {seat.person_id: seat for seat in self.decision.seats.all()}
        self.voters = [voter_of(self.decision, seats[member.person.pk]) for member in self.members]
        self.first_option, self.codes, self.pks = pks[0], [], []
        for member, points in zip(self.members, self.points, strict=True):
            cast(self.decision, member, {"points": {pks[1]: 1}})  # changed at once
            self.codes.append(cast(self.decision, member, {"points": {pks[0]: points}}))
            self.pks.append(my_seats(self.decision, member, NOW)[0].ballot.pk)
        self.checksums = [checksum(self.decision, code) for code in self.codes]
        self.key = keys.read(f"decision-{self.decision.pk}")

    def close(self):
        acts.close_decision(decision=self.decision, by=None, at=END)
        work()
        chronicle.seal()
        return self

    def turns(self, order):
        """When each ballot that is there now was cast: attackers do not know that, but we do."""
        rows = Ballot.objects.extra(order_by=[order]) if order.startswith("id") else _in_order_of_disk()
        return [row.choice["points"][self.first_option] for row in rows]


def _in_order_of_disk():
    position = PLACE_ON_DISK[connection.vendor]
    return Ballot.objects.raw(f"SELECT * FROM deliberation_ballot ORDER BY {position}")


@pytest.fixture
def played(body, members):
    return Played(body, members)


@pytest.fixture
def ended(played):
    return played.close()


def test_the_key_is_gone(ended):
    assert keys.names() == []
    with pytest.raises(keys.KeyGone):
        voter_of(ended.decision, Seat.objects.first())
    decision = Decision.objects.get()
    assert [one.ballot for member in ended.members for one in my_seats(decision, member, END)] == [None] * 40


def test_no_pseudonym_of_before_is_anywhere(ended, keys_dir, settings):
    dump = everything(tables())
    for voter in ended.voters:
        assert not any(spelling in dump for spelling in spellings(voter))
    for path, content in (files(keys_dir) | files(settings.INDEX_DIR) | files(settings.MEDIA_ROOT)).items():
        assert ended.key not in content, path


def test_nothing_in_the_database_makes_them_again(ended, settings):
    there = set(Ballot.objects.values_list("voter", flat=True))
    dump = everything(tables())
    tried = {dump[start : start + keys.LENGTH] for start in range(len(dump) - keys.LENGTH)}
    tried |= {settings.SECRET_KEY.encode(), b""}
    assert ended.key not in tried
    seat = b"seat:%d" % Seat.objects.first().pk
    made = {int.from_bytes(hmac.digest(key, seat, hashlib.sha256)[:8], "big") >> 1 for key in tried}
    assert made.isdisjoint(there | set(ended.voters))


def test_the_order_says_nothing(ended):
    assert set(Ballot.objects.values_list("pk", flat=True)).isdisjoint(ended.pks)
    for order in ("id", "-id", "disk"):
        assert rank_correlation(ended.turns(order), range(len(ended.members))) < CHANCE + 0.2
    by_voter = [row.choice["points"][ended.first_option] for row in Ballot.objects.order_by("voter")]
    assert rank_correlation(by_voter, range(len(by_voter))) < CHANCE + 0.2


def test_while_it_is_open_the_order_says_nothing_either(played):
    assert all(pk < 0 for pk in played.pks)
    assert rank_correlation(played.turns("id"), range(len(played.members))) < CHANCE + 0.2


def test_all_ballots_were_written_at_once(ended):
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM deliberation_ballot")
        assert cursor.fetchone() == (1,)


def test_a_receipt_leads_to_no_ballot(ended):
    """Who forces somebody to show the code learns that they voted, and not how."""
    dump = tables()
    for table, rows in dump.items():
        text = everything({table: rows})
        found = [one for one in ended.checksums if one.encode() in text]
        assert not found or table == CountedReceipt._meta.db_table, table
    kept = list(CountedReceipt.objects.order_by("pk").values_list("checksum", flat=True))
    assert kept == sorted(ended.checksums)
    assert set(Ballot.objects.values_list("receipt", flat=True)) == {""}
    assert not any(code.encode() in everything(dump) for code in ended.codes)


def test_neither_the_chronicle_nor_the_queue_says_who_voted(ended):
    assert list(Event.objects.filter(verb__startswith="decision").order_by("pk").values_list("verb", "actor")) == [
        ("decision.put", None),
        ("decision.opened", None),
        ("decision.closed", None),
    ]
    assert chronicle.verify() is None
    tasks = DBTaskResult.objects.filter(task_path__contains="deliberation").values_list("args_kwargs", flat=True)
    told = sorted(one["args"][2] for one in tasks if len(one["args"]) > 2)
    everybody = sorted(member.pk for member in ended.members)
    assert told == sorted(everybody * 2)  # all of them, when it opened and when it closed: whoever voted or not


def test_no_time_is_kept(ended):
    assert not [one for one in Ballot._meta.get_fields() if isinstance(one, models.DateField)]
    assert not [one for one in Objection._meta.get_fields() if isinstance(one, models.DateField)]
    assert Decision.objects.get().changed_at == END


def test_the_result_is_the_same(ended):
    decision = Decision.objects.get()
    assert sorted(ended.turns("id")) == ended.points
    assert decision.result["details"][0]["total"] == sum(ended.points)
    assert decision.result["ballots"] == 40


def test_objections_lead_to_nobody_and_to_no_ballot(body, members):
    """Nor do two objections of one person, to two versions, lead to each other."""
    decision = opened(body)
    before = set()
    for version in (1, 2):
        for member in members[:4]:
            cast(decision, member, OBJECTION, reason=f"Grund {version} von {member.pk}.")
        before |= set(Objection.objects.values_list("voter", flat=True))
        if version == 1:
            first = Objection.objects.all()
            acts.integrate_objections(decision=decision, objections=first, text="Neu.", by=None, at=NOW)
    assert len(before) == 4  # while it is open, the key leads to them
    came = list(Objection.objects.order_by("pk").values_list("reason", flat=True))
    assert came != sorted(came)
    acts.close_decision(decision=decision, by=None, at=END)
    voters = list(Objection.objects.values_list("voter", flat=True))
    assert len(set(voters)) == 8
    assert before.isdisjoint(voters)
    assert set(voters).isdisjoint(Ballot.objects.values_list("voter", flat=True))
    assert set(Objection.objects.values_list("author", flat=True)) == {None}


def test_the_backup_of_the_day_before_does_not_help(played, keys_dir):
    """It has pseudonyms and no key; and what is there now has other pseudonyms."""
    backup = dict(Ballot.objects.values_list("voter", "pk"))
    assert played.key not in everything(tables())
    played.close()
    assert set(backup).isdisjoint(Ballot.objects.values_list("voter", flat=True))
    assert list(files(keys_dir)) == [keys_dir / keys.LEFT_OUT]


def test_a_disk_keeps_no_older_versions(body, members, tmp_path):
    """SQLite: neither the file nor the log beside it holds a pseudonym or a receipt of before."""
    if connection.vendor != "sqlite":
        return
    (done,), _last = race(tmp_path, lambda: Played(body, members).close(), then=Ballot.objects.count)
    assert isinstance(done, Played), done
    for path, content in files(tmp_path).items():
        assert not any(voter.to_bytes(8, "big") in content for voter in done.voters), path


def test_a_withdrawn_one_leaves_nothing(played):
    acts.withdraw_decision(decision=played.decision, reason="Erledigt.", by=None, at=NOW + DAY)
    assert not Ballot.objects.exists()
    assert not CountedReceipt.objects.exists()
    assert keys.names() == []


def test_no_column_leads_from_a_ballot_to_an_account():
    people = {Account, Person}
    leading = {
        f"{model.__name__}.{one.name}"
        for model in (Ballot, CountedReceipt, Objection)
        for one in model._meta.get_fields()
        if isinstance(one, models.ForeignKey) and one.related_model in people
    }
    assert leading == {"Ballot.person", "Objection.author"}  # empty in a secret decision, unless one wants to be named


def test_people_who_come_one_after_the_other_do_not_stand_so(ended):
    turns = ended.turns("disk")
    assert sum(abs(one - other) == 1 for one, other in pairwise(turns)) < len(turns) / 2
