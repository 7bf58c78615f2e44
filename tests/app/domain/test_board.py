from app.domain.board import Board, BoardCard

CARD = BoardCard(
    "1", "c", "Carlos Echeverría", "Meridian Freight", "head of planning", words="Use my name"
)


def test_a_card_fits_a_search_when_every_word_begins_or_stands_in_it():
    assert CARD.fits("echeverria meridian")
    assert CARD.fits("NAME")
    assert CARD.fits("")
    assert not CARD.fits("carlos kestrel")


def test_a_card_has_initials_and_a_board_three_columns():
    assert CARD.initials == "CE"
    assert list(Board().columns) == ["info_only", "referred", "applied"]
