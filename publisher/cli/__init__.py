"""The command `reissue`: one module a verb; each parses, calls production, prints and returns an exit code."""
