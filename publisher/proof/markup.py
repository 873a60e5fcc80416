"""HTML built from values: takes names, attributes and children, gives text in which nothing is left unescaped.

A child that is plain text is escaped, one that was built here is taken as it stands. It knows no page.
"""

from __future__ import annotations

from html import escape

# Characters that would be lost are shown as the pictures Unicode has for them.
_PICTURES = {number: 0x2400 + number for number in range(32) if number not in (9, 10)} | {0x7F: 0x2421}
_VOID = {"img", "input", "link", "meta"}


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | int | bool) -> Html:
    """Return an element.

    `class_` and `data_c` are written as `class` and `data-c`; True gives an attribute without a value, False none.
    """
    written = [name]
    for key, value in attributes.items():
        attribute = key.rstrip("_").replace("_", "-")
        if value is True:
            written.append(attribute)
        elif value is not False:
            written.append(f'{attribute}="{escape(str(value))}"')
    inside = "" if name in _VOID else f"{joined(*children)}</{name}>"
    return Html(f"<{' '.join(written)}>{inside}")


def head_of(title: str, policy: str, style: str) -> Html:
    """Return the head of a page that loads nothing: `policy` says what it may, `style` is its whole style sheet."""
    return element(
        "head",
        element("meta", charset="utf-8"),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{policy}">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("link", rel="icon", href="data:,"),
        element("title", title),
        element("style", Html(style)),
    )


def joined(*children: str) -> Html:
    """Return children one behind the other, plain text escaped."""
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children))


def text(plain: str) -> Html:
    """Return plain text as HTML; control characters become visible."""
    return Html(escape(plain.translate(_PICTURES), quote=False))
