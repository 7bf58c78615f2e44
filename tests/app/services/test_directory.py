import dataclasses

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import database
from app.database import edit, fetch, undo
from app.domain import names
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft, TouchDraft
from app.models import (
    Ask,
    Favor,
    Invitation,
    KeptProperty,
    Meeting,
    MeetingPerson,
    Need,
    Outreach,
    Promise,
    Question,
    Referral,
)
from app.services import contacts, directory
from tests.app.statements import statements
from tests.benchmarks import books

pytestmark = pytest.mark.usefixtures("book")


def add(name: str, **more) -> str:
    given_name, family = names.split(name)
    return contacts.add(ContactDraft(given_name, family, **more))


def shown(ids: list[str]) -> list[str]:
    return [row.name for row in directory.rows(ids)]


def found(search: str = "", **filters) -> list[str]:
    return shown(directory.ids(search, **filters))


# Order


def test_contacts_stand_in_the_order_of_the_alphabet_by_family_name():
    for name in ("Zoe Ärlig", "Ada Byron", "Bo", "Al Byron", "Cy Ostrava", "Di Östberg"):
        add(name)

    assert found() == ["Zoe Ärlig", "Bo", "Ada Byron", "Al Byron", "Di Östberg", "Cy Ostrava"]
    assert found(descending=True) == found()[::-1]


def test_contacts_sort_by_firm_and_those_without_one_come_last():
    add("Ada", positions=(PositionDraft("Kestrel"),))
    add("Ben", positions=(PositionDraft("Analytical"),))
    add("Cy")

    assert found(sort="organization") == ["Ben", "Ada", "Cy"]
    assert found(sort="organization", descending=True) == ["Ada", "Ben", "Cy"]


def test_contacts_sort_by_when_you_last_heard_of_each_other():
    ada, ben, cy = add("Ada"), add("Ben"), add("Cy")
    contacts.record_touch(ada, TouchDraft("call", "2026-01-02T00:00:00Z"))
    with edit("Meet"):
        meeting = Meeting.create(start="2026-01-05T00:00:00Z", state="held")
        MeetingPerson.create(meeting=meeting, contact=ben)
        agreed = Meeting.create(start="2026-01-09T00:00:00Z", state="agreed")
        MeetingPerson.create(meeting=agreed, contact=cy)

    assert found(sort="last_touch", descending=True) == ["Ben", "Ada", "Cy"]


def test_the_first_page_is_the_beginning_of_the_whole_list():
    books.fill(300)

    for order in ("name", "organization"):
        assert directory.ids(sort=order, limit=64) == directory.ids(sort=order)[:64]


# One SELECT


def test_ids_and_rows_take_one_select_each_however_many_there_are():
    books.fill(200)

    with statements() as asked:
        ids = directory.ids("a", role="expert", tag="port", stage="info_only", owed=True)
    assert len(asked) == 1

    with statements() as asked:
        ids = directory.ids()
        rows = directory.rows(ids[:64])
    assert len(asked) == 2
    assert [row.id for row in rows] == ids[:64]


def test_rows_come_in_the_order_asked_for_and_without_those_that_are_gone():
    ada, ben = add("Ada"), add("Ben")

    assert shown([ben, "gone", ada]) == ["Ben", "Ada"]


def test_a_row_says_what_a_list_shows():
    contact_id = add(
        "Ada Byron", tags=("port", "engines"),
        positions=(
            PositionDraft("Old Mill", "Apprentice", current=False),
            PositionDraft("Engines", "Engineer"),
        ),
    )  # fmt: skip
    with edit("Owe"):
        Outreach.create(contact=contact_id, opened_on="2026-01-01", stage_since="2026-01-01")
        Promise.create(contact=contact_id, direction="mine", text="Send", made_on="2026-01-01")
    contacts.record_touch(contact_id, TouchDraft("call", "2026-01-02T00:00:00Z"))

    (row,) = directory.rows([contact_id])

    assert (row.title, row.organization) == ("Engineer", "Engines")
    assert (row.stage, row.last_touch, row.owed) == ("info_only", "2026-01-02T00:00:00Z", True)
    assert row.tags == "engines · port"


def test_somebody_between_jobs_is_shown_with_the_last_one():
    contact_id = add("Ada", positions=(PositionDraft("Old Mill", "Smith", until="2025"),))

    assert directory.rows([contact_id])[0].organization == "Old Mill"


# Filters


def test_a_list_is_filtered_by_role_and_tag():
    add("Ada", roles=("hub", "expert"), tags=("port",))
    add("Ben", roles=("expert",))

    assert found(role="expert") == ["Ada", "Ben"]
    assert found(role="hub") == found(tag="port") == found(role="expert", tag="port") == ["Ada"]
    assert found(role="mentor") == found(tag="Port") == []


def test_a_list_is_filtered_by_the_stage_of_an_open_outreach():
    ada, ben = add("Ada"), add("Ben")
    with edit("Reach out"):
        Outreach.create(contact=ada, opened_on="2026-01-01", stage_since="2026-01-01")
        Outreach.create(
            contact=ben, opened_on="2026-01-01", stage_since="2026-01-01", closed="resting"
        )

    assert found(stage="info_only") == ["Ada"]
    assert found(stage="applied") == []


def test_owed_are_those_to_whom_a_favor_or_a_promise_of_mine_is_open():
    ada, ben, cy, di = add("Ada"), add("Ben"), add("Cy"), add("Di")
    with edit("Owe"):
        Favor.create(contact=ada, direction="received", what="A talk", on_date="2026-01-01")
        Favor.create(contact=ben, direction="received", what="A talk", on_date="2026-01-01")
        Favor.create(contact=ben, direction="given", what="A name", on_date="2026-01-02")
        Promise.create(contact=cy, direction="mine", text="Send it", made_on="2026-01-01")
        Promise.create(contact=di, direction="theirs", text="Call", made_on="2026-01-01")
        Promise.create(
            contact=di, direction="mine", text="Done", made_on="2026-01-01", kept_on="2026-01-02"
        )

    assert found(owed=True) == ["Ada", "Cy"]
    assert [row.owed for row in directory.rows(directory.ids())] == [True, False, True, False]


def test_filters_and_search_narrow_each_other():
    add("Ada", tags=("port",), notes="engines")
    add("Ben", tags=("port",))
    add("Cy", notes="engines")

    assert found("engines", tag="port") == ["Ada"]


# Search


EVERYWHERE = ContactDraft(
    given="Given", family="Family", say_as="Sayas", place="Placeville", zone="Europe/London",
    expertise="Expertness", about="Aboutness", how_met="Howmet", workload="Loadful",
    notes="Noteworthy",
    channels=(
        ChannelDraft("email", "mailbox@domain.example"), ChannelDraft("phone", "+49 30 998877"),
        ChannelDraft("link", "https://linksite.example"), ChannelDraft("address", "1 Streetname"),
    ),
    positions=(
        PositionDraft("Firmname", "Titleword"), PositionDraft("Oldfirm", "Oldtitle", current=False),
    ),
    roles=("gatekeeper",), tags=("tagword",),
)  # fmt: skip


def write_everywhere(contact_id: str) -> None:
    with edit("Write"):
        thread = Outreach.create(
            contact=contact_id, opened_on="2026-01-01", stage_since="2026-01-01",
            subject="Subjectline", next_step="Nextstep",
        )  # fmt: skip
        Invitation.create(
            outreach=thread, kind="position", given_on="2026-01-05", channel="met",
            words="Doorwords", given_by=contact_id,
        )  # fmt: skip
        other = contacts.add(ContactDraft("Other"))
        Referral.create(
            from_=other, to=contact_id, on_date="2026-01-07", reason="Referword", outcome="Outcome"
        )
        meeting = Meeting.create(
            notes="Meetnote", advice="Advicegiven", plan_b="Planbee", place="Meetplace",
            purpose_detail="Purposeful", what_you_bring="Bringalong",
        )  # fmt: skip
        MeetingPerson.create(meeting=meeting, contact=contact_id)
        Question.create(meeting=meeting, text="Questionmark", answer="Answered")
        Ask.create(contact=contact_id, thing="Askedthing", offer="Offering")
        Favor.create(contact=contact_id, direction="given", what="Favorsome", on_date="2026-01-01")
        Need.create(contact=contact_id, text="Needful", heard_on="2026-01-01")
        Promise.create(contact=contact_id, direction="mine", text="Promising", made_on="2026-01-01")
        KeptProperty.create(contact=contact_id, source="vcard", name="X-PET", value="Catname")
    contacts.record_touch(
        contact_id, TouchDraft("call", "2026-01-01T00:00:00Z", "out", "Touchword")
    )


WORDS = (
    "Given", "Family", "Sayas", "Placeville", "Expertness", "Aboutness", "Howmet", "Loadful",
    "Noteworthy", "mailbox", "domain", "998877", "linksite", "Streetname", "Firmname", "Titleword",
    "Oldfirm", "Oldtitle", "gatekeeper", "tagword", "Subjectline", "Nextstep", "Doorwords",
    "Referword", "Outcome", "Meetnote", "Advicegiven", "Planbee", "Meetplace", "Purposeful",
    "Bringalong", "Questionmark", "Answered", "Askedthing", "Offering", "Favorsome", "Needful",
    "Promising", "PET", "Catname", "Touchword",
)  # fmt: skip


def test_a_search_finds_every_field_and_every_note():
    """The person's own database, with every note found again (P11)."""
    contact_id = contacts.add(EVERYWHERE)
    write_everywhere(contact_id)

    assert [word for word in WORDS if directory.ids(word) != [contact_id]] == []


def test_a_search_follows_what_is_changed_deleted_and_undone():
    contact_id = contacts.add(EVERYWHERE)
    draft = contacts.draft_of(contact_id)

    contacts.change(contact_id, dataclasses.replace(draft, notes="Otherwise", tags=()))
    assert directory.ids("noteworthy") == directory.ids("tagword") == []
    assert directory.ids("otherwise") == [contact_id]

    undo()
    assert directory.ids("noteworthy tagword") == [contact_id]

    contacts.delete([contact_id])
    assert directory.ids("noteworthy") == []


def test_every_word_must_be_there_and_its_beginning_is_enough():
    add("Ada Byron", notes="cold chains")
    add("Ada King", notes="trains")

    assert found("ad") == ["Ada Byron", "Ada King"]
    assert found("ada cold") == ["Ada Byron"]
    assert found("cold byr ada") == ["Ada Byron"]
    assert found("ada boats") == []


def test_a_search_does_not_care_for_case_or_accents():
    add("Åsa Öberg")
    add("Ελένη Παπαδοπούλου")

    assert found("asa oberg") == found("ÅSA") == ["Åsa Öberg"]
    assert found("ελενη") == found("ΕΛΈΝΗ") == ["Ελένη Παπαδοπούλου"]


@pytest.mark.parametrize(
    ("name", "search"),
    [
        ("Łukasz Øst", "lukasz ost"), ("Łukasz Øst", "ŁUK øst"), ("Jürgen Groß", "jurgen gross"),
        ("Алёна Толстой", "алена толстои"), ("Đorđe Čeh", "dorde ceh"), ("दीपा", "दीपा"),
        ("김민수", "김민"), ("ﬁona", "fiona"), ("Nguyễn Văn Hạnh", "nguyen hanh"),
        ("Işıl", "isil"), ("יוֹסֵף", "יוסף"),
    ],
)  # fmt: skip
def test_letters_are_found_without_their_marks_in_any_script(name, search):
    add(name)

    assert found(search) == [name]


@pytest.mark.parametrize(
    "search",
    [
        "o'brien", "O’Brien", "conor.o'brien@mail.example", "mail.example", "+44 (0)20-7946",
        "c++", '"Conor', "Conor*", "(Conor", "Conor AND", "Conor -x^2", "näher-ran", "NEAR(Conor)",
        "Conor:", "\tConor\n", "conor 🚢",
    ],
)  # fmt: skip
def test_odd_characters_are_looked_past(search):
    add(
        "Conor O'Brien", notes="c++ and x^2, näher-ran 🚢 near, *stars*",
        channels=(ChannelDraft("email", "conor.o'brien@mail.example"),
                  ChannelDraft("phone", "+44 (0)20-7946")),
    )  # fmt: skip

    assert found(search) == ["Conor O'Brien"]


@pytest.mark.parametrize("search", ["", "   ", "!!!", '"', "* (", "—"])
def test_a_search_without_a_letter_or_figure_finds_everybody(search):
    add("Ada")

    assert found(search) == ["Ada"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=30))
def test_no_search_ever_fails(search):
    assert directory.ids(search) == []
    assert directory.choices(search) == []
    assert directory.did_you_mean(search) == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x4FF), min_size=1, max_size=9))
def test_everybody_is_found_by_the_whole_name(name):
    contact_id = contacts.add(ContactDraft(given=name))

    assert contact_id in directory.ids(name, limit=-1)


def test_letters_that_the_index_takes_for_marks_do_no_harm():
    add("Ada")

    assert found("a\u19b0b \u1cf2") == []
    assert found("ada \u19b0") == ["Ada"]


def test_a_search_shows_five_hundred_at_most():
    books.fill(600)

    assert len(directory.ids("person")) == directory.FOUND_LIMIT == 500


# Nothing found


def test_a_slip_of_the_finger_is_corrected():
    add("Marta Oyelaran", positions=(PositionDraft("Kestrel Foods"),))
    add("Martin Luther")

    assert directory.did_you_mean("oyelarna") == "oyelaran"
    assert directory.did_you_mean("marta kestral") == "marta kestrel"
    assert directory.did_you_mean("ÖYELARRAN") == "oyelaran"
    assert directory.did_you_mean("yoelaran") == "oyelaran"


def test_nothing_is_proposed_where_nothing_is_near():
    add("Marta Oyelaran", notes="penguins")

    for search in ("zzzzzz", "ox", "", "marta zzzzzz", "marta", "oanreleyo", "mxyzq"):
        assert directory.did_you_mean(search) == ""


def test_words_that_are_known_but_never_of_one_person_lead_nowhere():
    add("Marta Oyelaran")
    add("Ben King")

    assert directory.did_you_mean("marta kign") == ""


# What pickers and filters offer


def test_a_picker_offers_names_first_and_says_the_firm():
    add("Ada Byron", positions=(PositionDraft("Engines"),))
    add("Ben King", notes="knows Ada")

    assert [(c.name, c.organization) for c in directory.choices("ada")] == [
        ("Ada Byron", "Engines")
    ]
    assert [c.name for c in directory.choices("")] == ["Ada Byron", "Ben King"]
    assert len(directory.choices("", limit=1)) == 1


def test_people_of_the_same_name_or_mail_are_alike():
    add("Ada Byron", positions=(PositionDraft("Engines"),))
    add("Countess", channels=(ChannelDraft("email", "Ada@Engines.example"),))
    add("Ben King")
    typed = ContactDraft("ada", "BYRON", channels=(ChannelDraft("email", "ada@engines.example"),))

    assert [(c.name, c.organization) for c in directory.alike(typed)] == [
        ("Ada Byron", "Engines"),
        ("Countess", ""),
    ]
    assert directory.alike(ContactDraft()) == directory.alike(ContactDraft("Ada")) == []


def test_looking_for_people_alike_reads_no_whole_table():
    books.fill(100)
    plan = fetch(
        "EXPLAIN QUERY PLAN SELECT contact_id FROM channel WHERE kind = 'email'"
        " AND value COLLATE NOCASE IN (SELECT value FROM json_each(?))",
        ("[]",),
    )

    assert not [row for row in plan if row[3].startswith("SCAN channel")]


def test_tags_and_firms_in_use_are_offered():
    add("Ada", tags=("port", "Alumni"), positions=(PositionDraft("100% Foods"),))
    add(
        "Ben",
        tags=("port",),
        positions=(
            PositionDraft("100 Foods"),
            PositionDraft("a_b"),
        ),
    )

    assert directory.tag_names() == ["Alumni", "port"]
    assert directory.organization_names("100%") == ["100% Foods"]
    assert directory.organization_names("100") == ["100 Foods", "100% Foods"]
    assert directory.organization_names("a_") == ["a_b"]
    assert directory.organization_names("a\\") == []
    assert directory.count() == 2


def test_the_index_agrees_with_itself_after_many_edits():
    books.fill(200)
    contacts.delete(directory.ids()[::3])
    undo()

    with edit("Check"):
        database.database.execute_sql(
            "INSERT INTO contact_search (contact_search, rank) VALUES ('integrity-check', 1)"
        )
    assert fetch("SELECT count(*) FROM contact_index") == [(200,)]
