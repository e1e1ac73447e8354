"""What a production server must not start with."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from ideenschmiede.site.configuration import Configuration

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def problems(configuration: Configuration) -> list[str]:
    """One line per setting that makes the site unsafe or unreachable; empty when all is well."""
    own = urlsplit(configuration.base_url)
    found = []
    if len(configuration.secret_key) < 50:
        found.append("IDEENSCHMIEDE_SECRET_KEY must have at least 50 characters, random and secret.")
    if configuration.demo:
        if own.hostname not in LOOPBACK or configuration.bind.rpartition(":")[0].strip("[]") not in LOOPBACK:
            found.append("IDEENSCHMIEDE_DEMO lets anybody sign in: it runs on this machine only (127.0.0.1).")
        return found
    if own.scheme != "https":
        found.append("IDEENSCHMIEDE_BASE_URL must begin with https://, or sessions can be stolen on the way.")
    if "*" in configuration.allowed_hosts:
        found.append("IDEENSCHMIEDE_ALLOWED_HOSTS must name hosts; a * lets strangers forge links in mails.")
    if not configuration.smtp_host:
        found.append("IDEENSCHMIEDE_SMTP_HOST is empty: nobody could get a code to sign in.")
    if configuration.smtp_security == "none" and configuration.smtp_host not in LOOPBACK:
        found.append("IDEENSCHMIEDE_SMTP_SECURITY is none: sign-in codes would travel unencrypted.")
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        found.append("The static files are missing: run “ideenschmiede collectstatic” first.")
    return found
