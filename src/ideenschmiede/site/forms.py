"""Forms of the operator's pages, with what the law asks for as hints."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideenschmiede.site.models import SitePage

# what belongs on each page; the law named behind it is where an operator finds the details
HINTS: dict[str, tuple[str | Promise, ...]] = {
    SitePage.Kind.IMPRINT: (
        _("Name and postal address of whoever runs this network, with the legal form (§ 5 DDG)"),
        _("Who represents it: first and last name"),
        _("E-mail address, and a second way that is as fast, for instance a telephone number"),
        _("Supervisory authority, register and number, VAT number, each where there is one"),
        _("Who is responsible for texts, with address (§ 18 (2) MStV)"),
    ),
    SitePage.Kind.PRIVACY: (
        _("Controller and data protection officer, with ways to reach them (Art. 13 GDPR)"),
        _(
            "What is stored and why, and on which legal basis: accounts (name, e-mail address, roles), what members "
            "write, contact persons of practices"
        ),
        _(
            "Cookies of this software: session after sign-in, protection of forms, language, light or dark, chosen "
            "place. None of them follows anybody, so that no consent is needed (§ 25 (2) TDDDG)"
        ),
        _(
            "Logs of this software hold neither addresses of visitors nor what they search; say what your web server "
            "and your mail server keep, and for how long"
        ),
        _("Who else gets data: host, mail provider"),
        _("How long data is kept"),
        _("Rights: access, rectification, erasure, restriction, portability, objection; supervisory authority"),
    ),
    SitePage.Kind.ACCESSIBILITY: (
        _("To which standard the site conforms (WCAG 2.2 AA, EN 301 549, BITV 2.0), and whether fully or in part"),
        _("What is not accessible, why, and what helps instead"),
        _("When and how this was tested, and the date of this statement"),
        _("How to report a barrier: an e-mail address, and who answers (§ 12b BGG or the law of your Land)"),
        _("Which body arbitrates if there is no satisfying answer, with its address"),
    ),
}


class SitePageForm(forms.ModelForm[SitePage]):
    """One of the operator's pages, in German and, if wanted, in English."""

    class Meta:
        model = SitePage
        fields = ["text_de", "text_en"]
        widgets = {"text_de": forms.Textarea(attrs={"rows": 20}), "text_en": forms.Textarea(attrs={"rows": 12})}
        help_texts = {"text_en": _("Where it is missing, the German text is shown.")}
