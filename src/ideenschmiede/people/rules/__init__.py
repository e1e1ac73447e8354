"""Who may do what with persons and appointments."""

from ideenschmiede.people.rules.persons import (
    is_own_person,
    may_ask_for_introduction,
    may_change_evidence,
    may_change_organisation,
    may_change_person,
    may_consent,
    may_erase_person,
    may_record_evidence,
    may_record_person,
    may_see_all_persons,
    may_see_contact,
    may_see_evidence,
    may_see_what_is_stored,
    seen_evidence,
)

__all__ = [
    "is_own_person",
    "may_ask_for_introduction",
    "may_change_evidence",
    "may_change_organisation",
    "may_change_person",
    "may_consent",
    "may_erase_person",
    "may_record_evidence",
    "may_record_person",
    "may_see_all_persons",
    "may_see_contact",
    "may_see_evidence",
    "may_see_what_is_stored",
    "seen_evidence",
]
