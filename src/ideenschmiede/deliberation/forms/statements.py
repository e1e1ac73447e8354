"""Forms about statements: write one, say why one is not shown."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Line
from ideenschmiede.deliberation.models import LONGEST_STATEMENT


class StatementForm(forms.Form):
    """One sentence that others agree to or not. Its length is the action's business: it says how long it is."""

    text = Line(
        label=_("Your statement"),
        help_text=_("One thought in one sentence, so that others can say yes or no to it. At most 280 characters."),
        max_length=4 * LONGEST_STATEMENT,
        widget=forms.Textarea(attrs={"rows": 3, "data-most": LONGEST_STATEMENT, "autocomplete": "off"}),
    )
