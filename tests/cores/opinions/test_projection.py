import numpy as np
import pytest
from hypothesis import given
from tests.cores.opinions import reference
from tests.cores.opinions.conversations import camps, everybody, noise, small_votes

from ideenschmiede.cores.opinions import gather, polis
from ideenschmiede.cores.opinions.projection import gram, project, span, statement_positions


def explained(votes, axes):
    """Length of the centred votes along each axis."""
    return np.linalg.norm(reference.centred(votes) @ np.asarray(axes).T, axis=0)


@given(small_votes())
def test_components_hold_as_much_as_those_of_the_full_matrix(votes):
    found = project(votes)
    lengths = np.linalg.svd(reference.centred(votes), compute_uv=False)[:2] if all(votes.shape) else []
    expected = np.pad(lengths, (0, 2 - len(lengths)))
    np.testing.assert_allclose(explained(votes, found.components), expected, atol=1e-7)
    kept = found.components[np.linalg.norm(found.components, axis=1) > 0]
    np.testing.assert_allclose(kept @ kept.T, np.eye(len(kept)), atol=1e-9)


@given(small_votes())
def test_positions_are_those_of_the_reference(votes):
    found = project(votes)
    expected = reference.positions(votes, found.components)
    scale = polis.scale_of(votes)
    np.testing.assert_allclose(found.raw * scale[:, None], expected, atol=1e-9)


def test_a_moderated_out_statement_counts_as_a_vote_of_all_and_moves_nobody():
    votes = gather(*camps(30, 8, 2)[:3], hidden=[3])
    found = project(votes)
    np.testing.assert_allclose(found.components[:, 3], 0, atol=1e-12)
    expected = reference.positions(votes, found.components)
    np.testing.assert_allclose(found.raw * polis.scale_of(votes)[:, None], expected, atol=1e-9)


@pytest.mark.parametrize(
    "cast", [camps(150, 90, 3)[:3], noise(120, 80), camps(70, 200, 2)[:3]], ids=["camps", "noise", "wide"]
)
def test_large_matrices_give_the_same_as_small_ones(cast):
    votes = gather(*cast)
    found = project(votes).components
    cosine = np.abs(found @ reference.components(votes).T)
    np.testing.assert_allclose(cosine, np.eye(2), atol=1e-6)


def test_equal_directions_are_found_both():
    """Two independent questions on which the same number differ: an eigenvalue that is there twice."""
    rows, columns = everybody(128, 96)
    side = np.where(columns % 2 == 0, rows // 2 % 2, rows % 2)
    votes = gather(rows, columns, np.where(side == 0, 1, -1))
    found = project(votes)
    assert explained(votes, found.components) == pytest.approx([np.sqrt(128 * 48)] * 2)


def test_the_basis_holds_what_other_samples_show():
    votes = gather(*camps(200, 100, 3)[:3])
    found = project(votes)
    np.testing.assert_allclose(found.basis.T @ found.basis, np.eye(found.basis.shape[1]), atol=1e-9)
    np.testing.assert_allclose(found.reduced, found.centred @ found.basis, atol=1e-9)
    np.testing.assert_allclose(found.raw, found.centred @ found.components.T, atol=1e-9)
    assert found.basis.shape[1] >= 24


def test_the_sign_does_not_depend_on_chance():
    rows, columns, values, _ = camps(60, 20, 2)
    found = project(gather(rows, columns, values)).components
    again = project(gather(rows + 1000, columns + 7, values)).components
    np.testing.assert_allclose(found, again, atol=1e-9)
    assert ((found**3).sum(axis=1) >= 0).all()


def test_people_who_agree_on_everything_have_no_direction():
    rows, columns = everybody(100, 70)
    found = project(gather(rows, columns, np.ones(len(rows))))
    assert not found.components.any()
    assert not found.raw.any()


def test_a_statement_stands_where_somebody_would_who_agreed_to_it_alone():
    votes = gather(*camps(40, 10, 2)[:3])
    found = project(votes)
    alone = np.zeros(10)
    alone[4] = 1 - found.mean[4]
    expected = found.components @ alone * np.sqrt(10)
    np.testing.assert_allclose(statement_positions(found)[4], expected, atol=1e-12)


@pytest.mark.parametrize("people", [0, 3, 5000])
def test_gram_in_pieces_is_the_whole(people):
    rng = np.random.default_rng(people)
    points, weights = rng.normal(size=(people, 30)), rng.random(people)
    np.testing.assert_allclose(gram(points, weights), (points * weights[:, None]).T @ points, atol=1e-9)


def test_span_of_nothing_is_empty():
    votes = gather([], [], [])
    assert span(votes.matrix(votes.values.astype(float))).shape == (0, 0)
