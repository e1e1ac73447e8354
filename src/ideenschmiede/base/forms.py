"""How every form of this project looks: KERN's markup through Django's own form rendering."""

from django.forms.renderers import DjangoTemplates


class KernRenderer(DjangoTemplates):
    """For the setting `FORM_RENDERER`. Makes `{{ form }}` and `{{ form.field.as_field_group }}` KERN's."""

    form_template_name = "base/forms/form.html"
    field_template_name = "base/forms/field.html"
