"""Reusable widgets that know no noun: they would serve an address book of ships as well."""
