"""Finished editions read back as a stranger reads them, and held against what the sources and the ledger yield."""
