"""A mail server that cannot be reached, in the way that the setting `BROKEN_MAIL` says."""

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise settings.BROKEN_MAIL
