"""Where things lie on disk, and the two atomic switches: the writer's lock and the pointer to a generation.

<root>/CURRENT            the name of the generation that readers use; replaced atomically
<root>/writer.lock        held by the one writer (flock: a killed writer lets go by itself)
<root>/gen-000007/<kind>/ one shelf a kind of document
    text/                 Tantivy's own files; its commit is the only moment at which a change becomes visible
    rows-000042.bin       columns of all documents, written before the commit that names it
    vectors.*             append-only, never rewritten; the commit says how many count
"""

import fcntl
import os
import re
import shutil
from io import TextIOWrapper
from pathlib import Path

from ideenschmiede.base.search.documents import IndexMissing, WriterBusy

POINTER = "CURRENT"
POSITION = "POSITION"
GENERATION = re.compile(r"gen-\d{6,}")
KIND = re.compile(r"[a-z][a-z_]{0,30}")


def current_generation(root: Path) -> Path | None:
    """The directory that readers use now, or None where nothing has been built, or what was built is gone.

    Raises `IndexMissing` for a pointer that names no generation.
    """
    before = None
    while (named := _pointed_to(root)) is not None:
        if named.is_dir():
            return named
        if named == before:
            return None
        before = named  # perhaps switched and swept just now: look once more where the pointer leads
    return None


def _pointed_to(root: Path) -> Path | None:
    try:
        name = (root / POINTER).read_bytes().decode("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    if not GENERATION.fullmatch(name):
        raise IndexMissing(f"{root / POINTER} does not name a generation; rebuild the index.")
    return root / name


def next_generation(root: Path) -> Path:
    """A fresh, empty directory; its number is higher than any that is on disk."""
    used = [int(found.name[4:]) for found in generations(root)]
    fresh = root / f"gen-{max(used, default=0) + 1:06d}"
    fresh.mkdir(parents=True)
    return fresh


def generations(root: Path) -> list[Path]:
    """All generation directories under `root`, finished or not."""
    return sorted(child for child in root.iterdir() if GENERATION.fullmatch(child.name)) if root.exists() else []


def switch_to(root: Path, generation: Path) -> None:
    """Make `generation` the one that readers use; after this call it stays so even if the power fails."""
    write_durably(root / POINTER, generation.name.encode("ascii"))


def sweep(root: Path) -> None:
    """Remove generations that the pointer does not name. Readers that still have one open keep it until they let go."""
    keep = current_generation(root)
    for old in generations(root):
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)


def kinds_in(generation: Path) -> list[str]:
    """The shelves that `generation` has."""
    return sorted(child.name for child in generation.iterdir() if child.is_dir())


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file as a whole: a reader sees the old content or the new one, never a part."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    flush_directory(path.parent)


def flush_directory(directory: Path) -> None:
    """Make renames and new files in `directory` durable."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def lock_for_writing(root: Path) -> TextIOWrapper:
    """Take the writer's lock; keep the returned file open for as long as you write. Raises `WriterBusy`."""
    root.mkdir(parents=True, exist_ok=True)
    file = (root / "writer.lock").open("a+", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as taken:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise WriterBusy(
            f"Process {holder} is writing to the search index in {root}. Wait until it is done."
        ) from taken
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
