"""Pages that may fill the last sheet of a printed issue: takes the pictures its print order names, gives one document.

How many of them are needed is known after the layout. Nothing is invented: without pictures there is no document.
"""

from __future__ import annotations

from publisher.house import House
from publisher.issue.issue import Issue
from publisher.issue.style import Style
from publisher.typesetting.pictures import Picture, house_pictures
from publisher.typesetting.pictures.darkroom import darkroom
from publisher.typesetting.templates import Templates


def house_pages(issue: Issue, style: Style, title: str, house: House) -> tuple[str, tuple[Picture, ...]]:
    """Return the document and its pictures; nothing where the print order names none.

    Raises:
        ReissueError: a picture cannot be printed.
    """
    with darkroom(house) as develop:
        pictures = house_pictures(issue, develop)
    if not pictures:
        return "", ()
    values = {"language": issue.language, "title": title, "options": style.options, "pictures": pictures}
    return Templates(style).render("templates/house-pages.xhtml.j2", **values), pictures
