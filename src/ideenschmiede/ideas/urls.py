"""Addresses below /ideen/."""

from django.urls import path

from ideenschmiede.ideas.views import calls, contributing, ideas, merging, noting, papers, proposals, stages, texts

app_name = "ideas"
urlpatterns = [
    path("", ideas.ideas, name="list"),
    path("neu/", noting.note, name="note"),
    path("aehnliche/", ideas.similar, name="similar"),
    path("<int:pk>/", ideas.short, name="short"),
    path("<int:pk>-<slug:slug>/", ideas.idea, name="detail"),
    path("<int:pk>/einordnen/", noting.classify, name="classify"),
    path("<int:pk>/papier.pdf", papers.pdf, name="pdf"),
    path("<int:pk>/papier.docx", papers.docx, name="docx"),
    # the text, its versions, changes to it
    path("<int:pk>/aendern/", texts.change, name="change"),
    path("<int:pk>/vorschlagen/", texts.propose, name="propose"),
    path("<int:pk>/fassungen/", texts.versions, name="versions"),
    path("<int:pk>/fassungen/<int:number>/", texts.version, name="version"),
    path("vorschlaege/<int:pk>/", proposals.proposal, name="proposal"),
    path("vorschlaege/<int:pk>/annehmen/", proposals.accept, name="accept"),
    path("vorschlaege/<int:pk>/ablehnen/", proposals.decline, name="decline"),
    path("vorschlaege/<int:pk>/zuruecknehmen/", proposals.withdraw, name="withdraw"),
    # what others bring
    path("<int:pk>/unterstuetzen/", contributing.support, name="support"),
    path("<int:pk>/nicht-mehr-unterstuetzen/", contributing.unsupport, name="unsupport"),
    path("<int:pk>/kommentar/", contributing.comment, name="comment"),
    path("<int:pk>/angebot/", contributing.offer, name="offer"),
    path("kommentare/<int:pk>/ausblenden/", contributing.hide_comment, name="hide_comment"),
    path("angebote/<int:pk>/zuruecknehmen/", contributing.withdraw_offer, name="withdraw_offer"),
    # others who say the same, and whom one looks for
    path("<int:pk>/zusammenfuehren/", merging.merge, name="merge"),
    path("aufrufe/", calls.calls, name="calls"),
    path("aufrufe/<int:pk>/", calls.call, name="call"),
    path("aufrufe/<int:pk>/antworten/", calls.answer, name="answer_call"),
    path("<int:pk>/aufruf/", calls.open_it, name="open_call"),
    path("<int:pk>/aufruf/beenden/", calls.close_it, name="close_call"),
    # how far it is
    path("<int:pk>/weiter/", stages.advance, name="advance"),
    path("<int:pk>/parken/", stages.park, name="park"),
    path("<int:pk>/fortsetzen/", stages.resume, name="resume"),
]
