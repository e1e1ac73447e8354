"""Who may take conversations over from elsewhere, and take votes away.

Single votes leave only when a question is closed: whoever took them twice, before and after somebody voted, would know
this somebody's votes. The votes of a confidential question never leave. Counts may go to whom results are shown.
"""

from ideenschmiede.base.models import Who
from ideenschmiede.base.rules import is_office, rule
from ideenschmiede.deliberation.models import Question
from ideenschmiede.deliberation.rules.questions import is_closed, may_run, may_see_results


@rule
def is_confidential(_who: Who, thing: object) -> bool:
    return isinstance(thing, Question) and thing.is_confidential


@rule
def is_archive(_who: Who, thing: object) -> bool:
    """True for a question that was held elsewhere and published there: nobody's own account stands behind a number."""
    return isinstance(thing, Question) and bool(thing.source)


may_import = is_office
may_export_counts = may_see_results
may_export_votes = may_see_results & is_closed & ~is_confidential
may_export_all = may_export_votes & is_archive & may_run
"""With what was kept out of the question."""
