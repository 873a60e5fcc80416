"""The whole flow from manifest to finished editions: what commands and programs may ask for, and where it is done.

Takes nothing; gives each name from its module when it is first asked for, so that a command loads only what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.production.collating import collate
    from publisher.production.comparing import diff
    from publisher.production.editing import ORIGINAL, Checked, check, load
    from publisher.production.extracting import Extracted, extract
    from publisher.production.importing import Imported, import_issue
    from publisher.production.inspecting import doctor, scaffold, schema
    from publisher.production.libraries import versions
    from publisher.production.presses import EDITIONS, USUAL_EDITIONS
    from publisher.production.printing import Built, build
    from publisher.production.proofing import PROFILES, Wanted, proof
    from publisher.production.showing import show, show_text
    from publisher.proof.checks import Report

_HOMES = {
    "editing": ("ORIGINAL", "Checked", "check", "load"),
    "showing": ("show", "show_text"),
    "presses": ("EDITIONS", "USUAL_EDITIONS"),
    "printing": ("Built", "build"),
    "collating": ("collate",),
    "comparing": ("diff",),
    "extracting": ("Extracted", "extract"),
    "importing": ("Imported", "import_issue"),
    "inspecting": ("doctor", "scaffold", "schema"),
    "libraries": ("versions",),
    "proofing": ("PROFILES", "Report", "Wanted", "proof"),
}
__all__ = [
    "EDITIONS",
    "ORIGINAL",
    "PROFILES",
    "USUAL_EDITIONS",
    "Built",
    "Checked",
    "Extracted",
    "Imported",
    "Report",
    "Wanted",
    "build",
    "check",
    "collate",
    "diff",
    "doctor",
    "extract",
    "import_issue",
    "load",
    "proof",
    "scaffold",
    "schema",
    "show",
    "show_text",
    "versions",
]


def __getattr__(name: str) -> object:
    """Return a name of the flow; its module is entered now."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
