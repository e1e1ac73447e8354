"""Persons and organisations; what they know and on what that rests; appointments; what waits to be imported."""

from ideenschmiede.people.models.appointments import (
    Appointment,
    AppointmentStep,
    Body,
    Capacity,
    Consent,
    Deputy,
    Purpose,
    Status,
    YearlyQuestion,
)
from ideenschmiede.people.models.expertise import Evidence, EvidenceKind, Expertise
from ideenschmiede.people.models.imports import PersonImport, PersonUpload
from ideenschmiede.people.models.persons import (
    Contact,
    Membership,
    OfficeKind,
    Organisation,
    Person,
    PublicOffice,
    Sector,
)

__all__ = [
    "Appointment",
    "AppointmentStep",
    "Body",
    "Capacity",
    "Consent",
    "Contact",
    "Deputy",
    "Evidence",
    "EvidenceKind",
    "Expertise",
    "Membership",
    "OfficeKind",
    "Organisation",
    "Person",
    "PersonImport",
    "PersonUpload",
    "PublicOffice",
    "Purpose",
    "Sector",
    "Status",
    "YearlyQuestion",
]
