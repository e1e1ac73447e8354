"""All addresses of the site. German, because its readers are."""

from django.urls import include, path
from django.views.generic import RedirectView

from ideenschmiede.site import views

_site = (
    [
        path("<slug:kind>/", views.page, name="page"),
        path("verwaltung/seiten/<slug:kind>/", views.edit_page, name="edit_page"),
    ],
    "site",
)

urlpatterns = [
    path("", include("ideenschmiede.base.urls")),
    # no passwords: whoever is sent to the sign-in page gets a code by e-mail
    path(
        "konto/login/",
        RedirectView.as_view(pattern_name="account_request_login_code", query_string=True),
        name="account_login",
    ),
    path("konto/", include("allauth.urls")),
    path("", include(_site)),
]
