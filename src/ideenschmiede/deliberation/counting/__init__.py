"""How decisions are counted: pure functions of ballots, exact, with all that is needed to explain the result in words.

A ballot comes as `raw` (from a form or JSON: numbers may be text, option ids may be text) and is stored as its
*choice*. `read_choice(terms, raw)` turns one into the other, or raises `ChoiceError` (`.option`: the id of the option
that is wrong, or None). Any method takes `{"abstain": true}`: it counts for the quorum and not for the result.

method      raw, as the page sends it                                    choice, as it is stored
consent     {"stance": "consent" | "reservation" | "objection"}          the same (the reason is an `Objection`)
majority    {"vote": "yes" | "no"}                                       the same; two_thirds likewise
resistance  {"resistance": {"<option>": 0–10, …, "0": 0–10}}             {"resistance": {"0": 3, "12": 0, …}}
            every option, and "0" for "it stays as it is"                10: I cannot live with it at all
score       {"points": {"<option>": 0–most_points, …}}, missing: 0       {"points": {"12": 5, "13": 0, …}}
ranked      {"ranks": {"<option>": 1, …}}, 1 is best, same rank: equal,  {"ranks": [[12], [13, 14]]}, best first;
            missing or "": behind all that have one                      those without rank are not in it
budget      {"approved": ["<option>", …]}, at least one                  {"approved": [12, 13]}; shortlist likewise

`count(terms, choices, seats=…, quorum=…)` gives a `Result`; `as_json` makes of it what `Decision.result` keeps. Its
`details` depend on the method: see `results`.
"""

from ideenschmiede.deliberation.counting.choices import read_choice
from ideenschmiede.deliberation.counting.results import Outcome, Result, as_json
from ideenschmiede.deliberation.counting.terms import ABSTAIN, STAYS_AS_IT_IS, ChoiceError, Terms, Thing
from ideenschmiede.deliberation.counting.whole import count

__all__ = [
    "ABSTAIN",
    "STAYS_AS_IT_IS",
    "ChoiceError",
    "Outcome",
    "Result",
    "Terms",
    "Thing",
    "as_json",
    "count",
    "read_choice",
]
