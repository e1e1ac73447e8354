"""Every page, as the roles that may see it: no fault that axe knows, no scrolling sideways, one language, no error."""

import re

import pytest
from django.urls import URLResolver, get_resolver
from tests.browser.mails import html_of

SUSTAINABLE, DIGITAL = "/arbeitsgruppen/arbeitsgruppe-nachhaltigkeit/", "/arbeitsgruppen/arbeitsgruppe-digitales/"
NEED = "Wir finden keinen Nachfolger für unsere Hausarztpraxis"

# name of the address → role that sees it → where. What stands in braces is looked up: see LISTED and MAILED.
PAGES = {
    "site:home": [("", "/"), ("member", "/")],
    "site:search": [("", "/suche/"), ("", "/suche/?q=Dorfladen"), ("", "/suche/?q=xqzt")],
    "site:page": [("", "/impressum/"), ("", "/datenschutz/"), ("", "/barrierefreiheit/")],
    "site:sources": [("", "/quellen/")],
    "site:office": [("office", "/geschaeftsstelle/")],
    "site:edit_page": [("operator", "/verwaltung/seiten/impressum/")],
    "base:roles": [("", "/rollen/")],
    "base:outbox": [("", "/postausgang/")],
    "base:operator": [("operator", "/verwaltung/")],
    "base:accounts": [("operator", "/verwaltung/konten/")],
    "base:open_account": [("operator", "/verwaltung/konten/neu/")],
    "base:account": [("operator", "/verwaltung/konten/2/")],
    "places:list": [("", "/orte/"), ("office", "/orte/?q=kalletahl")],
    "places:search": [("", "/orte/suche?q=Neustadt")],
    "places:detail": [("", "/orte/05766036-kalletal/"), ("", "/orte/05-nordrhein-westfalen/")],
    "places:imports": [("office", "/orte/import/")],
    "transfer:list": [("", "/loesungen/"), ("office", "/loesungen/?thema=energie&ergebnis=failed")],
    "transfer:answer": [
        ("", "/loesungen/finden/"),
        ("", f"/loesungen/finden/?q={NEED}&ort=05766036"),
        ("", "/loesungen/finden/?q=xqzt+blorp+wumpf&ort=05766036"),
        ("", "/loesungen/finden/?q=&ort=Neustadt"),
        ("member", f"/loesungen/finden/?q={NEED}"),
    ],
    "transfer:detail": [("", "{practice}"), ("office", "{practice}")],
    "transfer:record": [("member", "/loesungen/neu/")],
    "transfer:change": [("office", "/loesungen/1/aendern/")],
    "transfer:confirm_contact": [],
    "transfer:report_adoption": [("member", "/loesungen/1/uebernahme/")],
    "transfer:change_adoption": [("office", "/loesungen/uebernahmen/1/aendern/")],
    "transfer:needs": [("", "/loesungen/gesuche/")],
    "transfer:need": [("", "{need}"), ("office", "{need}")],
    "transfer:post_need": [("member", "/loesungen/gesuche/neu/")],
    "transfer:import": [("office", "/loesungen/import/")],
    # the first person of the demo is the member who signs in
    "people:person": [(role, "/mitglieder/1-marlene-beispiel/") for role in ("", "member", "office")],
    "people:introduce": [("member", "/mitglieder/2/bekannt-machen/")],
    "people:profile": [("operator", "/mitglieder/profil/")],
    "people:record_person": [("office", "/mitglieder/neu/")],
    "people:change_person": [("member", "/mitglieder/1/bearbeiten/")],
    "people:change_part": [
        ("member", f"/mitglieder/1/bearbeiten/{part}/")
        for part in ("name", "ueber", "kontakt", "portraet", "einwilligungen")
    ],
    "people:add_office": [("member", "/mitglieder/1/bearbeiten/amt/")],
    "people:change_office": [("office", "/mitglieder/aemter/1/")],
    "people:remove_office": [("office", "/mitglieder/aemter/1/entfernen/")],
    "people:add_membership": [("member", "/mitglieder/1/bearbeiten/organisation/")],
    "people:change_membership": [("office", "/mitglieder/mitgliedschaften/1/")],
    "people:add_expertise": [("member", "/mitglieder/1/bearbeiten/expertise/")],
    "people:change_expertise": [("office", "/mitglieder/expertise/1/")],
    "people:add_evidence": [("member", "/mitglieder/1/bearbeiten/nachweis/")],
    "people:change_evidence": [("office", "/mitglieder/nachweise/1/")],
    "people:erase_person": [("member", "/mitglieder/1/loeschen/"), ("office", "/mitglieder/1/loeschen/")],
    "people:organisations": [("", "/mitglieder/organisationen/"), ("office", "/mitglieder/organisationen/?q=xqzt")],
    "people:organisation": [("", "/mitglieder/organisationen/1/"), ("office", "/mitglieder/organisationen/1/")],
    "people:record_organisation": [("office", "/mitglieder/organisationen/neu/")],
    "people:change_organisation": [("office", "/mitglieder/organisationen/1/aendern/")],
    "people:list": [
        ("", "/mitglieder/"),
        ("", "/mitglieder/?ansicht=karte"),
        ("", "/mitglieder/?ort=Neustadt"),
        ("member", "/mitglieder/?thema=energie&ort=05766036"),
        ("office", "/mitglieder/?q=xqzt"),
    ],
    "people:balance": [("member", "/mitglieder/ausgewogenheit/")],
    "people:import": [("office", "/mitglieder/einlesen/")],
    "people:appointments": [("office", "/mitglieder/berufungen/"), ("office", "/mitglieder/berufungen/?status=active")],
    "people:propose": [
        ("office", "/mitglieder/berufungen/neu/?name=Beispiel"),
        ("office", "/mitglieder/berufungen/neu/?person=3"),
    ],
    # the first appointment of the demo is the member's, too
    "people:appointment": [(role, "/mitglieder/berufungen/1/") for role in ("", "member", "office")],
    "people:appointment_case": [("office", f"{{{status}}}") for status in ("noticed", "invited", "active", "ended")],
    "people:prepare_appointment": [("office", "{noticed}aendern/")],
    "people:renew_appointment": [("office", "{active}verlaengern/")],
    "people:appointment_step": [("office", "{active}end/")],
    "people:terms": [("member", "/mitglieder/berufungen/1/meine/"), ("office", "/mitglieder/berufungen/1/meine/")],
    "people:resign": [("member", "/mitglieder/berufungen/1/zuruecktreten/")],
    "people:invitation": [("", "{invitation}")],
    "people:dispute": [("", "{dispute}")],
    "people:stay": [("", "{stay}")],
    "people:bodies": [("member", "/mitglieder/gremien/"), ("office", "/mitglieder/gremien/")],
    "people:body": [("member", "/mitglieder/gremien/2/"), ("office", "/mitglieder/gremien/2/")],
    "people:open_body": [("office", "/mitglieder/gremien/neu/")],
    "people:change_body": [("office", "/mitglieder/gremien/2/aendern/")],
    "people:close_body": [("office", "/mitglieder/gremien/2/schliessen/")],
    # the first idea of the demo is the member's; its last proposal is open
    "ideas:list": [("", "/ideen/"), ("member", "/ideen/?q=Hitze&stufe=concept"), ("member", "/ideen/?q=xqzt")],
    "ideas:note": [("member", "/ideen/neu/"), ("member", "/ideen/neu/?person=2")],
    "ideas:detail": [(role, "/ideen/1/") for role in ("", "member", "office")] + [("member", "/ideen/2/")],
    "ideas:classify": [("member", "/ideen/1/einordnen/")],
    "ideas:change": [("member", "/ideen/1/aendern/")],
    "ideas:propose": [("office", "/ideen/1/vorschlagen/")],
    "ideas:versions": [("", "/ideen/1/fassungen/")],
    "ideas:version": [("", "/ideen/1/fassungen/1/"), ("member", "/ideen/1/fassungen/3/")],
    "ideas:proposal": [("member", f"/ideen/vorschlaege/{number}/") for number in (1, 2, 3)],
    "ideas:comment": [("member", "/ideen/1/kommentar/")],
    "ideas:offer": [("member", "/ideen/1/angebot/")],
    "ideas:hide_comment": [("member", "/ideen/kommentare/1/ausblenden/")],
    "ideas:advance": [("member", "/ideen/1/weiter/"), ("office", "/ideen/2/weiter/")],
    "ideas:park": [("member", "/ideen/1/parken/")],
    "ideas:merge": [("member", "/ideen/1/zusammenfuehren/"), ("member", "/ideen/1/zusammenfuehren/?q=xqzt")],
    "ideas:open_call": [("member", "/ideen/1/aufruf/"), ("office", "/ideen/3/aufruf/")],
    # the third one's call is open
    "ideas:calls": [("", "/ideen/aufrufe/"), ("member", "/ideen/aufrufe/")],
    "ideas:call": [("", "/ideen/aufrufe/3/"), ("member", "/ideen/aufrufe/3/")],
    "ideas:answer_call": [("member", "/ideen/aufrufe/3/antworten/")],
    # the member sits in the first group, which is public; the second one's chair is being handed over
    "groups:list": [(role, "/arbeitsgruppen/") for role in ("", "member", "office")],
    "groups:detail": [(role, SUSTAINABLE) for role in ("", "member", "office")] + [("office", DIGITAL)],
    "groups:mandate": [("", f"{SUSTAINABLE}auftrag/"), ("office", f"{DIGITAL}auftrag/")],
    "groups:charter": [("member", f"{SUSTAINABLE}zusammenarbeit/")],
    "groups:activity": [("member", f"{SUSTAINABLE}verlauf/")],
    "groups:tasks": [("member", f"{SUSTAINABLE}aufgaben/"), ("office", f"{DIGITAL}aufgaben/")],
    "groups:task": [("member", f"{SUSTAINABLE}aufgaben/2/"), ("office", f"{SUSTAINABLE}aufgaben/4/")],
    "groups:finish_task": [("member", f"{SUSTAINABLE}aufgaben/2/erledigt/")],
    "groups:handovers": [("office", f"{DIGITAL}uebergabe/")],
    "groups:handover": [("office", f"{DIGITAL}uebergabe/1/")],
    "groups:write_handover": [("office", f"{DIGITAL}uebergabe/1/schreiben/")],
    "groups:suggest": [("office", f"{DIGITAL}vorschlagen/?name=a"), ("office", f"{DIGITAL}vorschlagen/?person=2")],
    "groups:add_document": [("member", f"{SUSTAINABLE}dokumente/neu/"), ("office", f"{SUSTAINABLE}dokumente/neu/")],
    "groups:remove_document": [("office", f"{SUSTAINABLE}dokumente/1/entfernen/")],
    "groups:change_task": [("office", f"{SUSTAINABLE}aufgaben/2/aendern/")],
    "groups:drop_task": [("office", f"{SUSTAINABLE}aufgaben/2/streichen/")],
    "groups:give_task": [("office", f"{SUSTAINABLE}aufgaben/neu/")],
    "groups:begin_handover": [("office", f"{SUSTAINABLE}uebergabe/neu/")],
    "groups:change_mandate": [("office", f"{SUSTAINABLE}auftrag/aendern/")],
    "groups:change_charter": [("office", f"{SUSTAINABLE}zusammenarbeit/aendern/")],
    "groups:change_visibility": [("office", f"{SUSTAINABLE}sichtbarkeit/")],
    "groups:close": [("office", f"{SUSTAINABLE}abschluss/")],
    "press:list": [("", "/presse/"), ("office", "/presse/")],
    "press:write_release": [("office", "/presse/neu/")],
    "press:clippings": [("office", "/presse/ausschnitte/"), ("office", "/presse/ausschnitte/?stand=confirmed")],
    "press:take_in": [("office", "/presse/ausschnitte/neu/")],
    # the demo's first question is open and public, the second confidential, the third closed, the fourth a draft
    "deliberation:list": [("", "/fragen/"), ("member", "/fragen/?stand=offen"), ("office", "/fragen/")],
    "deliberation:detail": [
        ("", "/fragen/1/"),
        ("member", "/fragen/1/"),
        ("member", "/fragen/2/"),
        ("", "/fragen/3/"),
        ("office", "/fragen/4/"),
    ],
    "deliberation:ask": [("office", "/fragen/neu/")],
    "deliberation:change": [("office", "/fragen/1/aendern/"), ("office", "/fragen/4/aendern/")],
    "deliberation:open": [("office", "/fragen/4/oeffnen/")],
    "deliberation:close": [("office", "/fragen/1/schliessen/"), ("office", "/fragen/2/schliessen/")],
    "deliberation:my_votes": [("member", "/fragen/1/meine-stimmen/"), ("member", "/fragen/3/meine-stimmen/?stimme=zu")],
    "deliberation:write": [("member", "/fragen/1/aussage/"), ("member", "/fragen/2/aussage/")],
    "deliberation:moderate": [("office", "/fragen/1/moderation/")],
    "deliberation:log": [("", "/fragen/1/protokoll/"), ("", "/fragen/3/protokoll/")],
    "deliberation:results": [
        ("", "/fragen/1/ergebnis/"),
        ("member", "/fragen/2/ergebnis/"),
        ("", "/fragen/3/ergebnis/"),
    ],
    "deliberation:results_groups": [("", "/fragen/1/ergebnis/gruppen/?sortierung=trennend")],
    "deliberation:results_development": [("", "/fragen/1/ergebnis/verlauf/"), ("", "/fragen/3/ergebnis/verlauf/")],
    "deliberation:decisions": [
        ("", "/fragen/entscheidungen/"),
        ("member", "/fragen/entscheidungen/?verfahren=konsent"),
        ("office", "/fragen/entscheidungen/?q=xqzt"),
    ],
    # one is open, one a ranking, one a budget
    "deliberation:decision": [
        *((role, "/fragen/entscheidungen/1/") for role in ("", "member", "office")),
        *((role, f"/fragen/entscheidungen/{pk}/") for pk in (2, 3) for role in ("", "office")),
    ],
    "deliberation:put": [
        ("office", "/fragen/entscheidungen/neu/"),
        *(("office", f"/fragen/entscheidungen/neu/?gremium=2&verfahren={one}") for one in ("consent", "budget")),
    ],
    "deliberation:vote_on": [("member", "/fragen/entscheidungen/1/stimme/")],
    "deliberation:receipts": [
        ("", "/fragen/entscheidungen/2/quittungen/"),
        ("", "/fragen/entscheidungen/1/quittungen/"),
    ],
    "deliberation:integrate": [("office", "/fragen/entscheidungen/1/neue-fassung/")],
    "deliberation:extend_decision": [("office", "/fragen/entscheidungen/1/verlaengern/")],
    "deliberation:close_decision": [("office", "/fragen/entscheidungen/1/auszaehlen/")],
    "deliberation:withdraw_decision": [("office", "/fragen/entscheidungen/1/zurueckziehen/")],
    "deliberation:follow_up": [("office", "/fragen/entscheidungen/2/geworden/")],
    "deliberation:import": [("office", "/fragen/import/")],
    "deliberation:exports": [("office", "/fragen/1/export/"), ("member", "/fragen/3/export/")],
    "account_request_login_code": [("", "/konto/login/code/")],
    "account_email": [("member", "/konto/email/")],
    "account_logout": [("member", "/konto/logout/")],
    "mfa_index": [("member", "/konto/2fa/")],
    "mfa_activate_totp": [("member", "/konto/2fa/totp/activate/")],
    "mfa_list_webauthn": [("member", "/konto/2fa/webauthn/")],
    "mfa_add_webauthn": [("member", "/konto/2fa/webauthn/add/")],
    "usersessions_list": [("member", "/konto/sessions/")],
}
ELSEWHERE = {
    # visited on their way by test_office.py and test_signing_in.py
    *("places:upload", "places:confirm_register", "places:confirm_indicators"),
    *("transfer:import_columns", "transfer:import_preview", "transfer:import_confirm", "transfer:import_report"),
    *("base:demo_sign_in", "account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_remove_webauthn"),
    *("mfa_edit_webauthn", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_reauthenticate"),
    # the same by test_appointment.py, test_clipping.py and test_directory.py
    *("press:clipping", "press:correct_fact", "press:add_fact", "press:confirm", "press:article", "press:release"),
    *("press:change_release", "press:correct_article"),
    *("people:import_columns", "people:import_preview", "people:import_confirm", "people:import_report"),
    # the same by test_archive.py
    *("deliberation:import_preview", "deliberation:import_discard"),
    # lead on to another page, or take a form only
    *("press:changes", "press:piece", "press:remove_fact", "press:restore_fact", "press:notice", "press:discard"),
    *("press:reopen", "press:draft_release", "press:publish_release", "press:withdraw_release"),
    *("people:answer_yearly", "people:name_deputy", "people:end_deputy", "people:reopen_body", "people:import_discard"),
    *("base:language", "base:look", "base:verify_chronicle", "base:close_account", "base:reopen_account"),
    *("transfer:short", "transfer:close_need", "transfer:reopen_need", "transfer:import_discard"),
    *("deliberation:short", "deliberation:vote", "deliberation:withdraw"),
    # visited on their way by test_decision.py, or alike
    *("deliberation:short_decision", "deliberation:change_decision", "deliberation:open_decision"),
    *("deliberation:discard_decision", "deliberation:answer_objection", "deliberation:take_back_objection"),
    *("deliberation:dissent", "deliberation:remove_opinion"),
    *("account_login", "account_signup", "account_inactive", "account_confirm_email"),
    *("account_email_verification_sent", "account_change_password", "account_set_password", "account_reset_password"),
    *("account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("people:person_short", "people:organisation_short"),
    *("ideas:short", "ideas:similar", "ideas:support", "ideas:unsupport", "ideas:withdraw_offer", "ideas:resume"),
    *("ideas:accept", "ideas:decline", "ideas:withdraw", "ideas:close_call"),
    *("transfer:link_precedent", "transfer:unlink_precedent"),
    *("groups:reopen_task", "groups:show_document", "groups:take_over"),
    # ask as "people:remove_office" does
    *("people:remove_membership", "people:remove_expertise", "people:remove_evidence", "people:remove_portrait"),
    "people:remove_organisation",
    # no pages
    *("groups:document", "ideas:pdf", "ideas:docx", "deliberation:results_report"),
    *("people:portrait", "people:stored", "people:evidence_file", "people:export", "people:import_report_csv"),
    *("people:certificate", "people:appointment_letter", "people:invitation_letter", "deliberation:export"),
    *(
        "base:alive",
        "base:ready",
        "base:outbox_attachment",
        "transfer:import_report_csv",
        "mfa_download_recovery_codes",
    ),
}
LISTED = [
    ("practice", "/loesungen/?thema=kooperation", r"^/loesungen/\d+-"),
    ("need", "/loesungen/gesuche/", r"^/loesungen/gesuche/\d+/"),
    *(
        (status, f"/mitglieder/berufungen/?status={status}", r"^/mitglieder/berufungen/\d+/vorgang/$")
        for status in ("noticed", "invited", "active", "ended")
    ),
]
MAILED = [
    ("invitation", "%haverkamp@%", "Einladung", "/mitglieder/berufung/"),
    ("dispute", "%sommerlath@%", "zugesagt", "/mitglieder/berufung/widerspruch/"),
    ("stay", "pilot-lead@%", "Bleiben", "/mitglieder/berufung/bleiben/"),
]
VISITS = sorted({(role, path) for visits in PAGES.values() for role, path in visits})
ROLES = ["", "member", "office", "operator"]


def names(resolver: URLResolver, namespace: str = "") -> set[str]:
    found = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            found |= names(pattern, inner)
        elif pattern.name:
            found.add(namespace + pattern.name)
    return found


def test_no_page_is_forgotten():
    assert names(get_resolver()) == PAGES.keys() | ELSEWHERE


@pytest.fixture(scope="module")
def first(browser, demo):
    """The addresses of a practice, a need and appointments, as the lists show them, and of links in mails."""
    context = browser.new_context(base_url=demo.url)
    page, found = context.new_page(), {}
    page.goto(demo.links["office"])
    for name, listing, pattern in LISTED:
        page.goto(listing)
        links = [link.get_attribute("href") for link in page.locator("main a[href]").all()]
        found[name] = next(link for link in links if re.match(pattern, link))
    context.close()
    for name, to, subject, pattern in MAILED:
        found[name] = re.search(rf"{pattern}[\w.-]+/", html_of(demo, to, subject))[0]
    return found


@pytest.mark.parametrize("language", ["de-DE", "en-GB"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page(open_page, sound, first, role, language):
    page = open_page(role=role, language=language)
    wrong = []
    for path in [path for who, path in VISITS if who == role]:
        answer = page.goto(path.format(**first))
        try:
            assert answer.status == 200, f"{path}: {answer.status}"
            assert page.locator("html").get_attribute("lang") == language[:2]
            assert page.locator("h1").count() == 1
            assert page.title().strip(" –")
            sound(page, briefly=language != "de-DE")
        except AssertionError as error:
            wrong.append(str(error))
    assert wrong == [], "\n\n".join(wrong)


@pytest.mark.parametrize("language", ["de-DE", "en-GB"])
def test_pages_that_tell_of_errors(open_page, sound, language):
    page = open_page(language=language)
    for path, status in (
        ("/gibt-es-nicht/", 404),
        ("/loesungen/999999/", 404),
        ("/loesungen/finden/?seite=9999&q=a", 200),
    ):
        assert page.goto(path).status == status
        sound(page)


@pytest.mark.parametrize("role", ["member", "partner"])
def test_what_one_may_not_see_is_neither_there_nor_offered(open_page, role):
    page = open_page(role=role)
    for path in ("/verwaltung/", "/geschaeftsstelle/", "/orte/import/", "/loesungen/import/"):
        assert page.goto(path).status == 404
    for offer in ("/", "/orte/", "/loesungen/"):
        page.goto(offer)
        assert page.locator("a[href*='/import/'], a[href^='/verwaltung/'], a[href='/geschaeftsstelle/']").count() == 0
