"""A small network with one thing of each kind, made when it is first asked for."""

from functools import cached_property

from allauth.account.models import EmailConfirmationHMAC
from django.core.signing import TimestampSigner
from django.utils import timezone

from ideenschmiede.base import actions
from ideenschmiede.base.accounts import DEMO_SALT
from ideenschmiede.base.models import Account, Visibility
from ideenschmiede.base.roles import Role
from ideenschmiede.places.models import Level, Place, fold
from ideenschmiede.transfer.models import Adoption, Need, Practice, PracticeImport, PracticeUpload


class World:
    """`who` is the account that asks; None for a guest."""

    def __init__(self, role: Role | None) -> None:
        self.now = timezone.now()
        self.who = self.open(f"{role.value}@example.org", role) if role else None

    def open(self, email: str, *roles: Role) -> Account:
        return actions.open_account(email=email, name="Beispielperson", roles=roles, by=None, at=self.now)

    @cached_property
    def other(self) -> Account:
        """Somebody else."""
        return self.open("andere@example.org", Role.MEMBER)

    @cached_property
    def sign_in_token(self) -> str:
        return TimestampSigner(salt=DEMO_SALT).sign(str(self.other.pk))

    @cached_property
    def email_key(self) -> str:
        return EmailConfirmationHMAC(self.other.emailaddress_set.get()).key

    @cached_property
    def place(self) -> Place:
        land = self._place("05", "Nordrhein-Westfalen", Level.LAND, None)
        kreis = self._place("05766", "Lippe", Level.KREIS, land)
        return self._place("05766036", "Kalletal", Level.MUNICIPALITY, kreis)

    def _place(self, key: str, name: str, level: Level, parent: Place | None) -> Place:
        return Place.objects.create(
            key=key, name=name, folded_name=fold(name), level=level, parent=parent, source="example", population=13_401
        )

    @cached_property
    def practice(self) -> Practice:
        return self._practice("Bürgerbus", Visibility.PUBLIC)

    @cached_property
    def inner_practice(self) -> Practice:
        """One that only the network may see."""
        return self._practice("Dorfladen", Visibility.NETWORK)

    def _practice(self, title: str, visibility: Visibility) -> Practice:
        return Practice.objects.create(
            title=title, summary="Ein Satz.", place=self.place, visibility=visibility, created_at=self.now,
            changed_at=self.now,
        )  # fmt: skip

    @cached_property
    def adoption(self) -> Adoption:
        return Adoption.objects.create(
            practice=self.practice, place=self.place, state=Adoption.State.RUNNING, changed_at=self.now
        )

    @cached_property
    def need(self) -> Need:
        return Need.objects.create(text="Arzt", place=self.place, visibility=Visibility.PUBLIC, created_at=self.now)

    @cached_property
    def inner_need(self) -> Need:
        return Need.objects.create(text="Arzt", place=self.place, visibility=Visibility.NETWORK, created_at=self.now)

    @cached_property
    def report(self) -> PracticeImport:
        return PracticeImport.objects.create(file_name="a.csv", sha256="0" * 64, origin="Test", imported_at=self.now)

    @cached_property
    def upload(self) -> PracticeUpload:
        """A table that somebody else has brought."""
        return PracticeUpload.objects.create(
            account=self.other, file_name="a.csv", sha256="0" * 64, table=b"", uploaded_at=self.now
        )
