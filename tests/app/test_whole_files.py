"""Files kept outside the book are written whole or not at all."""

import stat

import pytest

from app import whole_files


def test_a_file_is_written_whole_for_its_owner_alone(tmp_path):
    file = tmp_path / "page.pdf"
    whole_files.write(file, b"one")
    whole_files.write(file, b"two")

    assert file.read_bytes() == b"two"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_what_a_stopped_machine_left_is_replaced(tmp_path):
    (tmp_path / ".page.pdf.part").write_bytes(b"half")

    whole_files.write(tmp_path / "page.pdf", b"whole")

    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]


def test_what_stood_there_stays_when_writing_fails(tmp_path):
    file = tmp_path / "page.pdf"
    file.mkdir()

    with pytest.raises(OSError, match=r"."):
        whole_files.write(file, b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["page.pdf"]
