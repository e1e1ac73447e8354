"""A real demo network, served by the real process group, in a real browser."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.browser.running import ROOT, Demo, wait_until
from tests.browser.wording import strange_in, texts_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW, WIDE = 320, 1280
PATIENCE = 20_000  # milliseconds: a busy machine is no failing test
TELL_CSP = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));"""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Marked, and last: Playwright keeps an event loop in this thread, beside which Django refuses a database."""
    ours = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: Path(__file__).parent in item.path.parents)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    if CHROMIUM:
        return CHROMIUM
    if os.environ.get("IDEENSCHMIEDE_TEST_REQUIRE_ALL"):
        pytest.fail("Chromium is missing, and everything is required here.")
    pytest.skip("Browser tests need Chromium (Debian: apt-get install chromium).")


@pytest.fixture(scope="session")
def fresh(chromium_path, tmp_path_factory) -> Demo:
    """`ideenschmiede demo` in an empty folder: what one tries is what one runs. Stopped again, to be copied."""
    first = Demo(tmp_path_factory.mktemp("fresh"))
    # web server with two workers, task worker, sealer, indexer: the web server starts first
    wait_until(lambda: len(first.processes()) >= 6, "the start of all processes", 30)
    assert first.stop() == 0, first.output.read_text()[-3000:]
    return first


@pytest.fixture(scope="session")
def demo(fresh, tmp_path_factory) -> Demo:
    """The demo that most tests share: they read, and what they write harms no other test."""
    shared = fresh.copy(tmp_path_factory.mktemp("demo"))
    yield shared
    shared.stop()


@pytest.fixture(scope="module")
def own_demo(fresh, tmp_path_factory) -> Demo:
    """A demo for the tests of one file, which import registers or kill processes."""
    own = fresh.copy(tmp_path_factory.mktemp("own"))
    yield own
    own.stop()


@pytest.fixture(scope="session")
def browser(chromium_path) -> Browser:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, request):
    """A function that opens a page: size, language, look, role, JavaScript or not. Its errors fail the test."""
    contexts, errors = [], []

    def make(
        *, at=None, role="", path="", width=WIDE, language="de-DE", dark=False, javascript=True, base_url=""
    ) -> Page:
        where = at or request.getfixturevalue("demo")
        context = browser.new_context(
            base_url=base_url or where.url,
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.add_init_script(TELL_CSP)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on("console", lambda said: errors.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        if role:
            page.goto(where.links[role])
        if path:
            page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    # a page that answers 404, 429 or 422 on purpose makes the browser say so; that is no error of the page
    assert [error for error in errors if "Failed to load resource" not in error] == []


@pytest.fixture(scope="session")
def axe():
    """A function that runs axe on a page and fails with what it found."""
    script = AXE.read_text()

    def check(page: Page, *rules: str) -> None:
        # through the debugger, not through a script tag, which the page's own CSP would refuse
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
        options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
        found = page.evaluate("options => axe.run(document, options)", options)
        lines = [f"{v['id']}: {v['help']} – {node['html'][:200]}" for v in found["violations"] for node in v["nodes"]]
        assert lines == [], f"{page.url}:\n" + "\n".join(lines)

    return check


@pytest.fixture(scope="session")
def fits():
    """A function that fails when a page is wider than its window, or its content runs over its foot."""

    def check(page: Page) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than a window of {page.viewport_size['width']} px"
        over = page.evaluate("(main => main.scrollHeight - main.clientHeight)(document.querySelector('main'))")
        assert over <= 2, f"{page.url}: the content is {over} px longer than its place"

    return check


@pytest.fixture(scope="session")
def sound(axe, fits):
    """A function that fails where a page, narrow or wide, light or dark, is hard to use, or speaks two languages.

    Briefly: axe runs once, wide and dark, where the same page was looked at in the other language already.
    Leaves the page at its width, in the look of the device.
    """

    def check(page: Page, *, briefly: bool = False) -> None:
        before = page.viewport_size
        for width in (NARROW, WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            fits(page)
            if not briefly:
                axe(page)
        page.emulate_media(color_scheme="dark")
        axe(page, *([] if briefly else ["color-contrast"]))
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)
        one_language(page)

    return check


def one_language(page: Page) -> None:
    """The page says which language it speaks, and no text of the interface is in the other one."""
    language = page.locator("html").get_attribute("lang")
    assert language in {"de", "en"}
    strange = strange_in(texts_of(page), language)
    assert strange == [], f"{page.url} says it in two languages: {strange}"
