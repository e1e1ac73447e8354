"""The forms of an import: the file, what its columns are, what its words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ideenschmiede.base.errors import ActionError
from ideenschmiede.base.fields import Line
from ideenschmiede.base.importing import SHOWN, Flaw
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.base.tables import MAX_BYTES
from ideenschmiede.places.models import fold
from ideenschmiede.transfer.actions.importing.targets import TARGETS, check_mapping
from ideenschmiede.transfer.models import Outcome, Status

MOST_WORDS = 40
SECTIONS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("What it is"), ("title", "summary", "done", "problem", "topics", "sdgs")),
    (gettext_lazy("Where and when"), ("place", "place_text", "status", "started_on", "ended_on")),
    (gettext_lazy("What came of it"), ("outcome", "results", "hard", "conditions", "lessons")),
    (gettext_lazy("What it takes"), ("cost_once", "cost_yearly", "staff_hours_week", "partners")),
    (gettext_lazy("Who to ask"), ("contact_name", "contact_role", "contact_email", "contact_phone")),
    (gettext_lazy("Sources"), ("sources", "external_id")),
)


class UploadForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Your table"),
        help_text=gettext_lazy(
            "CSV or Excel (.xlsx), at most 20 MB and 50,000 rows. Nothing is stored before you have seen it."
        ),
        max_length=500,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.gz"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is larger than 20 MB. Please split it."))
        return file


class ColumnsForm(forms.Form):
    """Which column becomes what. A column may be chosen more than once."""

    origin = Line(
        label=gettext_lazy("Where do the records come from?"),
        help_text=gettext_lazy("The name of the list or of its publisher; shown with each solution."),
        max_length=200,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see them?"),
        choices=[(Visibility.PUBLIC, gettext_lazy("Everyone")), (Visibility.NETWORK, gettext_lazy("The network only"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, columns: Sequence[str], choices: Mapping[str, Any]) -> None:
        self.columns = columns
        mapping = choices.get("mapping", {})
        initial = {
            "origin": choices.get("origin", ""),
            "visibility": choices.get("visibility", Visibility.PUBLIC),
            **{_name(field): column for field, column in mapping.items()},
        }
        super().__init__(data, initial=initial)
        options = [("", _("– leave out –")), *((column, column) for column in columns)]
        for target in TARGETS:
            self.fields[_name(target.field)] = forms.ChoiceField(
                label=target.label,
                help_text=str(target.hint),
                choices=options,
                required=target.field == "title",
                error_messages={"required": _("Please say which column holds the title.")},
            )

    def sections(self) -> Iterator[tuple[Promise, list[BoundField]]]:
        """The choices of columns under their headings."""
        for heading, names in SECTIONS:
            yield heading, [self[_name(name)] for name in names]

    def mapping(self) -> dict[str, str]:
        """Field → column, of what was chosen."""
        chosen = ((target.field, self.cleaned_data.get(_name(target.field))) for target in TARGETS)
        return {field: column for field, column in chosen if column}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            check_mapping(self.mapping(), self.columns)
        except ActionError as error:
            self.add_error(None, str(error))
        return data


class WordsForm(forms.Form):
    """What the words mean that the software does not know: one choice for each."""

    def __init__(self, data: Any = None, *, flaws: Iterable[Flaw]) -> None:
        super().__init__(data)
        self.asked = unknown_words(flaws)
        for number, (field, word, count) in enumerate(self.asked):
            rows = ngettext("%(count)s row", "%(count)s rows", count) % {"count": count}
            label = _("%(field)s: “%(word)s” (%(rows)s)") % {"field": FIELD_NAMES[field], "word": word, "rows": rows}
            self.fields[f"word_{number}"] = forms.ChoiceField(label=label, choices=_meanings(field), required=False)

    def words(self) -> dict[str, dict[str, str]]:
        """Field → folded word → value, "" for a word that says nothing; only of the words that were decided."""
        found: dict[str, dict[str, str]] = {}
        for number, (field, word, _count) in enumerate(self.asked):
            value = self.cleaned_data.get(f"word_{number}", "")
            if value:
                found.setdefault(field, {})[fold(word)] = "" if value == NOTHING else value
        return found


NOTHING = "nothing"
FIELD_NAMES = {
    "status": gettext_lazy("Status"),
    "outcome": gettext_lazy("How it went"),
    "topics": gettext_lazy("Topic"),
}
FIELD_OF_CODE = {"status": "status", "outcome": "outcome", "topic": "topics"}


def unknown_words(flaws: Iterable[Flaw]) -> list[tuple[str, str, int]]:
    """(field, word, number of rows) of the words that nobody knows, the most frequent first."""
    counts = Counter((FIELD_OF_CODE[flaw.code], flaw.value) for flaw in flaws if flaw.code in FIELD_OF_CODE)
    short = ((field, word, count) for (field, word), count in counts.items() if len(word) < SHOWN and fold(word))
    return sorted(short, key=lambda item: (item[0], -item[2], item[1]))[:MOST_WORDS]


def _meanings(field: str) -> list[tuple[str, Any]]:
    undecided = (("", _("– undecided –")), (NOTHING, _("says nothing")))
    if field == "status":
        return [*undecided, *Status.choices]
    if field == "outcome":
        return [*undecided, *Outcome.choices]
    return [*undecided, *((topic.slug, str(topic)) for topic in Topic.objects.all())]


def _name(field: str) -> str:
    return f"column_{field}"
