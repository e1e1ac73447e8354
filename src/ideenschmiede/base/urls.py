from django.urls import path

from ideenschmiede.base.views import administration, service

app_name = "base"
urlpatterns = [
    path("gesundheit/lebt/", service.alive, name="alive"),
    path("gesundheit/bereit/", service.ready, name="ready"),
    path("sprache/", service.language, name="language"),
    path("aussehen/", service.look, name="look"),
    path("rollen/", service.roles, name="roles"),
    path("postausgang/", service.outbox, name="outbox"),
    path("postausgang/anhang/<int:pk>/", service.outbox_attachment, name="outbox_attachment"),
    path("demo/anmelden/<str:token>/", service.demo_sign_in, name="demo_sign_in"),
    path("verwaltung/", administration.operator, name="operator"),
    path("verwaltung/chronik/pruefen/", administration.verify_chronicle, name="verify_chronicle"),
    path("verwaltung/konten/", administration.accounts, name="accounts"),
    path("verwaltung/konten/neu/", administration.open_account, name="open_account"),
    path("verwaltung/konten/<int:pk>/", administration.account, name="account"),
    path("verwaltung/konten/<int:pk>/schliessen/", administration.close_account, name="close_account"),
    path("verwaltung/konten/<int:pk>/oeffnen/", administration.reopen_account, name="reopen_account"),
]
