"""Files from elsewhere, and files for elsewhere: one module per format.

Readers turn a file into the plain dataclasses of `incoming`, and know no database. They never lose
the rest of a file for one bad card or row; what cannot be read is named with its place.
"""
