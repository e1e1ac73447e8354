"""Addresses below /mitglieder/."""

from django.urls import URLPattern, path

from ideenschmiede.people.views import appointments as cases
from ideenschmiede.people.views import (
    balance,
    bodies,
    expertise,
    exports,
    imports,
    invitations,
    organisations,
    papers,
    profiles,
    terms,
)
from ideenschmiede.people.views import directory as lists
from ideenschmiede.people.views import persons as one

app_name = "people"

# the directory, its balance, imports and exports
directory: list[URLPattern] = [
    path("", lists.persons, name="list"),
    path("export/", exports.export, name="export"),
    path("ausgewogenheit/", balance.composition, name="balance"),
    *imports.PersonImportPages().urls("einlesen"),
]

# appointments, invitations, bodies
appointments: list[URLPattern] = [
    path("berufungen/", cases.appointments, name="appointments"),
    path("berufungen/neu/", cases.propose, name="propose"),
    path("berufungen/<int:pk>/", cases.appointment, name="appointment"),
    path("berufungen/<int:pk>/vorgang/", cases.appointment_case, name="appointment_case"),
    path("berufungen/<int:pk>/vorgang/aendern/", cases.prepare, name="prepare_appointment"),
    path("berufungen/<int:pk>/vorgang/verlaengern/", cases.renew, name="renew_appointment"),
    path("berufungen/<int:pk>/vorgang/<slug:name>/", cases.take_step, name="appointment_step"),
    path("berufungen/<int:pk>/brief.pdf", papers.letter, name="appointment_letter"),
    path("berufungen/<int:pk>/urkunde.pdf", papers.certificate, name="certificate"),
    path("berufungen/<int:pk>/meine/", terms.terms, name="terms"),
    path("berufungen/<int:pk>/zuruecktreten/", terms.resign, name="resign"),
    path("berufungen/<int:pk>/vertretung/", terms.name_deputy, name="name_deputy"),
    path("vertretungen/<int:pk>/beenden/", terms.end_deputy, name="end_deputy"),
    path("jahresfragen/<int:pk>/", terms.answer_yearly, name="answer_yearly"),
    path("berufung/<str:token>/", invitations.invitation, name="invitation"),
    path("berufung/<str:token>/brief.pdf", invitations.invitation_letter, name="invitation_letter"),
    path("berufung/widerspruch/<str:token>/", invitations.dispute, name="dispute"),
    path("berufung/bleiben/<str:token>/", invitations.stay, name="stay"),
    path("gremien/", bodies.bodies, name="bodies"),
    path("gremien/neu/", bodies.open_body, name="open_body"),
    path("gremien/<int:pk>/", bodies.body, name="body"),
    path("gremien/<int:pk>/aendern/", bodies.change_body, name="change_body"),
    path("gremien/<int:pk>/schliessen/", bodies.close_body, name="close_body"),
    path("gremien/<int:pk>/oeffnen/", bodies.reopen_body, name="reopen_body"),
]

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
