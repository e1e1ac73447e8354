"""Addresses under /orte/."""

from django.urls import path, re_path

from ideenschmiede.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="list"),
    path("suche", views.search, name="search"),
    path("import/", views.imports, name="imports"),
    path("import/<slug:what>/", views.upload, name="upload"),
    path("import/register/<slug:token>/", views.confirm_register, name="confirm_register"),
    path("import/kennzahlen/<slug:token>/", views.confirm_indicators, name="confirm_indicators"),
    re_path(r"^(?P<key>[0-9]{2,9})/$", views.detail, name="detail"),
    re_path(r"^(?P<key>[0-9]{2,9})-(?P<slug>[-a-z0-9_]+)/$", views.detail, name="detail"),
]
