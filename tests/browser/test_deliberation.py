"""Five people at once: a question, its map, an idea that becomes a concept, a decision with an objection, the tasks."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import NARROW, WIDE
from tests.browser.running import wait_until
from tests.browser.signing import account_menu, sign_in_by_code, submit

GROUP = "/arbeitsgruppen/arbeitsgruppe-digitales/"
TITLE = "Wie finden wir heraus, ob ein Werkzeug im Rathaus entlastet?"
SHARED = "Wer am Schalter sitzt, wird zuerst gefragt."
FIRST = (SHARED, "Vier Wochen Probe im eigenen Haus genügen.", "Eine App ersetzt den Schalter.")
IDEA = "Eine Schicht am Schalter, bevor wir etwas kaufen"
CONCEPT = {
    "aim": "Kein Werkzeug wird gekauft, bevor es eine Schicht lang am Schalter geholfen hat.",
    "target_group": "Bürgerbüros kleiner Gemeinden und alle, die dort warten.",
    "approach": "Zuerst eine Schicht mitarbeiten, dann vier Wochen erproben, dann gemeinsam auswerten.",
    "partners": "Drei Bürgerbüros und die Personalräte.",
    "costs": "Zwei Arbeitstage je Gemeinde.",
    "risks": "In der Urlaubszeit fehlt jemand am Schalter. Dann verschieben wir die Probe.",
    "success": "Die Wartezeit sinkt, und die Beschäftigten wollen das Werkzeug behalten.",
}
REASON = "Im Dezember ist jeder Schalter ohnehin überlastet."
GROUP_OF_FIVE = [
    ("Leyla Beispiel", "chair@beispiel.example", "", ("App", "Papier")),
    ("Tarek Weidlich", "tarek.weidlich@wiesenbrueck.example", "Papier bleibt neben jedem Werkzeug liegen.", ("App",)),
    ("Paul Beispiel", "pilot-lead@beispiel.example", "Wir zählen, wie lange jemand wartet.", ("Papier",)),
    ("Johannes Sandmann", "johannes.sandmann@birkenrath.example", "Anbieter zahlen alles selbst.", ("App", "zählen")),
    (
        "Cornelia Mühlberg",
        "cornelia.muehlberg@mail.example",
        "Was eine Gemeinde verworfen hat, veröffentlichen wir mit Gründen.",
        ("Papier", "Anbieter"),
    ),
]
"""Name, address, the statement that is added, words of statements with which this person does not agree."""
STATEMENTS = (*FIRST, *(row[2] for row in GROUP_OF_FIVE if row[2]))
AGREE, DISAGREE, ABSTAIN = 1, -1, 0
MAPPED = 60.0  # seconds: the task worker of a busy machine draws after each batch of votes


@dataclass
class Person:
    """One of the group: how this person signs in, what it adds, and with which of the others it does not agree."""

    name: str
    email: str
    says: str
    against: tuple[str, ...]
    page: Page = None

    def opinion(self, statement: str) -> int:
        if "Probe" in statement and self.name.startswith("Johannes"):
            return ABSTAIN
        return DISAGREE if any(word in statement for word in self.against) else AGREE


def five() -> list[Person]:
    """The chair first, then the other four of the group as the demo has it."""
    return [Person(*row) for row in GROUP_OF_FIVE]


@pytest.fixture
def people(open_page, own_demo) -> list[Person]:
    """All five with a browser of their own, signed in by the code from their mail; the last one has a phone."""
    found = five()
    for person in found:
        person.page = open_page(at=own_demo, path="/", width=NARROW if person is found[-1] else WIDE)
        if person is found[-1]:
            person.page.goto("/konto/login/code/")
        sign_in_by_code(person.page, person.email)
        expect(account_menu(person.page)).to_contain_text(person.name)
    return found


def test_five_people_from_a_question_to_tasks(people, sound, axe, fits):
    chair, *members = people
    question = ask(chair.page)
    for member in members:
        add_statement(member, question)
    narrow = members[-1].page
    narrow.goto(question)
    fits(narrow)
    axe(narrow)
    vote_on_everything(people, question)
    results = read_the_map(people, question)
    sound(members[0].page)

    author, critic = members[0], members[1]
    idea = make_an_idea(author.page, results)
    work_out(author.page, idea)
    propose_a_concept(critic.page, idea)
    accept(author.page, idea)
    sound(author.page)
    for button in author.page.locator("main form[action*='/vorbilder/'] button").all():
        box = button.bounding_box()
        assert box["height"] < box["width"], "in one line"

    decision = bring_about_a_decision(chair.page, idea)
    for person in people:
        cast(person.page, decision, REASON if person is members[2] else "")
    integrate(chair.page, decision)
    for person in people:
        cast(person.page, decision)
    close(chair.page, decision)
    for person in people:
        person.page.goto(decision)
        expect(person.page.get_by_role("heading", name="Das Ergebnis")).to_be_visible()
    sound(chair.page)

    is_decided(author.page, idea)
    give_tasks(chair.page, decision, people)
    for person in people:
        sees_tasks(person, people)


# ── the question ──────────────────────────────────────────────────────────────────────────────────────────────────────


def ask(chair: Page) -> str:
    """From the page of the group: the form, the draft, the open question. Returns its address."""
    chair.goto(GROUP)
    chair.get_by_role("link", name="Frage stellen").click()
    chair.locator("#id_title").fill(TITLE)
    chair.locator("#id_context").fill(
        "Bevor wir das nächste Werkzeug empfehlen, wollen wir wissen, woran wir das messen."
    )
    chair.locator("#id_promise").fill("Aus dem, was wir gemeinsam sehen, machen wir ein Konzept.")
    chair.locator("#id_statements").fill("\n".join(FIRST))
    chair.locator("input[name=audience][value=body]").check()
    chair.locator("input[name=visibility][value=network]").check()
    submit(chair)
    expect(chair.get_by_text("Das sieht noch niemand sonst")).to_be_visible()
    chair.locator("main a[href$='/oeffnen/']").click()
    chair.locator("main form[action$='/oeffnen/'] button").click()
    expect(chair.locator("#aussage")).to_be_visible()
    return chair.url


def add_statement(member: Person, question: str) -> None:
    """The way there is on the home page: a question waits."""
    member.page.goto("/")
    member.page.locator("main").get_by_role("link", name=TITLE).first.click()
    expect(member.page).to_have_url(question)
    member.page.get_by_role("link", name="Aussage schreiben").first.click()
    member.page.locator("#id_text").fill(member.says)
    member.page.locator("main .site-form button[type=submit]").click()
    expect(member.page.locator(".voting-entry")).to_contain_text(member.says)


def vote_on_everything(people: list[Person], question: str) -> None:
    """One statement each, in turn, until all have voted on all; whoever wrote one agrees with it already."""
    for person in people:
        person.page.goto(question)
    left = list(people)
    for _turn in range(len(STATEMENTS) + 1):
        left = [person for person in left if vote(person)]
    assert left == []


def vote(person: Person) -> bool:
    """The opinion on the statement that is shown; False where none is left."""
    shown = person.page.locator("#aussage")
    if person.page.locator(".voting-done").count():
        return False
    before = shown.inner_text()
    # by key: a second tap within the same moment is taken for a slip
    person.page.locator(f"#abstimmen button[name=value][value='{person.opinion(before)}']").press("Enter")
    expect(shown).not_to_have_text(before, use_inner_text=True)
    return True


def read_the_map(people: list[Person], question: str) -> str:
    """The result page, as soon as all votes are on it, with the reader's own place. Returns its address."""
    chair, votes = people[0].page, len(people) * len(STATEMENTS)
    address = re.sub(r"-[^/]*/$", "/ergebnis/", question)

    def is_drawn() -> bool:
        chair.goto(address)
        return chair.get_by_text(f"5 Personen, {votes} Stimmen").count() > 0

    wait_until(is_drawn, f"the map of {votes} votes", MAPPED)
    for person in people:
        person.page.goto(question)
        person.page.get_by_role("link", name="Meinungskarte ansehen").first.click()
        expect(person.page.locator(".opinion-map")).to_be_visible()
        expect(person.page.locator(".opinion-me")).to_have_count(1)
        expect(person.page.locator("#verbindend ~ .opinion-cards")).to_contain_text(SHARED)
    return address


# ── the idea ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def make_an_idea(author: Page, results: str) -> str:
    """From the statement that all share. Returns the address of the idea."""
    author.goto(results)
    card = author.locator("#verbindend ~ .opinion-cards .opinion-card", has_text=SHARED)
    card.get_by_role("link", name=re.compile("^Idee daraus machen: „")).click()
    expect(author.locator(".ideas-quote")).to_contain_text(SHARED)
    expect(author.locator("#id_thought")).to_have_value(SHARED)
    author.locator("#id_title").fill(IDEA)
    author.locator("#id_body").select_option(label="Arbeitsgruppe Digitales")
    submit(author)
    expect(author.get_by_role("heading", level=1)).to_have_text(IDEA)
    expect(author.locator("main")).to_contain_text(SHARED)
    return author.url


def checklist(page: Page, missing: int) -> Locator:
    """What the next stage asks for; so many lines of it are not there yet."""
    lines = page.locator(".ideas-next .ideas-checklist li")
    expect(lines.filter(has_text="Fehlt noch")).to_have_count(missing)
    return lines


def lead_on(page: Page, stage: str) -> None:
    checklist(page, 0)
    page.locator(".ideas-next").get_by_role("button", name=re.compile(stage)).click()
    expect(page.locator(".ideas-way [aria-current=step]")).to_contain_text(stage)


def work_out(author: Page, idea: str) -> None:
    """The second version is the author's."""
    checklist(author, 2)
    expect(author.locator(".ideas-next button")).to_have_count(0)
    author.get_by_role("link", name="Schreiben, was fehlt").click()
    author.locator("#id_problem").fill("Wir kaufen Werkzeuge, die am Schalter niemand wollte.")
    author.locator("#id_for_whom").fill("Für die Bürgerbüros.")
    author.locator("#id_note").fill("Was nicht gut ist, und für wen.")
    submit(author)
    expect(author).to_have_url(idea)
    lead_on(author, "Ausgearbeitet")
    checklist(author, len(CONCEPT))


def propose_a_concept(critic: Page, idea: str) -> None:
    """The third version is somebody else's."""
    critic.goto(idea)
    critic.get_by_role("link", name="Änderung vorschlagen").first.click()
    for name, text in CONCEPT.items():
        critic.locator(f"#id_{name}").fill(text)
    critic.locator("#id_why").fill("So haben wir es in drei Ämtern gemacht.")
    submit(critic)
    expect(critic.locator("main ins").first).to_be_visible()
    expect(critic.locator("main form[action$='/annehmen/']")).to_have_count(0)


def accept(author: Page, idea: str) -> None:
    author.goto(idea)
    author.locator("#vorschlaege a[href*='/vorschlaege/']").first.click()
    expect(author.locator("main")).to_contain_text("So haben wir es in drei Ämtern gemacht.")
    author.locator("main form[action$='/annehmen/'] button").click()
    expect(author).to_have_url(idea)
    expect(author.locator(".ideas-story")).to_contain_text(CONCEPT["aim"])
    lead_on(author, "Konzept")
    expect(author.get_by_role("link", name="Alle 3 Fassungen")).to_be_visible()


# ── the decision ──────────────────────────────────────────────────────────────────────────────────────────────────────


def bring_about_a_decision(chair: Page, idea: str) -> str:
    """From the page of the idea to the open vote. Returns the address of the decision."""
    chair.goto(idea)
    chair.get_by_role("link", name="Entscheidung herbeiführen").click()
    expect(chair.get_by_role("radio", name="Arbeitsgruppe Digitales")).to_be_checked()
    chair.locator("button[value=consent]").click()
    expect(chair.locator("#id_title")).to_have_value(IDEA)
    chair.locator("#id_text").fill("Ab Dezember arbeitet vor jedem Kauf eine von uns eine Schicht am Schalter mit.")
    submit(chair)
    chair.get_by_role("link", name="Prüfen und eröffnen").click()
    chair.get_by_role("button", name="Jetzt eröffnen").click()
    expect(chair.get_by_text("Die Abstimmung ist eröffnet.")).to_be_visible()
    return chair.url


def cast(page: Page, decision: str, objection: str = "") -> None:
    page.goto(decision)
    expect(page.locator("main a[href^='/ideen/']", has_text=IDEA)).to_have_count(1)
    page.locator(f"input[name$=stance][value={'objection' if objection else 'consent'}]").check()
    if objection:
        page.get_by_label("Begründung eines Einwands").fill(objection)
    page.get_by_role("button", name="Stimme abgeben").click()
    expect(page.get_by_role("heading", name="Ihre Quittung")).to_be_visible()


def integrate(chair: Page, decision: str) -> None:
    chair.goto(decision)
    expect(chair.locator(".decision-objection")).to_contain_text(REASON)
    chair.get_by_role("link", name="Eine neue Fassung daraus machen").click()
    chair.locator("#id_text").fill("Ab Februar arbeitet vor jedem Kauf eine von uns eine Schicht am Schalter mit.")
    chair.locator("#id_note").fill("Im Dezember ist zu viel los.")
    submit(chair)
    expect(chair.get_by_role("heading", name="Der Vorschlag, Fassung 2")).to_be_visible()
    expect(chair.locator("main a[href$='/auszaehlen/']")).to_have_count(0)  # all vote anew


def close(chair: Page, decision: str) -> None:
    """All have voted: the chair need not wait for the day."""
    chair.goto(decision)
    chair.locator("main a[href$='/auszaehlen/']").click()
    submit(chair)
    expect(chair.locator(".decision-badges").first).to_contain_text("Angenommen")


def is_decided(author: Page, idea: str) -> None:
    author.goto(idea)
    expect(author.locator(".ideas-way [aria-current=step]")).to_contain_text("Entschieden")


# ── the tasks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def task_of(person: Person) -> str:
    return f"Eine Schicht mitarbeiten und berichten: {person.name}"


def give_tasks(chair: Page, decision: str, people: list[Person]) -> None:
    for person in people:
        chair.goto(decision)
        chair.get_by_role("link", name="Aufgabe daraus machen").click()
        chair.locator("#id_title").fill(task_of(person))
        label = chair.locator("#id_person option", has_text=person.name).inner_text()
        chair.locator("#id_person").select_option(label=label)
        submit(chair)
        expect(chair.locator("main")).to_contain_text(task_of(person))
    chair.goto(decision)
    expect(chair.locator(".groups-origin li")).to_have_count(len(people))


def sees_tasks(person: Person, people: list[Person]) -> None:
    """All of them on the page of the group, the own one on the home page, too, and where it comes from."""
    person.page.goto(GROUP)
    for each in people:
        row = person.page.locator(".site-lines li", has_text=task_of(each))
        expect(row).to_have_count(1)
    person.page.goto("/")
    person.page.locator("main").get_by_role("link", name=task_of(person)).first.click()
    expect(person.page.get_by_role("heading", level=1)).to_contain_text(task_of(person))
    expect(person.page.locator("main").get_by_role("link", name=IDEA).first).to_be_visible()
