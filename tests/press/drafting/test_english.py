from dataclasses import replace

import pytest
from tests.press.drafting.examples import FACTS, GROUP

from ideenschmiede.press.drafting import Draft, draft_release

ENGLISH = replace(
    FACTS,
    language="en",
    office="Mayor",
    land="Saxony",
    reason="Musterau merged its administration with “its neighbours”.",
    about=("The network exists since 2019.",),
    contact=("Office",),
)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_whole_release():
    made = draft_release(ENGLISH)
    assert Draft(plain(made.title), plain(made.subtitle), tuple(map(plain, made.paragraphs))) == Draft(
        "Mayor Dr. Karla Muster of Musterau appointed a member of the network “Werkbank Land”",
        "The appointment runs until 28 February 2029",
        (
            "Berlin. Dr. Karla Muster, Mayor of Musterau, Saxony, was appointed a member of the network "
            "“Werkbank Land” on 13 February 2026. Her appointment runs from 1 March 2026 to 28 February 2029.",
            "The reason given reads: “Musterau merged its administration with ‘its neighbours’.” The appointment rests "
            "on “Eine Verwaltung für drei Orte” (Praxis, 2024) and “Ratsbeschluss”.",
            "Musterau has just over 13,000 inhabitants (2024). "
            "The appointment can be read here: https://werkbank.example/berufungen/42",
            "About the network “Werkbank Land”: The network exists since 2019.",
            "Contact: Office",
        ),
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": None}, "has been appointed a member of the network “Werkbank Land”."),
        ({"office": ""}, "Dr. Karla Muster of Musterau, Saxony, was appointed"),
        ({"office": "", "land": ""}, "Dr. Karla Muster of Musterau was appointed"),
        ({"office": "", "place": ""}, "Dr. Karla Muster was appointed"),
        ({"form": "herr"}, "His appointment runs from"),
        ({"form": ""}, "The appointment runs from"),
        ({"end": None}, "Her appointment runs from 1 March 2026."),
        ({"start": None}, "Her appointment runs until 28 February 2029."),
        (
            {"body": GROUP, "capacity": "chair"},
            "chair of the working group “Digitales” of the network “Werkbank Land” on",
        ),
        ({"population": 12800}, "Musterau has just under 13,000 inhabitants (2024)."),
        ({"reason": "It did"}, "The reason given reads: “It did”."),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_sentences(changes, sentence):
    assert sentence in plain(draft_release(replace(ENGLISH, **changes)).text)
