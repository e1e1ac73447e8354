"""Addresses below /loesungen/."""

from django.urls import path

from ideenschmiede.transfer.views import adoptions, answers, imports, needs, practices, precedents

app_name = "transfer"
urlpatterns = [
    path("", practices.practices, name="list"),
    path("finden/", answers.answer, name="answer"),
    path("neu/", practices.record, name="record"),
    path("gesuche/", needs.needs, name="needs"),
    path("gesuche/neu/", needs.post, name="post_need"),
    path("gesuche/<int:pk>/", needs.need, name="need"),
    path("gesuche/<int:pk>/schliessen/", needs.close, name="close_need"),
    path("gesuche/<int:pk>/oeffnen/", needs.reopen, name="reopen_need"),
    path("import/", imports.bring, name="import"),
    path("import/<uuid:pk>/spalten/", imports.columns, name="import_columns"),
    path("import/<uuid:pk>/vorschau/", imports.preview, name="import_preview"),
    path("import/<uuid:pk>/ausfuehren/", imports.confirm, name="import_confirm"),
    path("import/<uuid:pk>/verwerfen/", imports.discard, name="import_discard"),
    path("import/berichte/<int:pk>/", imports.report, name="import_report"),
    path("import/berichte/<int:pk>/zeilen.csv", imports.report_csv, name="import_report_csv"),
    path("uebernahmen/<int:pk>/aendern/", adoptions.change, name="change_adoption"),
    path("vorbilder/<int:idea>/verknuepfen/", precedents.link, name="link_precedent"),
    path("vorbilder/<int:pk>/loesen/", precedents.unlink, name="unlink_precedent"),
    path("<int:pk>/", practices.short, name="short"),
    path("<int:pk>-<slug:slug>/", practices.practice, name="detail"),
    path("<int:pk>/aendern/", practices.change, name="change"),
    path("<int:pk>/kontakt/", practices.confirm, name="confirm_contact"),
    path("<int:pk>/uebernahme/", adoptions.report, name="report_adoption"),
]
