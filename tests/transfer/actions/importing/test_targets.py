"""Columns are recognised by their names, German and English; a mapping that makes no sense is refused by name."""

import pytest

from ideenschmiede.base.importing import MappingError
from ideenschmiede.transfer.actions.importing.targets import BY_FIELD, TARGETS, check_mapping, propose
from ideenschmiede.transfer.actions.importing.words import COLUMNS
from ideenschmiede.transfer.actions.practices import WRITABLE

IPS = [
    "entry_type",
    "cid",
    "id",
    "rtype",
    "name",
    "url",
    "contact",
    "description",
    "geoextent",
    "geocoverage",
    "geocoverage_codes",
    "lead_organisation_name",
    "lead_organisation_category",
    "start_date",
    "active",
    "end_date",
    "primary_sector",
    "secondary_sector",
    "technology",
    "uptake",
    "cross_border",
    "cross_sector",
    "type",
    "status",
    "lead_organisation:name",
    "lead_organisation:category",
]


def test_every_target_is_a_field_that_may_be_written_and_has_names():
    assert {*BY_FIELD, "topics"} <= WRITABLE | {"topics"}
    assert set(COLUMNS) == set(BY_FIELD)
    assert all(target.names and str(target.label) for target in TARGETS)


def test_the_file_of_the_commission_is_recognised():
    proposal = propose(IPS)
    expected = {
        "title": "name",
        "done": "description",
        "place_text": "geocoverage",
        "status": "status",
        "topics": "primary_sector",
        "started_on": "start_date",
        "ended_on": "end_date",
        "sources": "url",
        "external_id": "id",
    }
    assert expected.items() <= proposal.items()
    check_mapping(proposal, IPS)


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("TITEL", "title"),
        ("Was wurde gemacht?", "done"),
        ("Gemeinde", "place"),
        ("Kosten (einmalig)", "cost_once"),
        ("startDate", "started_on"),
        ("E-Mail", "contact_email"),
        ("Maßnahme", "title"),
        ("Massnahme", "title"),
        ("In einem Satz", "summary"),
    ],
)
def test_names_without_regard_to_case_and_signs(column, field):
    assert propose([column]) == {field: column}


def test_a_column_is_proposed_once_and_the_likeliest_name_wins():
    assert propose(["Name", "Titel", "Unsinn"]) == {"title": "Titel"}
    assert propose([]) == {}


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"titel": "a", "done": "b"}, "no field “titel”"),
        ({"title": "a", "done": "x"}, "no column “x”"),
        ({"done": "b"}, "title"),
        ({"title": "a"}, "what was done"),
        ({}, "title"),
    ],
)
def test_mappings_that_make_no_sense(mapping, message):
    with pytest.raises(MappingError, match=message):
        check_mapping(mapping, ["a", "b"])


def test_one_column_may_feed_several_fields():
    check_mapping({"title": "a", "done": "a", "place_text": "a"}, ["a"])
