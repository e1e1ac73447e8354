"""A real demo network, served by the real process group, in a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
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
START = 90.0  # seconds until the demo has been set up on a slow machine


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    if CHROMIUM:
        return CHROMIUM
    if os.environ.get("IDEENSCHMIEDE_TEST_REQUIRE_ALL"):
        pytest.fail("Chromium is missing, and everything is required here.")
    pytest.skip("Browser tests need Chromium (Debian: apt-get install chromium).")


class Demo:
    """A running demo: its address, and the sign-in links that it printed, by role."""

    def __init__(self, url: str, links: dict[str, str]) -> None:
        self.url, self.links = url, links


@pytest.fixture(scope="session")
def demo(chromium_path, tmp_path_factory) -> Demo:
    """`ideenschmiede demo` in an empty folder: what one tries is what one runs."""
    folder, port = tmp_path_factory.mktemp("demo"), _free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("IDEENSCHMIEDE_")}
    output = folder / "output.txt"
    with output.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "ideenschmiede", "demo", "--port", str(port)],
            cwd=folder,
            env={**clean, "IDEENSCHMIEDE_NODE_MODULES": str(ROOT / "node_modules"), "PYTHONUNBUFFERED": "1"},
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/gesundheit/bereit/", process, output)
        yield Demo(f"http://127.0.0.1:{port}", _links(output.read_text()))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"The demo did not start:\n{output.read_text()[-3000:]}")


def _links(text: str) -> dict[str, str]:
    """The printed lines "  Office    http://…/demo/anmelden/…" as a mapping."""
    lines = (line.split() for line in text.splitlines() if "/demo/anmelden/" in line)
    return {" ".join(words[:-1]): words[-1] for words in lines}


@pytest.fixture(scope="session")
def browser(chromium_path) -> Browser:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, demo):
    """A function that opens a page: size, language, look, with or without JavaScript. Its errors fail the test."""
    contexts, errors = [], []

    def make(*, width=1280, language="de-DE", dark=False, javascript=True) -> Page:
        context = browser.new_context(
            base_url=demo.url,
            viewport={"width": width, "height": 900},
            locale=language,
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        return page

    yield make
    for context in contexts:
        context.close()
    # a page that answers 404, 429 or 422 on purpose makes the browser say so; that is no error of the page
    assert [error for error in errors if "Failed to load resource" not in error] == []


@pytest.fixture
def axe():
    """A function that runs axe on a page and fails with what it found."""

    def check(page: Page) -> None:
        # through the debugger, not through a script tag, which the page's own CSP would refuse
        page.evaluate(AXE.read_text())
        found = page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
        )
        lines = [f"{v['id']}: {v['help']} – {v['nodes'][0]['html'][:200]}" for v in found["violations"]]
        assert lines == [], f"{page.url}:\n" + "\n".join(lines)

    return check


@pytest.fixture
def fits():
    """A function that fails when a page is wider than its window."""

    def check(page: Page) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than the window"

    return check
