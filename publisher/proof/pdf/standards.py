"""The standards there are rules of, by the keys rules and reports use: takes nothing, gives names."""

PDF, ARCHIVE, ACCESS, PRINT = "pdf", "pdfa", "pdfua", "pdfx"
PRESS = "press"  # what a printing house expects of any file that bleeds, whatever it claims
LEVELS = "bua"  # of PDF/A, each holding the demands of those before it
ASKED = ("a-3", "ua-1", "x-4")  # what a file can be held to though it claims nothing
