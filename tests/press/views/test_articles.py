"""The list of the press and the page of an article: facts and a short quote, never the text."""

import pytest

from ideenschmiede.press.models import Mention

pytestmark = pytest.mark.django_db
READERS = (None, "partner", "member", "office")
SECRET = "Streng geschützter Rest."


def sign_in(client, request, who):
    client.logout()
    if who:
        client.force_login(request.getfixturevalue(who))


def url(clipping):
    return f"/presse/artikel/{clipping.pk}-{clipping.slug}/"


def test_nobody_reads_the_text_on_public_pages(client, request, make_article, make_person):
    clipping = make_article(make_person(), text=f"Kalletal. Erika Muster fährt Bus. {SECRET}")
    for who in READERS:
        sign_in(client, request, who)
        for page in ("/presse/", url(clipping)):
            text = client.get(page).text
            assert "Erika Muster fährt Bus." in text
            assert SECRET not in text


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, (200, 200, 200, 200)),
        ({"visibility": "network"}, (404, 404, 200, 200)),
        ({"status": "new"}, (404, 404, 404, 404)),
        ({"status": "discarded"}, (404, 404, 404, 404)),
    ],
    ids=["public", "network", "new", "discarded"],
)
def test_who_sees_an_article(client, request, make_article, values, expected):
    clipping = make_article(title="Nur für manche", **values)
    for who, status in zip(READERS, expected, strict=True):
        sign_in(client, request, who)
        assert client.get(url(clipping)).status_code == status
        assert ("Nur für manche" in client.get("/presse/").text) is (status == 200)


def test_an_old_title_leads_to_the_new_one(client, make_article):
    clipping = make_article()
    response = client.get(f"/presse/artikel/{clipping.pk}-frueher/")
    assert (response.status_code, response["Location"]) == (302, url(clipping))


def test_the_facts_in_words(client, make_article, make_person):
    clipping = make_article(make_person())
    for kind, value in (
        ("date", "2021-05-12"),
        ("topic", "klima"),
        ("sdg", "11"),
        ("sdg", ""),
        ("programme", "Land in Bewegung"),
    ):
        Mention.objects.create(clipping=clipping, kind=kind, value=value)
    Mention.objects.create(
        clipping=clipping, kind="organisation", value="Bund der Orte", detail={"abbreviation": "BdO"}
    )
    text = client.get(url(clipping)).text
    for words in (
        "12\u00a0May 2021",
        "11 · ",
        "Land in Bewegung",
        "Bund der Orte (BdO)",
        "Erika Muster, Chefin",
        "Kalletal",
    ):
        assert words in text


def test_persons_who_are_only_mentioned_do_not_stand_there(client, make_article, make_person):
    clipping = make_article(title="Bus fährt", quote="")
    clipping.mentions.create(kind="person", value="Nina Nachbarin", person=make_person("Nachbarin"))
    clipping.mentions.create(kind="person", value="Otto Ohne")
    text = client.get(url(clipping)).text
    assert "Nachbarin" not in text
    assert "Otto" not in text


def test_what_stands_in_an_article_never_runs(client, make_article):
    clipping = make_article(title="<script>alert(1)</script>", quote="<b>x</b>", paper="<i>")
    text = client.get(url(clipping)).text
    assert "<script>alert" not in text
    assert "<b>x</b>" not in text
    assert "<i>" not in text


def test_a_link_leads_to_the_newspaper(client, make_article):
    text = client.get(url(make_article(url="https://zeitung.example/bus"))).text
    assert 'href="https://zeitung.example/bus" rel="noopener noreferrer nofollow"' in text


def test_examples_are_marked(client, make_article):
    clipping = make_article(is_example=True)
    assert "invented example" in client.get(url(clipping)).text
    assert "Invented example" in client.get("/presse/").text


def test_empty_pages_say_what_will_be_there(client):
    text = client.get("/presse/").text
    assert "There are no press releases yet" in text
    assert "There are no newspaper articles yet" in text


def test_a_public_page_answers_304(client, make_article):
    clipping = make_article()
    for page in ("/presse/", url(clipping)):
        tag = client.get(page)["ETag"]
        tag = client.get(page)["ETag"]
        assert client.get(page, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("page", ["/presse/", None])
def test_the_same_cost_with_one_and_with_three(client, make_article, make_person, page, django_assert_max_num_queries):
    first = make_article(make_person())
    numbers = []
    for _again in range(2):
        client.get(page or url(first))
        with django_assert_max_num_queries(12) as queries:
            client.get(page or url(first))
        numbers.append(len(queries))
        make_article(make_person("Zwei"))
        make_article(make_person("Drei"))
    assert numbers[0] == numbers[1]
