"""Decisions: put, opened, voted on, closed, and what became of them.

decision = put_decision(by=…, at=…, body=…, title=…, method=…, text=…, options=[OptionText(…)], …)
open_decision(decision=…, by=…, at=…)                                 # seats are fixed, voters are told
code = cast_ballot(decision=…, choice={"stance": "objection"}, reason=…, by=…, at=…)     # shown once
integrate_objections(decision=…, objections=[…], text=…, note=…, by=…, at=…)           # all vote anew
close_decision(decision=…, by=…, at=…)                                # at the deadline, by itself
"""

from ideenschmiede.deliberation.actions.deciding.afterwards import (
    add_minority_opinion,
    remove_minority_opinion,
    report_follow_up,
)
from ideenschmiede.deliberation.actions.deciding.closing import close_decision, withdraw_decision
from ideenschmiede.deliberation.actions.deciding.errors import DecisionError, KeyLost, NotOpen, TooEarly
from ideenschmiede.deliberation.actions.deciding.objections import (
    answer_objection,
    integrate_objections,
    withdraw_objection,
)
from ideenschmiede.deliberation.actions.deciding.opening import extend_decision, open_decision
from ideenschmiede.deliberation.actions.deciding.putting import (
    OptionText,
    change_decision,
    discard_decision,
    put_decision,
)
from ideenschmiede.deliberation.actions.deciding.voting import cast_ballot

__all__ = [
    "DecisionError",
    "KeyLost",
    "NotOpen",
    "OptionText",
    "TooEarly",
    "add_minority_opinion",
    "answer_objection",
    "cast_ballot",
    "change_decision",
    "close_decision",
    "discard_decision",
    "extend_decision",
    "integrate_objections",
    "open_decision",
    "put_decision",
    "remove_minority_opinion",
    "report_follow_up",
    "withdraw_decision",
    "withdraw_objection",
]
