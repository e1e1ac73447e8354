"""Addresses below /mitglieder/."""

from django.urls import URLPattern, path

from ideenschmiede.people.views import directory as lists
from ideenschmiede.people.views import expertise, exports, organisations, profiles
from ideenschmiede.people.views import persons as one

app_name = "people"

# the directory, its balance, imports and exports
directory: list[URLPattern] = [
    path("", lists.persons, name="list"),
    path("export/", exports.export, name="export"),
]

# appointments, invitations, bodies
appointments: list[URLPattern] = []

# persons and organisations, what they know and on what it rests
persons: list[URLPattern] = [
    path("neu/", one.record, name="record_person"),
    path("profil/", profiles.profile, name="profile"),
    path("organisationen/", organisations.organisations, name="organisations"),
    path("organisationen/neu/", organisations.record, name="record_organisation"),
    path("organisationen/<int:pk>/", organisations.short, name="organisation_short"),
    path("organisationen/<int:pk>-<slug:slug>/", organisations.organisation, name="organisation"),
    path("organisationen/<int:pk>/aendern/", organisations.change, name="change_organisation"),
    path("organisationen/<int:pk>/entfernen/", organisations.remove, name="remove_organisation"),
    path("aemter/<int:pk>/", profiles.office, name="change_office"),
    path("aemter/<int:pk>/entfernen/", profiles.no_office, name="remove_office"),
    path("mitgliedschaften/<int:pk>/", profiles.membership, name="change_membership"),
    path("mitgliedschaften/<int:pk>/entfernen/", profiles.no_membership, name="remove_membership"),
    path("expertise/<int:pk>/", expertise.expertise, name="change_expertise"),
    path("expertise/<int:pk>/entfernen/", expertise.no_expertise, name="remove_expertise"),
    path("nachweise/<int:pk>/", expertise.evidence, name="change_evidence"),
    path("nachweise/<int:pk>/entfernen/", expertise.no_evidence, name="remove_evidence"),
    path("nachweise/<int:pk>/datei/", expertise.evidence_file, name="evidence_file"),
    path("<int:pk>/", one.short, name="person_short"),
    path("<int:pk>-<slug:slug>/", one.person, name="person"),
    path("<int:pk>/portraet/", one.portrait, name="portrait"),
    path("<int:pk>/bekannt-machen/", one.introduce, name="introduce"),
    path("<int:pk>/auskunft.json", one.stored, name="stored"),
    path("<int:pk>/loeschen/", one.erase, name="erase_person"),
    path("<int:pk>/bearbeiten/", profiles.overview, name="change_person"),
    path("<int:pk>/bearbeiten/amt/", profiles.new_office, name="add_office"),
    path("<int:pk>/bearbeiten/organisation/", profiles.new_membership, name="add_membership"),
    path("<int:pk>/bearbeiten/expertise/", expertise.new_expertise, name="add_expertise"),
    path("<int:pk>/bearbeiten/nachweis/", expertise.new_evidence, name="add_evidence"),
    path("<int:pk>/bearbeiten/portraet/entfernen/", profiles.no_portrait, name="remove_portrait"),
    path("<int:pk>/bearbeiten/<slug:part>/", profiles.part, name="change_part"),
]

urlpatterns = [*directory, *appointments, *persons]
