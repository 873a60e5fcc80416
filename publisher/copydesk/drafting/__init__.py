"""Drafting: an extracted issue nobody has described becomes a plan that an editor only confirms."""
