"""The register: filters with counts, search, what became of each, what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.deliberation.deciding import NO, YES

from ideenschmiede.deliberation.actions import deciding as acts

pytestmark = pytest.mark.django_db
START = "/fragen/entscheidungen/"


@pytest.fixture
def three(members, draft, voted, counted, now):
    """One open, one accepted and done, one rejected; and a draft."""
    many = {"method": "majority", "quorum": 0, "visibility": "public"}
    accepted = counted((members[0], YES), title="Übergangsregel für Anträge", **many)
    counted((members[0], NO), title="Straßenlaternen", **many)
    acts.report_follow_up(decision=accepted, state="done", by=None, at=timezone.now())
    draft(title="Entwurf", visibility="public")
    return voted(title="Läuft noch", visibility="public")


def titles(client, query=""):
    text = client.get(f"{START}{query}").text
    known = ("Übergangsregel für Anträge", "Straßenlaternen", "Läuft noch", "Entwurf")
    return sorted((one for one in known if f">{one}<" in text), key=text.index)


def test_open_ones_come_first_and_drafts_are_not_told(client, three, chair):
    assert titles(client)[0] == "Läuft noch"
    assert "Entwurf" not in titles(client)
    client.force_login(chair)
    assert "Entwurf" in titles(client)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?ergebnis=angenommen", ["Übergangsregel für Anträge"]),
        ("?ergebnis=abgelehnt", ["Straßenlaternen"]),
        ("?stand=offen", ["Läuft noch"]),
        ("?verfahren=konsent", ["Läuft noch"]),
        ("?folge=erledigt", ["Übergangsregel für Anträge"]),
        ("?ergebnis=abgelehnt&folge=erledigt", []),
        ("?q=übergangsregel", ["Übergangsregel für Anträge"]),
        ("?q=übergang anträge", ["Übergangsregel für Anträge"]),
        ("?q=laternen", ["Straßenlaternen"]),
        ("?q=antragsdienst&stand=offen", ["Läuft noch"]),
        ("?q=%25", []),
        ("?q=xqzt", []),
        ("?q=%20%20&stand=unsinn&seite=abc", ["Läuft noch", "Straßenlaternen", "Übergangsregel für Anträge"]),
    ],
)
def test_filters_and_search(client, three, query, expected):
    assert sorted(titles(client, query)) == sorted(expected)


def test_counts_say_what_choosing_would_show(client, three):
    text = " ".join(client.get(f"{START}?verfahren=mehrheit").text.split())
    assert "2 decisions fit your choice" in text
    assert 'Accepted</a> <span class="kern-body kern-body--small kern-body--muted">1</span>' in text
    assert "q=" not in text.split('class="site-chips"')[1].split("</ul>")[0]


def test_the_search_keeps_the_filters_and_they_keep_it(client, three):
    text = client.get(f"{START}?verfahren=mehrheit&q=laternen").text
    assert '<input type="hidden" name="verfahren" value="mehrheit">' in text
    assert 'value="laternen"' in text
    assert "q=laternen" in text


def test_nothing_found_says_what_to_do(client, three):
    assert "Nothing fits all of it" in client.get(f"{START}?q=xqzt").text


def test_an_empty_register(client, office):
    assert "No decisions yet" in client.get(START).text
    assert "Put something to the vote" not in client.get(START).text
    client.force_login(office)
    assert "Put something to the vote" in client.get(START).text


def test_what_was_typed_is_escaped(client, three):
    assert "<script>" not in client.get(f"{START}?q=<script>x</script>").text.split("<main")[1].split("</main>")[0]


def test_the_same_cost_with_one_and_with_three(client, members, counted, member):
    def queries():
        client.get(START)
        with CaptureQueriesContext(connection) as captured:
            client.get(START)
        return len(captured)

    def add(title):
        return counted((members[0], {"abstain": True}), title=title, method="ranked", quorum=0)

    client.force_login(member)
    add("Eins")
    first = queries()
    add("Zwei")
    add("Drei")
    assert queries() == first <= 12


class TestHome:
    def test_my_missing_votes_wait_at_home(self, client, members, voted, now):
        decision = voted(title="Was nun?")
        client.force_login(members[0])
        text = client.get("/").text
        assert "A vote waits for you" in text
        # to all ballots: it may be that of somebody for whom one stands in which is missing
        address = re.escape(f"/fragen/entscheidungen/{decision.pk}-was-nun/#stimme")
        assert re.search(rf'href="{address}" aria-label="Vote: Was nun\?"', text)
        acts.cast_ballot(decision=decision, choice={"abstain": True}, by=members[0], at=now)
        assert "A vote waits for you" not in client.get("/").text

    def test_not_for_guests_and_others(self, client, member, members, voted):
        voted(visibility="public")
        assert "A vote waits for you" not in client.get("/").text
        client.force_login(member)
        assert "A vote waits for you" not in client.get("/").text
