"""Files into a book: what is said before, what is written after, and what never is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app import database
from app.database import fetch
from app.domain.people import ChannelDraft, ContactDraft, PositionDraft
from app.errors import NotFound, Refused
from app.exchange import files
from app.exchange.incoming import Reading
from app.services import contacts, directory, importing
from app.services.importing import ImportPlan, ImportRow

DATA = Path(__file__).parents[2] / "data" / "exchange"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
EVERYTHING = ("contact", "organization", "position", "channel", "tag", "kept_property")

pytestmark = pytest.mark.usefixtures("book")


def cards(*people: list[str]) -> Reading:
    text = "".join(
        "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]) for lines in people
    )
    return files.from_bytes(text.encode(), "people.vcf", lambda _done, _total: None)


def rows_of(*rows: str) -> Reading:
    return files.from_bytes(
        (HEADER + "\n".join(rows) + "\n").encode(), "Connections.csv", lambda _done, _total: None
    )


def add(given_name: str, family: str, *addresses: str, work: str = "") -> str:
    kinds = {"@": "email", "+": "phone", "h": "link"}
    channels = [
        ChannelDraft(next(kind for sign, kind in kinds.items() if sign in address[:99]), address)  # type: ignore[arg-type]
        for address in addresses
    ]
    title, _at, firm = work.partition(" at ")
    positions = (PositionDraft(firm, title),) if work else ()
    return contacts.add(
        ContactDraft(given_name, family, channels=tuple(channels), positions=positions)
    )


def only(plan: ImportPlan) -> ImportRow:
    (row,) = plan.rows
    return row


def bring(reading: Reading) -> importing.Imported:
    return importing.apply(importing.plan(reading))


def content() -> dict[str, list[tuple[object, ...]]]:
    return {table: fetch(f"SELECT * FROM {table} ORDER BY id") for table in EVERYTHING}


def one_contact() -> ContactDraft:
    (contact_id,) = directory.ids()
    return contacts.draft_of(contact_id)


# Whole files.


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.[vc][cs][fv]")))
def test_the_same_file_twice_adds_nothing_and_makes_no_step(name):
    reading = files.read(DATA / name)
    assert bring(reading).added > 0
    before, number = content(), database.last_number()
    again = importing.plan(reading)
    assert {row.state for row in again.rows} <= {"same", "skipped"}
    assert importing.wanted(again) == 0
    assert importing.apply(again) == importing.Imported()
    assert (content(), database.last_number()) == (before, number)


def test_planning_writes_nothing_and_counts_every_state():
    add("Ada", "Byron", "ada@engines.example")
    number = database.last_number()
    plan = importing.plan(files.read(DATA / "linkedin.csv"))
    assert plan.counts == {"new": 4, "changed": 0, "unsure": 1, "same": 0, "skipped": 1}
    assert database.last_number() == number
    assert "1 person had no name" in plan.remarks[0]


def test_an_import_is_one_step_and_undo_takes_all_of_it_back():
    add("Ada", "Byron", "ada@engines.example")
    before = content()
    plan = importing.plan(
        cards(["FN:Bo Lund"], ["FN:Ada Byron", "EMAIL:ada@engines.example", "TEL:555-0100"])
    )
    assert importing.apply(plan) == importing.Imported(added=1, changed=1)
    after = content()
    assert database.undo_label() == "Import 2 people"
    database.undo()
    assert content() == before
    database.redo()
    assert content() == after


def test_a_card_becomes_a_contact_with_everything_in_it():
    bring(files.read(DATA / "iphone_30.vcf"))
    amara = one_contact()
    assert (amara.given, amara.family, amara.say_as) == ("Amara", "Okafor", "ah-MAH-rah oh-KAH-for")
    assert amara.place == "Seattle"
    assert [(p.organization, p.title) for p in amara.positions] == [
        ("Tidewater Rail", "Network Planner")
    ]
    preferred = [(c.kind, c.value) for c in amara.channels if c.preferred]
    assert ("email", "amara@tidewater.example") in preferred
    (contact_id,) = directory.ids()
    shown = {(kept.name, kept.value) for kept in contacts.card(contact_id).kept}
    assert ("BDAY", "1604-04-17") in shown
    assert ("PHOTO", "photo, 3 kB") in shown
    assert ("UID", "5F1C7E0A-0000-4000-8000-00000000A001") in shown


def test_who_was_imported_is_found_by_the_search():
    bring(files.read(DATA / "android_21.vcf"))
    assert len(directory.ids("Сокол")) == 1
    assert len(directory.ids("harbour 0152")) == 1


def test_a_contact_that_was_imported_can_be_saved_from_its_form():
    for path in DATA.glob("*.[vc][cs][fv]"):
        bring(files.read(path))
    for contact_id in directory.ids():
        contacts.change(contact_id, contacts.draft_of(contact_id))


# Whom a card means.


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["FN:A. Byron", "EMAIL:ADA@Engines.example"], "the same e-mail address"),
        (["FN:Ada Lovell", "EMAIL:ada@engines.example"], "the same e-mail address"),
        (["FN:Ada Byron", "URL:linkedin.com/in/Ada-B?x=1"], "the same LinkedIn profile"),
        (["FN:Byron\\, Ada", "TEL:0171 5550 118"], "the same phone"),
        (["FN:Ada Byron", "ORG:Engines"], "the same name and firm"),
        (["FN:Âda Byron", "ORG:ENGINES GmbH"], "the same name and firm"),
    ],
)
def test_a_card_finds_its_contact(lines, why):
    add("Ada", "Byron", "ada@engines.example", "https://www.linkedin.com/in/ada-b/",
        "+49 171 5550118", work="Clerk at Engines Ltd")  # fmt: skip
    row = only(importing.plan(cards(lines)))
    assert (row.state in {"same", "changed"}, row.why) == (True, why)
    assert row.contact_name == "Ada Byron"


def test_a_card_finds_its_contact_by_uid_whatever_the_name_is_now():
    bring(cards(["FN:Ada Byron", "UID:urn:uuid:AB-1"]))
    row = only(importing.plan(cards(["FN:Countess Lovelace", "UID:ab-1"])))
    assert (row.state, row.why) == ("changed", "the same card")
    bring(cards(["FN:Countess Lovelace", "UID:ab-1"]))
    assert (one_contact().given, one_contact().family) == ("Ada", "Byron")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["FN:Ada Byron"], "the same name"),
        (["FN:Ada Byron", "ORG:Harbour Museum", "TITLE:Guide"], "the same name"),
        (["FN:Ada Bayron", "ORG:Engines"], "a similar name in the same firm"),
        (["FN:A. Byron", "ORG:Engines", "TEL:555-0199"], "a similar name in the same firm"),
        (
            ["FN:Tom Moss", "EMAIL:ada@engines.example"],
            "the same e-mail address under another name",
        ),
        (
            ["FN:Tom Moss", "TEL;TYPE=CELL:+491715550118"],
            "the same phone under another name",
        ),
        (
            ["FN:Ada Byron", "ORG:Engines", "URL:https://linkedin.com/in/other"],
            "the same name and firm",
        ),
    ],
)
def test_what_is_not_certain_is_asked_and_left_out_until_answered(lines, why):
    add("Ada", "Byron", "ada@engines.example", "https://www.linkedin.com/in/ada-b/",
        "+49 171 5550118", work="Clerk at Engines Ltd")  # fmt: skip
    before = content()
    plan = importing.plan(cards([*lines, "NOTE:something new"]))
    row = only(plan)
    assert (row.state, row.why) == ("unsure", why)
    assert importing.wanted(plan) == 0
    assert importing.apply(plan) == importing.Imported()
    assert importing.apply(plan, {row.id: "leave_out"}) == importing.Imported()
    assert content() == before


def test_somebody_else_of_the_same_name_is_new():
    add("Ada", "Byron", "https://www.linkedin.com/in/ada-b/")
    assert (
        only(importing.plan(rows_of("Ada,Byron,https://linkedin.com/in/ada-x,,,,"))).state == "new"
    )
    add("Bo", "Lund", "bo@one.example", work="Clerk at One")
    assert (
        only(importing.plan(cards(["FN:Bo Lund", "EMAIL:b@two.example", "ORG:Two"]))).state == "new"
    )


def test_a_switchboard_or_a_family_phone_makes_nobody_the_same():
    add("Ada", "Byron", "+49 30 5550117")
    for lines in (["FN:Ada Moss", "TEL;TYPE=WORK:+49305550117"],
                  ["FN:Tom Byron", "TEL;TYPE=HOME:+49305550117"]):  # fmt: skip
        assert only(importing.plan(cards(lines))).state == "new"


def test_an_address_or_a_website_makes_nobody_the_same():
    shared = ["URL:https://engines.example", "ADR:;;1 Dock Road;Leeds;;;"]
    plan = importing.plan(cards(["FN:Ada Byron", *shared], ["FN:Ada Moss", *shared]))
    assert plan.counts["new"] == 2
    importing.apply(plan)
    assert only(importing.plan(cards(["FN:Ada Lund", *shared]))).state == "new"


def test_an_unsure_card_can_be_the_same_person():
    add("Ada", "Byron", "ada@engines.example")
    plan = importing.plan(cards(["FN:Ada Byron", "TEL:555-0100"]))
    assert importing.wanted(plan, {"0": "same"}) == 1
    assert importing.apply(plan, {"0": "same"}) == importing.Imported(changed=1)
    assert [c.value for c in one_contact().channels] == ["ada@engines.example", "555-0100"]


def test_an_unsure_card_can_be_somebody_new():
    add("Ada", "Byron", "ada@engines.example")
    plan = importing.plan(cards(["FN:Ada Byron", "TEL:555-0100"]))
    assert importing.apply(plan, {"0": "new"}) == importing.Imported(added=1)
    assert len(directory.ids()) == 2


# Twice in one file.


def test_two_cards_of_one_person_in_a_file_become_one_contact():
    plan = importing.plan(
        cards(
            ["FN:Ada Byron", "EMAIL:ada@engines.example", "TEL:555-0100", "CATEGORIES:Fair"],
            [
                "N:Byron;Ada;;;",
                "EMAIL:ada@engines.example",
                "TEL:555-0101",
                "CATEGORIES:fair,Choir",
            ],
            ["FN:Ada Byron", "TEL:555-0101", "ORG:Engines", "NOTE:Likes trains."],
        )
    )
    assert plan.counts == {"new": 1, "changed": 0, "unsure": 0, "same": 2, "skipped": 0}
    assert plan.rows[1].why == "Comes twice and is put together with card 1, line 1."
    assert importing.apply(plan) == importing.Imported(added=1)
    ada = one_contact()
    assert [c.value for c in ada.channels] == ["ada@engines.example", "555-0100", "555-0101"]
    assert ada.tags == ("Fair", "Choir")
    assert ada.positions[0].organization == "Engines"
    assert ada.notes == "Likes trains."


def test_two_people_of_one_name_in_a_file_stay_two_and_are_pointed_out():
    plan = importing.plan(cards(["FN:Bo Lund", "TEL:555-0100"], ["FN:Bo Lund", "TEL:555-0101"]))
    assert plan.counts["new"] == 2
    assert plan.rows[1].why == "card 1, line 1 may be the same person: the same name."


def test_two_files_are_planned_together():
    ada = ["FN:Ada Byron", "EMAIL:ada@engines.example"]
    plan = importing.plan([cards(ada), rows_of("Ada,Byron,,ada@engines.example,Engines,Clerk,")])
    assert plan.counts["new"] == 1
    importing.apply(plan)
    assert one_contact().positions[0].title == "Clerk"


def test_two_cards_may_add_to_one_contact():
    add("Ada", "Byron", "ada@engines.example", "+1 206 555 0142")
    plan = importing.plan(
        cards(
            ["FN:Ada Byron", "EMAIL:ada@engines.example", "CATEGORIES:Fair"],
            ["FN:Ada Byron", "TEL:+12065550142", "CATEGORIES:Fair,Choir"],
        )
    )
    assert importing.apply(plan) == importing.Imported(changed=1)
    assert one_contact().tags == ("Fair", "Choir")


def test_an_unsure_card_that_comes_twice_is_asked_about_once():
    add("Ada", "Byron", "ada@engines.example")
    card = ["FN:Ada Byron", "TEL:555-0100"]
    plan = importing.plan(cards(card, [*card, "CATEGORIES:Fair"]))
    assert plan.counts["unsure"] == 1
    importing.apply(plan, {"0": "same"})
    assert one_contact().tags == ("Fair",)


# What is added, and what is never overwritten.


def test_nothing_that_was_there_is_overwritten():
    contact_id = contacts.add(
        ContactDraft(
            "Ada", "Byron", say_as="BY-run", place="London", notes="My own words.",
            channels=(ChannelDraft("email", "ada@engines.example", "best", preferred=True),),
            positions=(PositionDraft("Engines", "Clerk"),), tags=("choir",),
        )
    )  # fmt: skip
    plan = importing.plan(
        cards(
            ["FN:Ada Byron", "EMAIL;TYPE=work,pref:ADA@engines.example",
             "X-PHONETIC-FIRST-NAME:aida",
             "EMAIL;TYPE=pref:a@home.example", "ADR:;;;Paris;;;", "NOTE:Other words.",
             "ORG:Engines Ltd", "TITLE:Director", "CATEGORIES:Choir,Fair", "TZ:Europe/Paris"]
        )
    )  # fmt: skip
    assert only(plan).adds == (
        "Director, Engines Ltd",
        "e-mail: a@home.example",
        "address: Paris",
        "time zone: Europe/Paris",
        "tag: Fair",
        "kept as it is: NOTE",
    )
    importing.apply(plan)
    ada = contacts.draft_of(contact_id)
    assert (ada.say_as, ada.place, ada.notes, ada.zone) == (
        "BY-run", "London", "My own words.", "Europe/Paris",
    )  # fmt: skip
    assert [(c.value, c.label, c.preferred) for c in ada.channels] == [
        ("ada@engines.example", "best", True),
        ("a@home.example", "", False),
        ("Paris", "", False),
    ]
    assert [(p.title, p.current) for p in ada.positions] == [("Clerk", True), ("Director", True)]
    assert ada.tags == ("choir", "Fair")
    assert ("NOTE", "Other words.") in {(k.name, k.value) for k in contacts.card(contact_id).kept}


def test_linkedin_shows_who_changed_firm_and_keeps_the_old_position_as_ended():
    """LinkedIn triage: who changed firm or role (B09)."""
    bring(rows_of("Ada,Byron,https://linkedin.com/in/ada,,Engines,Clerk,05 Mar 2024"))
    later = rows_of("Ada,Byron,https://linkedin.com/in/ada,,Harbour Museum,Guide,05 Mar 2024")
    row = only(importing.plan(later))
    assert row.state == "changed"
    assert row.adds == ("now Guide, Harbour Museum (was Clerk, Engines)",)
    bring(later)
    assert [(p.organization, p.title, p.current) for p in one_contact().positions] == [
        ("Harbour Museum", "Guide", True),
        ("Engines", "Clerk", False),
    ]
    assert directory.rows(directory.ids())[0].organization == "Harbour Museum"
    assert only(importing.plan(later)).state == "same"


def test_a_position_without_a_title_gets_the_title():
    add("Ada", "Byron", "ada@engines.example", work=" at Engines")
    reading = rows_of("Ada,Byron,,ada@engines.example,Engines,Clerk,")
    assert only(importing.plan(reading)).adds == ("title: Clerk",)
    bring(reading)
    assert [(p.organization, p.title) for p in one_contact().positions] == [("Engines", "Clerk")]


def test_the_day_of_a_connection_counts_as_no_contact():
    """A connection's date never counts as contact (B09, P20)."""
    bring(rows_of("Ada,Byron,https://linkedin.com/in/ada,,Engines,Clerk,05 Mar 2024"))
    (contact_id,) = directory.ids()
    assert directory.rows([contact_id])[0].last_touch == ""
    assert contacts.card(contact_id).timeline == ()
    assert [(k.name, k.value) for k in contacts.card(contact_id).kept] == [
        ("Connected On", "2024-03-05")
    ]


def test_a_later_revision_of_a_card_is_no_change():
    bring(cards(["FN:Ada Byron", "UID:1", "REV:20240101T000000Z", "PHOTO;ENCODING=b:QUJD"]))
    again = cards(
        ["FN:Ada Byron", "UID:1", "REV:20260101T000000Z", "PHOTO;ENCODING=b:" + "QUJD" * 999]
    )
    assert only(importing.plan(again)).state == "same"


def test_firms_are_one_whatever_their_letters():
    bring(cards(["FN:Ada Byron", "ORG:Öl & Co"], ["FN:Bo Lund", "ORG:ÖL & CO"]))
    assert fetch("SELECT name FROM organization") == [("Öl & Co",)]


def test_what_the_book_does_not_allow_is_kept_in_another_place():
    name = "Ada" * 1000
    bring(
        cards(
            [f"N:Byron;{name};;;", "EMAIL:ada@nowhere", "TITLE:" + "x" * 999, "TEL:" + "1" * 3000]
        )
    )
    ada = one_contact()
    assert ada.given.endswith("…")
    assert len(ada.given) <= 300
    assert ada.channels == ()
    (contact_id,) = directory.ids()
    kept = {k.name: k.value for k in contacts.card(contact_id).kept}
    assert (kept["FN"], kept["EMAIL"], len(kept["TITLE"])) == (name, "ada@nowhere", 999)
    contacts.change(contact_id, ada)


# Between planning and writing.


def test_a_book_that_changed_meanwhile_wants_a_new_comparison():
    plan = importing.plan(cards(["FN:Ada Byron"]))
    add("Bo", "Lund")
    with pytest.raises(Refused, match="changed since"):
        importing.apply(plan)
    assert len(directory.ids()) == 1


def test_an_import_that_is_stopped_leaves_nothing():
    class Stop(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done:
            raise Stop

    plan = importing.plan(cards(*([f"FN:Ada Byron{i}", "TEL:1"] for i in range(20))))
    before = content()
    with pytest.raises(Stop):
        importing.apply(plan, progress=stop)
    assert content() == before
    assert database.undo_label() is None


def test_progress_is_told_of_both_steps():
    heard: list[tuple[int, int]] = []

    def hear(done: int, total: int) -> None:
        heard.append((done, total))

    reading = cards(*([f"FN:Ada Byron{i}"] for i in range(600)))
    importing.apply(importing.plan(reading, hear), progress=hear)
    assert all(0 <= done <= total for done, total in heard)
    assert (600, 1200) in heard
    assert heard[-1] == (600, 600)


# Anything at all.

PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "FN": st.sampled_from(["Ada Byron", "Ada Moss", "Bo Lund", "A. Byron", "Ada", "***"]),
            "EMAIL": st.sampled_from(["", "a@x.example", "b@x.example", "bad"]),
            "TEL;TYPE=CELL": st.sampled_from(["", "555-0100", "+1 206 555 0100"]),
            "ORG": st.sampled_from(["", "Engines", "Engines Ltd", "Öl"]),
            "TITLE": st.sampled_from(["", "Clerk", "Guide"]),
            "CATEGORIES": st.sampled_from(["", "x", "X,y"]),
            "NOTE": st.sampled_from(["", "one", "two"]),
            "UID": st.sampled_from(["", "", "1", "2"]),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(PEOPLE, PEOPLE, st.sampled_from(["same", "new", "leave_out"]))
@example(
    [{"FN": "Ada Byron"}],
    [
        {"FN": "Ada Moss", "UID": "1"},
        {"FN": "Ada Moss", "TEL;TYPE=CELL": "555-0100", "NOTE": "one"},
        {"FN": "Ada Byron", "TEL;TYPE=CELL": "555-0100", "UID": "1"},
    ],
    "same",
)
@example(
    [{"FN": "Ada Byron", "TEL;TYPE=CELL": "+1 206 555 0100", "ORG": "Engines"}],
    [
        {"FN": "Ada Moss", "TEL;TYPE=CELL": "+1 206 555 0100"},
        {
            "FN": "Ada Moss",
            "TEL;TYPE=CELL": "+1 206 555 0100",
            "ORG": "Engines",
            "TITLE": "Clerk",
        },
        {"FN": "Ada Byron", "ORG": "Engines", "TITLE": "Guide"},
    ],
    "same",
)
@example(
    [{"FN": "Ada Byron", "ORG": "Engines"}],
    [
        {"FN": "A. Byron", "ORG": "Engines"},
        {"FN": "A. Byron", "ORG": "Engines", "TITLE": "Clerk"},
        {"FN": "A. Byron", "ORG": "Engines", "TITLE": "Guide"},
    ],
    "same",
)
def test_any_two_files_leave_nothing_to_do_the_second_time(fresh_book, first, second, answer):
    fresh_book()
    for people in (first, second):
        reading = cards(*([f"{k}:{v}" for k, v in who.items() if v] for who in people))
        before = content()
        plan = importing.plan(reading)
        unsure = {row.id: answer for row in plan.rows if row.state == "unsure"}
        importing.apply(plan, unsure)
        for table, rows in before.items():
            ids = {row[0] for row in content()[table]}
            assert {row[0] for row in rows} <= ids
        if answer != "leave_out":
            again = importing.plan(reading)
            assert importing.wanted(again) == 0, [r for r in again.rows if r.additions]


@pytest.fixture
def fresh_book(tmp_path: Path) -> Callable[[], None]:
    def empty() -> None:
        while database.undo():
            pass
        assert not fetch("SELECT 1 FROM contact")

    return empty


def test_a_contact_that_is_gone_is_missed_with_a_sentence():
    with pytest.raises(NotFound):
        contacts.draft_of("nobody")
