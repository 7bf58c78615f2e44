"""The rules that the program exists for: plain functions and frozen dataclasses.

No Peewee, no files, no clock of their own; nothing here imports anything of `app` but `errors` and
`i18n`.
"""
