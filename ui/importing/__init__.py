"""Where people from files come in."""
