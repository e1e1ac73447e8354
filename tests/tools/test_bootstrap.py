"""The first step on an empty machine: one clear line for what a person can mend."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from tools.bootstrap import SPACE_MB, Problem, check_space, run

from tools import bootstrap

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "bootstrap.py"


def test_a_full_disk_is_said_before_anything_is_installed():
    with pytest.raises(Problem, match=r"disk is too full: 300 MB free, 1200 MB needed"):
        check_space("run", 300_000_000)
    check_space("run", SPACE_MB["run"] * 1_000_000)


def test_a_failing_step_is_named_with_the_end_of_what_it_said():
    with pytest.raises(Problem, match=r"(?s)Making tea failed:\n.*no kettle"):
        run(sys.executable, "-c", "import sys; sys.exit('no kettle')", what="Making tea")


def test_a_disk_that_fills_up_meanwhile_is_one_clear_line():
    with pytest.raises(Problem, match="The disk is full") as caught:
        run(sys.executable, "-c", "import sys; sys.exit('OSError: No space left on device')", what="Making tea")
    assert "\n" not in str(caught.value)


def test_wrong_words_are_answered_with_the_right_ones():
    done = subprocess.run([sys.executable, SCRIPT, "swim"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "run|develop" in done.stderr


def test_an_old_python_is_told_so_in_one_line():
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv[1], run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", pretend, SCRIPT], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Python 3.9 is too old; 3.11 or newer is needed" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_old_python_can_read_the_script_at_all():
    ast.parse(SCRIPT.read_text(), feature_version=(3, 6))


def test_ctrl_c_is_answered_in_one_line(monkeypatch, capsys):
    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "make_environment", interrupted)
    monkeypatch.setattr(sys, "argv", ["bootstrap.py", "run"])
    assert bootstrap.main() == 130
    assert capsys.readouterr().err == "\nStopped. Start again with the same command; finished steps are kept.\n"
