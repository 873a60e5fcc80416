"""The HTML edition: takes an issue and a style, prints one HTML file that needs nothing beside itself.

The document is typesetting's; styles, pictures and faces are put into it here. It lays out nothing.
"""

from publisher.editions.html.edition import HtmlEdition

__all__ = ["HtmlEdition"]
