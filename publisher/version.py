"""The version of the program: stated here once, read by the packaging and by whatever prints it."""

VERSION = "0.1.0"
