"""Tables in which only actions write: every way of writing is refused outside of one, and open inside."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from ideenschmiede.base.guarded import Guarded, WrittenOutsideAction, writing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sample():
    """A guarded model with one row, in a table that is there for one test."""
    with isolate_apps("ideenschmiede.base"):

        class Sample(Guarded):
            word = models.CharField(max_length=20)
            whole = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")

            class Meta:
                app_label = "base"

            def __str__(self):
                return self.word

        with connection.schema_editor() as editor:
            editor.create_model(Sample)
        with writing():
            Sample.objects.create(word="eins")
        yield Sample
        with connection.schema_editor() as editor:
            editor.delete_model(Sample)


def words(sample):
    return sorted(sample.objects.values_list("word", flat=True))


def change(sample, **values):
    row = sample.objects.get(word="eins")
    for name, value in values.items():
        setattr(row, name, value)
    return row


def a_whole(sample):
    """The row, which is a part of itself."""
    row = sample.objects.get(word="eins")
    sample._base_manager.update(whole=row)
    return row


WRITES = {
    "save a new one": lambda sample: sample(word="zwei").save(),
    "save a changed one": lambda sample: change(sample, word="zwei").save(),
    "save some fields": lambda sample: change(sample, word="zwei").save(update_fields=["word"]),
    "delete": lambda sample: sample.objects.get(word="eins").delete(),
    "create": lambda sample: sample.objects.create(word="zwei"),
    "get or create": lambda sample: sample.objects.get_or_create(word="zwei"),
    "update or create": lambda sample: sample.objects.update_or_create(word="eins", defaults={"word": "zwei"}),
    "update": lambda sample: sample.objects.update(word="zwei"),
    "update some": lambda sample: sample.objects.filter(word="eins").update(word="zwei"),
    "delete some": lambda sample: sample.objects.filter(word="eins").delete(),
    "many new ones": lambda sample: sample.objects.bulk_create([sample(word="zwei")]),
    "many changed ones": lambda sample: sample.objects.bulk_update([change(sample, word="zwei")], ["word"]),
    "create a related one": lambda sample: sample.objects.get(word="eins").parts.create(word="zwei"),
    "update related ones": lambda sample: a_whole(sample).parts.update(word="zwei"),
}


@pytest.mark.parametrize("way", WRITES)
def test_outside_an_action_nothing_is_written(sample, way):
    with pytest.raises(WrittenOutsideAction, match=r"Only actions write base\.Sample"):
        WRITES[way](sample)
    assert words(sample) == ["eins"]


@pytest.mark.parametrize("way", WRITES)
def test_inside_an_action_it_is(sample, way):
    with writing():
        WRITES[way](sample)
    assert words(sample) != ["eins"]


def test_reading_is_free(sample):
    assert words(sample) == ["eins"]
    assert sample.objects.filter(word="eins").exists()


def test_as_a_decorator_each_call_opens_and_closes(sample):
    @writing()
    def rename(row, word):
        row.word = word
        row.save()

    for word in ("zwei", "drei"):
        rename(sample.objects.get(), word)
        with pytest.raises(WrittenOutsideAction):
            sample.objects.update(word="vier")
    assert words(sample) == ["drei"]


def test_an_action_that_fails_closes_behind_it(sample):
    with pytest.raises(ZeroDivisionError), writing():
        1 / 0  # noqa: B018  the error is the point
    with pytest.raises(WrittenOutsideAction):
        sample.objects.update(word="zwei")


def test_an_action_within_an_action_leaves_the_outer_one_open(sample):
    with writing():
        with writing():
            pass
        sample.objects.update(word="zwei")
    assert words(sample) == ["zwei"]


def attempt(sample):
    """Touches no row and no connection."""
    try:
        sample.objects.none().update(word="zwei")
    except WrittenOutsideAction:
        return "refused"
    return "open"


def test_another_thread_is_not_inside(sample):
    with writing(), ThreadPoolExecutor(1) as pool:
        assert attempt(sample) == "open"
        assert pool.submit(attempt, sample).result() == "refused"


def test_another_task_of_the_same_thread_is_not_inside(sample):
    """What waits in the middle of an action opens nothing for others."""

    async def action(entered, leave):
        with writing():
            entered.set()
            await leave.wait()
            return attempt(sample)

    async def scene():
        entered, leave = asyncio.Event(), asyncio.Event()
        running = asyncio.create_task(action(entered, leave))
        await entered.wait()
        meanwhile = attempt(sample)
        leave.set()
        return meanwhile, await running

    assert asyncio.run(scene()) == ("refused", "open")
