"""KERN's components as template tags. `{% load kern %}`

Forms (FORM_RENDERER makes `{{ form }}` and `{{ form.name.as_field_group }}` look the same)
  {% kern_form form submit=_("Save") %}                   a whole form: error summary, fields, button
      optional: action="" method="post" cancel=url danger=True
  {% kern_errors form %}                                  error summary with links to the fields; it takes the focus
  {% kern_field form.title %}                             label, hint, error, input
  {% kern_post url _("Withdraw") kind="secondary" %}      a button that posts and nothing else

Where one is
  {% kern_breadcrumb _("Places") places_url place.name %} label, url, …, last label; the home page comes first
  {% kern_pagination page %}                              a Django `Page`; keeps the query; the parameter is `seite`

Content
  {% kern_heading _("Places") intro=_("All municipalities") %}   the page's h1; preline= for a line above
  {% kern_badge _("worked") "success" %}                  info · success · warning · danger; icon="check" or icon=""
  {% kern_alert "warning" _("Title") %}…{% endkern_alert %}
  {% kern_empty _("No ideas yet") _("Text") action=_("Record an idea") url=url %}
  {% kern_facts facts heading=_("Key facts") %}           pairs (label, value); a value None or "" is left out
  {% kern_table caption headers rows numeric="2 3" %}     rows of cells; the first cell of a row is its header
  {% kern_card title url preline="" %}…{% endkern_card %} the title is a link that fills the card; level=2
  {% kern_accordion title open=False %}…{% endkern_accordion %}
  {% kern_progress label value maximum %}
  {% kern_interval low middle high label %}               a range of chances (0 to 1); label says it in words
  {% kern_icon "search" size="" label="" %}               decorative unless it has a label
  {% kern_link url label icon="arrow-forward" %}
  {% kern_button url label kind="primary" icon="" %}      a link that looks like a button

Lists
  {% kern_filters listing %}                              an `ideenschmiede.base.listing.Listing`
  {% kern_chips listing %}                                what is filtered now, each removable
  {% kern_sort current choices %}                         pairs (value, label); the parameter is `sortierung`

"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.utils import flatatt
from django.template.context import Context, RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ideenschmiede.base.listing import PAGE, Listing

register = template.Library()

Parts = Mapping[str, Any]

BADGE_ICONS = {"info": "info", "success": "success", "warning": "warning", "danger": "danger"}
MESSAGE_KINDS = {"debug": "info", "info": "info", "success": "success", "warning": "warning", "error": "danger"}


# ── forms ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("base/kern/form.html", takes_context=True)
def kern_form(context: Context, form: forms.BaseForm, submit: str, **options: Any) -> Parts:
    known = {"action": "", "method": "post", "cancel": "", "danger": False}
    if unknown := options.keys() - known.keys():
        raise TypeError(f"kern_form does not know {', '.join(sorted(unknown))}")
    return {**known, **options, "form": form, "submit": submit, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("base/kern/errors.html")
def kern_errors(form: forms.BaseForm) -> Parts:
    return {"form": form, "problems": list(_problems(form))}


@register.simple_tag
def kern_field(field: BoundField) -> SafeString:
    return field.as_field_group()


@register.inclusion_tag("base/kern/post.html", takes_context=True)
def kern_post(context: Context, url: str, label: str, kind: str = "secondary", icon: str = "") -> Parts:
    return {"url": url, "label": label, "kind": kind, "icon": icon, "csrf_token": context.get("csrf_token")}


@register.filter
def kern_shape(field: BoundField) -> str:
    """Which of KERN's form components a field is."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "choices"
    if isinstance(widget, forms.MultiWidget):
        return "several"
    return "select" if isinstance(widget, forms.Select) and not widget.allow_multiple_selected else "input"


@register.simple_tag
def kern_widget(field: BoundField) -> SafeString:
    """The input itself, with KERN's class for its kind and state."""
    base = {"checkbox": "kern-form-check__checkbox", "select": "kern-form-input__select"}
    name = base.get(kern_shape(field), "kern-form-input__input")
    given = field.field.widget.attrs
    attrs: dict[str, Any] = {"class": _classes(field, name, given)}
    if given.get("placeholder") == field.label:
        attrs["placeholder"] = False  # it would only repeat the label
    return field.as_widget(attrs=attrs)


@register.simple_tag
def kern_option(field: BoundField, option: BoundWidget) -> SafeString:
    """One radio button or checkbox of a group, without the label that Django would put around it."""
    # a group of checkboxes is a RadioSelect, too, by inheritance
    kind = "checkbox" if isinstance(field.field.widget, forms.CheckboxSelectMultiple) else "radio"
    data: dict[str, Any] = option.data
    styled = {**data["attrs"], "class": _classes(field, f"kern-form-check__{kind}", data["attrs"])}
    value = "" if data["value"] is None else data["value"]
    return format_html('<input type="{}" name="{}" value="{}"{}>', kind, data["name"], value, flatatt(styled))


def _classes(field: BoundField, name: str, attrs: Mapping[str, Any]) -> str:
    error = f"{name}--error" if field.errors else ""
    return " ".join(part for part in (name, error, str(attrs.get("class", ""))) if part)


def _problems(form: forms.BaseForm) -> Iterable[tuple[str, str, str]]:
    """(id of the field or "", its label or "", message), in the order of the fields."""
    for message in form.non_field_errors():
        yield "", "", str(message)
    for field in form:
        for message in field.errors:
            yield ("", "", str(message)) if field.is_hidden else (_first_id(field), str(field.label), str(message))


def _first_id(field: BoundField) -> str:
    """Where a link to the field leads: to the first button of a group, which has the group's id and a number."""
    if kern_shape(field) in ("choices", "several"):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id or ""


# ── where one is ──────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("base/kern/breadcrumb.html")
def kern_breadcrumb(*steps: object) -> Parts:
    labels, urls = steps[0::2], steps[1::2]
    links = [(str(label), str(url)) for label, url in zip(labels, urls, strict=False)]
    return {"links": links, "here": str(labels[-1]) if len(labels) > len(urls) else ""}


@register.inclusion_tag("base/kern/pagination.html", takes_context=True)
def kern_pagination(context: RequestContext, page: "Page[Any]") -> Parts:
    query = context["request"].GET.copy()
    query.pop(PAGE, None)
    rest = f"&{query.urlencode()}" if query else ""
    pages = [
        (number, f"?{PAGE}={number}{rest}") if isinstance(number, int) else (None, "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {"page": page, "pages": pages, "link": f"?{PAGE}=", "rest": rest}


# ── content ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("base/kern/heading.html")
def kern_heading(title: str, intro: str = "", preline: str = "") -> Parts:
    return {"title": title, "intro": intro, "preline": preline}


@register.inclusion_tag("base/kern/badge.html")
def kern_badge(text: str, kind: str = "info", icon: str | None = None) -> Parts:
    return {"text": text, "kind": kind, "icon": BADGE_ICONS[kind] if icon is None else icon}


@register.simple_block_tag
def kern_alert(content: str, kind: str, title: str = "") -> SafeString:
    return _fill("alert", kind=MESSAGE_KINDS.get(kind, kind), title=title, content=content)


@register.inclusion_tag("base/kern/empty.html")
def kern_empty(heading: str, text: str = "", action: str = "", url: str = "") -> Parts:
    return {"heading": heading, "text": text, "action": action, "url": url}


@register.inclusion_tag("base/kern/facts.html")
def kern_facts(facts: Iterable[tuple[object, object]], heading: str = "") -> Parts:
    return {"facts": [(label, value) for label, value in facts if value not in (None, "")], "heading": heading}


@register.inclusion_tag("base/kern/table.html")
def kern_table(
    caption: str, headers: Sequence[object], rows: Iterable[Sequence[object]], numeric: str = "", small: bool = False
) -> Parts:
    """`numeric` names the columns of numbers, counted from 1."""
    columns = {int(column) for column in numeric.split()}
    shape = [number in columns for number in range(1, len(headers) + 1)]
    return {
        "caption": caption,
        "small": small,
        "headers": list(zip(headers, shape, strict=True)),
        "rows": [list(zip(row, shape, strict=True)) for row in rows],
    }


@register.simple_block_tag
def kern_card(content: str, title: object, url: str = "", preline: str = "", level: int = 2) -> SafeString:
    return _fill("card", title=title, url=url, preline=preline, level=level, content=content)


@register.simple_block_tag
def kern_accordion(content: str, title: object, open: bool = False) -> SafeString:
    return _fill("accordion", title=title, open=open, content=content)


@register.inclusion_tag("base/kern/progress.html")
def kern_progress(label: str, value: float, maximum: float) -> Parts:
    return {"label": label, "value": value, "maximum": maximum}


@register.inclusion_tag("base/kern/interval.html")
def kern_interval(low: float, middle: float, high: float, label: str) -> Parts:
    """Raises `ValueError` unless 0 ≤ low ≤ middle ≤ high ≤ 1. SVG knows no decimal comma, hence text."""
    if not 0 <= low <= middle <= high <= 1:
        raise ValueError(f"not an interval of chances: {low}, {middle}, {high}")
    shares = {"low": low, "width": high - low, "middle": middle}
    return {"label": label, **{name: f"{share * 100:.1f}" for name, share in shares.items()}}


@register.simple_tag
def kern_icon(name: str, size: str = "", label: str = "") -> SafeString:
    large = f" kern-icon--{size}" if size else ""
    if label:
        pattern = '<span class="kern-icon kern-icon--{}{}" role="img" aria-label="{}"></span>'
        return format_html(pattern, name, large, label)
    return format_html('<span class="kern-icon kern-icon--{}{}" aria-hidden="true"></span>', name, large)


@register.inclusion_tag("base/kern/link.html")
def kern_link(url: str, label: object, icon: str = "") -> Parts:
    return {"url": url, "label": label, "icon": icon}


@register.inclusion_tag("base/kern/button.html")
def kern_button(url: str, label: object, kind: str = "primary", icon: str = "") -> Parts:
    return {"url": url, "label": label, "kind": kind, "icon": icon}


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.inclusion_tag("base/kern/filters.html")
def kern_filters(listing: Listing) -> Parts:
    return {"groups": listing.groups()}


@register.inclusion_tag("base/kern/chips.html")
def kern_chips(listing: Listing) -> Parts:
    return {"chips": listing.chips(), "cleared_url": listing.cleared_url()}


@register.inclusion_tag("base/kern/sort.html", takes_context=True)
def kern_sort(context: RequestContext, current: str, choices: Iterable[tuple[str, str]]) -> Parts:
    links = []
    for value, label in choices:
        query = context["request"].GET.copy()
        query.pop(PAGE, None)
        query["sortierung"] = value
        links.append((label, f"?{query.urlencode()}", value == current))
    return {"links": links}


# ── messages ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@register.filter
def kern_message_kind(tags: str) -> str:
    """KERN's word for the level of a Django message."""
    return next((MESSAGE_KINDS[tag] for tag in tags.split() if tag in MESSAGE_KINDS), "info")


def _fill(part: str, **parts: Any) -> SafeString:
    return render_to_string(f"base/kern/{part}.html", parts)
