"""The pages of the base: what anybody may call, what the administration does, and proving that one is still oneself."""

from ideenschmiede.base.views.service import DEMO_SALT

__all__ = ["DEMO_SALT"]
