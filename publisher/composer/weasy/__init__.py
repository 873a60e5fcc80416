"""The composer under WeasyPrint: the only room that touches its private names.

`take_over` puts functions of ours in the places of eight of WeasyPrint's (`places`) for the rest of the process, after
`names` has checked that WeasyPrint looks as it must. Nothing of it is loaded before.
"""

from __future__ import annotations

from functools import cache

from publisher.composer.weasy.names import VERSION, UnknownWeasyPrintError, verify
from publisher.composer.weasy.reading import read_document

__all__ = ["VERSION", "UnknownWeasyPrintError", "mend_leaders", "read_document", "take_over"]


@cache
def take_over() -> None:
    """Put the composer in WeasyPrint's place, for the rest of this process; doing it twice changes nothing.

    Raises:
        UnknownWeasyPrintError: the installed version is not the one the composer was made for.
    """
    verify()
    from publisher.composer.weasy.places import take_all

    take_all()


def mend_leaders() -> None:
    """Let WeasyPrint draw a leader as one run of text instead of a box for each dot; nothing else changes.

    Raises:
        UnknownWeasyPrintError: as above.
    """
    verify()
    from publisher.composer.weasy.places import take_leaders

    take_leaders()
