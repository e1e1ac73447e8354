"""Questions leave: votes in the form of the exports of Polis, results as CSV and JSON.

What leaves links no vote to a person, and no two exports to each other; see `taking`.
"""

from ideenschmiede.deliberation.actions.exporting.polis import polis_files, polis_zip
from ideenschmiede.deliberation.actions.exporting.results import results_csv, results_json, why_no_results
from ideenschmiede.deliberation.actions.exporting.taking import (
    NotForExport,
    take_votes,
    why_no_votes,
)

__all__ = [
    "NotForExport",
    "polis_files",
    "polis_zip",
    "results_csv",
    "results_json",
    "take_votes",
    "why_no_results",
    "why_no_votes",
]
