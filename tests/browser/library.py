"""A library on 127.0.0.1: lends the readers, our pages that hold them, and the books of a test to one browser.

Modules and books need http, so a thread serves them on a free port. Nothing but what was put on its shelf is given.
"""

from __future__ import annotations

import mimetypes
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

from tests.browser.tools import NODE_MODULES

PAGES = Path(__file__).parent / "readers"
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".xhtml": "application/xhtml+xml", ".css": "text/css"}


class Library(ThreadingHTTPServer):
    """What is lent: `/readers/…` our pages, `/node/…` the readers, `/books/NAME` a book, `/open/NAME/…` its files."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Desk)
        self.books: dict[str, Path] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def lend(self, path: Path) -> str:
        """Put a book on the shelf; return its name there."""
        self.books[path.name] = path
        return path.name

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that is closed hangs up in the middle of an answer."""


class _Desk(BaseHTTPRequestHandler):
    server: Library

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        data = self._found(path)
        self.send_response(404 if data is None else 200)
        kind = _TYPES.get(Path(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.send_header("Content-Type", kind if kind.startswith(("image/", "font/")) else f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write(data or b"")

    def _found(self, path: str) -> bytes | None:
        if path == "/favicon.ico":
            return b""
        _, shelf, name = path.split("/", 2)
        if shelf == "books":
            return self.server.books[name].read_bytes()
        if shelf == "open":
            book, inside = name.split("/", 1)
            with zipfile.ZipFile(self.server.books[book]) as archive:
                return archive.read(inside) if inside in archive.namelist() else None
        folder = {"readers": PAGES, "node": NODE_MODULES}[shelf]
        file = (folder / name).resolve()
        return file.read_bytes() if file.is_file() and file.is_relative_to(folder.resolve()) else None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
        """Say nothing of what was asked: the browser tells."""


@contextmanager
def library() -> Iterator[Library]:
    """Yield a library that is open."""
    with Library() as opened:
        thread = Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield opened
        finally:
            opened.shutdown()
            thread.join()
