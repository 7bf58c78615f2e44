"""Tidbits: what you could share, and with whom (P29)."""
