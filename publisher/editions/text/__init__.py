"""The plain-text edition: takes an issue and a style, prints one text file, UTF-8 with LF.

Its words and their order are those of the pages that typesetting makes for a screen.
"""

from publisher.editions.text.edition import TextEdition

__all__ = ["TextEdition"]
