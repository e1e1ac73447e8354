"""The columns of a shelf: one row a document, everything that filters and sorts, as NumPy arrays in one mapped file.

A row keeps its number for as long as its document lives; the number of a deleted one is given to the next
new document. The file is written anew for every commit under a new name, so whoever has an older one open
keeps a consistent picture.
"""

import json
import mmap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ideenschmiede.base.search.documents import Document
from ideenschmiede.base.search.layout import write_durably

ALIGNMENT = 64
ARRAYS = ("live", "keys", "visibility", "facets", "numbers", "first_vector", "vector_count")


@dataclass(frozen=True)
class Rows:
    """Columns over `n` rows. `facets` is (width, n): indices into `facet_names` plus one, 0 for none.

    `numbers` is (columns, n) float64 with NaN for missing; `first_vector` and `vector_count` address the vectors.
    """

    live: NDArray[np.bool_]
    keys: NDArray[np.bytes_]
    visibility: NDArray[np.uint8]
    facets: NDArray[np.uint16]
    numbers: NDArray[np.float64]
    first_vector: NDArray[np.int32]
    vector_count: NDArray[np.uint16]
    visibility_names: tuple[str, ...] = ()
    facet_names: tuple[str, ...] = ()
    number_names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.live)

    def key_of(self, row: int) -> str:
        """The key of the document in `row`."""
        return bytes(self.keys[row]).decode("utf-8")

    def number(self, name: str) -> NDArray[np.float64]:
        """The column `name` over all rows; all NaN where no document has such a number."""
        if name not in self.number_names:
            return np.full(len(self), np.nan)
        column: NDArray[np.float64] = self.numbers[self.number_names.index(name)]
        return column


def empty_rows() -> Rows:
    """No documents yet."""
    return Rows(
        live=np.zeros(0, dtype=np.bool_),
        keys=np.zeros(0, dtype="S1"),
        visibility=np.zeros(0, dtype=np.uint8),
        facets=np.zeros((0, 0), dtype=np.uint16),
        numbers=np.zeros((0, 0), dtype=np.float64),
        first_vector=np.zeros(0, dtype=np.int32),
        vector_count=np.zeros(0, dtype=np.uint16),
    )


def write_rows(path: Path, rows: Rows) -> None:
    """Write all columns to a new file, durably."""
    arrays = {name: np.ascontiguousarray(getattr(rows, name)) for name in ARRAYS}
    offset, offsets = 0, {}
    places: dict[str, dict[str, Any]] = {}
    for name, array in arrays.items():
        offsets[name] = offset
        places[name] = {"dtype": array.dtype.str, "shape": array.shape, "offset": offset}
        offset += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    names = {name: getattr(rows, name) for name in ("visibility_names", "facet_names", "number_names")}
    head = json.dumps({"arrays": places, **names}).encode("utf-8")
    start = -(-(8 + len(head)) // ALIGNMENT) * ALIGNMENT
    content = bytearray(start + offset)
    content[:8] = len(head).to_bytes(8, "little")
    content[8 : 8 + len(head)] = head
    for name, array in arrays.items():
        begin = start + offsets[name]
        content[begin : begin + array.nbytes] = array.tobytes()
    write_durably(path, bytes(content))


def read_rows(path: Path) -> Rows:
    """Map a file that `write_rows` wrote. The arrays are read-only views; the file may be removed meanwhile."""
    with path.open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    length = int.from_bytes(content[:8], "little")
    head = json.loads(content[8 : 8 + length])
    start = -(-(8 + length) // ALIGNMENT) * ALIGNMENT
    arrays: dict[str, Any] = {}
    for name, place in head["arrays"].items():
        dtype, shape = np.dtype(place["dtype"]), tuple(place["shape"])
        count = int(np.prod(shape))
        flat = np.frombuffer(content, dtype, count, start + place["offset"]) if count else np.zeros(0, dtype)
        arrays[name] = flat.reshape(shape)
    for name in ("visibility_names", "facet_names", "number_names"):
        arrays[name] = tuple(head[name])
    return Rows(**arrays)


def with_documents(rows: Rows, placed: Mapping[int, Document], removed: Iterable[int]) -> Rows:
    """New columns in which `placed[row]` describes each row given, and `removed` rows are dead.

    A row beyond the end grows the columns. Vectors of a placed row stay addressed as they were:
    the caller knows whether the text changed.
    """
    count = max(len(rows), max(placed, default=-1) + 1)
    names = _merged_names(rows, placed.values())
    width = max([rows.facets.shape[0], *(len(document.facets) for document in placed.values())])
    keys = [document.key.encode("utf-8") for document in placed.values()]
    key_width = max([rows.keys.dtype.itemsize, *(len(key) for key in keys)])
    grown = Rows(
        live=_grown(rows.live, (count,)),
        keys=_grown(rows.keys.astype(f"S{key_width}"), (count,)),
        visibility=_grown(rows.visibility, (count,)),
        facets=_grown(rows.facets, (width, count)),
        numbers=_grown(rows.numbers, (len(names["number_names"]), count), fill=np.nan),
        first_vector=_grown(rows.first_vector, (count,)),
        vector_count=_grown(rows.vector_count, (count,)),
        **names,
    )
    _place(grown, placed, keys)
    dead = np.fromiter(removed, dtype=np.int64)
    grown.live[dead] = False
    grown.vector_count[dead] = 0
    return grown


def with_vectors(rows: Rows, addresses: Mapping[int, tuple[int, int]]) -> Rows:
    """New columns in which each row given has its vectors at (first, count)."""
    first, count = rows.first_vector.copy(), rows.vector_count.copy()
    where = np.fromiter(addresses, dtype=np.int64, count=len(addresses))
    pairs = np.array(list(addresses.values()), dtype=np.int64).reshape(-1, 2)
    first[where], count[where] = pairs[:, 0], pairs[:, 1]
    return replace(rows, first_vector=first, vector_count=count)


def _merged_names(rows: Rows, documents: Iterable[Document]) -> dict[str, Any]:
    visibility = dict.fromkeys(rows.visibility_names)
    facets, numbers = dict.fromkeys(rows.facet_names), dict.fromkeys(rows.number_names)
    for document in documents:
        visibility[document.visibility] = None
        facets.update(dict.fromkeys(document.facets))
        numbers.update(dict.fromkeys(document.numbers))
    return {"visibility_names": tuple(visibility), "facet_names": tuple(facets), "number_names": tuple(numbers)}


def _grown(array: NDArray[Any], shape: Sequence[int], fill: float = 0) -> NDArray[Any]:
    fresh = np.zeros(shape, array.dtype) if fill == 0 else np.full(shape, fill, array.dtype)
    fresh[tuple(slice(size) for size in array.shape)] = array
    return fresh


def _place(rows: Rows, placed: Mapping[int, Document], keys: Sequence[bytes]) -> None:
    visibility = {name: number for number, name in enumerate(rows.visibility_names)}
    facets = {name: number + 1 for number, name in enumerate(rows.facet_names)}
    numbers = {name: number for number, name in enumerate(rows.number_names)}
    where = np.fromiter(placed, dtype=np.int64, count=len(placed))
    rows.live[where] = True
    rows.facets[:, where] = 0
    rows.numbers[:, where] = np.nan
    for (row, document), key in zip(placed.items(), keys, strict=True):
        rows.keys[row] = key
        rows.visibility[row] = visibility[document.visibility]
        for depth, name in enumerate(document.facets):
            rows.facets[depth, row] = facets[name]
        for name, value in document.numbers.items():
            rows.numbers[numbers[name], row] = value
