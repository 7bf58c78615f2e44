"""Make the book that a release leaves behind, so that every later release is tried on it.

    python packaging/released_book.py

writes `tests/data/released/<version>.bridgebook`: the sample book, with a few steps done, undone
and done again. Run it once for a release, when no table changes any more; afterwards the file
stays as it is, and the migrations bring a copy of it up to date.
"""

import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))


def main() -> int:
    from app import __version__, database
    from app.services import sample

    target = ROOT / "tests" / "data" / "released" / f"{__version__}.bridgebook"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BRIDGEBOOK_DATA"] = folder
        made = Path(folder) / "made.bridgebook"
        database.open_book(made, create=True)
        sample.fill(date(2026, 11, 24))
        write()
        problems = database.check(made)
        database.close()
        if problems:
            print(*problems, sep="\n", file=sys.stderr)
            return 1
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, target)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")
    return 0


def write() -> None:
    """Steps of every kind: add, change, delete, undone, done again, and one left to redo."""
    from app import database
    from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
    from app.services import contacts

    ada = contacts.add(
        ContactDraft(
            "Ada", "Löfgren", notes="12", expertise="Bridges\nTolls",
            channels=(ChannelDraft("email", "ada@bridges.example"),),
            positions=(PositionDraft("Löfgren & Söhne", "Engineer", since="2019-03"),),
            tags=("kept",),
        )
    )  # fmt: skip
    contacts.change(ada, ContactDraft("Ada", "Löfgren", notes="012 🙂", tags=("kept", "more")))
    gone = contacts.add(ContactDraft("Gone", "Tomorrow"))
    contacts.delete([gone])
    database.undo()
    database.redo()
    contacts.add(ContactDraft("Undone", "Again"))
    database.undo()


if __name__ == "__main__":
    sys.exit(main())
