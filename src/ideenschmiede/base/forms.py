"""How every form looks (KERN's markup through Django's own form rendering), and the base's own forms."""

from django import forms
from django.conf import settings
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.roles import Role


class KernRenderer(DjangoTemplates):
    """For the setting `FORM_RENDERER`. Makes `{{ form }}` and `{{ form.field.as_field_group }}` KERN's."""

    form_template_name = "base/forms/form.html"
    field_template_name = "base/forms/field.html"


class RolesForm(forms.Form):
    """Which roles an account holds."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=lambda: [(role.value, role.label) for role in Role],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class AccountForm(RolesForm):
    """Open an account."""

    field_order = ["name", "email", "language", "roles", "welcome"]

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Codes for signing in are sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=settings.LANGUAGES)
    welcome = forms.BooleanField(label=_("Send a mail that says how to sign in"), required=False, initial=True)
