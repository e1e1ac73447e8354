"""What a production server must not start with."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from ideenschmiede.site.configuration import Configuration

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def problems(configuration: Configuration) -> list[str]:
    """One line per setting that makes the site unsafe or unreachable; empty when all is well."""
    found = []
    if len(configuration.secret_key) < 50:
        found.append("IDEENSCHMIEDE_SECRET_KEY must have at least 50 characters, random and secret.")
    if configuration.demo:
        host = urlsplit(configuration.base_url).hostname
        if host not in LOOPBACK or configuration.bind.rpartition(":")[0].strip("[]") not in LOOPBACK:
            found.append("IDEENSCHMIEDE_DEMO lets anybody sign in: it runs on this machine only (127.0.0.1).")
        return found
    found += [*_addresses(configuration), *_mail(configuration), *_keys()]
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        found.append("The static files are missing: run “ideenschmiede setup” first.")
    return found


def _addresses(configuration: Configuration) -> Iterator[str]:
    if urlsplit(configuration.base_url).scheme != "https":
        yield "IDEENSCHMIEDE_BASE_URL must begin with https://, or sessions can be stolen on the way."
    elif not configuration.trusted_proxies:
        yield (
            "IDEENSCHMIEDE_TRUSTED_PROXIES is 0, but this web server speaks no https: a proxy in front of it must. "
            "Set it to the number of your proxies, usually 1, or every page would lead back to itself."
        )
    if "*" in configuration.allowed_hosts:
        yield "IDEENSCHMIEDE_ALLOWED_HOSTS must name hosts; a * lets strangers forge links in mails."


def _keys() -> Iterator[str]:
    folder = Path(settings.KEYS_DIR)
    if folder.exists() and folder.stat().st_mode & 0o077:
        yield f"IDEENSCHMIEDE_KEYS: others on this machine may enter {folder}. Take that away: chmod 700 {folder}."
    above = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(above, os.W_OK | os.X_OK):
        yield f"IDEENSCHMIEDE_KEYS: this user cannot write into {above}, so no confidential question could be opened."


def _mail(configuration: Configuration) -> Iterator[str]:
    if not configuration.smtp_host:
        yield "IDEENSCHMIEDE_SMTP_HOST is empty: nobody could get a code to sign in."
    if configuration.smtp_security == "none" and configuration.smtp_host not in LOOPBACK:
        yield "IDEENSCHMIEDE_SMTP_SECURITY is none: sign-in codes would travel unencrypted."
    if configuration.mail_from.rstrip(">").endswith("@localhost"):
        yield "IDEENSCHMIEDE_MAIL_FROM is not set: mail servers refuse mails from an address at localhost."


def database_problem() -> str:
    """Why the database cannot be used as it is, in one line; empty when all is well."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        return f"The database does not answer: {str(error).strip()}"
    return "The database is not up to date: run “ideenschmiede setup” first." if behind else ""
