"""Other papers than the brief: what is on them, and how it stands there.

They take plain rows and give `app.brief.page.Page`s; they know no database and no screen.
"""
