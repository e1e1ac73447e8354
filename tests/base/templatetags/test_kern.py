from html.parser import HTMLParser

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.base.listing import Filter, Listing, Option


class Page(HTMLParser):
    """A rendered part: its elements as (tag, attributes), and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        found = [attrs for name, attrs in self.elements if name == tag]
        return [attrs for attrs in found if all(attrs.get(key) == value for key, value in wanted.items())]

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        (only,) = self.all(tag, **wanted)
        return only

    def with_class(self, name: str) -> list[tuple[str, dict[str, str | None]]]:
        return [one for one in self.elements if name in (one[1].get("class") or "").split()]


def page(source: str, address: str = "/", language: str = "de", **context: object) -> Page:
    request = RequestFactory().get(address)
    with translation.override(language):
        rendered = Template("{% load kern %}" + source).render(Context({"request": request, **context}))
    return Page(rendered)


class Sample(forms.Form):
    title = forms.CharField(label="Titel", help_text="Ein Satz.", max_length=10)
    topic = forms.ChoiceField(label="Thema", choices=[("", "–"), ("it", "IT")], required=False)
    outcome = forms.ChoiceField(label="Ergebnis", widget=forms.RadioSelect, choices=[("ja", "ja"), ("nein", "nein")])
    goals = forms.MultipleChoiceField(
        label="Ziele", widget=forms.CheckboxSelectMultiple, choices=[("1", "eins"), ("2", "zwei")], required=False
    )
    sure = forms.BooleanField(label="Sicher")
    story = forms.CharField(label="Geschichte", widget=forms.Textarea(attrs={"class": "eigen"}), required=False)
    secret = forms.CharField(widget=forms.HiddenInput)


def sample(**data: object) -> Page:
    form = Sample(data) if data else Sample()
    return page("{% kern_form form submit='Festhalten' cancel='/zurueck/' %}", form=form, csrf_token="marke")


class TestForms:
    def test_every_input_has_a_label_that_points_to_it(self):
        form = sample()
        ids = {attrs["id"] for tag, attrs in form.elements if tag in ("input", "select", "textarea") and "id" in attrs}
        labels = {attrs["for"] for attrs in form.all("label")}
        assert labels <= ids
        assert labels >= {"id_title", "id_topic", "id_outcome_0", "id_outcome_1", "id_goals_0", "id_sure", "id_story"}

    def test_each_kind_of_field_is_kerns_own_component(self):
        form = sample()
        assert form.one("input", id="id_title")["class"] == "kern-form-input__input"
        assert form.one("select")["class"] == "kern-form-input__select"
        assert form.one("input", id="id_outcome_0")["class"] == "kern-form-check__radio"
        assert form.one("input", id="id_goals_0")["class"] == "kern-form-check__checkbox"
        assert form.one("input", id="id_sure")["class"] == "kern-form-check__checkbox"
        assert form.one("textarea")["class"] == "kern-form-input__input eigen"

    def test_the_hint_is_read_with_the_field(self):
        form = sample()
        assert form.one("input", id="id_title")["aria-describedby"] == "id_title_helptext"
        assert form.one("div", id="id_title_helptext")["class"] == "kern-hint"

    def test_what_may_stay_empty_says_so(self):
        assert "Thema ( freiwillig )" in sample().text.replace("(freiwillig)", "( freiwillig )")
        assert "Titel (" not in sample().text

    def test_a_form_without_errors_shows_no_summary(self):
        assert sample().with_class("site-errors") == []

    def test_errors_stand_above_with_links_to_their_fields(self):
        form = sample(title="viel zu lang für zehn")
        links = {attrs["href"] for attrs in form.all("a") if (attrs["href"] or "").startswith("#")}
        assert links == {"#id_title", "#id_outcome_0", "#id_sure"}
        assert "Sicher: Bitte füllen Sie dieses Feld aus." in form.text

    def test_links_of_the_summary_lead_to_something(self):
        form = sample(title="")
        ids = {attrs.get("id") for _, attrs in form.elements}
        assert {attrs["href"][1:] for attrs in form.all("a") if attrs["href"].startswith("#")} <= ids

    def test_the_error_of_a_hidden_field_is_told_too(self):
        form = page("{% kern_errors form %}", form=Sample({"title": "x", "outcome": "ja", "sure": "on"}))
        assert len(form.all("li")) == 1
        assert form.all("a") == []

    def test_the_summary_takes_the_focus(self):
        ((_, attrs),) = sample(title="").with_class("site-errors")
        assert attrs["tabindex"] == "-1"
        assert attrs["role"] == "alert"

    def test_a_wrong_field_is_marked_and_keeps_its_value(self):
        field = sample(title="viel zu lang für zehn").one("input", id="id_title")
        assert field["value"] == "viel zu lang für zehn"
        assert field["aria-invalid"] == "true"
        assert field["class"] == "kern-form-input__input kern-form-input__input--error"
        assert "id_title_error" in field["aria-describedby"].split()

    def test_what_was_chosen_stays_chosen(self):
        form = sample(outcome="nein", goals=["2"], topic="it")
        assert "checked" in form.one("input", id="id_outcome_1")
        assert "checked" in form.one("input", id="id_goals_1")
        assert "checked" not in form.one("input", id="id_goals_0")
        assert "selected" in form.one("option", value="it")

    def test_the_form_posts_with_its_token(self):
        form = sample()
        assert form.one("form")["method"] == "post"
        assert form.one("input", name="csrfmiddlewaretoken")["value"] == "marke"
        assert "novalidate" in form.one("form")

    def test_a_form_that_only_asks_sends_no_token(self):
        form = page("{% kern_form form submit='Suchen' method='get' %}", form=Sample(), csrf_token="marke")
        assert form.all("input", name="csrfmiddlewaretoken") == []

    def test_a_file_needs_another_encoding(self):
        class Upload(forms.Form):
            file = forms.FileField(label="Datei")

        form = page("{% kern_form form submit='Einlesen' %}", form=Upload({}))
        assert form.one("form")["enctype"] == "multipart/form-data"
        assert "neu auswählen" in form.text

    def test_a_placeholder_that_repeats_the_label_is_left_out(self):
        class Code(forms.Form):
            code = forms.CharField(label="Code", widget=forms.TextInput(attrs={"placeholder": "Code"}))
            name = forms.CharField(label="Name", widget=forms.TextInput(attrs={"placeholder": "Vor- und Nachname"}))

        form = page("{{ form }}", form=Code())
        assert "placeholder" not in form.one("input", name="code")
        assert form.one("input", name="name")["placeholder"] == "Vor- und Nachname"

    def test_an_unknown_option_is_a_mistake_of_the_programmer(self):
        with pytest.raises(TypeError, match="colour"):
            page("{% kern_form form submit='x' colour='rot' %}", form=Sample())

    def test_a_button_that_posts_carries_the_token(self):
        form = page("{% kern_post '/zurueck/' 'Zurückziehen' %}", csrf_token="marke")
        assert form.one("form")["action"] == "/zurueck/"
        assert form.one("input")["value"] == "marke"

    @given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10))
    def test_nothing_typed_becomes_markup(self, text):
        form = sample(title=text + "<b>&")
        assert form.all("b") == []
        if len(text) <= 6:
            assert form.one("input", id="id_title")["value"] == text + "<b>&"


class TestWhereOneIs:
    def test_breadcrumb(self):
        crumbs = page("{% kern_breadcrumb 'Orte' '/orte/' 'Kalletal' %}")
        assert [attrs["href"] for attrs in crumbs.all("a")] == ["/", "/orte/"]
        assert crumbs.text == "Startseite Orte Kalletal"
        assert len(crumbs.all("li", **{"aria-current": "page"})) == 1

    def test_breadcrumb_that_ends_with_a_link(self):
        assert page("{% kern_breadcrumb 'Orte' '/orte/' %}").all("li", **{"aria-current": "page"}) == []

    def test_pagination_keeps_the_query(self):
        pages = Paginator(range(400), 20).get_page(3)
        links = page("{% kern_pagination page %}", "/orte/?q=a%26b&seite=3", page=pages)
        for attrs in links.all("a"):
            query = QueryDict(attrs["href"].removeprefix("?"))
            assert query["q"] == "a&b"
            assert len(query.getlist("seite")) == 1
        assert links.one("a", **{"aria-current": "page"})["aria-label"] == "Seite 3"
        assert links.one("a", rel="next")["href"].startswith("?seite=4&")
        assert links.one("a", rel="prev")["href"].startswith("?seite=2&")

    def test_one_page_needs_no_pagination(self):
        assert page("{% kern_pagination page %}", page=Paginator(range(5), 20).get_page(1)).elements == []

    @pytest.mark.parametrize(("number", "rel"), [(1, "prev"), (20, "next")])
    def test_the_ends_have_no_way_beyond(self, number, rel):
        pages = Paginator(range(400), 20).get_page(number)
        assert page("{% kern_pagination page %}", page=pages).all("a", rel=rel) == []


class TestContent:
    def test_facts_leave_out_what_is_unknown(self):
        facts = page("{% kern_facts f %}", f=[("Einwohner", 13401), ("Fläche", None), ("Kreis", ""), ("Null", 0)])
        assert facts.text == "Einwohner 13401 Null 0"

    def test_no_facts_no_box(self):
        assert page("{% kern_facts f heading='Auf einen Blick' %}", f=[("Kreis", None)]).elements == []

    def test_table(self):
        table = page("{% kern_table 'Orte' h r numeric='2' %}", h=["Ort", "Einwohner"], r=[["Kalletal", "13.401"]])
        assert "Orte" in table.text
        assert [attrs["scope"] for attrs in table.all("th")] == ["col", "col", "row"]
        assert table.one("td")["class"] == "kern-table__cell kern-table__cell--numeric"

    def test_a_row_that_is_too_short_is_a_mistake_of_the_programmer(self):
        with pytest.raises(ValueError, match="longer"):
            page("{% kern_table 'Orte' h r %}", h=["Ort", "Einwohner"], r=[["Kalletal"]])

    @pytest.mark.parametrize("level", ["debug", "info", "success", "warning", "error", "danger"])
    def test_alert_for_every_level_of_a_message(self, level):
        alert = page("{% kern_alert level %}{{ text }}{% endkern_alert %}", level=level, text="<i>Text</i>")
        role = "alert" if level in ("error", "danger") else "status"
        kind = (alert.one("div", role=role)["class"] or "").split()[1]
        assert kind in {f"kern-alert--{one}" for one in ("info", "success", "warning", "danger")}
        assert alert.all("i") == []
        assert alert.text == "<i>Text</i>"

    def test_card_is_one_link(self):
        card = page("{% kern_card 'Titel' '/x/' preline='Ort' %}<em>Text</em>{% endkern_card %}")
        assert card.one("a")["href"] == "/x/"
        assert len(card.all("h2")) == 1
        assert len(card.all("em")) == 1

    def test_badge_says_in_words_what_its_colour_says(self):
        badge = page("{% kern_badge 'hat nicht geklappt' 'danger' %}")
        assert badge.text == "hat nicht geklappt"
        assert badge.with_class("kern-icon--danger")[0][1]["aria-hidden"] == "true"

    def test_empty_page_shows_how_to_begin(self):
        empty = page("{% kern_empty 'Noch keine Ideen' 'Text' action='Idee festhalten' url='/neu/' %}")
        assert empty.one("a")["href"] == "/neu/"
        assert page("{% kern_empty 'Noch keine Ideen' %}").all("a") == []

    def test_an_icon_is_decoration_or_has_a_name(self):
        assert page("{% kern_icon 'search' %}").one("span")["aria-hidden"] == "true"
        named = page("{% kern_icon 'search' label='Suchen' %}").one("span")
        assert (named["role"], named["aria-label"]) == ("img", "Suchen")

    def test_progress_in_german_still_has_numbers_that_html_reads(self):
        bar = page("{% kern_progress 'Einlesen' 0.5 1 %}").one("progress")
        assert (bar["value"], bar["max"]) == ("0.5", "1")


class TestInterval:
    @given(st.lists(st.floats(0, 1), min_size=3, max_size=3))
    def test_the_range_stays_on_its_scale(self, numbers):
        low, middle, high = sorted(numbers)
        picture = page("{% kern_interval a b c 'Wahrscheinlich' %}", a=low, b=middle, c=high)
        _scale, band, mark = picture.all("rect")
        assert float(band["x"]) + float(band["width"]) <= 100.11
        assert float(band["x"]) - 0.11 <= float(mark["x"]) <= float(band["x"]) + float(band["width"]) + 0.11
        assert picture.one("svg")["aria-label"] == "Wahrscheinlich"

    @pytest.mark.parametrize("numbers", [(0.5, 0.4, 0.6), (-0.1, 0, 1), (0, 0.5, 1.1), (float("nan"), 0.5, 1)])
    def test_what_is_no_interval_is_refused(self, numbers):
        with pytest.raises(ValueError, match="interval"):
            page("{% kern_interval a b c 'x' %}", **dict(zip("abc", numbers, strict=True)))


class TestLists:
    LISTING = (Filter("Thema", "thema", [Option("klima", "Klima", 1200), Option("it", "IT", 0)]),)

    def test_filters_are_links_with_counts(self):
        filters = page("{% kern_filters listing %}", listing=Listing(QueryDict(""), self.LISTING))
        assert [attrs["href"] for attrs in filters.all("a")] == ["?thema=klima"]
        assert filters.text == "Thema Klima 1.200 IT 0"

    def test_an_active_filter_can_be_taken_back_even_when_it_finds_nothing(self):
        filters = page("{% kern_filters listing %}", listing=Listing(QueryDict("thema=it"), self.LISTING))
        assert filters.one("a", **{"aria-current": "true"})["href"] == "?"

    def test_chips(self):
        chips = page("{% kern_chips listing %}", listing=Listing(QueryDict("thema=klima"), self.LISTING))
        assert chips.one("a")["aria-label"] == "Filter entfernen: Thema, Klima"
        assert page("{% kern_chips listing %}", listing=Listing(QueryDict(""), self.LISTING)).elements == []

    def test_sorting_keeps_filters_and_leads_to_the_first_page(self):
        choices = [("relevanz", "Relevanz"), ("passung", "Passung")]
        links = page("{% kern_sort 'relevanz' c %}", "/loesungen/?thema=klima&seite=4", c=choices)
        assert links.one("a")["href"] == "?thema=klima&sortierung=passung"
        assert "Relevanz" in links.text


def test_messages_of_all_levels_have_a_kind():
    assert page("{{ 'extra error'|kern_message_kind }}{{ 'neu'|kern_message_kind }}").text == "dangerinfo"


def test_the_parts_speak_english_too():
    assert page("{% kern_breadcrumb 'Places' %}", language="en").text == "Home Places"
