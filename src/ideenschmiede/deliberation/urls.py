"""Addresses below /fragen/."""

from django.urls import include, path

from ideenschmiede.deliberation.views import (
    exports,
    imports,
    moderation,
    questions,
    reports,
    results,
    statements,
    voting,
)
from ideenschmiede.deliberation.views.decisions import afterwards, page, putting, register, running
from ideenschmiede.deliberation.views.decisions import voting as ballots

_decisions = [
    path("", register.register, name="decisions"),
    path("neu/", putting.put, name="put"),
    path("<int:pk>/", page.short, name="short_decision"),
    path("<int:pk>-<slug:slug>/", page.decision, name="decision"),
    path("<int:pk>/aendern/", putting.change, name="change_decision"),
    path("<int:pk>/oeffnen/", putting.open_it, name="open_decision"),
    path("<int:pk>/verwerfen/", running.discard, name="discard_decision"),
    path("<int:pk>/stimme/", ballots.vote, name="vote_on"),
    path("<int:pk>/quittungen/", ballots.receipts, name="receipts"),
    path("<int:pk>/neue-fassung/", running.integrate, name="integrate"),
    path("<int:pk>/verlaengern/", running.extend, name="extend_decision"),
    path("<int:pk>/auszaehlen/", running.close, name="close_decision"),
    path("<int:pk>/zurueckziehen/", running.withdraw, name="withdraw_decision"),
    path("<int:pk>/minderheit/", afterwards.dissent, name="dissent"),
    path("<int:pk>/geworden/", afterwards.follow_up, name="follow_up"),
    path("einwaende/<int:pk>/antwort/", running.answer, name="answer_objection"),
    path("einwaende/<int:pk>/zuruecknehmen/", ballots.take_back, name="take_back_objection"),
    path("minderheiten/<int:pk>/entfernen/", afterwards.remove_opinion, name="remove_opinion"),
]

app_name = "deliberation"
urlpatterns = [
    path("entscheidungen/", include(_decisions)),
    path("", questions.questions, name="list"),
    path("neu/", questions.ask, name="ask"),
    path("import/", imports.bring, name="import"),
    path("import/<uuid:pk>/", imports.preview, name="import_preview"),
    path("import/<uuid:pk>/abbrechen/", imports.discard, name="import_discard"),
    path("<int:pk>/", questions.short, name="short"),
    path("<int:pk>-<slug:slug>/", questions.question, name="detail"),
    path("<int:pk>/aendern/", questions.change, name="change"),
    path("<int:pk>/oeffnen/", questions.open_it, name="open"),
    path("<int:pk>/schliessen/", questions.close_it, name="close"),
    path("<int:pk>/stimme/", voting.vote, name="vote"),
    path("<int:pk>/meine-stimmen/", voting.my_votes, name="my_votes"),
    path("<int:pk>/aussage/", statements.write, name="write"),
    path("<int:pk>/aussage/zuruecknehmen/", statements.withdraw, name="withdraw"),
    path("<int:pk>/moderation/", moderation.moderate, name="moderate"),
    path("<int:pk>/protokoll/", moderation.log, name="log"),
    path("<int:pk>/ergebnis/", results.results, name="results"),
    path("<int:pk>/ergebnis/gruppen/", results.by_group, name="results_groups"),
    path("<int:pk>/ergebnis/verlauf/", results.development, name="results_development"),
    path("<int:pk>/ergebnis/bericht.pdf", reports.report, name="results_report"),
    path("<int:pk>/export/", exports.exports, name="exports"),
    path("<int:pk>/export/<slug:form>/", exports.export, name="export"),
]
