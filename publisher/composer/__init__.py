"""The composer: Chinese lines set as in fine print.

`spacing`, `paragraphs` and `lines` compute; `weasy` puts them under WeasyPrint.
"""
