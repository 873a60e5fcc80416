"""Proof: reads finished files back and says what is wrong with them, and prints what was counted.

It gives Problems and tables. It changes nothing, and it does not know how an edition was made.
"""
