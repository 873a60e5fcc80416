"""What can be asked without an issue: about this machine, the forms of YAML, a new periodical."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from publisher.doctor import Finding, examine
from publisher.house import House
from publisher.manifest import scaffold as scaffolding
from publisher.manifest import schema as schemas
from publisher.manifest.style_reader import declared_schema

__all__ = ["Finding", "doctor", "scaffold", "schema"]


def doctor(house: House) -> tuple[Finding, ...]:
    """Return what this machine has and lacks."""
    return examine(house)


def schema(which: Literal["periodical", "issue", "style"]) -> dict[str, object]:
    """Return the JSON Schema of a periodical, an issue or a style."""
    return schemas.json_schema(which, declared_schema(House.here()))


def scaffold(folder: Path, code: str, style: str = "") -> dict[str, str]:
    """Return the files of a new periodical, name → text; `style` is what a style of its own shall build on."""
    return scaffolding.scaffold(folder, code, style)
