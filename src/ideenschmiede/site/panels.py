"""Which panels of higher apps stand in which slot of a lower app's page: slot → functions, in their order."""

from ideenschmiede.base.panels import PanelFunction

SLOTS: dict[str, tuple[PanelFunction, ...]] = {
    "place": (),
}
