"""Who is there already: by e-mail address, and by name and place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ideenschmiede.people.actions.importing.rows import Draft
from ideenschmiede.people.models import Contact, Membership, Organisation, Person, PublicOffice
from ideenschmiede.people.models.names import fold_name
from ideenschmiede.places.models import fold


@dataclass
class Known:
    """Ids of persons by what a row may tell of them."""

    by_email: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    places: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    belongs: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded names of organisations
    families: dict[int, str] = field(default_factory=dict)
    organisations: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Known:
        """Five queries."""
        known = cls()
        names = Person.objects.filter(erased_at=None).values_list("pk", "given_name", "family_name")
        for pk, given, family in names.iterator(chunk_size=5_000):
            known.by_name[fold_name(given, family)].append(pk)
            known.families[pk] = fold(family)
        emails = Contact.objects.filter(kind=Contact.Kind.EMAIL).values_list("value", "person_id")
        known.by_email = {value.casefold(): pk for value, pk in emails.iterator(chunk_size=5_000)}
        for pk, place in PublicOffice.objects.order_by().values_list("person_id", "place_id"):
            known.places[pk].add(place)
        rows = Membership.objects.order_by().values_list("person_id", "organisation__name", "organisation__place_id")
        for pk, name, place in rows:
            known.belongs[pk].add(fold(name))
            if place is not None:
                known.places[pk].add(place)
        known.organisations = {fold(name): pk for name, pk in Organisation.objects.values_list("name", "pk")}
        return known

    def works_at(self, pk: int, draft: Draft) -> bool:
        """Whether this person is at the place or in the organisation of the row."""
        if draft.place is not None and draft.place in self.places.get(pk, ()):
            return True
        return bool(draft.organisation) and fold(draft.organisation) in self.belongs.get(pk, ())
