"""Misreadings: what an extraction engine took for something else, changed only where the issue itself proves it.

Takes passages of an issue, gives findings with both readings, the evidence and how sure it is. It changes no text.
"""

from publisher.copydesk.misreadings.findings import CODES, findings
from publisher.copydesk.misreadings.passage import Finding, Passage, Standing, passage_of

__all__ = ["CODES", "Finding", "Passage", "Standing", "findings", "passage_of"]
