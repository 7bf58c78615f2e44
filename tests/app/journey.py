"""A trip of three days as somebody keeps it in a book: six meetings, three zones, five scripts.

Philadelphia on Tuesday (with a call to Tokyo in the evening), Chicago on Wednesday and Thursday,
for a planner who lives in Berlin. `told(book)` writes it down, as the services would be asked to.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from app import paths, settings
from app.domain.favors import FavorDraft
from app.domain.meetings import AskDraft, MeetingDraft, QuestionDraft, ReferralDraft
from app.domain.people import ContactDraft, PositionDraft
from app.domain.promises import PromiseDraft
from app.domain.referrals import LinkDraft, Permission
from app.domain.tidbits import TidbitDraft
from app.services import contacts, documents, favors, meetings, needs, promises, referrals, tidbits

AT = datetime(2026, 11, 22, 16, 40, tzinfo=UTC)
FIRST, LAST = date(2026, 11, 24), date(2026, 11, 26)
NAMES = (
    *("Dana Okafor", "Ελένη Παπαδοπούλου", "田中 愛子"),
    *("ليلى حداد", "Виктор Иванов", "Grace Whitfield"),
)
PRIVATE = "PRIVATE: was passed over for the board; do not bring it up"

_NEW_YORK, _CHICAGO, _TOKYO = "America/New_York", "America/Chicago", "Asia/Tokyo"


def told() -> None:
    """Write the trip into the open book, with a résumé, for somebody in Berlin."""
    settings.save(replace(settings.load(), your_zone="Europe/Berlin", paper="a4"))
    resume = documents.add(paths.resource("sample", "resume.pdf"), name="Résumé v7", at=AT)
    documents.choose(resume)
    people = _people()
    _around(people)
    for draft in _first_day(people) + _second_day(people) + _third_day(people):
        meetings.add(draft, at=AT)


def _person(given: str, family: str, firm: str, title: str, *known: str, **more: str) -> str:
    """A contact; `known` are what they are expert in, and a few words about them."""
    expertise, about = known or ("", "")
    draft = ContactDraft(
        given, family, expertise=expertise, about=about, notes=PRIVATE,
        positions=(PositionDraft(firm, title),), **more,
    )  # fmt: skip
    return contacts.add(draft)


def _people() -> dict[str, str]:
    return {
        "alice": _person("Alice", "Chen", "Baltic Lines", "Planner"),
        "bruce": _person("Bruce", "Lindqvist", "Lindqvist & Co", "Adviser"),
        "dana": _person(
            "Dana", "Okafor", "Meridian Foods", "VP Supply Chain",
            "cold-chain forecasting, S&OP turnarounds, regional 3PL market",
            "Drexel MBA ’09; came up through buying. Mentors first-generation analysts.",
            say_as="oh-KAH-for", place="Philadelphia",
        ),
        "eleni": _person(
            "Ελένη", "Παπαδοπούλου", "Aegean Freight", "Διευθύντρια εφοδιαστικής",
            "port congestion, reefer capacity", "Opened the Philadelphia office in 2022.",
            say_as="eh-LEH-nee", place="Philadelphia",
        ),
        "aiko": _person(
            "田中", "愛子", "Meridian Foods", "物流部長", "demand sensing, JIT",
            "Six years at the Osaka hub before Tokyo.", say_as="tah-nah-ka AH-ee-ko", place="東京",
        ),
        "layla": _person(
            "ليلى", "حداد", "Cascade Foods", "مديرة التخطيط", "planning in volatile markets",
            "Built the planning team from two people to thirty.", say_as="LAY-la", place="Chicago",
        ),
        "viktor": _person(
            "Виктор", "Иванов", "Polar Cold Chain", "Head of operations",
            "cold stores, energy contracts", "Runs eleven cold stores around the Great Lakes.",
            place="Chicago",
        ),
        "grace": _person("Grace", "Whitfield", "Navy Pier Museum", "Director"),
    }  # fmt: skip


def _around(people: dict[str, str]) -> None:
    """Who opened which door, and what is between you and them."""
    known = LinkDraft(
        people["alice"], people["bruce"], reason="Bruce knows everybody in food logistics.",
        may_use_name="yes", on_date=date(2026, 11, 3),
    )  # fmt: skip
    referrals.add(known, at=AT)
    needs.add(people["dana"], "A speaker for her January analyst day", date(2026, 11, 14), at=AT)
    needs.add(people["viktor"], "Somebody who knows ammonia permits", date(2026, 11, 9), at=AT)
    favors.add(FavorDraft(people["bruce"], "received", "medium", "the introduction to Dana"), at=AT)
    promises.add(
        PromiseDraft("mine", "send the vendor comparison", date(2026, 11, 27), people["dana"]),
        at=AT,
    )
    tidbits.add(
        TidbitDraft(
            "Port of Wilmington is re-letting its cold storage", "Journal of Commerce",
            may_pass="freely", about="cold-chain forecasting",
        ),
        at=AT,
    )  # fmt: skip


def _meeting(
    person: str, day: int, clock: time, zone: str, place: str, **more: object
) -> MeetingDraft:
    draft = MeetingDraft(
        people=(person,), day=date(2026, 11, day), clock=clock, zone=zone, place=place,
        medium="in_person", state="agreed", minutes=40, purpose="field",
        bring_list=("clean copy of résumé (v7)", "this page", "card", "notebook"),
    )  # fmt: skip
    return replace(draft, **more)


def _sent(by: str, reason: str, may_use_name: Permission) -> ReferralDraft:
    return ReferralDraft(by, reason, may_use_name, date(2026, 11, 12))


def _asked(*texts: str) -> tuple[QuestionDraft, ...]:
    return tuple(QuestionDraft(text) for text in texts)


def _first_day(people: dict[str, str]) -> list[MeetingDraft]:
    dana = _meeting(
        people["dana"], 24, time(10), _NEW_YORK, "1500 Market St, 12th fl., Philadelphia",
        referral=_sent(
            people["bruce"], "Dana rebuilt cold-chain forecasting from scratch.", "yes"
        ),
        purpose="resume", purpose_detail="would it survive a first look in food logistics?",
        questions=_asked(
            "You rebuilt forecasting without a data team. What did you do first?",
            "Which parts of a planner’s work are about to change most?",
            "Looking at my résumé for 60 seconds: what would make you stop reading?",
            "What do people coming from retail get wrong about food logistics?",
        ),
        ask=AskDraft(
            "Feedback on my forecasting case study", "15 minutes",
            offer="the vendor comparison I built last spring",
        ),
        what_you_bring=("Port of Wilmington is re-letting its cold storage (public, Nov)",),
        plan_b="Cut short: ask question 1 and for two names.",
    )  # fmt: skip
    eleni = _meeting(
        people["eleni"], 24, time(12), _NEW_YORK, "30th Street Station, the café under the clock",
        minutes=30,
        questions=_asked(
            "How did the port change your planning?",
            "Τι θα θέλατε να ξέρατε όταν ξεκινήσατε;",
            "Who watches reefer capacity best?",
        ),
    )  # fmt: skip
    aiko = _meeting(
        people["aiko"], 25, time(8, 30), _TOKYO, "meet.example.org/aiko-tanaka",
        medium="video", minutes=25, purpose="paths",
        referral=_sent(people["dana"], "Aiko sees demand a season before we do.", "not_asked"),
        questions=_asked(
            "物流の仕事で一番大切なことは何ですか。", "Which path did your planners take?"
        ),
    )  # fmt: skip
    return [dana, eleni, aiko]


def _second_day(people: dict[str, str]) -> list[MeetingDraft]:
    layla = _meeting(
        people["layla"], 25, time(9, 30), _CHICAGO, "222 W Merchandise Mart Plaza, Chicago",
        minutes=45, purpose="company",
        referral=_sent(people["bruce"], "She hires people who can explain a forecast.", "yes"),
        questions=_asked(
            "ما الذي يميز فريق التخطيط لديكم؟",
            "How do you keep a plan honest when prices jump every week?",
            "What would you read, if you were new here?",
        ),
        ask=AskDraft("Two names in demand planning", "a line each", offer="my notes on Wilmington"),
    )  # fmt: skip
    viktor = _meeting(
        people["viktor"], 25, time(10, 30), _CHICAGO, "1 N Wacker Dr, Chicago",
        state="requested", minutes=45,
        referral=ReferralDraft(
            from_name="Sam Ortiz", reason="He answers everything.", may_use_name="no"
        ),
        questions=_asked("Which cold store would you build today?"),
    )  # fmt: skip
    return [layla, viktor]


def _third_day(people: dict[str, str]) -> list[MeetingDraft]:
    return [
        _meeting(
            people["grace"], 26, time(14), _CHICAGO, "600 E Grand Ave, Chicago",
            purpose="names", bring_list=(), minutes=60,
        )
    ]  # fmt: skip
