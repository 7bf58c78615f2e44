"""What the person prefers at this machine."""
