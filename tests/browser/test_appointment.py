"""From the newspaper to a colleague two states away: an appointment, tried as the office, the mayor and others do."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.mails import Letter, mails, newest_mail, open_letter
from tests.browser.running import ROOT
from tests.browser.signing import account_menu, sign_in_by_code, submit
from tests.conftest import missing
from tests.pdf import Pdf

SEED = ROOT.parent / "shared" / "seed" / "clipping-2022-02-13.txt"
INVENTED = """Eine Berufung für Rothenweide

Bürgermeisterin bringt ihre Erfahrung ein

Rothenweide. Die Ideenschmiede hat die Rothenweider Bürgermeisterin Dr. Selma Winterfeld in ihr Netz-
werk berufen. Die Gemeinde Rothenweide hat mit der Nahwärme und dem Klima-
schutz im eigenen Rathaus Erfahrungen gesammelt, die auch andere brau-
chen können, und sie erzählt davon, was nicht gelungen ist.

Im Netzwerk arbeiten Kommunen zu den Themen Energie, Klima und Kooperation zusammen. Die Bürgermeisterin will ihre Er-
fahrungen mit den Anwohnern einbringen und von anderen lernen. Sie freue sich auf den Aus-
austausch, sagte Winterfeld.

Auentaler Bote

14.03.2025
"""
ACCEPTED = "Die Einladung ist angenommen"


@dataclass(frozen=True)
class Story:
    """One appointment: the article, who it is about, and what must be found in it."""

    text: str
    person: str
    place: str
    key: str
    topic: str
    torn: str  # as it came in
    mended: str
    facts: tuple[str, ...]
    day: str
    email: str = field(default="")


def seed() -> Story:
    if not SEED.is_file():
        missing("the clipping of ../shared/seed")
    return Story(
        text=SEED.read_text(encoding="utf-8"),
        person="Mario Hecker",
        place="Kalletal",
        key="05766036",
        topic="Energie",
        torn="Bereit-\nbereitschaft.",
        mended="Bereitschaft.",
        facts=(
            *("Mario Hecker", "Kalletal", "05766036", "Deutscher Städte- und Gemeindebund", "DStGB"),
            *("Innovators Club", "2004", "Bildung", "Klima", "Energie", "Stadtentwicklung", "Kommunikation", "IT"),
            *("Kooperation", "Nachhaltigkeit", "Digitales", "Global Nachhaltige Kommune NRW", "Lounge"),
            *("Deutschlandsforum", "13. Februar 2022"),
        ),
        day="13.02.2022",
        email="mario.hecker@kalletal.example",
    )


def invented() -> Story:
    return Story(
        text=INVENTED,
        person="Dr. Selma Winterfeld",
        place="Rothenweide",
        key="99001004",
        topic="Klima",
        torn="Aus-\naustausch",
        mended="Austausch",
        facts=("Selma Winterfeld", "Rothenweide", "99001004", "Energie", "Klima", "Kooperation", "14. März 2025"),
        day="14.03.2025",
        email="selma.winterfeld@rothenweide.example",
    )


@pytest.mark.parametrize("story", [pytest.param(seed, marks=pytest.mark.shared), invented], ids=["seed", "invented"])
def test_from_the_clipping_to_a_colleague_in_a_twin_town(open_page, demo, sound, story):
    story = story()
    look = sound if story.key.startswith("99") else lambda _page: None
    office = open_page(role="office")
    take_in(office, story)
    mend(office, story, look)
    correct(office, story, look)
    confirm(office, story, look)
    case = propose(office, story, look)

    mayor = open_page()
    letter = read_invitation(mayor, demo, story)
    accept(mayor, open_page(), letter, look)
    profile = as_a_member(mayor, demo, story, letter, look)
    publish(office, open_page(), case, story, look)
    find_in_a_twin_town(open_page(role="member"), story, profile)
    end(office, mayor, case, letter, story)
    guest = open_page(path=f"/mitglieder/?q={story.person}")
    expect(guest.locator(".people-card", has_text=story.person)).to_have_count(0)


# ── the office: from the article to the letter ────────────────────────────────────────────────────────────────────────


def take_in(office: Page, story: Story) -> None:
    office.goto("/geschaeftsstelle/")
    office.locator("main a[href='/presse/ausschnitte/']").first.click()
    office.locator("main a[href='/presse/ausschnitte/neu/']").first.click()
    office.locator("#id_text").fill(story.text)
    submit(office)
    expect(office).to_have_url(re.compile(r"/presse/ausschnitte/\d+/$"))


def mend(office: Page, story: Story, look) -> None:
    """The original beside the result; one change taken back, and applied again."""
    result, original = office.locator(".press-text").first, office.locator(".press-text--original")
    expect(original).to_contain_text(story.torn)
    expect(result).to_contain_text(story.mended)
    look(office)
    row = office.locator(".press-row").filter(has=office.locator("ins", has_text=re.compile(f"^{story.mended}")))
    row.locator("button[name=zurueck]").click()
    expect(office).to_have_url(re.compile("#aenderungen$"))
    expect(result).not_to_contain_text(story.mended)
    office.locator("button[name=wieder]").click()
    expect(result).to_contain_text(story.mended)
    expect(office.locator("button[name=wieder]")).to_have_count(0)


def correct(office: Page, story: Story, look) -> None:
    """All facts are there with their places in the text; the newspaper is corrected; nobody is invented."""
    facts = office.locator(".press-facts")
    for fact in story.facts:
        expect(facts).to_contain_text(fact)
    for wrong in ("Fotos", "Gem. KA", "Verwaltungschef"):
        expect(facts.locator("th[scope=row]").filter(has_text=wrong)).to_have_count(0)
    person = facts.locator("tr", has_text=story.person.removeprefix("Dr. ")).first
    target = person.locator(".press-where").first.get_attribute("href")
    assert office.locator(f"[id='{target.removeprefix('#')}']").count() == 1
    paper = facts.locator("tbody").filter(has=office.locator(".press-fact--paper")).locator("tr[id]")
    paper.locator("a[href*='/angaben/']").click()
    look(office)
    office.locator("#id_value").fill("Probebote (Beispiel)")
    submit(office)
    expect(facts).to_contain_text("Probebote (Beispiel)")


def confirm(office: Page, story: Story, look) -> None:
    office.locator("main a[href$='/bestaetigen/']").first.click()
    expect(office.locator("#id_paper")).to_have_value("Probebote (Beispiel)")
    expect(office.locator("#id_published_on")).to_have_value(story.day)
    person = office.get_by_role("checkbox", name=re.compile(story.person.removeprefix("Dr. ")))
    expect(person).to_be_checked()
    expect(office.get_by_role("checkbox", name=re.compile(story.place)).last).to_be_checked()
    office.get_by_role("checkbox", name=story.topic, exact=True).check()
    office.locator("input[name=visibility][value=public]").check()
    look(office)
    submit(office)
    expect(office.locator(".press-text--mended")).to_contain_text(story.mended)
    look(office)
    office.locator("main a[href$='/berichtigen/']").click()
    look(office)
    office.locator("#id_title").fill(f"{story.place}: was gelungen ist")
    submit(office)
    expect(office.locator(".press-text--mended")).to_contain_text(story.mended)


def propose(office: Page, story: Story, look) -> str:
    """Begin the appointment, give what is missing, send the letter. Returns the address of the case."""
    office.locator("form[action$='/berufung/'] button").click()
    expect(office).to_have_url(re.compile(r"/berufungen/\d+/vorgang/$"))
    case = office.url
    look(office)
    office.get_by_role("link", name=story.person).first.click()
    office.goto(office.locator("main a[href$='/bearbeiten/']").first.get_attribute("href"))
    office.locator("main a[href$='/bearbeiten/kontakt/']").click()
    office.locator("#id_email").fill(story.email)
    office.locator("#id_phone").fill("030 23125 990")
    submit(office)
    office.goto(case)
    office.locator("main a[href$='/vorgang/aendern/']").first.click()
    today = datetime.now(UTC).date()
    office.locator("#id_starts_on").fill(f"{today:%d.%m.%Y}")
    office.locator("#id_ends_on").fill(f"{today:%d.%m}.{today.year - 1}")
    submit(office)
    expect(office.locator(".site-errors")).to_be_focused()  # it would end before it begins
    expect(office.locator("#id_ends_on")).to_have_attribute("aria-invalid", "true")
    office.locator("#id_ends_on").fill(f"31.12.{today.year + 2}")
    submit(office)
    expect(office).to_have_url(case)
    press(office, "/vorgang/propose/")
    press(office, "/vorgang/invite/")
    expect(office.locator("main")).to_contain_text("Die Einladung ist unterwegs")
    expect(office.locator("main a[href$='/vorgang/aendern/']")).to_have_count(0)  # reason and evidence are fixed
    return case


# ── the mayor ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_invitation(mayor: Page, demo, story: Story) -> Letter:
    letter = open_letter(mayor, demo, story.email, "Einladung")
    surname = story.person.split()[-1]
    link = letter.link("/mitglieder/berufung/")
    assert surname in letter.text
    assert f'href="{link}"' in letter.html
    assert surname in letter.html
    pdf = pdf_at(mayor, letter.files["Einladung.pdf"])
    assert pdf.faults() == []
    assert story.place in pdf.text
    assert link in pdf.text.replace("\n", "") or link in pdf.links()
    return letter


def accept(mayor: Page, second: Page, letter: Letter, look) -> None:
    """Two windows are open, and one presses twice: one answer counts, and each window says so."""
    link = letter.link("/mitglieder/berufung/")
    for window in (mayor, second):
        window.goto(link)
        expect(window.get_by_role("banner").get_by_role("link", name="Anmelden").first).to_be_visible()
    look(mayor)
    assert mayor.locator("main input[type=radio][name=answer]:checked, main input[type=checkbox]:checked").count() == 0
    submit(mayor)
    expect(mayor.locator(".site-errors")).to_be_focused()
    for window in (mayor, second):
        window.locator("input[name=answer][value=accept]").check()
    mayor.locator("select[name=reach_email], input[name=reach_email]").first.select_option("public")
    for purpose in ("public_profile", "press"):
        mayor.locator(f"input[name=consents][value={purpose}]").check()
    mayor.locator("main form button[type=submit]").dblclick()
    expect(mayor.get_by_role("heading", level=1)).to_contain_text(ACCEPTED)
    submit(second)
    expect(second.get_by_role("heading", level=1)).to_contain_text(ACCEPTED)
    expect(second.locator(".kern-alert")).to_contain_text("die erste gilt")
    look(second)
    for _again in range(2):
        assert mayor.goto(link).status == 200
        expect(mayor.get_by_role("heading", level=1)).to_contain_text(ACCEPTED)
        expect(mayor.locator("main form")).to_have_count(0)


def as_a_member(mayor: Page, demo, story: Story, letter: Letter, look) -> str:
    """Signs in by the code, reads the own page, takes the certificate along. Returns the address of the profile."""
    thanks = open_letter(mayor, demo, story.email, "zugesagt")
    assert list(thanks.files) != []
    assert mails(mayor, story.email, "zugesagt").count() == 1
    mayor.goto("/")
    sign_in_by_code(mayor, story.email)
    expect(account_menu(mayor)).to_contain_text(story.person)
    mayor.goto("/mitglieder/profil/")
    expect(mayor.get_by_role("heading", level=1)).to_contain_text(story.person)
    expect(mayor.locator("main")).to_contain_text(story.email)
    profile = mayor.url
    look(mayor)
    mayor.locator("main a[href$='/meine/']").first.click()
    look(mayor)
    with mayor.expect_download() as download:
        mayor.locator("main a[href$='/urkunde.pdf']").click()
    certificate = Pdf(Path(download.value.path()).read_bytes())
    assert certificate.faults() == []
    assert story.person in certificate.text
    assert download.value.suggested_filename in thanks.files
    assert letter.link("/mitglieder/berufung/").rpartition("/berufung/")[2] not in certificate.text
    return profile


# ── the others ────────────────────────────────────────────────────────────────────────────────────────────────────────


def publish(office: Page, guest: Page, case: str, story: Story, look) -> None:
    """The draft is edited, seen by the office alone, published, and read by a guest."""
    office.goto(case.removesuffix("vorgang/"))
    press(office, "/entwerfen/")
    expect(office.locator("#id_body")).to_have_value(re.compile(story.person.split()[-1]))
    title = f"{story.place} gibt weiter, was gelungen ist"
    office.locator("#id_title").fill(title)
    submit(office)
    draft = office.url
    assert guest.goto(draft).status == 404
    press(office, "/veroeffentlichen/")
    guest.goto("/presse/")
    guest.get_by_role("link", name=title).first.click()
    expect(guest.get_by_role("heading", level=1)).to_have_text(title)
    expect(guest.locator("article")).to_contain_text(story.person.split()[-1])
    look(guest)
    guest.goto(case.removesuffix("vorgang/"))
    expect(guest.locator("main")).to_contain_text(title)
    look(guest)


def find_in_a_twin_town(colleague: Page, story: Story, profile: str) -> None:
    """From the page of the own town, which is a twin: topic, places like mine, the person, on what it rests."""
    colleague.goto(f"/orte/{story.key}-{story.place.lower()}/")
    twin = colleague.locator(".site-twins a").first
    name, key = twin.inner_text(), re.search(r"/orte/(\d{8})", twin.get_attribute("href"))[1]
    colleague.goto("/mitglieder/")
    colleague.locator("#filter").get_by_role("link", name=re.compile(story.topic)).click()
    expect(colleague).to_have_url(re.compile("thema="))
    field = colleague.get_by_role("combobox", name=re.compile("Orten wie|places like", re.IGNORECASE))
    field.fill(key)
    expect(colleague.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    colleague.locator(".people-search button[type=submit]").click()
    expect(colleague).to_have_url(re.compile(f"ort={key}"))
    assert "thema=" in colleague.url
    expect(field).to_have_value(re.compile(name.split()[0]))
    found = colleague.locator(".people-card")
    expect(found.first).to_contain_text(story.person)
    expect(found.first).to_contain_text(story.place)
    expect(found.first.locator("strong").first).to_have_text(re.compile("ähnlich|like", re.IGNORECASE))
    found.first.get_by_role("link", name=story.person).click()
    expect(colleague).to_have_url(profile)
    expect(colleague.locator("main")).to_contain_text("Probebote (Beispiel)")


def end(office: Page, mayor: Page, case: str, letter: Letter, story: Story) -> None:
    """What is over ends at once: the session in the open window, the links, the place in the directory."""
    expect(account_menu(mayor)).to_contain_text(story.person)
    office.goto(case)
    office.locator("main a[href$='/vorgang/end/']").click()
    submit(office)
    expect(office.locator("main")).to_contain_text("Die Berufung ist beendet")
    mayor.goto("/mitglieder/profil/")
    expect(mayor).to_have_url(re.compile("/konto/"))
    expect(mayor.get_by_role("banner")).not_to_contain_text(story.person)
    assert mayor.goto(letter.link("/mitglieder/berufung/")).status == 410
    expect(mayor.locator("main form")).to_have_count(0)
    thanks = newest_mail(mayor, story.email, "zugesagt").locator(".site-mail").text_content()
    dispute = re.search(r"https?://\S+/widerspruch/\S+", thanks)[0]
    assert mayor.goto(dispute).status == 410
    newest_mail(mayor, story.email, "beendet")


def press(page: Page, action: str) -> None:
    """The button of a form that has nothing but it."""
    page.locator(f"main form[action$='{action}'] button").click()


def pdf_at(page: Page, address: str) -> Pdf:
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    return Pdf(answer.body())
