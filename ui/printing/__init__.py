"""Paper: from a finished PDF to the printer or a file, the same page in both."""

from ui.printing.output import print_pdf, save_pdf

__all__ = ["print_pdf", "save_pdf"]
