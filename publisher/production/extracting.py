"""From an archive copy back to a folder that can be built: takes a PDF and a folder, writes what the copy holds.

Nothing is written before everything was checked, and nothing outside the folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.house import House, folder_in_the_making
from publisher.issue.build_record import BuildRecord
from publisher.problems import Place, Problem, UsageError
from publisher.shelf.opening import open_copy


@dataclass(frozen=True, slots=True)
class Extracted:
    """A copy that was taken out: its files stand in `folder`, sorted by name."""

    folder: Path
    files: tuple[str, ...]
    record: BuildRecord
    problems: tuple[Problem, ...]

    @property
    def manifest(self) -> Path:
        """Where the manifest lies now."""
        return self.folder / self.record.manifest

    @property
    def asked(self) -> str:
        """What a build has to be asked for to make the recorded editions again, as words of the command line."""
        record = self.record
        script = f" --language {record.language}" if record.language else ""
        return f"{record.manifest}{script} --edition {','.join(record.editions)}"


def extract(pdf: Path, folder: Path, house: House) -> Extracted:
    """Write what an archive copy holds into a folder that is new or empty.

    Raises:
        UsageError: something lies in the folder already.
        SourceError: the PDF is no archive copy, or not the one that was made.
    """
    target = house.root / folder
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(Problem("archive/folder-in-use", Place(house.shown(target))))
    copy = open_copy(house.root / pdf, house)
    with folder_in_the_making(target) as making:
        for name, data in copy.files.items():
            path = making / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return Extracted(target, tuple(sorted(copy.files)), copy.record, copy.problems)
