"""Seven real conversations: what the benchmark measures, on less of it. Figures leave room for chance."""

import numpy as np
import pytest
from benchmarks.opinions import (
    CONVERSATIONS,
    by_two_components,
    hidden_part,
    published,
    read,
    sampled,
    scores,
    shared_between,
    weighted,
)

from ideenschmiede.cores.opinions import Mode, fit, opinion_map
from ideenschmiede.cores.opinions.table import read_votes

pytestmark = pytest.mark.shared

SMALL = [name for name in CONVERSATIONS if not name.startswith(("american", "austria"))]


@pytest.fixture
def folder(shared_data):
    return shared_data / "polis"


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_export_is_read_and_has_a_map(folder, name):
    votes = read(folder, name)
    found = opinion_map(votes)
    assert found.clear
    assert np.isfinite(found.positions).all()
    assert found.bridges
    assert all(group.representative for group in found.groups)


@pytest.mark.parametrize("name", [name for name in CONVERSATIONS if name.startswith(("15", "brexit", "vtaiwan"))])
def test_both_files_of_an_export_hold_the_same_votes(folder, name):
    people = read(folder, name)
    lines = read_votes(folder / name / "votes.csv.gz")
    both = [
        {
            (votes.participants[row], votes.statements[column], value)
            for row, column, value in zip(
                votes.rows.tolist(), votes.columns.tolist(), votes.values.tolist(), strict=True
            )
        }
        for votes in (people, lines)
    ]
    assert both[0] == both[1]


def test_groups_are_much_those_that_polis_published(folder):
    found = [
        shared_between(opinion_map(read(folder, name), Mode.POLIS).group, published(folder, name)) for name in SMALL
    ]
    assert np.median(found) > 0.55


def test_groups_hold_when_a_tenth_of_the_people_is_missing(folder):
    """Median over the conversations; the default must beat the pipeline of Polis."""
    held = {mode: [] for mode in (Mode.STABLE, Mode.POLIS)}
    for name in SMALL:
        votes = read(folder, name)
        for mode, scores_ in held.items():
            first, second = (opinion_map(sampled(votes, seed), mode).group for seed in (1, 2))
            there = (sampled(votes, 1).per_participant > 0) & (sampled(votes, 2).per_participant > 0)
            scores_.append(shared_between(first[there], second[there]))
    assert np.median(held[Mode.STABLE]) > 0.8
    assert np.median(held[Mode.STABLE]) > np.median(held[Mode.POLIS])


def test_hidden_votes_are_foretold_better_than_by_two_components(folder):
    ours, theirs = [], []
    for name in SMALL:
        kept, rows, columns, agrees = hidden_part(read(folder, name), seed=11)
        ours.append((len(agrees), *scores(fit(kept).chance(rows, columns), agrees)))
        theirs.append((len(agrees), *scores(by_two_components(kept, rows, columns), agrees)))
    (loss, area), (other_loss, other_area) = weighted(ours), weighted(theirs)
    assert loss < 0.94 * other_loss
    assert area > other_area + 0.01
