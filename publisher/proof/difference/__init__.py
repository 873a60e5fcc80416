"""Two issues compared: takes manifests or finished editions as texts, gives what changed, article by article.

`texts` says what is compared, `container`, `markup` and `editions` read files that may come from anywhere, `changes`
finds the changes and `listing` prints them.
"""
