from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import mails, texts


def read(url):
    """As a mail program reads it: `+` is a plus, not a blank."""
    parts = urlsplit(url)
    assert parts.scheme == "mailto"
    fields = dict(
        parse_qsl(
            parts.query.replace("+", "%2B"),
            keep_blank_values=True,
            strict_parsing=bool(parts.query),
        )
    )
    to = [unquote(address) for address in parts.path.split(",") if address]
    return to, fields.get("subject", ""), fields.get("body", "").replace("\r\n", "\n")


def test_a_message_is_an_address_as_rfc_6068_wants_it():
    url = mails.mailto(["dana@meridian.example"], "Thank you", "Dear Dana,\n\nyours, Anna")
    assert url == (
        "mailto:dana@meridian.example?subject=Thank%20you"
        "&body=Dear%20Dana%2C%0D%0A%0D%0Ayours%2C%20Anna"
    )


def test_letters_of_any_script_travel_as_utf_8():
    assert (
        mails.mailto([], "Ελένη", "Ř")
        == "mailto:?subject=%CE%95%CE%BB%CE%AD%CE%BD%CE%B7&body=%C5%98"
    )


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("anna+work@home.example", "anna+work@home.example"),
        ("who?me@home.example", "who%3Fme@home.example"),
        ("a&b=c@home.example", "a%26b%3Dc@home.example"),
        ("100%#1@home.example", "100%25%231@home.example"),
        ('"odd, name"@home.example', "%22odd%2C%20name%22@home.example"),
        ("řeka@příklad.example", "%C5%99eka@p%C5%99%C3%ADklad.example"),
    ],
)
def test_signs_in_addresses_mean_nothing_else(address, shown):
    url = mails.mailto([address], "Hello", "")
    assert url == f"mailto:{shown}?subject=Hello"
    assert read(url)[0] == [address]


def test_several_people_stand_with_commas_between_them():
    assert mails.mailto(["a@x.example", "b@x.example"], "") == "mailto:a@x.example,b@x.example"


def test_signs_in_the_text_arrive_as_they_were_written():
    url = mails.mailto(["a@x.example"], "R&D? 100% + more", "a=b&c=d#e\n1 + 1")
    assert "+" not in url
    assert read(url) == (["a@x.example"], "R&D? 100% + more", "a=b&c=d#e\n1 + 1")


@given(st.lists(st.emails(), max_size=3), st.text(), st.text())
def test_what_was_written_is_what_the_mail_program_reads(to, subject, body):
    url = mails.mailto(to, subject, body)
    assert url.isascii()
    assert not set(url) & set(' \r\n"<>')
    assert read(url) == (to, texts.line(subject), texts.block(body))


def test_an_address_too_long_for_some_systems_is_known():
    assert mails.fits(mails.mailto(["a@x.example"], "Hello", "short"))
    assert not mails.fits(mails.mailto(["a@x.example"], "Hello", "é" * 400))


def test_a_message_reads_as_subject_and_words():
    assert (
        mails.as_text(" Hello\nthere ", "Dear Dana,\r\nyours ")
        == "Hello there\n\nDear Dana,\nyours"
    )
    assert mails.as_text("", "Dear Dana") == "Dear Dana"
