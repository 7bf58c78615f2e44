"""Other papers than the brief: what they are made of (`parts`), how it flows over pages (`flow`).

They take plain rows and give `app.brief.page.Page`s, which `app.brief.pdf` draws; they know no
database and no screen. A paper's rows come from the service of its name.
"""
