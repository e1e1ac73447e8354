from tests.transfer.network import world

__all__ = ["world"]
