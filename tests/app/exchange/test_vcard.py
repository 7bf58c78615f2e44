"""Cards as programs really write them, and cards that nobody should have written."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import texts
from app.exchange import vcard
from app.exchange.incoming import (
    IncomingChannel,
    IncomingPerson,
    IncomingPosition,
    KeptProperty,
    Reading,
)
from app.exchange.text import sniff

DATA = Path(__file__).parents[2] / "data" / "exchange"


def read(source: bytes | str) -> Reading:
    data = source.encode() if isinstance(source, str) else source
    return vcard.read(sniff(data), lambda _done, _total: None)


def fixture(name: str) -> tuple[IncomingPerson, ...]:
    return read((DATA / name).read_bytes()).people


def person(*lines: str, version: str = "3.0") -> IncomingPerson:
    card = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return read(card).people[0]


def kept(who: IncomingPerson) -> dict[str, str]:
    return {one.name: one.value for one in who.kept}


def values(who: IncomingPerson, kind: str) -> list[str]:
    return [one.value for one in who.channels if one.kind == kind]


# Files of real shape.


def test_an_outlook_card_is_read_whole():
    jorg = fixture("outlook_21.vcf")[0]
    assert (jorg.given, jorg.family) == ("Jörg", "Grün")
    assert jorg.positions == (IncomingPosition("Kranich & Söhne", "Leiter Einkauf"),)
    assert jorg.notes == "Met at the fair.\nPrefers calls before noon; quiet on Fridays."
    assert jorg.channels == (
        IncomingChannel("phone", "+49 (30) 5550-117", "work"),
        IncomingChannel("phone", "+49 171 5550118", "mobile"),
        IncomingChannel("phone", "+49 30 5550119", "work fax"),
        IncomingChannel(
            "address", "Hafenstraße 4, 10115 Berlin, Deutschland", "work", preferred=True
        ),
        IncomingChannel("link", "https://kranich.example", "work"),
        IncomingChannel("email", "joerg.gruen@kranich.example", preferred=True),
    )
    assert jorg.place == "Berlin"
    assert kept(jorg)["LABEL"] == "Hafenstraße 4\n10115 Berlin\nDeutschland"
    assert kept(jorg)["REV"] == "20240305T101112Z"
    assert kept(jorg)["N"] == "Grün;Jörg;;Dr."


def test_a_picture_is_kept_as_a_note_of_its_size_and_not_as_text():
    assert kept(fixture("outlook_21.vcf")[0])["PHOTO"] == "photo, 3 kB"
    assert kept(fixture("iphone_30.vcf")[0])["PHOTO"] == "photo, 3 kB"
    inline = person("FN:Ada Byron", "PHOTO:data:image/png;base64," + "QUJD" * 500, version="4.0")
    assert kept(inline)["PHOTO"] == "photo, 2 kB"


def test_a_picture_that_is_a_link_is_kept_as_the_link():
    assert kept(fixture("rfc_40.vcf")[0])["PHOTO"] == "https://moreau.example/photo.jpg"


def test_an_iphone_card_with_groups_labels_and_doubled_line_ends_is_read_whole():
    amara = fixture("iphone_30.vcf")[0]
    assert (amara.given, amara.family) == ("Amara", "Okafor")
    assert amara.say_as == "ah-MAH-rah oh-KAH-for"
    assert amara.channels[:4] == (
        IncomingChannel("email", "amara@tidewater.example", "Studio", preferred=True),
        IncomingChannel("email", "amara.okafor@example.net", "home"),
        IncomingChannel("phone", "+1 (206) 555-0142", "mobile", preferred=True),
        IncomingChannel("phone", "+1 206 555 0143", "home fax"),
    )
    assert amara.linkedin == "amara-okafor-7"
    assert amara.notes == "Knows everybody at the port, and who decides.\nLikes bridges."
    assert amara.uid == "5F1C7E0A-0000-4000-8000-00000000A001"
    assert KeptProperty("X-ABDATE", "2019-06-01", "type=pref;X-ABLABEL=anniversary") in amara.kept
    assert kept(amara)["NICKNAME"] == "Ama"
    assert kept(amara)["ORG"] == "Tidewater Rail;Planning;"


def test_a_soft_break_inside_a_letter_does_not_break_the_name():
    vera, reception, lena = fixture("android_21.vcf")
    assert (vera.given, vera.family) == ("Вера", "Соколова")
    assert (reception.given, reception.family) == ("Harbour", "Reception")
    assert (lena.given, lena.family, lena.notes) == ("Lena", "Müller", "ends with a stray sign")


def test_lines_that_were_broken_without_folding_are_joined_and_said():
    reading = read((DATA / "notes_30.vcf").read_bytes())
    elsa = reading.people[0]
    assert elsa.notes.endswith(
        "went on\nover here: as if nothing had happened\nhttp://norrsken.example/elsa"
    )
    assert (elsa.given, elsa.family) == ("Elsa Maria Britta", "Lindqvist")
    assert elsa.tags == ("Research", "Speakers, keynote")
    assert elsa.zone == "Europe/Stockholm"
    assert kept(elsa)["X-LOTUS/CATEGORY"] == "old friends"
    assert kept(elsa)["ROLE"] == "Speaker"
    assert values(elsa, "email") == ["elsa@norrsken.example"]
    assert reading.remarks == ("1 card had broken lines, which were joined (card 1, line 1).",)


def test_a_card_of_version_4_is_read_with_its_quoted_parameters_and_preferences():
    jeanne = fixture("rfc_40.vcf")[0]
    assert jeanne.positions == (
        IncomingPosition("Atelier du Port", "Architecte"),
        IncomingPosition("École du Littoral", "Chargée de cours"),
    )
    phones = [(one.value, one.preferred) for one in jeanne.channels if one.kind == "phone"]
    assert phones == [("+33-1-55-50-01-60", False), ("+33-6-55-50-01-61 ext. 22", True)]
    assert jeanne.notes == "Deuxième note; à voir."
    assert kept(jeanne)["BDAY"] == "--0417"
    assert kept(jeanne)["TZ"] == "-0100"
    params = {one.name: one.params for one in jeanne.kept}
    assert "Atelier: 3 quai du Port" in params["ADR"]


def test_a_card_inside_a_card_stays_with_the_outer_one():
    reading = read((DATA / "agents.vcf").read_bytes())
    assert [who.family for who in reading.people] == ["Petrov", "Ruiz", "Berg", "Holm"]
    ivan, olga = reading.people[:2]
    assert values(ivan, "phone") == ["555-0170"]
    assert "FN:Deepest" in kept(ivan)["AGENT"]
    assert values(olga, "phone") == ["555-0171"]
    assert "Paul Aide" in kept(olga)["AGENT"]


def test_a_picture_inside_an_inner_card_is_left_out():
    lines = ["FN:Ada Byron", "AGENT:", "BEGIN:VCARD", "PHOTO;BASE64:QUJD", " QUJDQUJD", "FN:Bo"]
    outer = person(*lines, "END:VCARD", version="2.1")
    assert kept(outer)["AGENT"] == "BEGIN:VCARD\nPHOTO;BASE64:\nFN:Bo\nEND:VCARD"


def test_a_thousand_cards_inside_each_other_are_one_card_and_take_no_time():
    inner = "AGENT:\r\nBEGIN:VCARD\r\n" * 1000 + "END:VCARD\r\n" * 1000
    reading = read(f"BEGIN:VCARD\r\nFN:Ada Byron\r\n{inner}END:VCARD\r\nBEGIN:VCARD\r\nFN:Bo Lund")
    assert [who.given for who in reading.people] == ["Ada", "Bo"]


def test_no_damage_to_one_card_loses_another():
    reading = read((DATA / "damaged.vcf").read_bytes())
    assert [f"{who.given} {who.family}" for who in reading.people] == [
        "Blank Lines",
        "No End",
        'Stray "Quote',
        "No Beginning",
        "Small Letters",
        "Moved Right",
        "Second File",
        "Cut Off",
    ]
    assert [skipped.where for skipped in reading.skipped] == ["card 7, line 35", "card 8, line 39"]
    assert reading.people[5].notes == "folded here"
    assert values(reading.people[6], "phone") == ["555-0185", "555-0186"]
    assert reading.remarks == (
        "1 card had no beginning and was read all the same (card 4, line 20).",
        "2 cards had no end and were read as far as they went (first card 2, line 10).",
    )


def test_charsets_are_read_as_declared_and_by_guess_where_the_declaration_is_wrong():
    reading = read((DATA / "charsets_21.vcf").read_bytes())
    assert [(who.given, who.family) for who in reading.people] == [
        ("ソノ", "田中"),
        ("森", ""),
        ("Renée", "Nuñez"),
        ("Lucía", "García"),
        ("Анна", "Ким"),
        ("Zoë", "Vale"),
    ]
    assert reading.people[0].say_as == "タナカ ソノ"
    assert "Windows-1252" in reading.remarks[0]


def test_a_group_is_no_person_and_becomes_a_tag_of_its_members():
    reading = read((DATA / "group_30.vcf").read_bytes())
    assert [who.given for who in reading.people] == ["Tomas"]
    assert reading.people[0].tags == ("Harbour Friends",)
    assert "its name became a tag of 1 member" in reading.skipped[0].reason


def test_utf_16_is_read():
    assert fixture("utf16.vcf")[0].family == "Żak"


# Names.


@pytest.mark.parametrize(
    ("lines", "given_name", "family_name"),
    [
        (["FN:Ada Byron"], "Ada", "Byron"),
        (["FN:Byron\\, Ada"], "Ada", "Byron"),
        (["FN:Ludwig van Holt"], "Ludwig", "van Holt"),
        (["FN:Ada"], "Ada", ""),
        (["N:Byron;Ada", "FN:Something Else"], "Ada", "Byron"),
        (["N:Byron;;;;", "FN:Ada Byron"], "Ada", "Byron"),
        (["N:;Ada;;;", "FN:Ada Byron"], "Ada", "Byron"),
        (["N:Ada Byron;;;;", "FN:Ada Byron"], "Ada", "Byron"),
        (["N:Byron;;;;"], "", "Byron"),
        (["N:;;;;", "FN:", "ORG:Harbour Museum"], "Harbour Museum", ""),
        (["N:;;;;", "FN:Harbour Museum", "ORG:Harbour Museum"], "Harbour Museum", ""),
        (["NICKNAME:Ada"], "Ada", ""),
        (["FN:ada@engines.example"], "ada@engines.example", ""),
        (["EMAIL:ada@engines.example"], "ada@engines.example", ""),
        (["N:Byron;Ada;Noel,King;;", "FN:Ada Byron"], "Ada Noel King", "Byron"),
        (["N: O'Brien ; Ada ;;;"], "Ada", "O'Brien"),
        (["N:Van\\;der;Ada\\, Bo;;;"], "Ada Bo", "Van;der"),
    ],
)
def test_a_name_is_made_of_whatever_the_card_says(lines, given_name, family_name):
    who = person(*lines)
    assert (who.given, who.family) == (given_name, family_name)


def test_a_formatted_name_that_says_more_is_kept():
    assert kept(person("N:Byron;Ada;;;", "FN:Ada Byron (choir)"))["FN"] == "Ada Byron (choir)"
    assert "FN" not in kept(person("N:Byron;Ada;;;", "FN:Byron Ada"))


# Values.


def test_escapes_are_undone_in_text_and_left_in_what_is_kept():
    who = person("FN:Ada Byron", "NOTE:a\\, b\\; c\\\\ d\\ne", "X-ODD:a\\, b")
    assert who.notes == "a, b; c\\ d\ne"
    assert kept(who)["X-ODD"] == "a\\, b"


def test_version_2_1_keeps_the_blank_at_which_a_line_was_folded_and_3_0_drops_it():
    assert person("FN:Ada Byron", "NOTE:one", " two", version="2.1").notes == "one two"
    assert person("FN:Ada Byron", "NOTE:one t", " wo", version="3.0").notes == "one two"


def test_a_value_that_ends_in_an_equals_sign_does_not_swallow_the_next_line():
    who = person("FN:Ada Byron", "NOTE:2 + 2 =", "TEL:555-0100")
    assert (who.notes, values(who, "phone")) == ("2 + 2 =", ["555-0100"])
    stray = person("FN:A B", "NOTE;QUOTED-PRINTABLE:caf=C3=A9=", "TEL;CELL:1", version="2.1")
    assert (stray.notes, values(stray, "phone")) == ("café", ["1"])


def test_a_line_may_be_folded_before_its_colon():
    who = person(
        "FN:Ada Byron",
        'TEL;X-SYNC-UUID="c2fa1caa-2926:4087',
        ' -8971";TYPE=CE',
        " LL:555-0100",
        "EMAIL;TYPE=WORK;X-SYNC",
        " -UUID=1:ada@engines.example",
        "X-LEFT;OVER",
        "NOTE:two; words",
        "and; more",
    )
    assert [(one.value, one.label) for one in who.channels] == [
        ("555-0100", "mobile"),
        ("ada@engines.example", "work"),
    ]
    assert kept(who) == {"EMAIL": "X-LEFT;OVER"}
    assert who.notes == "two; words\nand; more"


def test_titles_go_with_the_firm_of_the_same_group():
    who = person("FN:A B", "a.ORG:One", "b.ORG:Two", "b.TITLE:Boss", "a.TITLE:Clerk")
    assert who.positions == (IncomingPosition("One", "Clerk"), IncomingPosition("Two", "Boss"))


def test_a_title_without_a_firm_is_a_position_all_the_same():
    assert person("FN:A B", "TITLE:Clerk").positions == (IncomingPosition("", "Clerk"),)


def test_linkedin_is_recognised_wherever_a_card_keeps_it():
    for line in (
        "URL:https://www.linkedin.com/in/Ada-B/",
        "X-SOCIALPROFILE;type=linkedin:http://linkedin.com/in/ada-b?trk=x",
        "X-LINKEDIN:www.linkedin.com/in/ada-b",
    ):
        who = person("FN:A B", line)
        assert who.linkedin == "ada-b"
        assert [one.label for one in who.channels] == ["LinkedIn"]


def test_what_is_no_address_at_all_is_kept_and_not_made_a_channel():
    who = person("FN:A B", "EMAIL:none", "TEL:ask", "X-SOCIALPROFILE;type=x:x-apple:ada")
    assert who.channels == ()
    assert kept(who) == {"EMAIL": "none", "TEL": "ask", "X-SOCIALPROFILE": "x-apple:ada"}


def test_the_same_address_twice_is_one_channel():
    who = person("FN:A B", "EMAIL;TYPE=work:a@b.example", "EMAIL:A@B.example")
    assert values(who, "email") == ["a@b.example"]


def test_text_that_came_as_base64_is_text():
    assert person("FN;CHARSET=UTF-8;ENCODING=B:QWRhIELDvHJvbg==").family == "Büron"


def test_progress_can_stop_the_reading():
    class Stop(Exception):
        pass

    def progress(_done: int, _total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        vcard.read(sniff(b"BEGIN:VCARD\nFN:A\nEND:VCARD\n" * 1000), progress)


# What nobody foresaw.

PIECES = st.sampled_from(
    [b"BEGIN:VCARD", b"END:VCARD", b"VERSION:2.1", b"VERSION:3.0", b"N:", b"FN:Ada B", b"AGENT:",
     b"AGENT:BEGIN:VCARD", b"NOTE;ENCODING=QUOTED-PRINTABLE:=C3=", b"=A9", b"PHOTO;BASE64:QUJD",
     b"TEL;CHARSET=utf-16:", b"N;CHARSET=idna:\xff", b";", b":", b'"', b" ", b"\t", b"\\", b"=",
     b"\0", b"\xef\xbb\xbf", b"\xe9", b"item1.", b"X-ABLabel:_$!<Home>!$_", b"ORG:;;", b"TZ:A/B/C",
     b"TEL;X-A", b' b":1', b'ADR;LABEL="a:',
     b"X-ADDRESSBOOKSERVER-KIND:group", b"UID:1", b"FN;ENCODING=B:====", b"\r", b"\n", b"\r\n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.binary(max_size=6), max_size=60))
def test_nothing_that_looks_like_a_card_makes_the_reader_raise(pieces):
    for joint in (b"\r\n", b""):
        for who in read(joint.join(pieces)).people:
            assert who.given or who.family
            assert "\0" not in repr(who)
            repr_of_all(who).encode()


def repr_of_all(who: IncomingPerson) -> str:
    return "".join(
        [who.given, who.family, who.notes, who.place, who.uid, *who.tags]
        + [one.value + one.label for one in who.channels]
        + [one.name + one.value + one.params for one in who.kept]
        + [one.organization + one.title for one in who.positions]
    )


WORDS = (
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)
    .map(texts.line)
    .filter(str.isalnum)
)
PROSE = st.lists(
    st.sampled_from([",", ";", "\\", "\n", ":", "=", '"', "é", "a", "日"]), max_size=30
)


@st.composite
def people(draw: st.DrawFn) -> IncomingPerson:
    phones = draw(st.lists(st.integers(100, 10**9).map(str), max_size=3, unique=True))
    prose = "x" + texts.block("".join(draw(PROSE))) + "x"
    firm = draw(WORDS) + draw(st.sampled_from(["", ", Inc", "; Sons", ": co"]))
    return IncomingPerson(
        "card 1, line 1",
        draw(WORDS),
        draw(WORDS),
        channels=tuple(IncomingChannel("phone", phone, "work") for phone in phones),
        positions=(IncomingPosition(firm, draw(WORDS)),),
        tags=tuple(draw(st.lists(WORDS, max_size=3, unique=True))),
        notes=prose,
        uid=draw(st.uuids()).hex,
        kept=(KeptProperty("X-ODD", draw(WORDS), "A=1"),),
    )


def escaped(text: str) -> str:
    for sign in ("\\", ",", ";"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")


def written(who: IncomingPerson) -> bytes:
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{escaped(who.family)};{escaped(who.given)};;;",
        f"FN:{escaped(who.given)} {escaped(who.family)}",
        *(f"TEL;TYPE=WORK:{one.value}" for one in who.channels),
        f"ORG:{escaped(who.positions[0].organization)}",
        f"TITLE:{escaped(who.positions[0].title)}",
        f"CATEGORIES:{','.join(map(escaped, who.tags))}",
        f"NOTE:{escaped(who.notes)}",
        f"UID:{who.uid}",
        f"X-ODD;A=1:{who.kept[0].value}",
        "END:VCARD",
    ]
    return "\r\n".join(folded for line in lines for folded in fold(line)).encode()


def fold(line: str) -> list[str]:
    return [line[:20], *(" " + line[at : at + 19] for at in range(20, len(line), 19))]


@settings(max_examples=150, deadline=None)
@given(people())
def test_what_was_written_properly_comes_back_as_it_was(who):
    (back,) = read(written(who)).people
    assert back == who
