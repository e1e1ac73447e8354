"""The list, the page of one practice and its forms, as guests, members, partners and the office meet them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ideenschmiede.base import chronicle
from ideenschmiede.base.models import Topic
from ideenschmiede.transfer.models import Practice

pytestmark = pytest.mark.django_db
READERS = (None, "partner", "member", "office")


def sign_in(client, request, who):
    if who:
        client.force_login(request.getfixturevalue(who))


def page_of(practice):
    return f"/loesungen/{practice.pk}-{practice.slug}/"


LEAST = {"title": "Bus", "summary": "Fährt.", "status": "running", "outcome": "open", "visibility": "public"}


# ── who gets what ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/loesungen/", (200, 200, 200, 200)),
        ("{public}", (200, 200, 200, 200)),
        ("{network}", (404, 404, 200, 200)),
        ("/loesungen/{network_id}/", (404, 404, 302, 302)),
        ("/loesungen/neu/", (302, 404, 200, 200)),
        ("/loesungen/{public_id}/aendern/", (302, 404, 404, 200)),
        ("/loesungen/{own_id}/aendern/", (302, 404, 200, 200)),
        ("/loesungen/{network_id}/aendern/", (302, 404, 404, 200)),
        ("/loesungen/{public_id}/uebernahme/", (302, 404, 200, 200)),
        ("/loesungen/999999/", (404, 404, 404, 404)),
        ("/loesungen/999999-x/", (404, 404, 404, 404)),
    ],
)
def test_who_gets_what(client, request, make_practice, member, path, expected):
    public, network = make_practice("Bus"), make_practice("Intern", visibility="network")
    own = make_practice("Eigenes", recorded_by=member)
    names = {"public": page_of(public), "network": page_of(network), "public_id": public.pk}
    url = path.format(**names, network_id=network.pk, own_id=own.pk)
    for who, status in zip(READERS, expected, strict=True):
        client.logout()
        sign_in(client, request, who)
        assert client.get(url).status_code == status, who


def test_a_guest_is_asked_to_sign_in_and_comes_back(client):
    response = client.get("/loesungen/neu/?ort=05766036")
    assert response.status_code == 302
    assert response.url.endswith("?next=/loesungen/neu/%3Fort%3D05766036")


# ── the list ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", READERS)
def test_the_list_costs_the_same_with_one_and_with_three(
    client, request, who, make_practice, kalletal, django_assert_max_num_queries
):
    sign_in(client, request, who)
    numbers = []
    for rows in (1, 3):
        while Practice.objects.count() < rows:
            make_practice(f"Lösung {Practice.objects.count()}", ("klima", "it"), place=kalletal)
        client.get("/loesungen/")
        with django_assert_max_num_queries(12) as queries:
            client.get("/loesungen/")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_the_list_is_cut_in_twenties_and_keeps_its_filter(client, make_practice):
    for number in range(45):
        make_practice(f"Lösung {number:02}", ("klima",), changed_at=timezone.now() + timedelta(minutes=number))
    response = client.get("/loesungen/?thema=klima&seite=3")
    assert response.text.count("kern-card__container") == 5
    assert "45 solutions fit your choice" in response.text
    assert 'href="?seite=2&amp;thema=klima"' in response.text
    assert client.get("/loesungen/?seite=999").status_code == 200
    assert client.get("/loesungen/?seite=quatsch").status_code == 200


def test_empty_states_say_what_to_do(client, request, member, make_practice):
    assert "No solutions yet" in client.get("/loesungen/").text
    make_practice("Bus", ("klima",))
    assert "Bus" in client.get("/loesungen/?thema=klima&jahr=1999&unsinn=1").text  # what no filter knows is ignored
    empty = client.get("/loesungen/?thema=klima&ergebnis=worked").text
    assert "Nothing fits all of it" in empty
    assert "Remove all filters" in empty
    client.force_login(member)
    Practice.objects.all().delete()
    assert "Record the first one" in client.get("/loesungen/").text


# ── the page of one ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def told(make_practice, make_adoption, kalletal, luebz):
    practice = make_practice(
        "Hallenbad <b>zu</b>",
        ("klima",),
        place=kalletal,
        outcome="failed",
        problem="Kalt.",
        lessons="Früher fragen\nKleiner anfangen",
        started_on=date(2020, 1, 1),
        ended_on=date(2022, 5, 31),
        status="finished",
        cost_once=1_100_000,
        staff_hours_week="12.5",
        sdgs=[3],
        sources=["https://a.example/x", "javascript:alert(1)", 7],
        contact_name="Erika Muster",
        contact_role="Leiterin Bauamt",
        contact_email="erika@kalletal.example",
        contact_phone="0123 456",
        contact_confirmed_on=timezone.localdate(),
        is_example=True,
    )
    make_adoption(practice, luebz, state="ended", outcome="partly", note="Anders <i>gelöst</i>.")
    return practice


def test_the_page_tells_it_all(client, told):
    text = client.get(page_of(told)).text
    for part in (
        "Hallenbad &lt;b&gt;zu&lt;/b&gt;",
        "It did not work – good to know",
        "This is an invented example",
        "2020 to May 2022",
        "€1.1\xa0million",
        "12.5 hours a week",
        "13,401",
        "<li>Früher fragen</li>",
        "Lübz",
        "Worked in part",
        "Anders &lt;i&gt;gelöst&lt;/i&gt;.",
    ):
        assert part in text, part
    assert 'href="https://a.example/x" rel="noopener' in text
    assert "javascript:alert" not in text


@pytest.mark.parametrize(("who", "seen"), [(None, False), ("partner", False), ("member", True), ("office", True)])
def test_contact_data_are_for_the_network(client, request, told, who, seen):
    sign_in(client, request, who)
    text = client.get(page_of(told)).text
    assert "Leiterin Bauamt" in text
    for secret in ("Erika Muster", "erika@kalletal.example", "0123 456", "tel:0123456"):
        assert (secret in text) is seen
    Practice.objects.update(contact_name="", contact_email="", contact_phone="")
    assert "Ask the administration of Kalletal" in client.get(page_of(told)).text


@pytest.mark.parametrize(("days", "warned"), [(0, False), (365, False), (366, True), (None, True)])
def test_an_old_confirmation_is_a_warning(client, told, days, warned):
    told.contact_confirmed_on = timezone.localdate() - timedelta(days=days) if days is not None else None
    told.save()
    text = client.get(page_of(told)).text
    assert ("More than a year ago" in text or "Nobody has confirmed" in text) is warned


@pytest.mark.parametrize("who", READERS)
def test_the_page_costs_the_same_with_one_and_with_three_adoptions(
    client, request, who, told, make_adoption, luebz, django_assert_max_num_queries
):
    sign_in(client, request, who)
    numbers = []
    for more in ((), (luebz.parent, luebz.parent.parent)):
        for place in more:
            make_adoption(told, place)
        client.get(page_of(told))
        with django_assert_max_num_queries(12) as queries:
            client.get(page_of(told))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_the_address_follows_the_title(client, told):
    assert client.get(f"/loesungen/{told.pk}/").url == page_of(told)
    assert client.get(f"/loesungen/{told.pk}-alter-titel/").url == page_of(told)


def test_an_unchanged_page_is_304_for_guests_and_changes_with_the_chronicle(client, told, office):
    chronicle.seal()
    etag = client.get(page_of(told))["ETag"]
    assert client.get(page_of(told), headers={"if-none-match": etag}).status_code == 304
    client.force_login(office)
    client.post(f"/loesungen/{told.pk}/kontakt/")
    assert "ETag" not in client.get(page_of(told))
    client.logout()
    chronicle.seal()
    assert client.get(page_of(told), headers={"if-none-match": etag}).status_code == 200


# ── writing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_member_records_and_changes(client, member, kalletal):
    client.force_login(member)
    assert "Kalletal (Kreis Lippe" in client.get("/loesungen/neu/?ort=05766036").text
    topic = Topic.objects.get(slug="klima")
    response = client.post("/loesungen/neu/", {**LEAST, "ort": "Kalletal", "topics": [topic.pk], "sdgs": ["13"]})
    practice = Practice.objects.get()
    assert response.url == page_of(practice)
    assert (practice.place, practice.sdgs, practice.recorded_by) == (kalletal, [13], member)
    assert "Thank you" in client.get(response.url).text
    version = practice.changed_at.isoformat()
    client.post(f"/loesungen/{practice.pk}/aendern/", {**LEAST, "outcome": "failed", "version": version})
    assert Practice.objects.get().outcome == "failed"


def test_errors_keep_what_was_typed(client, office):
    client.force_login(office)
    typed = {**LEAST, "title": "", "done": "Viel <b>Text</b>", "ort": "Atlantis"}
    response = client.post("/loesungen/neu/", typed)
    assert response.status_code == 200
    assert "2 things are missing or wrong" in response.text
    assert "Viel &lt;b&gt;Text&lt;/b&gt;</textarea>" in response.text
    assert not Practice.objects.exists()


@pytest.mark.parametrize(
    "nasty",
    ["' OR 1=1 --", "<script>alert(1)</script>", "a\x00b", "\ud800".encode("utf-8", "surrogatepass"), "🚲" * 40],
)
def test_nasty_texts_are_stored_as_text_and_shown_as_text(client, office, nasty):
    client.force_login(office)
    response = client.post("/loesungen/neu/", {**LEAST, "title": nasty, "done": nasty, "partners": nasty}, follow=True)
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert Practice.objects.count() <= 1


def test_nobody_writes_by_the_back_door(client, request, make_practice, member):
    practice = make_practice("Fremd")
    for who in ("partner", "member"):
        sign_in(client, request, who)
        assert client.post(f"/loesungen/{practice.pk}/aendern/", LEAST).status_code == 404
        assert client.post(f"/loesungen/{practice.pk}/kontakt/").status_code == 404
    assert Practice.objects.get().title == "Fremd"


def test_confirming_a_contact(client, told, office):
    Practice.objects.update(contact_confirmed_on=None)
    client.force_login(office)
    assert client.get(f"/loesungen/{told.pk}/kontakt/").status_code == 405
    response = client.post(f"/loesungen/{told.pk}/kontakt/", follow=True)
    assert "confirmed as of today" in response.text
    assert Practice.objects.get().contact_confirmed_on == timezone.localdate()
    Practice.objects.update(contact_name="", contact_role="")
    assert "no contact person yet" in client.post(f"/loesungen/{told.pk}/kontakt/", follow=True).text
