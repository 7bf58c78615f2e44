"""The PDFs that are printed along with briefs."""

from peewee import IntegerField, TextField

from app.models.tables import Table


class Document(Table):
    """A résumé or another PDF; its bytes are in `document_bytes`, by their SHA-256 (P40).

    `chosen`: the one that a print pack takes unless another is said; one at most.
    """

    kind = TextField(default="resume")
    name = TextField()
    sha256 = TextField()
    added_on = TextField()
    chosen = IntegerField(default=0)
