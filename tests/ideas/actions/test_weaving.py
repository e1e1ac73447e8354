"""Three texts are woven: nothing that somebody wrote is lost."""

from hypothesis import given
from hypothesis import strategies as st

from ideenschmiede.ideas.actions.weaving import weave

texts = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["", "x", "y", "z"]))


def test_changes_to_different_fields_come_together():
    woven = weave({"a": "1", "b": "1"}, {"a": "2", "b": "1"}, {"a": "1", "b": "3"})
    assert woven.text == {"a": "2", "b": "3"}
    assert woven.conflicts == ()


def test_changes_to_the_same_field_are_for_a_person():
    woven = weave({"a": "1"}, {"a": "2"}, {"a": "3"})
    assert woven.text == {}
    assert woven.conflicts == ("a",)


def test_the_same_change_twice_is_no_conflict():
    assert weave({"a": "1"}, {"a": "2"}, {"a": "2"}).text == {"a": "2"}


@given(texts, texts, texts)
def test_every_field_is_settled_or_a_conflict(base, mine, theirs):
    woven = weave(base, mine, theirs)
    assert set(woven.text) | set(woven.conflicts) == set(mine)
    assert not set(woven.text) & set(woven.conflicts)


@given(texts, texts, texts)
def test_whatever_somebody_changed_stands_there_or_is_asked_about(base, mine, theirs):
    woven = weave(base, mine, theirs)
    for name, text in woven.text.items():
        before, now = base.get(name, ""), theirs.get(name, "")
        if mine[name] != before:
            assert text == mine[name]
        elif now != before:
            assert text == now


@given(texts, texts)
def test_without_changes_of_others_mine_is_taken(base, mine):
    assert weave(base, mine, base).text == dict(mine)


lines = st.lists(st.sampled_from("abcdef"), max_size=6).map("\n".join)


def test_changes_to_different_lines_come_together():
    base = "Erst fragen.\n\nDann planen.\n\nZuletzt bauen."
    mine = "Zuerst fragen.\n\nDann planen.\n\nZuletzt bauen."
    theirs = "Erst fragen.\n\nDann planen.\n\nZuletzt bauen.\n\nUnd feiern."
    assert weave({"a": base}, {"a": mine}, {"a": theirs}).text == {
        "a": "Zuerst fragen.\n\nDann planen.\n\nZuletzt bauen.\n\nUnd feiern."
    }


def test_lines_that_touch_are_for_a_person():
    assert weave({"a": "1\n2"}, {"a": "x\n2"}, {"a": "1\ny"}).conflicts == ("a",)
    assert weave({"a": "1\n2"}, {"a": "1\nx\n2"}, {"a": "1\ny\n2"}).conflicts == ("a",)


@given(lines, lines, lines)
def test_it_does_not_matter_who_came_first(base, one, other):
    assert weave({"a": base}, {"a": one}, {"a": other}) == weave({"a": base}, {"a": other}, {"a": one})


@given(lines, lines, lines)
def test_every_line_that_somebody_wrote_is_there_and_no_other(base, one, other):
    for text in weave({"a": base}, {"a": one}, {"a": other}).text.values():
        written = {*one.split("\n"), *other.split("\n")}
        assert set(text.split("\n")) <= written
        assert {line for line in written if line not in base.split("\n")} <= set(text.split("\n"))
