"""The form of a need."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.fields import Lines
from ideenschmiede.base.models import Topic, Visibility
from ideenschmiede.places.fields import PlaceField, PlaceForm


class NeedForm(PlaceForm):
    """What a place looks for."""

    text = Lines(
        label=_("What do you need?"),
        help_text=_("In your own words: what is the problem, and what has been tried?"),
        rows=6,
        max_length=20_000,
    )
    place = PlaceField(label=_("For which place?"), help_text=_("Name or key (AGS)"))
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple
    )
    visibility = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=[(Visibility.NETWORK, _("The network only")), (Visibility.PUBLIC, _("Everyone"))],
        initial=Visibility.NETWORK,
        widget=forms.RadioSelect,
    )
