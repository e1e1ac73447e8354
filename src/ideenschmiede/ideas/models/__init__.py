"""Ideas that grow into concepts: their text in versions, and what others bring to them."""

from ideenschmiede.ideas.models.contributions import Change, Comment, Offer, Support
from ideenschmiede.ideas.models.ideas import FIELDS, Idea, IdeaStage, Version

__all__ = ["FIELDS", "Change", "Comment", "Idea", "IdeaStage", "Offer", "Support", "Version"]
