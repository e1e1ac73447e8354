"""An archived conversation between its upload and the moment in which the office confirms it."""

from django.utils.translation import gettext_lazy as _

from ideenschmiede.base.models import Upload


class ConversationUpload(Upload):
    """Private to who brought it; gone after the import, or after a day. See `base.importing`."""

    class Meta(Upload.Meta):
        verbose_name = _("uploaded conversation")
        verbose_name_plural = _("uploaded conversations")
