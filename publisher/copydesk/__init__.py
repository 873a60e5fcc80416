"""The copydesk: a galley and a plan become articles and a ledger, by corrections only."""
