"""How well search by our terms finds the paragraph that answers a question (XQuAD-de; see shared notes)."""

import gzip
import json
import math

import pytest
import tantivy

from ideenschmiede.cores.german import query_terms, terms


@pytest.fixture(scope="module")
def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", stored=False, tokenizer_name="whitespace")
    builder.add_integer_field("number", stored=True)
    return builder.build()


def read(shared_data):
    with gzip.open(shared_data / "retrieval/xquad.de.json.gz", "rt", encoding="utf-8") as file:
        paragraphs = [p for article in json.load(file)["data"] for p in article["paragraphs"]]
    questions = [(qa["question"], number) for number, p in enumerate(paragraphs) for qa in p["qas"]]
    return [p["context"] for p in paragraphs], questions


def index_of(schema, documents):
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=30_000_000, num_threads=1)
    for number, text in enumerate(documents):
        writer.add_document(tantivy.Document(terms=" ".join(terms(text)), number=number))
    writer.commit()
    index.reload()
    return index.searcher()


def search(searcher, schema, text):
    parts = [
        (tantivy.Occur.Should, tantivy.Query.boost_query(tantivy.Query.term_query(schema, "terms", t.term), t.weight))
        for t in query_terms(text)
    ]
    hits = searcher.search(tantivy.Query.boolean_query(parts), 10).hits
    return [searcher.doc(address)["number"][0] for _, address in hits]


@pytest.mark.shared
@pytest.mark.slow
def test_lexical_ndcg(shared_data, schema):
    documents, questions = read(shared_data)
    searcher = index_of(schema, documents)
    gains = []
    for question, wanted in questions:
        found = search(searcher, schema, question)
        gains.append(1 / math.log2(found.index(wanted) + 2) if wanted in found else 0)
    assert sum(gains) / len(gains) >= 0.954, "measured .957"
