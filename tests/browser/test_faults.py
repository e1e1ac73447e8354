"""What breaks is mended, and what is stopped is gone. Only processes of this file's own demo are ended, by id."""

import os
import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect
from tests.browser.running import answers, command_line, wait_until

from ideenschmiede.site.processes import check_free

TITLE = "Mitfahrbank mit Leuchttafel"
SUMMARY = "An fünf Bänken leuchtet auf, wohin jemand mitfahren möchte; abends fährt dort kein Bus mehr."
pytestmark = pytest.mark.slow


def test_an_indexer_that_is_killed_loses_nothing(own_demo, open_page):
    page = open_page(at=own_demo, role="member", path="/loesungen/neu/")
    indexer = own_demo.process_of("index follow")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill(SUMMARY)
    page.locator("main [name=ort]").fill("05766036")
    os.kill(indexer, signal.SIGKILL)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    wait_until(lambda: own_demo.process_of("index follow") not in {None, indexer}, "the start of another indexer")

    guest = open_page(at=own_demo)
    found = guest.get_by_role("link", name=TITLE)

    def is_found() -> bool:
        guest.goto("/loesungen/finden/?q=Mitfahrbank&ort=05766036")
        return found.count() > 0

    wait_until(is_found, "finding what was recorded while the indexer was dead", 40)
    assert "“indexer” stopped" in own_demo.output.read_text()


def test_a_web_worker_that_is_killed_is_not_missed(own_demo, open_page):
    page = open_page(at=own_demo, path="/loesungen/")
    workers = own_demo.web_workers()
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    for _request in range(5):
        assert page.goto("/loesungen/").status == 200
    wait_until(lambda: len(own_demo.web_workers()) == 2 and workers[0] not in own_demo.web_workers(), "a new worker")
    assert page.goto("/orte/").status == 200


@pytest.mark.parametrize("part", ["sealer", "db_worker"])
def test_other_processes_come_back(own_demo, part):
    before = own_demo.process_of(part)
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: own_demo.process_of(part) not in {None, before}, f"another {part}")


def test_a_second_demo_on_the_same_port_says_what_to_do(own_demo, tmp_path):
    command = [sys.executable, "-m", "ideenschmiede", "demo", "--port", str(own_demo.port)]
    second = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode != 0
    assert f"PORT={own_demo.port + 1}" in second.stderr
    assert len(second.stderr.splitlines()) == 1
    assert not (tmp_path / "var").exists()


def test_nothing_survives_a_group_that_is_killed(own_demo):
    processes = own_demo.processes()
    own_demo.process.kill()
    own_demo.process.wait()
    wait_until(lambda: not alive(processes), "the end of all", 30)


def test_an_interrupt_stops_all_and_frees_the_port(fresh):
    """The first demo of this run was set up and then stopped as Ctrl-C does it."""
    assert len(fresh.ran) >= 6  # web server with two workers, task worker, sealer, indexer
    assert fresh.process.returncode == 0
    assert fresh.stopped_within < 15
    assert not alive(fresh.ran)
    assert not answers(fresh.url)
    check_free("127.0.0.1", fresh.port)


def alive(processes: dict[int, str]) -> list[int]:
    return [pid for pid, line in processes.items() if command_line(pid) == line]
