"""A draft of a press release from the facts of an appointment. The office edits it and answers for it.

    draft = draft_release(ReleaseFacts(network=…, body=…, capacity="member", last_name="Muster", …))

Pure functions: nothing is said that is not in the facts, nobody is quoted but the reason of the appointment itself, and
where a fact is missing, its whole sentence is.
"""

from ideenschmiede.base.text import is_german
from ideenschmiede.press.drafting import english, german
from ideenschmiede.press.drafting.facts import Draft, ReleaseFacts

__all__ = ["Draft", "ReleaseFacts", "draft_release"]


def draft_release(facts: ReleaseFacts) -> Draft:
    """Headline, subhead and paragraphs, in the language of the facts; German for all but English."""
    return german.draft(facts) if is_german(facts.language) else english.draft(facts)
