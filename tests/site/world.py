"""A small network with one thing of each kind, made when it is first asked for."""

from datetime import timedelta
from functools import cached_property

from allauth.account.models import EmailConfirmationHMAC
from django.core.signing import TimestampSigner
from django.utils import timezone
from django.utils.timezone import localdate

from ideenschmiede.base import actions, links
from ideenschmiede.base.accounts import DEMO_SALT
from ideenschmiede.base.guarded import writing
from ideenschmiede.base.models import Account, Topic, Visibility
from ideenschmiede.base.roles import Role
from ideenschmiede.deliberation.actions import deciding
from ideenschmiede.deliberation.actions.questions import ask, open_question
from ideenschmiede.deliberation.actions.statements import write_statement
from ideenschmiede.deliberation.models import (
    Audience,
    ConversationUpload,
    Decision,
    MinorityOpinion,
    Objection,
    Question,
    Stage,
    Statement,
    Vote,
)
from ideenschmiede.groups.models import Document, Handover, Task, WorkingGroup
from ideenschmiede.ideas.actions.calls import open_call
from ideenschmiede.ideas.actions.changes import propose_change
from ideenschmiede.ideas.actions.noting import note_idea
from ideenschmiede.ideas.models import Change, Comment, Idea, Offer
from ideenschmiede.people.actions import appointments
from ideenschmiede.people.models import (
    Appointment,
    Body,
    Contact,
    Deputy,
    Evidence,
    Expertise,
    Membership,
    Organisation,
    Person,
    PersonImport,
    PersonUpload,
    PublicOffice,
    YearlyQuestion,
)
from ideenschmiede.people.papers.appointments import DISPUTE, INVITATION, STAY
from ideenschmiede.places.models import Level, Place
from ideenschmiede.press.models import Clipping, Release
from ideenschmiede.press.queries.drafts import Draft, DraftFact
from ideenschmiede.transfer.actions.precedents import link_precedent
from ideenschmiede.transfer.models import Adoption, Need, Practice, PracticeImport, PracticeUpload, Precedent


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
        return Place.objects.create(key=key, name=name, level=level, parent=parent, source="example", population=13_401)

    @cached_property
    def person(self) -> Person:
        """A member whom everybody may see."""
        return self._person("Offen", Visibility.PUBLIC)

    @cached_property
    def inner_person(self) -> Person:
        return self._person("Innen", Visibility.NETWORK)

    @cached_property
    def noticed_person(self) -> Person:
        """Somebody whom only the office knows."""
        return self._person("Bemerkt", Visibility.PUBLIC, Appointment.OPEN[0])

    @cached_property
    def own_person(self) -> Person:
        """The profile of who asks; a guest has none."""
        person = self._person("Selbst", Visibility.NETWORK)
        person.account = self.who
        person.save()
        return person

    def _person(self, name: str, visibility: Visibility, status: str = "active") -> Person:
        times = {"created_at": self.now, "changed_at": self.now}
        person = Person.objects.create(family_name=name, visibility=visibility, **times)
        body, _made = Body.objects.get_or_create(
            kind=Body.Kind.NETWORK, defaults={"slug": "netzwerk", "name": "Netzwerk", "created_at": self.now}
        )
        with writing():
            Appointment.objects.create(person=person, body=body, status=status, **times)
        return person

    @cached_property
    def organisation(self) -> Organisation:
        return Organisation.objects.create(name="Verband", sector="association", created_at=self.now)

    @cached_property
    def office(self) -> PublicOffice:
        return PublicOffice.objects.create(person=self.person, kind="mayor", title="Amt", place=self.place)

    @cached_property
    def membership(self) -> Membership:
        return Membership.objects.create(person=self.person, organisation=self.organisation)

    @cached_property
    def expertise(self) -> Expertise:
        return Expertise.objects.create(person=self.person, topic=Topic.objects.first(), created_at=self.now)

    @cached_property
    def evidence(self) -> Evidence:
        """Without a file: whoever may see it gets 404, too."""
        return Evidence.objects.create(person=self.person, kind="award", title="Preis", created_at=self.now)

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

    @cached_property
    def release(self) -> Release:
        return self._release(Release.Status.PUBLISHED)

    @cached_property
    def draft_release(self) -> Release:
        return self._release(Release.Status.DRAFT)

    def _release(self, status: Release.Status) -> Release:
        return Release.objects.create(
            title="Neues", body="Text.", status=status, published_on=self.now.date(), created_at=self.now,
            changed_at=self.now,
        )  # fmt: skip

    @cached_property
    def appointment(self) -> Appointment:
        return self.person.appointments.get()

    @cached_property
    def clipping(self) -> Clipping:
        """One to be checked, with a fact."""
        fact = DraftFact(id="format-1", kind="format", value="Lounge")
        return self._clipping("1", draft=Draft(facts=(fact,)).dump())

    @cached_property
    def article(self) -> Clipping:
        return self._clipping("2", status=Clipping.Status.CONFIRMED, evidence_for=Visibility.PUBLIC)

    @cached_property
    def inner_article(self) -> Clipping:
        """A confirmed one that only the network may see."""
        return self._clipping("3", status=Clipping.Status.CONFIRMED, evidence_for=Visibility.NETWORK)

    def _clipping(self, number: str, *, evidence_for: Visibility | None = None, **values: object) -> Clipping:
        clipping = Clipping.objects.create(
            kind="paste", sha256=number * 64, original="Ein Text.", mended="Ein Text.", title="Artikel",
            created_at=self.now, changed_at=self.now, **values,
        )  # fmt: skip
        if evidence_for:
            clipping.evidence.create(
                kind="clipping", title="Artikel", place=self.place, visibility=evidence_for, created_at=self.now
            )
        return clipping

    @cached_property
    def person_report(self) -> PersonImport:
        return PersonImport.objects.create(file_name="a.csv", sha256="0" * 64, imported_at=self.now)

    @cached_property
    def person_upload(self) -> PersonUpload:
        """A table of persons that somebody else has brought."""
        return PersonUpload.objects.create(
            account=self.other, file_name="a.csv", sha256="0" * 64, table=b"", uploaded_at=self.now
        )

    # ── appointments ────────────────────────────────────────────────────────────────────────────────────────────────

    def _appointed(self, name: str) -> Appointment:
        """Invited; whoever asks is somebody else."""
        person = Person.objects.create(family_name=name, created_at=self.now, changed_at=self.now)
        Contact.objects.create(person=person, kind=Contact.Kind.EMAIL, value=f"{name.lower()}@example.org")
        today = self.now.date()
        body = Body.objects.get(kind=Body.Kind.NETWORK)
        evidence = [Evidence.objects.create(kind="award", title="Preis", person=person, created_at=self.now)]
        made = appointments.propose_new(
            person=person, body=body, starts_on=today, reason="Weil.", evidence=evidence, by=None, at=self.now
        )
        appointments.invite(appointment=made, by=None, at=self.now)
        return made

    @cached_property
    def invited(self) -> Appointment:
        return self._appointed("Eingeladen")

    @cached_property
    def active(self) -> Appointment:
        """Somebody else's, who agreed to nothing."""
        made = self._appointed("Berufen")
        appointments.accept(appointment=made, letter=1, at=self.now)
        return made

    @cached_property
    def shown_appointment(self) -> Appointment:
        """Of somebody who agreed to be named."""
        made = self._appointed("Gezeigt")
        appointments.accept(appointment=made, letter=1, consents=["press"], at=self.now)
        return made

    @cached_property
    def deputy(self) -> Deputy:
        return appointments.name_deputy(appointment=self.active, name="Kim", by=None, at=self.now)

    @cached_property
    def question(self) -> YearlyQuestion:
        made = appointments.ask_yearly(appointment=self.active, at=self.now)
        assert made is not None
        return made

    @cached_property
    def group(self) -> Body:
        kind = Body.Kind.WORKING_GROUP
        return appointments.open_body(kind=kind, name="Arbeitsgruppe", by=None, at=self.now)

    @cached_property
    def invitation_token(self) -> str:
        return links.sign(INVITATION, self.invited.pk, 1)

    @cached_property
    def dispute_token(self) -> str:
        return links.sign(DISPUTE, self.active.pk, 1)

    @cached_property
    def stay_token(self) -> str:
        return links.sign(STAY, self.question.pk, 1)

    # ── working groups ──────────────────────────────────────────────────────────────────────────────────────────────

    def _group(self, name: str, visibility: Visibility, **values: bool) -> WorkingGroup:
        body = appointments.open_body(kind=Body.Kind.WORKING_GROUP, name=name, by=None, at=self.now)
        WorkingGroup.objects.filter(pk=body.pk).update(visibility=visibility, **values)
        return WorkingGroup.objects.select_related("body").get(pk=body.pk)

    @cached_property
    def working_group(self) -> WorkingGroup:
        """Of the network, like all that is in it; nobody who asks sits in it."""
        return self._group("Arbeitsgruppe Netz", Visibility.NETWORK)

    @cached_property
    def public_group(self) -> WorkingGroup:
        return self._group("Arbeitsgruppe Offen", Visibility.PUBLIC)

    @cached_property
    def hidden_group(self) -> WorkingGroup:
        return self._group("Arbeitsgruppe Verborgen", Visibility.CONFIDENTIAL)

    @cached_property
    def known_group(self) -> WorkingGroup:
        """A confidential one that says that it exists."""
        return self._group("Arbeitsgruppe Bekannt", Visibility.CONFIDENTIAL, is_known=True)

    @cached_property
    def group_task(self) -> Task:
        return Task.objects.create(group=self.working_group, title="Etwas tun", created_at=self.now)

    @cached_property
    def group_document(self) -> Document:
        """A link of a public group, not shown to everybody: whoever asks for its file gets 404."""
        return Document.objects.create(
            group=self.public_group, title="Papier", link="https://example.org", added_at=self.now
        )

    @cached_property
    def group_handover(self) -> Handover:
        return Handover.objects.create(group=self.working_group, asked_at=self.now)

    # ── ideas ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def idea(self) -> Idea:
        """Somebody else's, which everybody may read."""
        return self._idea("Werkzeugkasten", visibility=Visibility.PUBLIC, by=self.other)

    @cached_property
    def calling_idea(self) -> Idea:
        """Its call is public, the idea itself is not."""
        idea = self._idea("Mitfahrbank", visibility=Visibility.NETWORK, by=self.other)
        open_call(
            idea=idea, text="Wir suchen Bänke.", until=localdate() + timedelta(days=9), by=self.other, at=self.now
        )
        return Idea.objects.get(pk=idea.pk)

    @cached_property
    def precedent(self) -> Precedent:
        return link_precedent(idea=self.idea, practice=self.practice, by=self.other, at=self.now)

    @cached_property
    def inner_idea(self) -> Idea:
        return self._idea("Kantine", visibility=Visibility.NETWORK, by=self.other)

    @cached_property
    def group_idea(self) -> Idea:
        """Of a group in which nobody sits who asks."""
        return self._idea("Werkstatt", visibility=Visibility.GROUP, body=self.working_group.body, by=None)

    def _idea(self, title: str, **values: object) -> Idea:
        return note_idea(title=title, at=self.now, **values)

    @cached_property
    def idea_change(self) -> Change:
        return propose_change(idea=self.idea, text={"problem": "Neu"}, by=self.other, at=self.now)

    @cached_property
    def idea_comment(self) -> Comment:
        return Comment.objects.create(idea=self.idea, text="Gut.", author=self.other, at=self.now)

    @cached_property
    def idea_offer(self) -> Offer:
        return Offer.objects.create(idea=self.idea, text="Zeit", author=self.other, at=self.now)

    # ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def public_question(self) -> Question:
        """One that the whole network is asked, and everybody may read."""
        return self._question("Wohin?", visibility=Visibility.PUBLIC, audience=Audience.NETWORK)

    @cached_property
    def group_question(self) -> Question:
        """Of a group in which nobody sits who asks."""
        return self._question("Unter uns?", visibility=Visibility.GROUP, audience=Audience.BODY)

    @cached_property
    def secret_question(self) -> Question:
        """A confidential one that the whole network is asked."""
        return self._question("Im Vertrauen?", visibility=Visibility.CONFIDENTIAL, audience=Audience.NETWORK)

    @cached_property
    def draft_question(self) -> Question:
        values = {"visibility": Visibility.PUBLIC, "audience": Audience.NETWORK}
        return ask(title="Wann?", body=self.group, by=None, at=self.now, **values)

    def _question(self, title: str, **values: object) -> Question:
        made = ask(title=title, body=self.group, by=None, at=self.now, **values)
        write_statement(question=made, text="Zuerst Schulung.", by=None, at=self.now, is_seed=True)
        return open_question(question=made, by=None, at=self.now)

    # ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def voter(self) -> Account:
        """The one who has a vote in all of these."""
        account = self.open("stimme@example.org", Role.MEMBER)
        times = {"created_at": self.now, "changed_at": self.now}
        person = Person.objects.create(family_name="Stimme", account=account, **times)
        with writing():
            Appointment.objects.create(person=person, body=self.group, status="active", **times)
        return account

    def _vote(self, title: str) -> Decision:
        assert self.voter
        return deciding.put_decision(
            body=self.group, title=title, method="consent", text="So machen wir es.",
            closes_at=self.now + timedelta(days=7), by=None, at=self.now,
        )  # fmt: skip

    @cached_property
    def draft_vote(self) -> Decision:
        return self._vote("Antragsdienst")

    @cached_property
    def open_vote(self) -> Decision:
        return deciding.open_decision(decision=self.draft_vote, by=None, at=self.now)

    @cached_property
    def objection(self) -> Objection:
        choice = {"stance": "objection"}
        deciding.cast_ballot(decision=self.open_vote, choice=choice, reason="Zu teuer.", by=self.voter, at=self.now)
        return Objection.objects.get()

    @cached_property
    def decided(self) -> Decision:
        made = deciding.open_decision(decision=self._vote("Schon entschieden"), by=None, at=self.now)
        return deciding.close_decision(decision=made, by=None, at=self.now + timedelta(days=8))

    @cached_property
    def opinion(self) -> MinorityOpinion:
        return deciding.add_minority_opinion(decision=self.decided, text="Nein.", by=self.voter, at=self.now)

    @cached_property
    def archive(self) -> Question:
        """One that was held elsewhere and that the network may see; six voted."""
        question = Question.objects.create(
            title="Was braucht das Dorf?", source="openData", stage=Stage.CLOSED, created_at=self.now,
            changed_at=self.now,
        )  # fmt: skip
        with writing():
            statement = Statement.objects.create(question=question, number=1, text="Ein Laden.")
            for voter in range(6):
                Vote.objects.create(question=question, statement=statement, voter=voter, value=1)
        return question

    @cached_property
    def conversation(self) -> ConversationUpload:
        """An export that somebody else has brought."""
        return ConversationUpload.objects.create(
            account=self.other, file_name="a.zip", sha256="0" * 64, table=b"", uploaded_at=self.now
        )
