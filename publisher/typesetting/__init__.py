"""Typesetting: takes an issue and a style, gives pages, one tree of contents and the faces cut for them.

Pages are finished XHTML; the contents serve navigation, outline and printed page alike. It writes no file and lays out
no line.
"""
