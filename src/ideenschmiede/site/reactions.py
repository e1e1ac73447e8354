"""What an event of a lower app causes in higher ones: verb → functions, called in the transaction of the action.

A function takes the `Event` and calls one action of its own app; the event holds the id of its subject and figures.
"""

from ideenschmiede.base.reactions import Reaction
from ideenschmiede.deliberation.actions.deciding.forgetting import forget_author, forget_voter
from ideenschmiede.deliberation.actions.forgetting import forget_account
from ideenschmiede.groups.actions.closing import need_report
from ideenschmiede.groups.actions.forgetting import forget_member
from ideenschmiede.groups.actions.founding import found_group
from ideenschmiede.groups.actions.handovers import ask_for_handover, need_no_handover
from ideenschmiede.ideas.actions import forgetting as ideas
from ideenschmiede.ideas.actions.decisions import decision_closed, decision_put
from ideenschmiede.press.actions.forgetting import forget_person
from ideenschmiede.press.actions.releases import withdraw_unnamed
from ideenschmiede.transfer.actions.forgetting import forget_contact
from ideenschmiede.transfer.actions.merging import move_precedents

REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "account.erased": (forget_account, forget_author, ideas.forget_account),
    "appointment.ended": (ask_for_handover,),
    "appointment.office_lost": (ask_for_handover,),
    "appointment.resigned": (ask_for_handover,),
    "body.closed": (need_report, need_no_handover),
    "body.opened": (found_group,),
    "consent.withdrawn": (withdraw_unnamed,),
    "decision.closed": (decision_closed,),
    "decision.put": (decision_put,),
    "idea.merged": (move_precedents,),
    "person.erased": (forget_voter, forget_member, ideas.forget_person, forget_contact, forget_person),
}
