"""What the columns of a table of practices are, and what its words mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ideenschmiede.base import import_forms
from ideenschmiede.base.fields import Line
from ideenschmiede.base.import_forms import Sections
from ideenschmiede.base.importing import SHOWN, Flaw
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.places.models import fold
from ideenschmiede.transfer.actions.importing.targets import TARGETS, check_mapping
from ideenschmiede.transfer.models import Outcome, Status

MOST_WORDS = 40
SECTIONS: Sections = (
    (gettext_lazy("What it is"), ("title", "summary", "done", "problem", "topics", "sdgs")),
    (gettext_lazy("Where and when"), ("place", "place_text", "status", "started_on", "ended_on")),
    (gettext_lazy("What came of it"), ("outcome", "results", "hard", "conditions", "lessons")),
    (gettext_lazy("What it takes"), ("cost_once", "cost_yearly", "staff_hours_week", "partners")),
    (gettext_lazy("Who to ask"), ("contact_name", "contact_role", "contact_email", "contact_phone")),
    (gettext_lazy("Sources"), ("sources", "external_id")),
)


class ColumnsForm(import_forms.ColumnsForm):
    """Which column becomes what, where the records come from, and who may see them."""

    targets, headings, check = TARGETS, SECTIONS, check_mapping

    origin = Line(
        label=gettext_lazy("Where do the records come from?"),
        help_text=gettext_lazy("The name of the list or of its publisher; shown with each solution."),
        max_length=200,
    )
    visibility = forms.ChoiceField(
        label=gettext_lazy("Who may see them?"),
        choices=[(Visibility.PUBLIC, gettext_lazy("Everyone")), (Visibility.NETWORK, gettext_lazy("The network only"))],
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, columns: Sequence[str], choices: Mapping[str, Any]) -> None:
        super().__init__(data, columns=columns, choices=choices)
        title = self.fields["column_title"]
        title.required, title.error_messages["required"] = True, _("Please say which column holds the title.")


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
