"""Today: the first page. What is due and why, the meetings ahead, promises, next steps."""
