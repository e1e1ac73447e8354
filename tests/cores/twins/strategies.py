"""Tables of places for Hypothesis: few distinct values, so that ties are common, with gaps and outliers."""

import numpy as np
from hypothesis import strategies as st

from ideenschmiede.cores.twins import Feature, prepare

CELLS = st.one_of(
    st.integers(0, 3).map(float),
    st.floats(-1e6, 1e6, allow_subnormal=False),
    st.just(float("nan")),
    st.sampled_from([1e-9, 1e12, -1e12]),
)


@st.composite
def tables(draw, min_rows=2, max_rows=12, max_features=4, cells=CELLS):
    """(values, features)"""
    width = draw(st.integers(1, max_features))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=min_rows, max_size=max_rows))
    transforms = draw(st.lists(st.sampled_from(["linear", "log"]), min_size=width, max_size=width))
    features = [Feature(f"f{number}", transform) for number, transform in enumerate(transforms)]
    return np.array(rows), features


@st.composite
def spaces(draw, **options):
    values, features = draw(tables(**options))
    return prepare(values, features, common=draw(st.sampled_from([0.0, 0.5, 1.0])))


@st.composite
def weights_for(draw, space):
    """Weights by name, one of them above zero."""
    names = [feature.name for feature in space.features]
    values = draw(st.lists(st.sampled_from([0.0, 0.5, 1.0, 3.0]), min_size=len(names), max_size=len(names)))
    if not any(values):
        values[draw(st.integers(0, len(names) - 1))] = 1.0
    return dict(zip(names, values, strict=True))
