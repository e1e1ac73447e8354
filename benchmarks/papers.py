"""Papers: time for a certificate and a letter, and what a process keeps after many.

    python -m benchmarks.papers [--times 200]

Each paper has another name, as no two people get the same one.
"""

import argparse
import os
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import django

from ideenschmiede.people.papers import (
    BodyWords,
    Certificate,
    InvitationLetter,
    Proof,
    Sender,
    Signatory,
    certificate_pdf,
    letter_pdf,
)

NETWORK = BodyWords("network", "Werkbank Land", into="die Werkbank Land")
SIGNATORY = Signatory("Dr. Erika Beispiel", "Sprecherin des Netzwerks")
SENTENCE = "Sie hat die Zusammenarbeit der Gemeinden über Jahre geprägt und ihre Ergebnisse offengelegt. "
CERTIFICATE = Certificate(
    network=NETWORK,
    body=NETWORK,
    capacity="member",
    name="Karla Muster",
    office="Bürgermeisterin der Gemeinde Musterau",
    start=date(2026, 3, 1),
    end=date(2029, 2, 28),
    reason=SENTENCE,
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
    sender=Sender("Geschäftsstelle", ("Musterstraße 12", "10117 Berlin"), ("office@werkbank.example",)),
    recipient=("Gemeinde Musterau", "Frau Bürgermeisterin Karla Muster", "Am Markt 1", "01234 Musterau"),
    salutation="Sehr geehrte Frau Bürgermeisterin Muster",
    start=date(2026, 3, 1),
    reason=SENTENCE * 2,
    evidence=(Proof("Eine Verwaltung für drei Orte", "Praxis, 2024", "https://werkbank.example/loesungen/17"),) * 3,
    answer_address="https://werkbank.example/berufung/eyJhIjo0Mn0:1nJ2kS:Yt9vQ3m5x0cZr8bL2fWqkE7uHsJdNpXaGiTo4VyR1Cw",
    answer_until=date(2026, 3, 13),
    place="Berlin",
    day=date(2026, 2, 13),
    signatory=SIGNATORY,
)


def certificate(number: int) -> bytes:
    return certificate_pdf(replace(CERTIFICATE, name=f"Karla Muster {number}"))


def long_certificate(number: int) -> bytes:
    return certificate_pdf(replace(CERTIFICATE, name=f"Karla Muster {number}", reason=(SENTENCE * 7)[:600]))


def letter(number: int) -> bytes:
    return letter_pdf(replace(LETTER, number=f"WL-{number}"))


def milliseconds(paper: Callable[[int], bytes], times: int) -> tuple[float, int]:
    """Median time, and bytes of the last one."""
    taken, size = [], 0
    for number in range(times):
        started = time.perf_counter()
        size = len(paper(number))
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000, size


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200)
    times = parser.parse_args().times
    started = time.perf_counter()
    certificate(0)
    print(f"first paper of a process {(time.perf_counter() - started) * 1000:8.0f} ms")
    before = megabytes()
    for name, paper in (("certificate", certificate), ("with 600 characters", long_certificate), ("letter", letter)):
        taken, size = milliseconds(paper, times)
        print(f"{name:24s} {taken:8.1f} ms {size / 1000:6.0f} kB")
    started = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(certificate, range(times)))
    print(f"{'certificate, two threads':24s} {(time.perf_counter() - started) * 1000 / times:8.1f} ms")
    print(f"{'memory':24s} {before:8.0f} MB at first, {megabytes():.0f} MB after {4 * times} papers")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ideenschmiede.site.settings")
    django.setup()
    main()
