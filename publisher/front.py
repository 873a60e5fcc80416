"""The front desk for other programs: two functions that need no House and no knowledge of the rooms.

They take paths, give an Issue or what was built, and raise ReissueError with every problem found.
"""

from __future__ import annotations

from pathlib import Path

from publisher import production
from publisher.house import House
from publisher.issue.issue import Issue


def load(manifest: Path | str, sources: Path | None = None, language: str = "original") -> Issue:
    """Return the issue a manifest describes, as the copydesk leaves it; nothing is written.

    Args:
        manifest: path of the issue's YAML file.
        sources: folder of the extracted files, if it is not the manifest's own.
        language: another one for the issue in another script, such as zh-Hant-TW.

    Raises:
        ReissueError: with every problem found.
    """
    return production.load(Path(manifest), House.here(sources), language)


def build(
    manifest: Path | str,
    output: Path | str = "output",
    sources: Path | None = None,
    languages: tuple[str, ...] = ("original",),
) -> production.Built:
    """Print every edition of an issue below `output`, in every language asked for, and return what was made.

    Raises:
        ReissueError: with every problem found; no file is left half-written.
    """
    house = House.here(sources)
    return production.build(Path(manifest), house, production.USUAL_EDITIONS, Path(output), _silent, languages)


def _silent(_: str) -> None:
    """Report nothing: programs ask for results, not for progress."""
