"""Addresses below /presse/."""

from django.urls import path

from ideenschmiede.press.views import articles, clippings, confirming, facts, releases, reviewing

app_name = "press"
urlpatterns = [
    path("", articles.press, name="list"),
    path("artikel/<int:pk>-<slug:slug>/", articles.article, name="article"),
    path("neu/", releases.write, name="write_release"),
    path("<int:pk>-<slug:slug>/", releases.release, name="release"),
    path("<int:pk>/aendern/", releases.change, name="change_release"),
    path("<int:pk>/veroeffentlichen/", releases.publish, name="publish_release"),
    path("<int:pk>/zurueckziehen/", releases.withdraw, name="withdraw_release"),
    path("berufung/<int:pk>/entwerfen/", releases.draft, name="draft_release"),
    path("ausschnitte/", clippings.clippings, name="clippings"),
    path("ausschnitte/neu/", clippings.bring, name="take_in"),
    path("ausschnitte/<int:pk>/", reviewing.clipping, name="clipping"),
    path("ausschnitte/<int:pk>/aenderungen/", reviewing.changes, name="changes"),
    path("ausschnitte/<int:pk>/stuecke/", reviewing.piece, name="piece"),
    path("ausschnitte/<int:pk>/angaben/neu/", facts.add, name="add_fact"),
    path("ausschnitte/<int:pk>/angaben/<slug:fact>/", facts.correct, name="correct_fact"),
    path("ausschnitte/<int:pk>/angaben/<slug:fact>/entfernen/", facts.remove, name="remove_fact"),
    path("ausschnitte/<int:pk>/angaben/<slug:fact>/zurueckholen/", facts.restore, name="restore_fact"),
    path("ausschnitte/<int:pk>/bestaetigen/", confirming.confirm, name="confirm"),
    path("ausschnitte/<int:pk>/berichtigen/", confirming.correct, name="correct_article"),
    path("ausschnitte/<int:pk>/berufung/", confirming.notice, name="notice"),
    path("ausschnitte/<int:pk>/verwerfen/", clippings.put_aside, name="discard"),
    path("ausschnitte/<int:pk>/zurueckholen/", clippings.fetch_back, name="reopen"),
]
