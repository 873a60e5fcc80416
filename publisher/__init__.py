"""Reissue (重刊): machine-extracted text of Chinese periodicals and a YAML manifest become an EPUB and a typeset PDF.

The public surface is small: `load` reads and edits an issue, `build` prints it, an `Issue` comes back or a
`ReissueError` is raised. The names are fetched from their rooms when they are first asked for; ARCHITECTURE.md says
which room is which.
"""

from importlib import import_module

_HOMES = {
    "Issue": "publisher.issue.issue",
    "ReissueError": "publisher.problems",
    "build": "publisher.front",
    "load": "publisher.front",
}
__all__ = ["Issue", "ReissueError", "build", "load"]


def __getattr__(name: str) -> object:
    """Return a name of the public surface; no room is entered before somebody asks."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
