"""The shelf: finished files as they are kept and opened again, without trust in what a file says of itself."""
