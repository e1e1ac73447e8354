"""What the papers are made of: plain data, already put into words where only the caller knows them."""

from dataclasses import dataclass
from typing import Literal

Capacity = Literal["member", "chair", "deputy", "guest"]
BodyKind = Literal["network", "working_group", "jury"]


@dataclass(frozen=True)
class BodyWords:
    """The network, a working group or a jury, as a text names it.

    German with its article cannot be guessed for every name: `into` is the accusative ("den Innovators Club"), `of` the
    genitive ("des Innovators Clubs"). Without them the kind speaks: "das Netzwerk „Innovators Club“".
    """

    kind: BodyKind
    name: str
    into: str = ""
    of: str = ""


@dataclass(frozen=True)
class Signatory:
    """Who signs: "Dr. Erika Beispiel", "Sprecherin des Netzwerks"."""

    name: str
    title: str = ""


@dataclass(frozen=True)
class Seal:
    """The network's own seal: the bytes of a PNG, JPEG or SVG, and what it shows."""

    data: bytes
    alt: str


@dataclass(frozen=True)
class Sender:
    """Who writes: its name, the lines of its address, and how to reach it, each as it is printed."""

    name: str
    address: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proof:
    """One piece of evidence: its title, what it is ("Praxis, 2021, Kalletal"), and where it can be looked up."""

    title: str
    note: str = ""
    address: str = ""
