from django.urls import path
from django.views.i18n import set_language

from ideenschmiede.base import views

app_name = "base"
urlpatterns = [
    path("gesundheit/lebt/", views.alive, name="alive"),
    path("gesundheit/bereit/", views.ready, name="ready"),
    path("sprache/", set_language, name="language"),
    path("aussehen/", views.look, name="look"),
    path("rollen/", views.roles, name="roles"),
    path("postausgang/", views.outbox, name="outbox"),
    path("demo/anmelden/<str:token>/", views.demo_sign_in, name="demo_sign_in"),
    path("verwaltung/konten/", views.accounts, name="accounts"),
]
