"""Addresses below /mitglieder/."""

from django.urls import URLPattern

app_name = "people"

# the directory, its balance, imports and exports
directory: list[URLPattern] = []

# appointments, invitations, bodies
appointments: list[URLPattern] = []

# persons and organisations, what they know and on what it rests
persons: list[URLPattern] = []

urlpatterns = [*directory, *appointments, *persons]
