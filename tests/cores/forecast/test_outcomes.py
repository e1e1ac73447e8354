import pytest

from ideenschmiede.cores.forecast import OUTCOMES


def test_what_was_stopped_counts_as_what_did_not_work():
    assert dict(OUTCOMES) == {"worked": 1, "partly": 0.5, "did_not": 0, "stopped": 0}


def test_nobody_can_change_what_an_outcome_counts():
    with pytest.raises(TypeError):
        OUTCOMES["stopped"] = 1.0
