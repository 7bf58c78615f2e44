"""The printed page: what is on it (`content`), how it fits (`layout`), how it is drawn (`pdf`).

It takes plain data and gives bytes; it knows no database and no screen.
"""
