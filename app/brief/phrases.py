"""The sentences that the page itself says, around what the person wrote.

Each gives words, or runs of words where some are bold or quiet. Plain, warm, brief; never a job
asked for, never blame.
"""

import re
from typing import TYPE_CHECKING

from app.brief import clock
from app.brief.setting import Run, Runs
from app.domain import chains, debriefs
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.brief.content import Brief, BriefPerson

# Names in headings and labels are called, not spelled out.
_CALLED_MOST = 18


def first_name(name: str) -> str:
    """What to call somebody when only the full name is known."""
    words = [word for word in name.split() if not word.endswith(".") or len(word) < 3]
    return _short(words[0] if words else name.strip())


def _short(called: str) -> str:
    return called if len(called) <= _CALLED_MOST else called[: _CALLED_MOST - 1] + "…"


def called(brief: "Brief") -> tuple[str, ...]:
    """What you call each of them."""
    return tuple(_short(person.short) or first_name(person.name) or "?" for person in brief.people)


def them(brief: "Brief") -> str:
    """Whom a sentence means: the one person's name, or all of them."""
    if len(brief.people) > 1:
        return _("they")
    return called(brief)[0] if brief.people and brief.people[0].name.strip() else _("they")


def _one(brief: "Brief") -> str:
    """The name for a heading, or nothing when there is no single one."""
    single = len(brief.people) == 1 and bool(brief.people[0].name.strip())
    return called(brief)[0] if single else ""


# --- head ---


def names(brief: "Brief", space: str = " ") -> str:
    """Everybody's name, with this space within a name."""
    everybody = [
        person.name.strip().replace(" ", space) for person in brief.people if person.name.strip()
    ]
    if not everybody:
        return _("No one named yet")
    if len(everybody) > 6:
        more = len(everybody) - 5
        rest = ngettext("{count} more", "{count} more", more).format(count=more)
        everybody = [*everybody[:5], rest]
    if len(everybody) == 1:
        return everybody[0]
    return _("{names} and {last}").format(names=", ".join(everybody[:-1]), last=everybody[-1])


def headlines(brief: "Brief") -> tuple[Runs, ...]:
    """Title, organization and place; with the name in front when they are several."""
    several = len(brief.people) > 1
    lines: list[Runs] = []
    for person, name in zip(brief.people, called(brief), strict=True):
        parts = [part for part in (person.title, person.organization, person.place) if part.strip()]
        words: list[Run] = []
        if several and (parts or person.say_as.strip()):
            words.append(Run(name, "bold"))
        if person.say_as.strip():
            words.append(
                Run(_("say “{sound}”").format(sound=person.say_as.strip()), "italic", "quiet")
            )
        if parts:
            words.append(
                Run((" · " if person.say_as.strip() else "") + " · ".join(parts), ink="quiet")
            )
        if words:
            lines.append(tuple(words))
    return tuple(lines)


def where(brief: "Brief") -> str:
    """How and where you meet."""
    return ", ".join(part for part in (brief.medium.strip(), brief.place.strip()) if part)


def length(minutes: int) -> str:
    """How long it was agreed to be (P32)."""
    if minutes <= 0:
        return _("No length agreed yet")
    return ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)


def no_time() -> str:
    """A meeting that has no start."""
    return _("Time not agreed yet")


def your_clock(span: str) -> str:
    """The same meeting on your clock."""
    return _("yours: {span}").format(span=span)


def hard_stop(words: str, stop: str) -> str:
    """The agreed length, and when to leave (P32)."""
    return _("{length} · hard stop {time}").format(length=words, time=stop)


def your_stop(stop: str) -> str:
    """When to leave, on your clock."""
    return _("{time} yours").format(time=stop)


def minute(number: int) -> str:
    """The end of a meeting whose start is still open."""
    return _("{number} min").format(number=number)


# --- stage and purpose ---


def stage(brief: "Brief") -> tuple[str, str]:
    """The band across the page (P38): the stage, and what it asks of you."""
    invitation = brief.invitation.strip()
    if brief.stage == "referred":
        return _("Referred"), invitation or _("They opened this door. Follow it, and report back.")
    if brief.stage == "applied":
        return _("Applied"), invitation or _("They suggested it. Follow through, and report back.")
    words = _("Ask for insight, feedback and names. Talk of a job only if {name} brings it up.")
    if len(brief.people) > 1 or not brief.people or not brief.people[0].name.strip():
        words = _("Ask for insight, feedback and names. Talk of a job only if they bring it up.")
    return _("Information only"), words.format(name=them(brief))


def purpose_title() -> str:
    """What the line with the purpose is called."""
    return _("Purpose")


def purpose(brief: "Brief") -> Runs:
    """What you came for, or the question that is still open (P39)."""
    runs: list[Run] = []
    if brief.purpose.strip():
        runs.append(Run(brief.purpose.strip(), "bold"))
    if brief.purpose_detail.strip():
        detail = brief.purpose_detail.strip()
        runs.append(Run(f"— {detail}" if runs else detail))
    if runs:
        return tuple(runs)
    return (Run(_("Not decided yet: feedback, facts, other paths, or names?"), ink="quiet"),)


# --- time plan ---


def segment(brief: "Brief", kind: str) -> str:
    """What a stretch of the time plan is for, in few words."""
    if kind == "thanks":
        # A name that may not be used is not put into your mouth (B04).
        referrer = first_name(brief.reason_by) if brief.name_permission == "yes" else ""
        return _("Thanks, {name}").format(name=referrer) if referrer else _("Thanks")
    if kind == "story":
        if not _one(brief):
            return _("They talk: their path, the field")
        return _("{name} talks: the path, the field").format(name=_one(brief))
    if kind == "questions":
        return _("Your questions")
    if kind == "help":
        return _("How can I help?")
    return _("Break") if kind == "pause" else _("Names, thanks")


def numbered(number: int, label: str, minutes: int) -> str:
    """A part of the time plan that only carries its number in the bar."""
    return _("{number} {label} ({minutes} min)").format(number=number, label=label, minutes=minutes)


def agree_length() -> str:
    """What to do where no length was agreed (P32)."""
    return _("Agree how long, and leave when it ends.")


# --- left column ---


def why_title() -> str:
    """Why this person (P33)."""
    return _("Why you are here")


def chain(brief: "Brief", shown: int) -> Runs:
    """Who stands between you and them (P42), nearest first; the middle may be counted."""
    between = [name.strip() for name in brief.chain if name.strip()]
    steps = list(between)
    if shown < len(between):
        first, last = (shown + 1) // 2, shown // 2
        hidden = len(between) - first - last
        others = ngettext("{count} other", "{count} others", hidden).format(count=hidden)
        steps[first : len(between) - last] = [others]
    end = " & ".join(called(brief)[:3]) or "?"
    if not between and not any(person.name.strip() for person in brief.people):
        return (Run(_("Not noted yet."), ink="quiet"),)
    path = Run(_("{path},").format(path=chains.path([*steps, end])), "bold")
    return path, Run(chains.degree_words(len(between)).replace(" ", "\xa0"))


def reason(brief: "Brief") -> tuple[Runs, ...]:
    """The referrer's own words."""
    words = brief.reason.strip().strip('“”"')
    if not words:
        return ()
    runs = [Run(f"“{words}”", "italic")]
    year = brief.start.year if brief.start else None
    said = []
    if brief.reason_by.strip():
        said.append(first_name(brief.reason_by))
    if brief.reason_on:
        said.append(clock.day_in(brief.reason_on, year or brief.reason_on.year))
    if said:
        runs.append(Run(("— " + ", ".join(said)).replace(" ", "\xa0")))
    return (tuple(runs),)


def permission(brief: "Brief") -> tuple[Runs, ...]:
    """Whether you may say who sent you, and whose names the page leaves out (B04)."""
    items = _last_word(brief)
    if brief.names_left_out:
        told = ngettext(
            "One name is left out of this page, for want of a yes.",
            "{count} names are left out of this page, for want of a yes.",
            brief.names_left_out,
        ).format(count=brief.names_left_out)
        items = (*items, (Run(told, ink="quiet"),))
    return items


def _last_word(brief: "Brief") -> tuple[Runs, ...]:
    """What whoever sent you said to being named."""
    if not brief.name_permission:
        return ()
    yes = brief.name_permission == "yes"
    who = first_name(brief.reason_by or (brief.chain[-1] if yes and brief.chain else ""))
    if yes:
        text = _("You may use {name}’s name.") if who else _("You may say who sent you.")
        return ((Run(text.format(name=who), "bold"),),)
    text = _("Ask {name} first, before you use the name.") if who else _(
        "Ask first, before you say who sent you."
    )  # fmt: skip
    if brief.name_permission == "no":
        text = _("Do not use {name}’s name.") if who else _("Do not say who sent you.")
    return ((Run(text.format(name=who), "bold", "alarm"),),)


def no_expertise(brief: "Brief", person: "BriefPerson") -> tuple[Runs, ...]:
    """A page without it says so (P30)."""
    if len(brief.people) > 1 or not person.name.strip():
        return ((Run(_("Not noted yet. Ask early what they know best."), ink="quiet"),),)
    text = _("Not noted yet. Ask early what {name} knows best.").format(name=them(brief))
    return ((Run(text, ink="quiet"),),)


def with_quiet_end(text: str) -> Runs:
    """A remark in brackets at the end is said more quietly."""
    match = re.fullmatch(r"(.*\S)\s+(\([^()]*\))", text.strip(), re.DOTALL)
    return (Run(match[1]), Run(match[2], ink="quiet")) if match else (Run(text),)


def about_title(brief: "Brief") -> str:
    """Heading of what you know of them."""
    name = _one(brief)
    return _("About {name}").format(name=name) if name else _("About them")


def needs_title(brief: "Brief") -> str:
    """Heading of what they need (P23)."""
    name = _one(brief)
    return _("What {name} needs").format(name=name) if name else _("What they need")


def expertise_title() -> str:
    """Heading of what they know best (P30)."""
    return _("Expert in")


def promises_title() -> str:
    """Heading of what was promised, either way (B06)."""
    return _("Promises")


def favors_title() -> str:
    """Heading of who owes whom (P27)."""
    return _("Favors")


def plan_b_title() -> str:
    """Heading of plan B (P19)."""
    return _("If it goes sideways")


def bring_title() -> str:
    """Heading of what to take along (P40)."""
    return _("Bring")


def missing_title() -> str:
    """Heading of what the meeting is not ready with."""
    return _("Still to prepare")


def notes_title() -> str:
    """Heading of plain room to write."""
    return debriefs.rooms()["notes"]


# --- right column ---


def questions_title() -> str:
    """Heading of the questions (P34)."""
    return debriefs.rooms()["answers"]


def ask_title() -> str:
    """Heading of the one ask (P15)."""
    return debriefs.rooms()["ask_outcome"]


def ask(brief: "Brief") -> tuple[Runs, ...]:
    """The ask and what you give for it, together (P06, P16)."""
    asked, offered = brief.ask.strip(), brief.offer.strip()
    items: list[Runs] = []
    if asked:
        items.append((Run(asked, "bold"),))
    if offered:
        items.append((Run(_("In return:"), "bold", "quiet"), Run(offered)))
    elif asked:
        items.append((Run(_("No offer yet — what could you give back?"), "italic", "quiet"),))
    return tuple(items)


def what_you_bring_title() -> str:
    """Heading of what you can tell them (P29)."""
    return _("What you bring")


# --- foot ---


def names_title() -> str:
    """Heading of the names you leave with (P41)."""
    return debriefs.rooms()["names"]


def names_columns(brief: "Brief") -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """What to write of each name, and whether you may say who gave it (B04); long, then shorter."""
    name = _one(brief)
    company: tuple[str, ...] = (
        _("Company, how they know them"),
        _("Company, how known"),
        _("Company"),
    )
    may: tuple[str, ...] = (_("May I use your name?"),)
    if not name:
        return _("Name"), company, may
    company = (_("Company, how {name} knows them").format(name=name), *company)
    may = (_("May I use {name}’s name?"), _("Use {name}’s name?"), *may)
    return _("Name"), company, tuple(wording.format(name=name) for wording in may)


def yes_or_no() -> tuple[str, str]:
    """The two boxes behind each name."""
    return _("yes"), _("no")


def afterwards_title() -> str:
    """Heading of what to do when it is over."""
    return debriefs.rooms()["afterwards"]


def afterwards(brief: "Brief") -> tuple[str, ...]:
    """What is always to be done, when nothing else was written down (B02)."""
    name = _one(brief)
    thank = (
        _("Thank {name} within a day").format(name=name) if name else _("Thank them within a day")
    )
    return thank, _("Type this page up")
