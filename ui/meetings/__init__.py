"""Meetings: the list and the month, the form with its live page, the debrief."""
