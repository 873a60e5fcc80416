"""Validators from outside, each a module: takes the path of a PDF, gives a Section with what the tool said.

A tool that is not there gives a skipped section that says what it would have told and how to get it.
"""
