"""Questions with their statements and votes, the maps drawn of them, and decisions."""

from ideenschmiede.deliberation.models.ballots import Ballot, CountedReceipt, Seat
from ideenschmiede.deliberation.models.decisions import (
    Decision,
    FollowUp,
    Method,
    MinorityOpinion,
    Objection,
    Option,
    Proposal,
)
from ideenschmiede.deliberation.models.maps import DrawnMap
from ideenschmiede.deliberation.models.matters import Stage
from ideenschmiede.deliberation.models.questions import LONGEST_STATEMENT, Audience, Question, Statement, Vote
from ideenschmiede.deliberation.models.uploads import ConversationUpload

__all__ = [
    "LONGEST_STATEMENT",
    "Audience",
    "Ballot",
    "ConversationUpload",
    "CountedReceipt",
    "Decision",
    "DrawnMap",
    "FollowUp",
    "Method",
    "MinorityOpinion",
    "Objection",
    "Option",
    "Proposal",
    "Question",
    "Seat",
    "Stage",
    "Statement",
    "Vote",
]
