from django import forms

from ideenschmiede.site.models import SitePage


class SitePageForm(forms.ModelForm[SitePage]):
    class Meta:
        model = SitePage
        fields = ["text_de", "text_en"]
