"""The rules of PDF/A-3, PDF/UA-1 and PDF/X-4 and of every PDF of ours, read in finished files; and outside validators.

`rules` holds a table of small named checks, `document` and its neighbours what they look at, `reader` is the process
that reads a file we do not trust, `asking` starts it. Nothing here knows how the file was made.
"""
