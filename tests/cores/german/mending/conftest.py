from pathlib import Path

import pytest
from tests.conftest import missing

SEED = Path(__file__).parents[5] / "shared" / "seed" / "clipping-2022-02-13.txt"


@pytest.fixture
def seed_clipping() -> str:
    if not SEED.exists():
        missing(str(SEED.name))
    return SEED.read_text("utf-8")
