"""What a chosen file turns out to be."""

import io
import os
import struct
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import AppError, Refused, StorageError
from app.exchange import files
from app.exchange.text import sniff

DATA = Path(__file__).parents[2] / "data" / "exchange"
CONNECTIONS = (DATA / "linkedin.csv").read_bytes()


def archive(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries.items():
            target.writestr(name, data)
    return made.getvalue()


def refusal(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(AppError) as raised:
        files.read(path)
    return str(raised.value)


def test_what_a_file_is_follows_from_its_content_and_not_from_its_name(tmp_path):
    path = tmp_path / "people.txt"
    path.write_bytes((DATA / "iphone_30.vcf").read_bytes())
    assert files.read(path).source == "vcard"
    path.write_bytes(CONNECTIONS)
    assert files.read(path).source == "linkedin"


def test_the_connections_are_found_in_any_folder_of_the_archive(tmp_path):
    path = tmp_path / "Basic_LinkedInDataExport_01-02-2026.zip"
    path.write_bytes(
        archive({"Basic/Profile.csv": b"x", "Basic/Deep/Connections.csv": CONNECTIONS})
    )
    reading = files.read(path)
    assert len(reading.people) == 5
    assert "Basic/Deep/Connections.csv" in reading.remarks[0]


def test_cards_in_an_archive_are_read_where_it_holds_no_connections(tmp_path):
    path = tmp_path / "takeout.zip"
    path.write_bytes(
        archive({"__MACOSX/._all.vcf": b"x" * 9999, "C/all.vcf": b"BEGIN:VCARD\nFN:A"})
    )
    assert files.read(path).people[0].given == "A"


def test_a_card_that_lost_its_beginning_is_read(tmp_path):
    path = tmp_path / "one.vcf"
    path.write_bytes(b"VERSION:3.0\nFN:Ada Byron\nEND:VCARD\n")
    assert files.read(path).people[0].family == "Byron"


def test_a_named_encoding_is_obeyed_and_an_unknown_one_refused(tmp_path):
    path = tmp_path / "one.vcf"
    path.write_bytes("BEGIN:VCARD\nFN:Łucja Żak\nEND:VCARD\n".encode("cp1250"))
    assert files.read(path, encoding="cp1250").people[0].family == "Żak"
    with pytest.raises(Refused, match="no encoding “klingon”"):
        files.read(path, encoding="klingon")
    with pytest.raises(Refused, match="no encoding “base64”"):
        files.read(path, encoding="base64")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\0\0\r\n ", "is empty"),
        (b"SQLite format 3\0" + b"x" * 100, "is a book"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel or Outlook"),
        (b"\xff\xd8\xff\xe0JFIF", "is a picture"),
        (b"\x1f\x8b\x08", "is packed"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "is a calendar"),
        (b"Name,E-mail 1 - Value\nA,b@c.example\n", "from Google Contacts"),
        (b"First Name,Last Name,Display Name,Primary Email\n", "from Thunderbird"),
        (b"CONVERSATION ID,FROM\n", "in Connections.csv"),
        (b"a,b,c\n1,2,3\n", "no row has First Name"),
        (b"Dear diary", "is not a list of contacts"),
        (CONNECTIONS[: CONNECTIONS.index(b"Ada")], "There is nobody in"),
        (archive({"word/document.xml": b"", "[Content_Types].xml": b""}), "is a spreadsheet"),
        (archive({"Profile.csv": b""}), "no Connections.csv"),
        (archive({"Connections.csv": archive({"a": b""})}), "holds another archive"),
        (archive({"Connections.csv": CONNECTIONS})[:300], "is damaged"),
        (archive({"Connections.csv": b""}), "is empty"),
    ],
)
def test_what_cannot_be_read_is_named_in_a_sentence(tmp_path, data, sentence):
    said = refusal(tmp_path / "people.bin", data)
    assert sentence in said
    assert "{" not in said


def test_a_file_with_a_password_says_so(tmp_path):
    data = bytearray(archive({"Connections.csv": CONNECTIONS}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag that says "encrypted"
        place = data.index(mark) + at
        data[place : place + 2] = struct.pack("<H", 1)
    assert "is locked" in refusal(tmp_path / "people.zip", bytes(data))


def test_a_file_that_is_not_there_a_folder_and_a_forbidden_one_each_get_a_sentence(tmp_path):
    with pytest.raises(StorageError, match="There is no file"):
        files.read(tmp_path / "gone.vcf")
    with pytest.raises(StorageError, match="is a folder"):
        files.read(tmp_path)
    with pytest.raises(StorageError, match="cannot be read"):
        files.read(tmp_path / "a\0b")
    locked = tmp_path / "locked.vcf"
    locked.write_bytes(b"x")
    locked.chmod(0)
    if not os.access(locked, os.R_OK):  # root reads everything
        with pytest.raises(StorageError, match="may not be read"):
            files.read(locked)


def test_lines_in_two_encodings_are_each_read_in_their_own():
    reading = files.from_bytes(
        "First Name,Last Name,Company\nJörg,Grün,A\n".encode() + "Zoë,Vale,B\n".encode("cp1252"),
        "x.csv",
        lambda _done, _total: None,
    )
    assert [who.given for who in reading.people] == ["Jörg", "Zoë"]


def test_utf_16_is_recognised_without_its_mark():
    assert sniff("BEGIN:VCARD\r\nFN:Ada".encode("utf-16-le")).encoding == "utf-16-le"
    assert sniff("BEGIN:VCARD\r\nFN:Ada".encode("utf-16-be")).text.startswith("BEGIN")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x", "x.vcf", "x.csv", "x.zip"]))
def test_arbitrary_bytes_end_in_people_or_in_a_sentence(data, name):
    read_or_sentence(data, name)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_files_with_bytes_changed_anywhere_end_in_people_or_in_a_sentence(data):
    names = sorted(path.name for path in DATA.glob("*.[vc][cs][fv]"))
    source = (DATA / data.draw(st.sampled_from(names))).read_bytes()
    if data.draw(st.booleans()):
        source = archive({"a/Connections.csv": source})
    damaged = bytearray(source)
    for _hit in range(data.draw(st.integers(1, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    read_or_sentence(bytes(damaged), "x.vcf")


def read_or_sentence(data: bytes, name: str) -> None:
    with suppress(AppError):
        reading = files.from_bytes(data, name, lambda _done, _total: None)
        assert all(who.given or who.family for who in reading.people)
