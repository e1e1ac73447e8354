"""The readable text of a web page: the article, without scripts, styles, navigation and what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser, LexborNode

from ideenschmiede.press.intake.errors import TooLarge
from ideenschmiede.press.intake.plain import decode

MAX_PAGE = 5_000_000
_NEVER = (
    "script,style,noscript,template,nav,aside,form,button,svg,iframe,object,embed,select,textarea,video,audio,canvas,"
    "head,dialog,[hidden],[aria-hidden=true],[role=navigation],[role=banner],[role=contentinfo],[role=search],"
    "[role=dialog],[role=complementary]"
)
_AROUND = "header,footer"
_BLOCKS = (
    "p,div,h1,h2,h3,h4,h5,h6,li,ul,ol,blockquote,section,article,header,footer,main,figure,figcaption,table,tr,dl,dt,dd,pre,"
    "address,hr,time"
)
_CLUTTER = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|banner|advert\w*|anzeige|werbung|newsletter|share|sharing|social|paywall|comments?|"
    r"kommentare?|related|breadcrumbs?|menu|navigation|sidebar|teaser-?list|skip-?link|visually-hidden|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_BLOCK_MARK, _LINE_MARK = "\ue000", "\ue001"
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_BREAKS = re.compile(rf" ?(?:{_BLOCK_MARK}[ {_LINE_MARK}]*)+")
_ENOUGH = 200
_MOST_NODES = 100_000


@dataclass(frozen=True)
class WebPage:
    """Text, title and address of a page; the latter two may be empty."""

    text: str
    title: str
    url: str


def read_web_page(data: bytes) -> WebPage:
    """The article of a page, paragraphs separated by blank lines. Raises `TooLarge`."""
    if len(data) > MAX_PAGE:
        raise TooLarge(_("The web page has more than 5 MB. Please paste the text of the article."))
    declared = _CHARSET.search(data[:4096])
    source = decode(data, declared=declared.group(1).decode("ascii") if declared else "")
    for mark in (_BLOCK_MARK, _LINE_MARK, "\x00"):
        source = source.replace(mark, "")
    tree = LexborHTMLParser(source)
    title, url = _title(tree), _address(tree)
    body = tree.body
    return WebPage(_text(body) if body is not None else "", title, url)


def _title(tree: LexborHTMLParser) -> str:
    for selector in ("article h1", "h1", "title"):
        node = tree.css_first(selector)
        if node is not None and (text := _SPACE.sub(" ", node.text()).strip()):
            return text[:300]
    return ""


def _address(tree: LexborHTMLParser) -> str:
    """What the page says its own address is, if that is a web address."""
    for selector, attribute in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        node = tree.css_first(selector)
        address = (node.attributes.get(attribute) or "").strip() if node is not None else ""
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and len(address) <= 500:
            return address
    return ""


def _text(body: LexborNode) -> str:
    _remove(body.css(_NEVER))
    _remove([node for node in islice(body.css("[class],[id]"), _MOST_NODES) if _is_clutter(node)])
    node = _article(body)
    if node is body:
        _remove([one for one in body.css(_AROUND) if one.css_first("h1,p") is None or one.tag == "footer"])
    for block in islice(node.css(_BLOCKS), _MOST_NODES):
        block.insert_before(_BLOCK_MARK)
        block.insert_after(_BLOCK_MARK)
    for line in islice(node.css("br"), _MOST_NODES):
        line.insert_before(_LINE_MARK)
    text = _SPACE.sub(" ", node.text(deep=True))
    text = _BREAKS.sub("\n\n", text).replace(_LINE_MARK, "\n")
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _remove(nodes: list[LexborNode]) -> None:
    for node in nodes:
        node.decompose()


def _is_clutter(node: LexborNode) -> bool:
    """By the names that pages give to what is no article; what holds a headline of the first order is one."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return (
        node.tag not in ("html", "body", "main", "article")
        and _CLUTTER.search(names) is not None
        and node.css_first("h1,article") is None
    )


def _article(body: LexborNode) -> LexborNode:
    """The longest article; else the main part; else everything."""
    for selector in ("article", "[itemprop=articleBody]", "main", "[role=main]"):
        nodes = list(islice(body.css(selector), 200))
        longest = max(nodes, key=lambda node: len(node.text(deep=True)), default=None)
        if longest is not None and len(longest.text(deep=True).strip()) >= _ENOUGH:
            return longest
    return body
