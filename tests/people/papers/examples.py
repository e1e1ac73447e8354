"""Invented papers of an invented network."""

from datetime import date

from ideenschmiede.people.papers import BodyWords, Certificate, InvitationLetter, Proof, Sender, Signatory

NETWORK = BodyWords("network", "Werkbank Land", into="die Werkbank Land")
SIGNATORY = Signatory("Dr. Erika Beispiel", "Sprecherin des Netzwerks")

CERTIFICATE = Certificate(
    network=NETWORK,
    body=NETWORK,
    capacity="member",
    name="Jonas Muster",
    office="Bürgermeister der Gemeinde Musterau",
    start=date(2026, 3, 1),
    end=date(2029, 2, 28),
    reason="Die Gemeinde Musterau hat ihre Verwaltung mit den Nachbarn zusammengelegt und die Ersparnis offengelegt.",
    place="Berlin",
    day=date(2026, 2, 13),
    signatory=SIGNATORY,
    number="2026-0042",
    address="https://werkbank.example/berufungen/2026-0042",
)

LETTER = InvitationLetter(
    network=NETWORK,
    body=NETWORK,
    capacity="member",
    sender=Sender(
        "Geschäftsstelle der Werkbank Land", ("Musterstraße 12", "10117 Berlin"), ("office@werkbank.example",)
    ),
    recipient=("Gemeinde Musterau", "Herrn Bürgermeister Jonas Muster", "Am Markt 1", "01234 Musterau"),
    salutation="Sehr geehrter Herr Bürgermeister Muster",
    start=date(2026, 3, 1),
    end=date(2029, 2, 28),
    reason="Die Gemeinde Musterau hat ihre Verwaltung mit den Nachbarn zusammengelegt.",
    evidence=(
        Proof("Eine Verwaltung für drei Orte", "Praxis, 2024, Musterau", "https://werkbank.example/loesungen/17"),
        Proof("Ratsbeschluss zur Zusammenarbeit", "Beschluss, 2023"),
    ),
    meaning=("Mitglieder treffen sich zweimal im Jahr.",),
    answer_address="https://werkbank.example/berufung/eyJhIjo0Mn0:1nJ2kS:Yt9vQ3m5x0cZr8bL2fWqkE7uHsJdNpXaGiTo4VyR1Cw",
    answer_until=date(2026, 3, 13),
    place="Berlin",
    day=date(2026, 2, 13),
    signatory=SIGNATORY,
    number="WL-42",
)
