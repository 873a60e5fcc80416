"""A document for WeasyPrint, read as the XML it is: takes XHTML, gives what WeasyPrint's own parser would give.

That parser knows how to mend what browsers mend and takes ten times as long. What is no XML it still reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from weasyprint import HTML

_NAMESPACE = ' xmlns="http://www.w3.org/1999/xhtml"'


def read_document(markup: str, base_url: str, fetcher: Any) -> HTML:
    """Return a document ready to be laid out."""
    from weasyprint import HTML, cssselect2

    try:
        root = ET.fromstring(markup.replace(_NAMESPACE, "", 1))  # noqa: S314 - our own pages, which declare no entity
    except ET.ParseError:
        return HTML(string=markup, base_url=base_url, url_fetcher=fetcher)
    html = HTML.__new__(HTML)
    html.base_url, html.url_fetcher, html.media_type = base_url, fetcher, "print"
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
    return html
