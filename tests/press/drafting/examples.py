"""An invented appointment, with all that can be known of one."""

from datetime import date

from ideenschmiede.people.papers import BodyWords, Proof
from ideenschmiede.press.drafting import ReleaseFacts

NETWORK = BodyWords("network", "Werkbank Land", into="die Werkbank Land")
GROUP = BodyWords("working_group", "Digitales")
JURY = BodyWords("jury", "Dorfpreis")

FACTS = ReleaseFacts(
    network=NETWORK,
    body=NETWORK,
    capacity="member",
    form="frau",
    title="Dr.",
    first_name="Karla",
    last_name="Muster",
    office="Bürgermeisterin",
    place="Musterau",
    place_kind="Gemeinde",
    population=13401,
    population_year=2024,
    land="Sachsen",
    start=date(2026, 3, 1),
    end=date(2029, 2, 28),
    day=date(2026, 2, 13),
    city="Berlin",
    reason="Musterau hat seine Verwaltung mit „den Nachbarn“ zusammengelegt.",
    evidence=(Proof("Eine Verwaltung für drei Orte", "Praxis, 2024"), Proof("Ratsbeschluss")),
    about=("Das Netzwerk besteht seit 2019.", "Es tagt zweimal im Jahr."),
    contact=("Geschäftsstelle der Werkbank Land", "030 1234567"),
    address="https://werkbank.example/berufungen/42",
)
