"""Who could help with a need, from what the book knows of people (P23, P24)."""

from app.domain import helping
from app.domain.helping import Candidate

NEED = "A second opinion on reefer telematics vendors; Priya Nair knows this"


def test_p24_whoever_the_need_names_comes_first_then_who_knows_a_whole_topic_of_it():
    candidates = [
        Candidate("jan", "Jan", "Meer", tags=("telematics",)),
        Candidate("rosa", "Rosa", "Delgado", "cold chain; reefer telematics"),
        Candidate("priya", "Priya", "Nair"),
    ]

    found = helping.helpers(NEED, candidates)

    assert [(one.name, one.because) for one in found] == [
        ("Priya Nair", "You wrote the name down with the need"),
        ("Jan Meer", "You tagged Jan “telematics”"),
        ("Rosa Delgado", "Rosa works on reefer telematics"),
    ]


def test_one_word_of_a_longer_topic_is_no_help_and_neither_is_somebody_without_a_family_name():
    candidates = [
        Candidate("oskar", "Oskar", "Berg", "telematics data for ports"),
        Candidate("priya", "Priya", ""),
        Candidate("nobody", "", "Nair"),
    ]

    assert helping.helpers(NEED, candidates) == ()
