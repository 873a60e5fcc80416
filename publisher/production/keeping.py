"""What follows the presses: the archive copy, made of what they have made, and the look back at an earlier record.

Takes a run and its prints, gives the prints with what was noticed. A build that asks for no copy and whose manifest has
no record beside it loads nothing of this.
"""

from __future__ import annotations

from dataclasses import replace

from publisher.editions.edition import Printed
from publisher.issue.build_record import record_name
from publisher.production.presses import ARCHIVE, SCREEN
from publisher.production.run import Run


def to_be_printed(editions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the editions the presses print: an archive copy is made of the PDF for screens."""
    wanted = tuple(name for name in editions if name != ARCHIVE)
    return wanted if ARCHIVE not in editions or SCREEN in wanted else (*wanted, SCREEN)


def keep(run: Run, printed: Printed) -> Printed:
    """Return the prints with the archive copy, if one was asked for, and with what differs from an earlier record.

    Raises:
        ReissueError: what an archive copy must hold cannot be enclosed.
    """
    if ARCHIVE in run.editions:
        printed = _with_archive(run, printed)
    record = run.manifest.with_name(record_name(run.manifest.name, run.script))
    if record.is_file():
        from publisher.production.rebuilding import look_back

        printed = replace(printed, problems=printed.problems + look_back(run, printed.prints, record))
    return printed


def _with_archive(run: Run, printed: Printed) -> Printed:
    """Return the prints with the copy among them, in the order asked for; a PDF nobody asked for is taken away."""
    from publisher.production.archiving import archive

    copy = archive(run, printed.prints)
    prints = list(printed.prints)
    if SCREEN not in run.editions:
        screen = next(made for made in prints if made.edition == SCREEN)
        (run.folder / screen.file).unlink()
        prints.remove(screen)
    later = run.editions[run.editions.index(ARCHIVE) + 1 :]
    at = next((at for at, made in enumerate(prints) if made.edition in later), len(prints))
    return replace(printed, prints=(*prints[:at], copy, *prints[at:]))
