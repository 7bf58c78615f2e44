"""Who can introduce me to whom, and through whom most roads go."""
