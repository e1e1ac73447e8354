from tests.ideas.indexed import index

__all__ = ["index"]
