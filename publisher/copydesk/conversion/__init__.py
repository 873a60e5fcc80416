"""From one script of Chinese to the other: an edited issue gets a second galley, a ledger of its own, and queries."""
