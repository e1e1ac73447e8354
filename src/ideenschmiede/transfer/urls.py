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
    *imports.PracticeImportPages().urls("import"),
    path("uebernahmen/<int:pk>/aendern/", adoptions.change, name="change_adoption"),
    path("vorbilder/<int:idea>/verknuepfen/", precedents.link, name="link_precedent"),
    path("vorbilder/<int:pk>/loesen/", precedents.unlink, name="unlink_precedent"),
    path("<int:pk>/", practices.short, name="short"),
    path("<int:pk>-<slug:slug>/", practices.practice, name="detail"),
    path("<int:pk>/aendern/", practices.change, name="change"),
    path("<int:pk>/kontakt/", practices.confirm, name="confirm_contact"),
    path("<int:pk>/uebernahme/", adoptions.report, name="report_adoption"),
]
