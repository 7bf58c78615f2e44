"""What the third step adds, frozen: what people said of the résumé they saw, and its name then."""

RESUME_FEEDBACK = """
ALTER TABLE meeting ADD COLUMN resume_feedback TEXT NOT NULL DEFAULT '';
ALTER TABLE meeting ADD COLUMN resume TEXT NOT NULL DEFAULT '';
"""
