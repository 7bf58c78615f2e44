"""Contacts: the list, the quick way to add somebody, the form, the card with its timeline."""
