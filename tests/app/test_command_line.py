import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import database
from app.__main__ import DONE, REFUSED, WRONG_USE, main
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.services import contacts

CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Byron;Ada;;;\r\nFN:Ada Byron\r\n"
    "EMAIL:ada@engines.example\r\nORG:Analytical Engines\r\nX-PET:cat\r\nEND:VCARD\r\n"
)
CONNECTIONS = (
    'Notes:\n"When exporting your connection data, you may notice…"\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Grace,Hopper,https://www.linkedin.com/in/gracehopper,,Compilers Inc,Admiral,05 Mar 2024\n"
    ",,,,,,06 Mar 2024\n"
)


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path / "data"))


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "search.bridgebook"
    database.open_book(path, create=True)
    contacts.add(
        ContactDraft(
            given="Dana",
            family="Okafor",
            channels=(ChannelDraft("email", "dana@meridian.example"),),
            positions=(PositionDraft("Meridian Foods", "VP Supply Chain"),),
        )
    )
    database.close()
    return path


def listed(capsys, *arguments: str) -> list[dict]:
    assert main(["list", *arguments, "--json"]) == DONE
    return json.loads(capsys.readouterr().out)


def test_the_version_and_the_help_import_neither_qt_nor_peewee():
    script = (
        "import sys; from app.__main__ import main\n"
        "for argument in ('--version', '--help', 'list --help'): main(argument.split())\n"
        "heavy = {'PySide6', 'peewee', 'reportlab', 'sqlcipher3'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["list", "firms", "--sample"],
        ["list", "contacts"],
        ["list", "contacts", "--sample", "--book", "x"],
        ["brief", "--sample", "--out", "x.pdf"],
        ["brief", "--sample", "--next", "--on", "2026-01-01", "--out", "x.pdf"],
        ["brief", "--sample", "--on", "2026-02-30", "--out", "x.pdf"],
        ["brief", "--sample", "--next", "--out", "x.pdf", "--paper", "a5"],
        ["import", "--sample"],
        ["backup", "--sample"],
        ["--nonsense"],
    ],
)
def test_wrong_use_is_said_and_ends_with_two(arguments, capsys):
    assert main(arguments) == WRONG_USE

    assert "usage: bridgebook" in capsys.readouterr().err


def test_a_list_of_contacts_as_json_has_names_firms_and_mails(path, capsys):
    (row,) = listed(capsys, "contacts", "--book", str(path))

    assert row["name"] == "Dana Okafor"
    assert row["organization"] == "Meridian Foods"
    assert row["emails"] == ["dana@meridian.example"]
    assert row["id"]


def test_a_search_leaves_those_it_finds(path, capsys):
    assert listed(capsys, "contacts", "--book", str(path), "--search", "meri")
    assert listed(capsys, "contacts", "--book", str(path), "--search", "nobody") == []
    assert listed(capsys, "contacts", "--book", str(path), "--search", '"*(') == []


def test_a_list_for_people_is_a_line_each(path, capsys):
    assert main(["list", "contacts", "--book", str(path)]) == DONE

    assert "Dana Okafor  Meridian Foods  dana@meridian.example" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["contacts", "meetings", "outreach"])
def test_the_sample_book_can_be_listed_without_a_screen(what, capsys):
    rows = listed(capsys, what, "--sample")

    assert len(rows) >= 20
    wanted = {
        "contacts": {"id", "name", "organization", "emails"},
        "meetings": {"id", "start", "people", "state"},
        "outreach": {"id", "contact", "stage"},
    }
    assert all(wanted[what] <= row.keys() for row in rows)


@pytest.mark.parametrize(("what", "wanted"), [
    ("duties", {"id", "kind", "due", "text", "reason", "contact"}),
    ("promises", {"id", "direction", "kind", "text", "contact", "due", "kept_on"}),
])  # fmt: skip
def test_duties_and_promises_can_be_listed_and_searched_by_person(what, wanted, capsys):
    rows = listed(capsys, what, "--sample")
    found = listed(capsys, what, "--sample", "--search", "henrik")
    assert all(wanted == wanted & row.keys() for row in rows)
    assert [row["contact"] for row in found] == ["Henrik Dahl"]
    assert len(rows) > len(found)
    assert main(["list", what, "--sample"]) == DONE
    assert "Henrik Dahl" in capsys.readouterr().out


def test_referrals_and_who_knows_whom_can_be_listed_and_searched_by_either_end(capsys):
    found = listed(capsys, "referrals", "--sample", "--search", "okafor")
    assert {(row["from"], row["to"]) for row in found} >= {
        ("Bruce Lindqvist", "Dana Okafor"), ("Dana Okafor", "Marta Oyelaran"),
    }  # fmt: skip
    assert {"id", "reason", "may_use_name", "outcome", "on"} <= found[0].keys()
    assert len(listed(capsys, "referrals", "--sample")) > len(found)
    known = listed(capsys, "relationships", "--sample", "--search", "priya")
    assert ("Alice Chen", "Priya Nair") in [(row["contact"], row["knows"]) for row in known]

    assert main(["list", "referrals", "--sample"]) == DONE
    assert "Bruce Lindqvist › Dana Okafor" in capsys.readouterr().out
    assert main(["list", "relationships", "--sample"]) == DONE
    assert "Alice Chen  Priya Nair  warmly" in capsys.readouterr().out


def test_an_import_makes_the_book_and_says_what_it_did(tmp_path, capsys):
    book, card, connections = (tmp_path / n for n in ("b.bridgebook", "a.vcf", "Connections.csv"))
    card.write_bytes(CARD.encode())
    connections.write_text(CONNECTIONS)

    assert main(["import", str(card), str(connections), "--book", str(book)]) == DONE

    said = capsys.readouterr().out
    assert "a.vcf: 1 new, 0 same, 0 changed, 0 unsure, 0 skipped" in said
    assert "Connections.csv: 1 new, 0 same, 0 changed, 0 unsure, 1 skipped" in said
    names = {row["name"] for row in listed(capsys, "contacts", "--book", str(book))}
    assert names == {"Ada Byron", "Grace Hopper"}
    assert listed(capsys, "contacts", "--book", str(book), "--search", "cat")


def test_the_same_file_twice_adds_nobody(tmp_path, capsys):
    book, card = tmp_path / "b.bridgebook", tmp_path / "a.vcf"
    card.write_bytes(CARD.encode())
    main(["import", str(card), "--book", str(book)])

    assert main(["import", str(card), "--book", str(book)]) == DONE

    assert "0 new, 1 same" in capsys.readouterr().out
    assert len(listed(capsys, "contacts", "--book", str(book))) == 1


def test_several_files_are_one_undo(tmp_path, capsys):
    book, card, connections = (tmp_path / n for n in ("b.bridgebook", "a.vcf", "Connections.csv"))
    card.write_bytes(CARD.encode())
    connections.write_text(CONNECTIONS)
    main(["import", str(card), str(connections), "--book", str(book)])
    database.open_book(book)

    assert database.undo() == "Import people"

    assert database.fetch("SELECT count(*) FROM contact") == [(0,)]
    assert database.undo() is None
    database.close()


def test_a_person_in_two_files_is_new_once_whether_written_or_not(tmp_path, capsys):
    book, card, more = (tmp_path / n for n in ("b.bridgebook", "a.vcf", "more/a.vcf"))
    more.parent.mkdir()
    card.write_bytes(CARD.encode())
    more.write_bytes(CARD.encode() + CARD.replace("Ada", "Bela").replace("ada@", "b@").encode())
    both = ["import", str(card), str(more), "--book", str(book)]

    assert main([*both, "--dry-run"]) == DONE
    foretold = capsys.readouterr().out
    assert main(both) == DONE

    assert capsys.readouterr().out.splitlines() == foretold.splitlines()[:2]
    assert foretold.splitlines() == [
        "a.vcf: 1 new, 0 same, 0 changed, 0 unsure, 0 skipped",
        "a.vcf: 1 new, 1 same, 0 changed, 0 unsure, 0 skipped",
        "Nothing was written.",
    ]
    assert len(listed(capsys, "contacts", "--book", str(book))) == 2


def test_a_dry_run_writes_nothing_not_even_the_book(tmp_path, capsys):
    book, card = tmp_path / "b.bridgebook", tmp_path / "a.vcf"
    card.write_bytes(CARD.encode())

    assert main(["import", str(card), "--book", str(book), "--dry-run"]) == DONE

    assert "1 new" in capsys.readouterr().out
    assert not book.exists()


def test_a_dry_run_on_a_book_leaves_it_as_it_was(path, tmp_path, capsys):
    card = tmp_path / "a.vcf"
    card.write_bytes(CARD.encode())

    assert main(["import", str(card), "--book", str(path), "--dry-run"]) == DONE

    capsys.readouterr()
    assert len(listed(capsys, "contacts", "--book", str(path))) == 1


def test_a_file_that_is_not_what_it_says_does_not_lose_the_others(tmp_path, capsys):
    book, card, wrong = (tmp_path / n for n in ("b.bridgebook", "a.vcf", "photo.vcf"))
    card.write_bytes(CARD.encode())
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    assert main(["import", str(wrong), str(card), "--book", str(book)]) == REFUSED

    captured = capsys.readouterr()
    assert "photo.vcf" in captured.err
    assert len(listed(capsys, "contacts", "--book", str(book))) == 1


def test_the_next_meeting_of_the_sample_prints_on_one_page(tmp_path, capsys):
    out = tmp_path / "brief.pdf"

    assert main(["brief", "--sample", "--next", "--out", str(out)]) == DONE

    (page,) = PdfReader(out).pages
    assert "Marta Oyelaran" in page.extract_text()


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_can_be_chosen(paper, size, tmp_path):
    out = tmp_path / "brief.pdf"
    main(["brief", "--sample", "--next", "--out", str(out), "--paper", paper])

    box = PdfReader(out).pages[0].mediabox

    assert (round(box.width), round(box.height)) == size


def test_a_day_prints_a_page_per_meeting(tmp_path, capsys):
    agreed = [row for row in listed(capsys, "meetings", "--sample") if row["state"] == "agreed"]
    day = date.fromisoformat(agreed[0]["start"][:10])
    out = tmp_path / "day.pdf"

    assert main(["brief", "--sample", "--on", day.isoformat(), "--out", str(out)]) == DONE

    assert len(PdfReader(out).pages) >= 1


@pytest.mark.parametrize("which", [["--meeting", "no-such-id"], ["--on", "1999-01-01"]])
def test_a_meeting_that_is_not_there_is_said_in_a_sentence(which, tmp_path, capsys):
    out = tmp_path / "brief.pdf"

    assert main(["brief", "--sample", *which, "--out", str(out)]) == REFUSED

    said = capsys.readouterr().err
    assert said.startswith("bridgebook: There is no meeting")
    assert which[1] in said
    assert not out.exists()


@pytest.mark.parametrize("command", [["brief", "--sample", "--next", "--out"],
                                     ["backup", "--sample", "--to"]])  # fmt: skip
def test_a_file_of_another_kind_is_never_replaced(command, tmp_path, capsys):
    mine = tmp_path / "letter.txt"
    mine.write_text("Dear Dana")

    assert main([*command, str(mine)]) == REFUSED

    assert "“letter.txt” is there already" in capsys.readouterr().err
    assert mine.read_text() == "Dear Dana"
    mine.write_text("")
    assert main([*command, str(mine)]) == DONE
    assert main([*command, str(mine)]) == DONE


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path, capsys, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BRIDGEBOOK_DATA", str(tmp_path / "file" / "data"))

    assert main(["list", "contacts", "--sample"]) == REFUSED

    assert "which cannot be made" in capsys.readouterr().err


def test_a_terminal_without_greek_still_lists_everybody(tmp_path):
    def listed_as(*more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "app", "list", "contacts", "--sample", *more],
            env={**os.environ, "PYTHONIOENCODING": "ascii"}, capture_output=True, check=True,
        )  # fmt: skip
        return done.stdout.decode("ascii")

    assert "Dana Okafor" in listed_as()
    assert "Ελένη Παππά" in [person["name"] for person in json.loads(listed_as("--json"))]


def test_a_page_for_a_folder_that_is_not_there_is_refused(tmp_path, capsys):
    out = tmp_path / "nowhere" / "brief.pdf"

    assert main(["brief", "--sample", "--next", "--out", str(out)]) == REFUSED

    assert "nowhere" in capsys.readouterr().err


def test_a_backup_is_a_book(path, tmp_path, capsys):
    copy = tmp_path / "copy.bridgebook"

    assert main(["backup", "--book", str(path), "--to", str(copy)]) == DONE

    capsys.readouterr()
    assert listed(capsys, "contacts", "--book", str(copy))[0]["name"] == "Dana Okafor"


def test_a_sound_book_is_called_sound(path, capsys):
    assert main(["check", "--book", str(path)]) == DONE

    assert "is sound" in capsys.readouterr().out


def test_a_damaged_book_is_refused_in_one_sentence_without_a_traceback(path, capsys):
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 6] = bytes(4096 * 3)
    path.write_bytes(data)

    assert main(["check", "--book", str(path)]) == REFUSED

    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list contacts", "backup --to x", "check"])
def test_a_book_that_is_not_there_is_said(command, tmp_path, capsys):
    book = tmp_path / "none.bridgebook"

    assert main([*command.split(), "--book", str(book)]) == REFUSED

    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "none.bridgebook" in error
    assert not Path(book).exists()


def test_a_book_that_is_open_can_still_be_listed(path):
    database.open_book(path)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app", "list", "contacts", "--book", str(path), "--json"],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    finally:
        database.close()

    assert json.loads(done.stdout)[0]["name"] == "Dana Okafor"


def test_a_book_that_is_open_takes_no_import_from_elsewhere(path, tmp_path):
    card = tmp_path / "a.vcf"
    card.write_bytes(CARD.encode())
    database.open_book(path)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "app", "import", str(card), "--book", str(path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        database.close()

    assert done.returncode == REFUSED
    assert "is open in another Bridgebook window" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_window_without_a_display_is_refused_in_a_sentence(capsys, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert main(["--sample"]) == REFUSED
    assert capsys.readouterr().err.startswith("bridgebook: There is no display here")
