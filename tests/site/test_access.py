"""Every address × every role. A new address fails here until it has its line; so does one whose answer changes.

Statuses: 200, 302 (leads on), 404 (not for you, or not there), 405 (this method does nothing here), SIGN_IN (a guest is
asked to sign in, and comes back). The answer to a POST is the one to a well-meant but empty form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.site.world import World

from ideenschmiede.base.roles import Role

SIGN_IN = "sign in"
ASKED = ("/konto/login/code/?next=", "/konto/login/?next=")  # the second, allauth's own, leads on to the first
GUEST = None
EVERYBODY = (GUEST, *Role)
MEMBER, OFFICE, CHAIR, LEAD, PARTNER, OPERATOR = Role
NETWORK = (MEMBER, OFFICE, CHAIR, LEAD)

Status = int | str
Statuses = dict[Role | None, Status]
UNNAMED = {"^konto/password/.*$"}  # where allauth would ask for a password; see test_sign_in.py


@dataclass(frozen=True)
class Row:
    """One way of calling an address and the answer to each role."""

    expected: Statuses
    kwargs: Callable[[World], dict] = field(default=lambda _world: {})
    method: str = "get"
    data: dict = field(default_factory=dict)


def everybody(status: Status, **more) -> Row:
    return Row(dict.fromkeys(EVERYBODY, status), **more)


def only(*roles: Role, then: Status = 200, **more) -> Row:
    """Guests are asked to sign in, others do not learn that it is there."""
    return Row({GUEST: SIGN_IN, **{role: then if role in roles else 404 for role in Role}}, **more)


def signed_in(status: Status, guest: Status = SIGN_IN, **more) -> Row:
    return Row({GUEST: guest, **dict.fromkeys(Role, status)}, **more)


def guests(status: Status, others: Status, **more) -> Row:
    return signed_in(others, guest=status, **more)


def seen_by(*roles: Role | None, then: Status = 200, **more) -> Row:
    """Others, guests too, do not learn that it is there."""
    return Row({role: then if role in roles else 404 for role in EVERYBODY}, **more)


def posting(row: Row, *, get: Row | None = None) -> list[Row]:
    """An address that takes POST alone: `row` is the answer to it; a GET gets 405 where the POST would be let in."""
    refused = {role: status if status in (SIGN_IN, 404) else 405 for role, status in row.expected.items()}
    return [Row(row.expected, row.kwargs, "post", row.data), get or Row(refused, row.kwargs)]


def pk_of(name: str) -> Callable[[World], dict]:
    return lambda world: {"pk": getattr(world, name).pk}


def part_of(name: str, part: str) -> Callable[[World], dict]:
    return lambda world: {"pk": getattr(world, name).pk, "part": part}


KIND = {"kwargs": lambda _world: {"kind": "impressum"}}
PLACE = {"kwargs": lambda world: {"key": world.place.key}}
PLACE_NAMED = {"kwargs": lambda world: {"key": world.place.key, "slug": "kalletal"}}
TOKEN = {"kwargs": lambda _world: {"token": "gibt-es-nicht"}}


def named(name: str) -> dict:
    return {"kwargs": lambda world: {"pk": getattr(world, name).pk, "slug": getattr(world, name).slug}}


BASE = {
    "base:alive": everybody(200),
    "base:ready": everybody(200),
    "base:language": posting(everybody(302, data={"language": "en"})),
    "base:look": posting(everybody(302)),
    "base:roles": everybody(200),
    # doors of the demo; outside it they are not there
    "base:outbox": everybody(404),
    "base:outbox_attachment": everybody(404, kwargs=lambda _world: {"pk": 1}),
    "base:demo_sign_in": everybody(404, kwargs=lambda world: {"token": world.sign_in_token}),
    "base:operator": only(OPERATOR),
    "base:verify_chronicle": posting(only(OPERATOR, then=302)),
    "base:accounts": only(OPERATOR),
    "base:open_account": [only(OPERATOR), only(OPERATOR, method="post")],
    "base:account": [
        only(OPERATOR, kwargs=pk_of("other")),
        only(OPERATOR, then=302, kwargs=pk_of("other"), method="post"),
    ],
    "base:close_account": posting(only(OPERATOR, then=302, kwargs=pk_of("other"))),
    "base:reopen_account": posting(only(OPERATOR, then=302, kwargs=pk_of("other"))),
}

ALLAUTH = {
    "account_login": everybody(302),
    "account_request_login_code": [guests(200, 302), guests(200, 302, method="post")],
    "account_confirm_login_code": everybody(302),
    "account_logout": [guests(302, 200), everybody(302, method="post")],
    "account_inactive": everybody(200),
    "account_signup": [guests(200, 302), guests(200, 302, method="post")],
    "account_reauthenticate": [signed_in(200), signed_in(200, method="post")],
    "account_email": [signed_in(200), signed_in(302, method="post")],
    "account_email_verification_sent": everybody(200),
    "account_confirm_email": everybody(200, kwargs=lambda world: {"key": world.email_key}),
    "account_change_password": everybody(302),
    "account_set_password": everybody(302),
    "account_reset_password": everybody(302),
    "account_reset_password_done": everybody(302),
    "account_reset_password_from_key": everybody(302, kwargs=lambda _world: {"uidb36": "1", "key": "x"}),
    "account_reset_password_from_key_done": everybody(302),
    "mfa_index": signed_in(200),
    "mfa_authenticate": everybody(302),
    "mfa_reauthenticate": signed_in(302),
    "mfa_reauthenticate_webauthn": signed_in(302),
    # the rest asks again who one is: here everybody was signed in without a code
    "mfa_activate_totp": signed_in(302),
    "mfa_deactivate_totp": signed_in(404),
    "mfa_view_recovery_codes": signed_in(404),
    "mfa_generate_recovery_codes": signed_in(302),
    "mfa_download_recovery_codes": signed_in(404),
    "mfa_list_webauthn": signed_in(200),
    "mfa_add_webauthn": signed_in(302),
    "mfa_remove_webauthn": signed_in(302, kwargs=lambda _world: {"pk": 1}),
    "mfa_edit_webauthn": signed_in(302, kwargs=lambda _world: {"pk": 1}),
    "mfa_login_webauthn": everybody(302),
    "usersessions_list": [signed_in(200), signed_in(302, method="post")],
}

PLACES = {
    "places:list": everybody(200),
    "places:search": everybody(302),
    "places:imports": only(OFFICE, OPERATOR),
    "places:upload": posting(
        only(OFFICE, OPERATOR, then=422, kwargs=lambda _world: {"what": "register"}),
        get=everybody(405, kwargs=lambda _world: {"what": "register"}),
    ),
    "places:confirm_register": only(OFFICE, OPERATOR, then=302, **TOKEN),
    "places:confirm_indicators": only(OFFICE, OPERATOR, then=302, **TOKEN),
    "places:detail": [everybody(302, **PLACE), everybody(200, **PLACE_NAMED)],
}

TRANSFER = {
    "transfer:list": everybody(200),
    "transfer:answer": everybody(200),
    "transfer:record": [only(OFFICE, MEMBER), only(OFFICE, MEMBER, method="post")],
    "transfer:short": [
        everybody(302, kwargs=pk_of("practice")),
        seen_by(*NETWORK, then=302, kwargs=pk_of("inner_practice")),
    ],
    "transfer:detail": [everybody(200, **named("practice")), seen_by(*NETWORK, **named("inner_practice"))],
    "transfer:change": only(OFFICE, kwargs=pk_of("practice")),
    "transfer:confirm_contact": posting(
        only(OFFICE, then=302, kwargs=pk_of("practice")), get=signed_in(405, kwargs=pk_of("practice"))
    ),
    "transfer:report_adoption": only(OFFICE, MEMBER, kwargs=pk_of("practice")),
    "transfer:change_adoption": only(OFFICE, kwargs=pk_of("adoption")),
    "transfer:needs": everybody(200),
    "transfer:need": [everybody(200, kwargs=pk_of("need")), seen_by(*NETWORK, kwargs=pk_of("inner_need"))],
    "transfer:post_need": [only(OFFICE, MEMBER), only(OFFICE, MEMBER, method="post")],
    "transfer:close_need": posting(
        only(OFFICE, then=302, kwargs=pk_of("need")), get=signed_in(405, kwargs=pk_of("need"))
    ),
    "transfer:reopen_need": posting(
        only(OFFICE, then=302, kwargs=pk_of("need")), get=signed_in(405, kwargs=pk_of("need"))
    ),
    "transfer:link_precedent": posting(
        only(then=404, kwargs=lambda world: {"idea": world.idea.pk}),
        get=signed_in(405, kwargs=lambda world: {"idea": world.idea.pk}),
    ),
    "transfer:unlink_precedent": posting(
        only(*NETWORK, then=302, kwargs=pk_of("precedent")), get=signed_in(405, kwargs=pk_of("precedent"))
    ),
    "transfer:import": only(OFFICE),
    # an uploaded table is there for who brought it, and for nobody else
    "transfer:import_columns": only(kwargs=pk_of("upload")),
    "transfer:import_preview": only(kwargs=pk_of("upload")),
    "transfer:import_confirm": only(kwargs=pk_of("upload"), method="post"),
    "transfer:import_discard": only(kwargs=pk_of("upload"), method="post"),
    "transfer:import_report": only(OFFICE, kwargs=pk_of("report")),
    "transfer:import_report_csv": only(OFFICE, kwargs=pk_of("report")),
}

DIRECTORY = {
    "people:list": everybody(200),
    "people:export": only(OFFICE),
    "people:balance": only(*NETWORK),
    "people:import": only(OFFICE),
    # an uploaded table is there for who brought it, and for nobody else
    "people:import_columns": only(kwargs=pk_of("person_upload")),
    "people:import_preview": only(kwargs=pk_of("person_upload")),
    "people:import_confirm": only(kwargs=pk_of("person_upload"), method="post"),
    "people:import_discard": only(kwargs=pk_of("person_upload"), method="post"),
    "people:import_report": only(OFFICE, kwargs=pk_of("person_report")),
    "people:import_report_csv": only(OFFICE, kwargs=pk_of("person_report")),
}

PERSONS = {
    "people:record_person": [only(OFFICE), only(OFFICE, method="post")],
    "people:profile": signed_in(200),
    "people:person_short": [
        everybody(302, kwargs=pk_of("person")),
        seen_by(*NETWORK, then=302, kwargs=pk_of("inner_person")),
        seen_by(OFFICE, then=302, kwargs=pk_of("noticed_person")),
        guests(404, 302, kwargs=pk_of("own_person")),
    ],
    "people:person": [
        everybody(200, **named("person")),
        seen_by(*NETWORK, **named("inner_person")),
        seen_by(OFFICE, **named("noticed_person")),
        guests(404, 200, **named("own_person")),
    ],
    "people:portrait": everybody(404, kwargs=pk_of("person")),  # there is none; see tests/people/views
    "people:introduce": [
        only(MEMBER, kwargs=pk_of("person")),
        only(kwargs=pk_of("noticed_person")),
        only(kwargs=pk_of("own_person")),
    ],
    "people:evidence_file": everybody(404, kwargs=pk_of("evidence")),
    "people:organisations": everybody(200),
    "people:organisation_short": everybody(302, kwargs=pk_of("organisation")),
    "people:organisation": everybody(200, **named("organisation")),
    "people:record_organisation": [only(OFFICE), only(OFFICE, method="post")],
    "people:change_organisation": only(OFFICE, kwargs=pk_of("organisation")),
    "people:remove_organisation": [
        only(OFFICE, kwargs=pk_of("organisation")),
        only(OFFICE, then=302, kwargs=pk_of("organisation"), method="post"),
    ],
    **{
        f"people:{name}": [
            only(OFFICE, kwargs=pk_of("person")),
            only(OFFICE, kwargs=pk_of("noticed_person")),
            signed_in(200, kwargs=pk_of("own_person")),
        ]
        for name in (
            "stored",
            "erase_person",
            "change_person",
            "add_office",
            "add_membership",
            "add_expertise",
            "add_evidence",
            "remove_portrait",
        )
    },
    "people:change_part": [
        row
        for part in ("name", "ueber", "kontakt", "portraet", "einwilligungen")
        for row in (
            only(OFFICE, kwargs=part_of("person", part)),
            signed_in(200, kwargs=part_of("own_person", part)),
        )
    ]
    + [only(kwargs=part_of("person", "unsinn"))],
    **{
        f"people:{what}_{thing}": only(OFFICE, kwargs=pk_of(thing))
        for what in ("change", "remove")
        for thing in ("office", "membership", "expertise", "evidence")
    },
}

FACT = {"kwargs": lambda world: {"pk": world.clipping.pk, "fact": "format-1"}}

PRESS = {
    "press:list": everybody(200),
    "press:release": [everybody(200, **named("release")), seen_by(OFFICE, **named("draft_release"))],
    "press:article": [
        everybody(200, **named("article")),
        seen_by(*NETWORK, **named("inner_article")),
        everybody(404, **named("clipping")),  # not confirmed yet: no public page, not even for the office
    ],
    "press:write_release": [only(OFFICE), only(OFFICE, method="post")],
    "press:change_release": [only(OFFICE, kwargs=pk_of(name)) for name in ("release", "draft_release")],
    "press:draft_release": posting(only(OFFICE, then=302, kwargs=pk_of("appointment"))),
    **{
        f"press:{verb}_release": posting(only(OFFICE, then=302, kwargs=pk_of("draft_release")))
        for verb in ("publish", "withdraw")
    },
    "press:clippings": only(OFFICE),
    "press:take_in": [only(OFFICE), only(OFFICE, method="post")],
    "press:clipping": [only(OFFICE, kwargs=pk_of(name)) for name in ("clipping", "article")],
    "press:add_fact": [only(OFFICE, kwargs=pk_of("clipping")), only(kwargs=pk_of("article"))],
    "press:correct_fact": [only(OFFICE, **FACT), only(OFFICE, method="post", **FACT)],
    "press:remove_fact": posting(only(OFFICE, then=302, **FACT)),
    "press:restore_fact": posting(only(OFFICE, then=302, **FACT)),
    "press:confirm": [only(OFFICE, kwargs=pk_of("clipping")), only(OFFICE, then=302, kwargs=pk_of("article"))],
    "press:correct_article": [
        *(only(OFFICE, kwargs=pk_of("article"), method=method) for method in ("get", "post")),
        only(OFFICE, then=302, kwargs=pk_of("clipping")),
    ],
    "press:notice": [*posting(only(kwargs=pk_of("article")), get=only(OFFICE, then=405, kwargs=pk_of("article")))],
    **{
        f"press:{name}": posting(only(OFFICE, then=302, kwargs=pk_of("clipping")))
        for name in ("changes", "piece", "discard", "reopen")
    },
}


def token(name: str) -> dict:
    return {"kwargs": lambda world: {"token": getattr(world, f"{name}_token")}}


def step(name: str, of: str = "active") -> dict:
    return {"kwargs": lambda world: {"pk": getattr(world, of).pk, "name": name}}


ACTIVE, GROUP = {"kwargs": pk_of("active")}, {"kwargs": pk_of("group")}

APPOINTMENTS = {
    "people:appointments": only(OFFICE),
    "people:propose": only(OFFICE),
    # what one agreed to is seen by everybody, the rest by the network
    "people:appointment": [
        everybody(200, kwargs=pk_of("shown_appointment")),
        seen_by(*NETWORK, **ACTIVE),
        seen_by(*NETWORK, kwargs=pk_of("appointment")),  # of somebody without an account
        everybody(404, kwargs=pk_of("invited")),
    ],
    "people:appointment_case": only(OFFICE, **ACTIVE),
    "people:prepare_appointment": [only(OFFICE, **ACTIVE), only(OFFICE, **ACTIVE, method="post")],
    "people:renew_appointment": only(OFFICE, **ACTIVE),
    "people:appointment_step": [
        only(OFFICE, **step("end")),
        only(OFFICE, then=302, **step("end"), method="post"),
        only(OFFICE, then=302, **step("resend", "invited"), method="post"),
        only(then=404, **step("accept", "invited"), method="post"),
    ],
    "people:appointment_letter": only(OFFICE, kwargs=pk_of("invited")),
    # somebody else's
    "people:certificate": only(OFFICE, **ACTIVE),
    "people:terms": only(OFFICE, **ACTIVE),
    "people:resign": [only(OFFICE, **ACTIVE), only(OFFICE, then=302, **ACTIVE, method="post")],
    "people:name_deputy": posting(only(OFFICE, **ACTIVE), get=signed_in(405, **ACTIVE)),
    "people:end_deputy": posting(
        only(OFFICE, then=302, kwargs=pk_of("deputy")), get=signed_in(405, kwargs=pk_of("deputy"))
    ),
    "people:answer_yearly": posting(
        only(OFFICE, then=302, kwargs=pk_of("question")), get=signed_in(405, kwargs=pk_of("question"))
    ),
    # whoever holds the link, signed in or not
    "people:invitation": [
        everybody(200, **token("invitation")),
        everybody(200, **token("invitation"), method="post"),
        everybody(302, **token("invitation"), method="post", data={"answer": "accept"}),
        everybody(404, **TOKEN),
        everybody(404, **token("dispute")),
    ],
    "people:invitation_letter": [
        everybody(200, **token("invitation")),
        everybody(404, **TOKEN),
        everybody(404, **token("dispute")),
    ],
    "people:dispute": [
        everybody(200, **token("dispute")),
        everybody(302, **token("dispute"), method="post"),
        everybody(404, **TOKEN),
    ],
    "people:stay": [
        everybody(200, **token("stay")),
        everybody(302, **token("stay"), method="post"),
        everybody(404, **TOKEN),
    ],
    "people:bodies": only(*NETWORK),
    "people:body": only(*NETWORK, **GROUP),
    "people:open_body": [only(OFFICE), only(OFFICE, method="post")],
    "people:change_body": only(OFFICE, **GROUP),
    "people:close_body": [only(OFFICE, **GROUP), only(OFFICE, then=302, **GROUP, method="post")],
    "people:reopen_body": posting(only(OFFICE, then=302, **GROUP)),
}


def slug_of(name: str) -> dict:
    return {"kwargs": lambda world: {"slug": getattr(world, name).body.slug}}


def within(name: str) -> dict:
    """Something in a working group."""
    return {"kwargs": lambda world: {"slug": getattr(world, name).group.body.slug, "pk": getattr(world, name).pk}}


INNER, OPEN_TO_ALL = slug_of("working_group"), slug_of("public_group")
HIDDEN, KNOWN = slug_of("hidden_group"), slug_of("known_group")
TASK, PAPER, HANDOVER = within("group_task"), within("group_document"), within("group_handover")

GROUPS = {
    "groups:list": everybody(200),
    "groups:detail": [
        everybody(200, **OPEN_TO_ALL),
        seen_by(*NETWORK, **INNER),
        seen_by(*NETWORK, **KNOWN),  # name and aim
        seen_by(OFFICE, **HIDDEN),
    ],
    "groups:mandate": [
        everybody(200, **OPEN_TO_ALL),
        seen_by(*NETWORK, **INNER),
        seen_by(OFFICE, **KNOWN),
        seen_by(OFFICE, **HIDDEN),
    ],
    **{
        f"groups:{name}": [only(*NETWORK, **OPEN_TO_ALL), only(*NETWORK, **INNER), only(OFFICE, **KNOWN)]
        for name in ("charter", "activity", "tasks")
    },
    "groups:task": only(*NETWORK, **TASK),
    **{
        f"groups:{name}": [only(OFFICE, **INNER), only(OFFICE, **INNER, method="post"), only(OFFICE, **KNOWN)]
        for name in (
            "change_mandate",
            "change_visibility",
            "give_task",
            "add_document",
            "begin_handover",
            "close",
        )
    },
    "groups:change_charter": [only(OFFICE, **INNER), only(OFFICE, then=302, **INNER, method="post")],
    "groups:suggest": only(OFFICE, **INNER),
    "groups:change_task": [only(OFFICE, **TASK), only(OFFICE, **TASK, method="post")],
    "groups:finish_task": [only(OFFICE, **TASK), only(OFFICE, then=302, **TASK, method="post")],
    "groups:drop_task": [only(OFFICE, **TASK), only(OFFICE, then=302, **TASK, method="post")],
    "groups:reopen_task": posting(only(OFFICE, then=302, **TASK), get=signed_in(405, **TASK)),
    "groups:document": everybody(404, **PAPER),  # it has no file; see tests/groups/views
    "groups:show_document": posting(only(OFFICE, then=302, **PAPER), get=signed_in(405, **PAPER)),
    "groups:remove_document": [only(OFFICE, **PAPER), only(OFFICE, then=302, **PAPER, method="post")],
    "groups:handovers": only(OFFICE, **INNER),
    "groups:handover": only(OFFICE, **HANDOVER),
    "groups:write_handover": [only(OFFICE, **HANDOVER), only(OFFICE, **HANDOVER, method="post")],
    # the next chair alone
    "groups:take_over": posting(only(**HANDOVER), get=signed_in(405, **HANDOVER)),
}

IDEA, INNER_IDEA, GROUP_IDEA = ({"kwargs": pk_of(name)} for name in ("idea", "inner_idea", "group_idea"))
IDEA_CHANGE = {"kwargs": pk_of("idea_change")}


def numbered(name: str) -> dict:
    return {"kwargs": lambda world: {"pk": getattr(world, name).pk, "number": 1}}


IDEAS = {
    "ideas:list": everybody(200),
    "ideas:note": [only(*NETWORK), only(*NETWORK, method="post")],
    "ideas:similar": only(*NETWORK),
    "ideas:short": [
        everybody(302, **IDEA),
        seen_by(*NETWORK, then=302, **INNER_IDEA),
        seen_by(OFFICE, then=302, **GROUP_IDEA),
    ],
    "ideas:detail": [
        everybody(200, **named("idea")),
        seen_by(*NETWORK, **named("inner_idea")),
        seen_by(OFFICE, **named("group_idea")),
    ],
    "ideas:versions": [everybody(200, **IDEA), seen_by(*NETWORK, **INNER_IDEA), seen_by(OFFICE, **GROUP_IDEA)],
    "ideas:version": [
        everybody(200, **numbered("idea")),
        seen_by(*NETWORK, **numbered("inner_idea")),
        seen_by(OFFICE, **numbered("group_idea")),
    ],
    **{
        f"ideas:{name}": [only(OFFICE, **IDEA), only(OFFICE, **IDEA, method="post"), only(OFFICE, **GROUP_IDEA)]
        for name in ("classify", "change", "park")
    },
    "ideas:advance": [only(OFFICE, **IDEA), only(OFFICE, then=302, **IDEA, method="post")],
    "ideas:resume": posting(only(OFFICE, then=302, **IDEA), get=signed_in(405, **IDEA)),
    **{
        f"ideas:{name}": [only(*NETWORK, **IDEA), only(*NETWORK, **IDEA, method="post"), only(OFFICE, **GROUP_IDEA)]
        for name in ("propose", "comment", "offer")
    },
    **{
        f"ideas:{name}": [
            *posting(only(*NETWORK, then=302, **IDEA), get=signed_in(405, **IDEA)),
            only(OFFICE, then=302, **GROUP_IDEA, method="post"),
        ]
        for name in ("support", "unsupport")
    },
    "ideas:hide_comment": [
        only(OFFICE, kwargs=pk_of("idea_comment")),
        only(OFFICE, kwargs=pk_of("idea_comment"), method="post"),
    ],
    "ideas:withdraw_offer": posting(only(kwargs=pk_of("idea_offer")), get=signed_in(405, kwargs=pk_of("idea_offer"))),
    "ideas:proposal": only(*NETWORK, **IDEA_CHANGE),
    "ideas:accept": posting(only(OFFICE, then=302, **IDEA_CHANGE), get=signed_in(405, **IDEA_CHANGE)),
    "ideas:decline": posting(only(OFFICE, **IDEA_CHANGE), get=signed_in(405, **IDEA_CHANGE)),
    "ideas:withdraw": posting(only(**IDEA_CHANGE), get=signed_in(405, **IDEA_CHANGE)),
    **{
        f"ideas:{name}": [everybody(200, **IDEA), seen_by(*NETWORK, **INNER_IDEA), seen_by(OFFICE, **GROUP_IDEA)]
        for name in ("pdf", "docx")
    },
    **{
        f"ideas:{name}": [only(OFFICE, **IDEA), only(OFFICE, **IDEA, method="post"), only(OFFICE, **GROUP_IDEA)]
        for name in ("merge", "open_call")
    },
    "ideas:close_call": posting(only(OFFICE, then=302, **IDEA), get=signed_in(405, **IDEA)),
    "ideas:calls": everybody(200),
    # the call is public, the idea is the network's
    "ideas:answer_call": [signed_in(200, kwargs=pk_of("calling_idea")), signed_in(404, **IDEA)],
    "ideas:call": [
        everybody(200, kwargs=pk_of("calling_idea")),
        everybody(404, **IDEA),
    ],
}

VOTE_ON, DRAFT, DECIDED = named("open_vote"), named("draft_vote"), named("decided")


def of(name: str, **more) -> dict:
    return {"kwargs": pk_of(name), **more}


DECISIONS = {
    "deliberation:decisions": everybody(200),
    "deliberation:short_decision": [
        seen_by(*NETWORK, then=302, **of("open_vote")),
        seen_by(OFFICE, then=302, **of("draft_vote")),
    ],
    "deliberation:decision": [seen_by(*NETWORK, **VOTE_ON), seen_by(OFFICE, **DRAFT), seen_by(*NETWORK, **DECIDED)],
    "deliberation:put": [only(OFFICE), only(OFFICE, method="post")],
    "deliberation:change_decision": [only(OFFICE, **of("draft_vote")), only(OFFICE, then=302, **of("open_vote"))],
    "deliberation:open_decision": only(OFFICE, **of("draft_vote")),
    "deliberation:discard_decision": [
        only(OFFICE, **of("draft_vote")),
        only(OFFICE, then=302, **of("draft_vote"), method="post"),
        only(**of("open_vote")),
    ],
    # nobody who asks has a vote
    "deliberation:vote_on": [only(**of("open_vote")), only(**of("open_vote"), method="post")],
    "deliberation:receipts": [seen_by(*NETWORK, **of("open_vote")), seen_by(*NETWORK, **of("decided"), method="post")],
    **{
        f"deliberation:{name}": [only(OFFICE, **of("open_vote")), only(**of("decided"))]
        for name in ("integrate", "extend_decision", "close_decision", "withdraw_decision")
    },
    "deliberation:answer_objection": [only(OFFICE, **of("objection")), only(OFFICE, **of("objection"), method="post")],
    "deliberation:take_back_objection": only(**of("objection")),
    "deliberation:dissent": only(**of("decided")),
    "deliberation:follow_up": [only(OFFICE, **of("decided")), only(OFFICE, **of("decided"), method="post")],
    "deliberation:remove_opinion": [
        only(OFFICE, **of("opinion")),
        only(OFFICE, then=302, **of("opinion"), method="post"),
    ],
}

OPEN, INNER, SECRET, NOT_YET = of("public_question"), of("group_question"), of("secret_question"), of("draft_question")

QUESTIONS = {
    "deliberation:list": everybody(200),
    "deliberation:ask": [only(OFFICE), only(OFFICE, method="post")],
    "deliberation:short": [everybody(302, **OPEN), seen_by(*NETWORK, then=302, **SECRET)],
    "deliberation:detail": [
        everybody(200, **named("public_question")),
        seen_by(OFFICE, **named("group_question")),
        seen_by(*NETWORK, **named("secret_question")),
        seen_by(OFFICE, **named("draft_question")),
    ],
    # on a statement that is not there; see tests/deliberation/views
    "deliberation:vote": posting(signed_in(404, **OPEN), get=everybody(405, **OPEN)),
    "deliberation:my_votes": [signed_in(200, **OPEN), only(OFFICE, **INNER), only(*NETWORK, **SECRET)],
    "deliberation:write": [only(*NETWORK, **OPEN), only(*NETWORK, **OPEN, method="post"), only(**INNER)],
    "deliberation:withdraw": posting(only(**OPEN), get=signed_in(405, **OPEN)),
    "deliberation:log": [everybody(200, **OPEN), seen_by(*NETWORK, **SECRET)],
    "deliberation:moderate": [only(OFFICE, **OPEN), only(**OPEN, method="post")],
    "deliberation:change": [only(OFFICE, **OPEN), only(OFFICE, **OPEN, method="post")],
    "deliberation:open": [only(OFFICE, **NOT_YET), only(OFFICE, then=302, **NOT_YET, method="post")],
    "deliberation:close": [only(OFFICE, **OPEN), only(OFFICE, then=302, **SECRET, method="post")],
    **{
        f"deliberation:{name}": [
            everybody(200, **OPEN),
            seen_by(*NETWORK, **SECRET),
            seen_by(OFFICE, **INNER),
            seen_by(OFFICE, **NOT_YET),
        ]
        for name in ("results", "results_groups", "results_development", "results_report")
    },
}

ARCHIVES = {
    "deliberation:import": [only(OFFICE), only(OFFICE, method="post")],
    # what was brought is there for who brought it, and for nobody else
    "deliberation:import_preview": [only(**of("conversation")), only(**of("conversation"), method="post")],
    "deliberation:import_discard": only(**of("conversation"), method="post"),
    "deliberation:exports": seen_by(*NETWORK, **of("archive")),
    "deliberation:export": [
        seen_by(*NETWORK, kwargs=lambda world, form=form: {"pk": world.archive.pk, "form": form})
        for form in ("tabelle", "json", "polis")
    ],
}

SITE = {
    "site:home": everybody(200),
    "site:search": everybody(200),
    "site:office": only(OFFICE),
    "site:sources": everybody(200),
    "site:page": everybody(200, **KIND),
    "site:edit_page": [only(OPERATOR, **KIND), only(OPERATOR, method="post", **KIND)],
}

TABLE: dict[str, Row | list[Row]] = {
    **BASE,
    **ALLAUTH,
    **PLACES,
    **TRANSFER,
    **PERSONS,
    **DIRECTORY,
    **APPOINTMENTS,
    **PRESS,
    **GROUPS,
    **IDEAS,
    **DECISIONS,
    **QUESTIONS,
    **ARCHIVES,
    **SITE,
}


@pytest.fixture(autouse=True)
def keys_dir(settings, tmp_path):
    """Secret votes have keys apart from the database."""
    settings.KEYS_DIR = tmp_path / "keys"


def rows() -> Iterator[object]:
    for name, found in TABLE.items():
        for row in found if isinstance(found, list) else [found]:
            for role in EVERYBODY:
                yield pytest.param(name, row, role, id=f"{name}-{row.method}-{role.value if role else 'guest'}")


def all_names(resolver: URLResolver | None = None, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """(name with its namespace or "", route) of all addresses of the site."""
    for one in (resolver or get_resolver()).url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from all_names(one, f"{space}{one.namespace}:" if one.namespace else space, route)
        elif isinstance(one, URLPattern):
            yield (f"{space}{one.name}" if one.name else "", route)


def test_every_address_has_its_line():
    found = list(all_names())
    assert {name for name, _route in found if name} - TABLE.keys() == set(), "addresses without a line"
    assert TABLE.keys() - {name for name, _route in found} == set(), "lines without an address"
    assert {route.replace("^", "", 1).join(("^", "")) for name, route in found if not name} == UNNAMED


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "row", "role"), list(rows()))
def test_who_gets_what(name, row, role):
    world, client = World(role), Client()
    if world.who:
        client.force_login(world.who)
    response = getattr(client, row.method)(reverse(name, kwargs=row.kwargs(world)), row.data)
    asked = response.status_code == 302 and response["Location"].startswith(ASKED)
    assert (SIGN_IN if asked else response.status_code) == row.expected[role], response.get("Location")
