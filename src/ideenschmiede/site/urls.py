"""All addresses of the site. German, because its readers are."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from ideenschmiede.base.accounts import no_passwords
from ideenschmiede.base.views.reauthentication import ReauthenticateByCode
from ideenschmiede.site.models import SitePage
from ideenschmiede.site.views import home, office, pages, search

_kind = "|".join(SitePage.Kind.values)

_site = (
    [
        path("", home.home, name="home"),
        path("suche/", search.search, name="search"),
        path("geschaeftsstelle/", office.office, name="office"),
        path("quellen/", pages.data_sources, name="sources"),
        re_path(rf"^(?P<kind>{_kind})/$", pages.page, name="page"),
        re_path(rf"^verwaltung/seiten/(?P<kind>{_kind})/$", pages.edit_page, name="edit_page"),
    ],
    "site",
)

# before allauth's own addresses: there are no passwords, and whoever has to prove that it is still them gets a code
_account = [
    path(
        "login/",
        RedirectView.as_view(pattern_name="account_request_login_code", query_string=True),
        name="account_login",
    ),
    re_path(r"^password/.*$", no_passwords),
    path("reauthenticate/", ReauthenticateByCode.as_view(), name="account_reauthenticate"),
    path("", include("allauth.urls")),
]

urlpatterns = [
    path("", include("ideenschmiede.base.urls")),
    path("konto/", include(_account)),
    path("orte/", include("ideenschmiede.places.urls")),
    path("loesungen/", include("ideenschmiede.transfer.urls")),
    path("mitglieder/", include("ideenschmiede.people.urls")),
    path("fragen/", include("ideenschmiede.deliberation.urls")),
    path("arbeitsgruppen/", include("ideenschmiede.groups.urls")),
    path("ideen/", include("ideenschmiede.ideas.urls")),
    path("presse/", include("ideenschmiede.press.urls")),
    path("", include(_site)),
]

handler429 = "ideenschmiede.base.limits.too_many"  # allauth's limits answer with our page
