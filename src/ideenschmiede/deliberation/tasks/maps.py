"""Opinion maps are drawn behind the scenes; pages serve the last one.

Whoever changes votes or statements calls `wish_map` after the commit. However many wishes come, one drawing waits.
"""

from django.db import transaction
from django_tasks import task

from ideenschmiede.deliberation.models import Question

BEFORE_MAILS = 50  # priority: people who have just voted look at the map


def wish_map(question_id: int) -> None:
    """Have the map of a question drawn anew; to be called after the commit of what has changed.

    A drawing that waits already will see the change: `draw_map` says that none waits before it reads.
    """
    idle = Question.objects.filter(pk=question_id, map_waits=False)
    if not idle.exists():  # most wishes end here, without a lock
        return
    with transaction.atomic():
        if idle.update(map_waits=True):
            draw_map.enqueue(question_id)


@task(priority=BEFORE_MAILS)
def draw_map(question_id: int) -> str:
    """Draw the map of a question anew. Returns "drawn", or "gone"."""
    found = Question.objects.filter(pk=question_id).update(map_waits=False)
    return "drawn" if found else "gone"
