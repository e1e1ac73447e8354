from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation


def shown(source: str, language: str = "de", **context: object) -> str:
    with translation.override(language):
        return (
            Template("{% load text %}" + source).render(Context(context)).replace("\u202f", " ").replace("\u00a0", " ")
        )


@pytest.mark.parametrize(
    ("source", "value", "german", "english"),
    [
        ("{{ v|number }}", 13401, "13.401", "13,401"),
        ("{{ v|number:1 }}", 119.24, "119,2", "119.2"),
        ("{{ v|percent }}", 0.125, "12,5 %", "12.5%"),
        ("{{ v|percent:0 }}", 0.125, "13 %", "13%"),
        ("{{ v|euro }}", 3_200_000, "3,2 Mio. €", "€3.2 million"),
        ('{{ v|euro:"exact" }}', 3_204_500, "3.204.500 €", "€3,204,500"),
        ("{{ v|long_date }}", date(2026, 11, 22), "22. November 2026", "22 November 2026"),
        ("{{ v|listing }}", ["Klima", "IT"], "Klima und IT", "Klima and IT"),
        ("{{ v|number }}", None, "–", "–"),
    ],
)
def test_filters_speak_the_readers_language(source, value, german, english):
    assert shown(source, "de", v=value) == german
    assert shown(source, "en", v=value) == english


def test_times_are_those_of_the_readers_place():
    """23:30 in Greenwich is the next day in Berlin."""
    moment = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert shown("{{ v|long_time }}", v=moment) == "22. November 2026, 00:30 Uhr"
    assert shown("{{ v|long_date }}", v=moment) == "22. November 2026"
