"""Credits as data: bylines, datelines, captions' credits, tags, notes, imprint, folios and jumps, read by their form.

Takes one line or the opening of a paragraph, gives who, what and where it stands. No function looks at a neighbouring
line, does I/O or changes a character; each looks at a bounded head or tail, however long the line is.
"""
