"""Typography: reads a finished PDF back and measures how its Chinese lines are set.

`reading` turns a file into a Composition (glyphs, lines, paragraphs, columns), `measuring` turns a Composition into
Measures, `listing` lays those out for people. Nothing here knows how the PDF was made.
"""
