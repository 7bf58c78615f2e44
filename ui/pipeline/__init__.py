"""The pipeline: the board, the page of one outreach, and the door that leads past information."""
