"""Every shape that LinkedIn's list of connections has, or gets on the way through Excel."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange import csv_records, files
from app.exchange.incoming import IncomingChannel, IncomingPerson, IncomingPosition, Reading

DATA = Path(__file__).parents[2] / "data" / "exchange"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def read(source: str | bytes) -> Reading:
    data = source.encode() if isinstance(source, str) else source
    return files.from_bytes(data, "Connections.csv", lambda _done, _total: None)


def connected(who: IncomingPerson) -> str:
    return next(one.value for one in who.kept if one.name == "Connected On")


def test_the_file_of_today_is_read_behind_its_notes():
    reading = files.read(DATA / "linkedin.csv")
    ada, jorg, mara, amara, nils = reading.people
    assert reading.source == "linkedin"
    assert (ada.where, ada.given, ada.family) == ("row 5", "Ada", "Byron")
    assert ada.linkedin == "adabyron"
    assert ada.positions == (IncomingPosition("Analytical Engines Ltd", "Engineer, Notes"),)
    assert ada.channels == (
        IncomingChannel("link", "https://www.linkedin.com/in/AdaByron/", "LinkedIn"),
    )
    assert jorg.positions[0].organization == 'Kranich "&" Söhne'
    assert jorg.linkedin == "jörg-grün"
    assert [one.value for one in jorg.channels if one.kind == "email"] == [
        "joerg.gruen@kranich.example"
    ]
    assert (mara.given, mara.family) == ("Mara", "Von Tal")
    assert (nils.given, nils.family) == ("Nils", "")
    assert connected(amara) == "30 Feb 2021"


def test_rows_without_name_and_address_are_skipped_with_their_place():
    reading = files.read(DATA / "linkedin.csv")
    assert [(one.where, one.reason) for one in reading.skipped] == [
        ("row 7", "The row has neither a name nor a profile address.")
    ]
    assert reading.remarks == (
        "1 person had no name and was named after the profile address.",
        "1 connection date is not on the calendar and was kept as it stands.",
    )


def test_the_day_of_a_connection_is_a_fact_and_nothing_else():
    ada = files.read(DATA / "linkedin.csv").people[0]
    assert connected(ada) == "2024-03-05"
    assert ada.positions[0].since == ""
    assert ada.notes == ""


@pytest.mark.parametrize(
    ("name", "family", "firm", "title", "day"),
    [
        ("linkedin_two_lines.csv", "Byron", "Analytical Engines Ltd", "Engineer", "2024-03-05"),
        ("linkedin_excel.csv", "Byron", "Analytical Engines Ltd", "Engineer, Notes", "2022-02-07"),
        ("linkedin_semicolon.csv", "Grün", "Kranich & Söhne", "Leiter; Einkauf", "2022-02-07"),
        ("linkedin_german.csv", "Grün", "Kranich & Söhne", "Leiter Einkauf", "2024-03-05"),
        ("linkedin_utf16.csv", "Byron", "Analytical Engines Ltd", "Engineer, Notes", "2024-03-05"),
    ],
)
def test_every_other_shape_is_read_too(name, family, firm, title, day):
    reading = files.read(DATA / name)
    first = reading.people[0]
    assert first.family == family
    assert first.positions == (IncomingPosition(firm, title),)
    assert connected(first) == day


def test_a_guess_of_the_encoding_is_said():
    reading = files.read(DATA / "linkedin_semicolon.csv")
    assert reading.encoding == "cp1252"
    assert "Windows-1252" in reading.remarks[0]
    named = files.read(DATA / "linkedin_semicolon.csv", encoding="cp437")
    assert named.people[0].family == "Grⁿn"
    assert named.remarks == ()


def test_the_wide_file_of_years_ago_keeps_every_column_it_does_not_know():
    hugo, ida = files.read(DATA / "linkedin_2016.csv").people
    assert (hugo.given, hugo.family) == ("Hugo B.", "Tarn")
    assert hugo.positions == (IncomingPosition("Tarn & Mill", "Project Manager"),)
    assert hugo.channels == (
        IncomingChannel("email", "hugo@tarn.example"),
        IncomingChannel("email", "h.tarn@mill.example"),
        IncomingChannel("phone", "555-0120", "work"),
    )
    assert hugo.notes == "Line one\nline two"
    assert {one.name: one.value for one in hugo.kept} == {
        "Title": "Dr.",
        "Business City": "Leeds",
        "Department": "Sales",
        "Birthday": "0/0/00",
    }
    assert ida.positions == (IncomingPosition("=Moss"),)


def test_a_stray_quotation_mark_does_not_swallow_the_rows_after_it():
    people = files.read(DATA / "linkedin_quotes.csv").people
    assert [(who.given, who.positions[0].organization) for who in people] == [
        ("Ada", '5" Pipes Ltd'),
        ("Bela", "Open Quote Ltd"),
        ("Cleo", "Plain, Ltd"),
        ("Dora", "Two Lines"),
        ("Evan", "Another Open Ltd"),
    ]


def test_a_guard_against_formulas_is_taken_off():
    reading = read(HEADER + "Ada,Byron,,,'=Engines,'-Clerk,\nBo,'Neill,,,X,Y,\n")
    assert reading.people[0].positions == (IncomingPosition("=Engines", "-Clerk"),)
    assert reading.people[1].family == "'Neill"


def test_rows_that_are_too_long_or_too_short_are_read():
    short, long = read(HEADER + "Ada,Byron\nBo,Lund,,,X,Y,05 Mar 2024,extra\n").people
    assert short.family == "Byron"
    assert [(one.name, one.value) for one in long.kept] == [
        ("Connected On", "2024-03-05"),
        ("Column 8", "extra"),
    ]


def test_two_lists_put_one_behind_the_other_are_one():
    row = "Ada,Byron,https://www.linkedin.com/in/a,,X,Y,05 Mar 2024\n"
    assert len(read(HEADER + row + HEADER + row).people) == 2


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("5 March 2024", "2024-03-05"),
        ("05-Mar-2024", "2024-03-05"),
        ("29 Feb 2023", "29 Feb 2023"),
        ("2024-03-05", "2024-03-05"),
        ("03/05/2024", "03/05/2024"),
        ("soon", "soon"),
    ],
)
def test_a_day_is_understood_where_it_can_only_mean_one(written, kept):
    assert connected(read(HEADER + f"Ada,Byron,,,X,Y,{written}\n").people[0]) == kept


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(['"', ",", ";", "\n", "\r\n", "Ada", "\0", "é", "'=", "05 Mar 2024", "\t"]),
        max_size=60,
    )
)
def test_no_row_makes_the_reader_raise(pieces):
    for row in read(HEADER + "Ada,Byron,,,,,\n" + "".join(pieces)).people:
        assert row.given or row.family


CELL = st.text(st.sampled_from('a,";\n 1é'), max_size=8)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_proper_rows_come_back_cell_by_cell(rows):
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    lines = "\n".join(quoted).split("\n")
    back = [row for _place, row in csv_records.rows(lines, ",", 3)]
    assert back == [row for row in rows if any(cell.strip() for cell in row)]
