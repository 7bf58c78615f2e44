import json
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.domain import wording_file
from app.domain.wording import KINDS, Rules, check

RULE = {
    "id": "hire-me", "practice": "P01", "kinds": ["ask", "message"], "stages": ["info_only"],
    "patterns": ["hire me"], "reason": "It asks for a job.", "better": "Ask how they hire.",
    "marks": ["Hire me."], "passes": ["Who hired you?"],
}  # fmt: skip
TIME = {
    "numbers": {"a": 1, "an": 1, "half": 0.5, "quarter": 0.25, "one": 1, "two": 2, "three": 3,
                "twenty": 20, "forty": 40, "five": 5, "thirty": 30},
    "units": {"minute": 1, "minutes": 1, "min": 1, "hour": 60, "hours": 60, "day": 480},
    "between": ["a", "an", "of", "or", "full"],
    "joins": ["and"],
}  # fmt: skip


def rules(*patterns: str, **more) -> Rules:
    made = wording_file.read(
        {
            "rules": [RULE | {"patterns": list(patterns)} | more],
            "time": TIME,
            "lists": {"job": ["job", "jobs"]},
            "abbreviations": ["Dr"],
        }
    )
    assert not made.problems
    return made


def marked(text: str, *patterns: str, **more) -> list[str]:
    """What is underlined."""
    found = check(text, rules(*patterns, **more), kind="ask")
    return [text[mark.start : mark.end] for mark in found]


# Where a rule holds.


def test_a_mark_says_where_which_practice_why_and_what_would_be_better():
    (mark,) = check("Please hire me.", rules("hire me"), kind="ask")

    assert (mark.start, mark.end) == (7, 14)
    assert (mark.practice, mark.reason) == ("P01", "It asks for a job.")
    assert mark.better == "Ask how they hire."


def test_a_rule_holds_for_its_kinds_and_at_its_stages_only():
    """P01: the same words are in order once the door is open."""
    some = rules("hire me")

    assert check("Hire me", some, kind="message", stage="info_only")
    assert not check("Hire me", some, kind="question", stage="info_only")
    assert not check("Hire me", some, kind="message", stage="referred")
    assert not check("Hire me", some, kind="message", stage="applied")


def test_without_rules_nothing_is_marked():
    assert check("Hire me, all of you, asap!", Rules("de"), kind="ask") == ()


# What a pattern can say.


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("a|any job|place", "any place, a job", ["any place", "a job"]),
        ("any @job", "Any JOBS?", ["Any JOBS"]),
        ("any @job|work", "any work", ["any work"]),
        ("appreciat*", "I'd appreciate, be appreciative, not apprehend", ["appreciate",
                                                                         "appreciative"]),
        ("hire please? me", "hire me, hire please me", ["hire me", "hire please me"]),
        ("give .. job", "give me one new job", ["give me one new job"]),
        ("give .. job", "give me one very new job", []),
        ("give ..4 job", "give me one very new job", ["give me one very new job"]),
        ("give .. job", "give job, job", ["give job"]),
        ("^ any job", "Any job? Is there any job?", ["Any job"]),
        ("any job $", "Any job is fine. Give me any job!", ["any job"]),
        ("right $?", "You come, right? You are right.", ["right"]),
        ("my résumé", "My resume, my RÉSUMÉ, my re\u0301sume\u0301", ["My resume", "my RÉSUMÉ",
                                                                   "my re\u0301sume\u0301"]),
        ("i'll come", "I’ll come, I'll come", ["I’ll come", "I'll come"]),
        ("straße", "Die STRASSE", ["STRASSE"]),
        ("ﾊﾟ", "ﾊﾟ", ["ﾊﾟ"]),
    ],
)  # fmt: skip
def test_what_a_pattern_finds(pattern, text, found):
    assert marked(text, pattern) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("for two hours", ["two hours"]),
        ("for 60 minutes", ["60 minutes"]),
        ("for 1.5 hours, or 1,5 hours", ["1.5 hours", "1,5 hours"]),
        ("90min, 46 min", ["90min", "46 min"]),
        ("a full day", ["a full day"]),
        ("an hour", ["an hour"]),
        ("an hour and a half", ["an hour and a half"]),
        ("one and a half hours", ["one and a half hours"]),
        ("half a day", ["half a day"]),
        ("forty minutes or forty five minutes or 45 minutes", []),
        ("twenty minutes, half an hour, a half hour, a quarter of an hour", []),
        ("thirty minutes and an egg, thirty minutes a", []),
        ("forty and twenty minutes", ["forty and twenty minutes"]),
        ("half an hour and two minutes, an hour and a", ["an hour"]),
        ("two or three hours", ["two or three hours"]),
        ("an hour and twenty minutes", ["an hour and twenty minutes"]),
        ("an hour thirty minutes", ["an hour thirty minutes"]),
        ("an hour full minutes", ["an hour"]),
        ("twenty minutes and two hours", ["two hours"]),
        ("twenty ducks, two or three ducks, an old hour, a", []),
        ("two of a full full full full hours", []),
        ("5 p.m. or hours or days, hours", []),
        ("and so on for an hour", ["an hour"]),
    ],
)
def test_too_much_time_is_more_than_45_minutes_however_it_is_said(text, found):
    """P35: too much time."""
    assert marked(text, ">45") == found


def test_an_exception_in_the_sentence_lets_it_pass_and_only_there():
    given = {"unless": ["not|never .. hire me", "^ should you"]}

    assert marked("Do not ever hire me.", "hire me", **given) == []
    assert marked("Should you hire me, fine.", "hire me", **given) == []
    assert marked("Not now. Hire me later.", "hire me", **given) == ["Hire me"]
    assert marked("I wonder, should you hire me?", "hire me", **given) == ["hire me"]


def test_a_sentence_ends_at_its_stop_or_at_the_end_of_the_line():
    assert marked("Give me. A job", "give .. job") == []
    assert marked("Give me\na job", "give .. job") == []
    assert marked("Give Dr. Lee a job", "give ..4 job") == ["Give Dr. Lee a job"]
    assert marked("Give Dr.\nLee a job", "give ..4 job") == []
    assert marked("Give at 10.30 a job", "give ..4 job") == ["Give at 10.30 a job"]
    assert marked("Give me, really; a job", "give ..4 job") == []
    assert marked("Well (now!) a job", "^ a job") == ["a job"]


def test_what_others_said_is_not_held_against_the_person():
    assert marked("She said, “hire me”, and I laughed.", "hire me") == []
    assert marked('He asked: "hire me?" «Hire me.» „Hire me“', "hire me") == []
    assert marked("> Hire me\nHire me", "hire me") == ["Hire me"]
    assert marked("“Never. Ever.” Hire me", "^ hire me") == ["Hire me"]
    assert marked('A 5" pipe, then hire me', "hire me") == ["hire me"]


def test_where_two_patterns_meet_the_longest_mark_stays():
    assert marked("please hire me now", "hire me", "please .. me", "me now") == ["please hire me"]


def test_marks_of_different_practices_may_meet():
    made = wording_file.read({"rules": [RULE, RULE | {"id": "other", "practice": "P26"}]})

    assert [mark.practice for mark in check("hire me", made, kind="ask")] == ["P01", "P26"]


def test_characters_are_counted_as_python_counts_them():
    text = "🙂🙂 hire me"

    (mark,) = check(text, rules("hire me"), kind="ask")

    assert text[mark.start : mark.end] == "hire me"


@pytest.mark.parametrize(
    "nasty",
    [
        "a" * 100_000, "a " * 50_000, "give " * 20_000, "“" * 100_000, "\"'" * 50_000,
        "9" * 100_000, "two and " * 12_500, "!?." * 33_000, "\u0301" * 100_000, "a\u0301'" * 30_000,
        "hire me " * 12_500, ">" * 100_000, ">\n" * 50_000, "\n" * 100_000, "i'll " * 20_000,
        "could you write and " * 5_000, " \t" * 50_000,
    ],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_no_text_makes_the_check_run_away(nasty):
    """It ends, soon: every word is tried with a few patterns, none of them twice."""
    found = check(nasty, english(), kind="message")

    assert all(0 <= mark.start < mark.end <= len(nasty) for mark in found)
    assert all(one < other for one, other in pairwise(found))


SAID = st.lists(
    st.sampled_from(
        ["hire", "me", "I'll", "call", "you", "Dear", "all", "two", "hours", "of", "your", "time",
         "not", "any", "help", "asap", "“", "”", '"', ".", "?", "!", ",", ">", "🙂", "é", "\u0301"]
    ),
    max_size=30,
)  # fmt: skip


@given(SAID, SAID, st.sampled_from(["ask", "question", "message", "report"]))
def test_each_line_is_read_by_itself(one, other, kind):
    """So that an editor needs to read only the line that changed."""
    first, second = " ".join(one), " ".join(other)

    whole = check(f"{first}\n{second}", english(), kind=kind)

    behind = len(first) + 1
    assert whole == (
        *check(first, english(), kind=kind),
        *(replace(mark, start=mark.start + behind, end=mark.end + behind)
          for mark in check(second, english(), kind=kind)),
    )  # fmt: skip


# A file of rules.


def read(**rule) -> Rules:
    return wording_file.read({"rules": [RULE | rule, RULE | {"id": "good"}]}, file="xx.json")


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"practice": "P45"}, "“P45” is no practice of the field guide"),
        ({"practice": None}, "“practice” is missing, or no text"),
        ({"reason": " "}, "“reason” is missing, or no text"),
        ({"better": 3}, "“better” is missing, or no text"),
        ({"kinds": []}, "“kinds” is missing, or no list of texts"),
        ({"kinds": ["letter"]}, "“letter” is none of ask, question, message, report, offer"),
        ({"stages": ["landed"]}, "“landed” is none of info_only, referred, applied"),
        ({"patterns": "hire"}, "“patterns” is missing, or no list of texts"),
        ({"patterns": [1]}, "“patterns” is missing, or no list of texts"),
        ({"marks": []}, "“marks” is missing, or no list of texts"),
        ({"unles": ["not"]}, "nothing is called “unles”"),
        ({"patterns": ["hire me("]}, "pattern “hire me(”: “me(” is no single word"),
        ({"patterns": ["hire || me"]}, "pattern “hire || me”: “||” is no single word"),
        ({"patterns": ["a @job"]}, "pattern “a @job”: there is no list “job”"),
        ({"patterns": ["do*"]}, "pattern “do*”: “do*” needs three letters before the star"),
        ({"patterns": ["a .. ^ b"]}, "“^” stands at the very beginning, “$” at the very end"),
        ({"patterns": ["a $ b"]}, "“^” stands at the very beginning, “$” at the very end"),
        ({"patterns": [".. a"]}, "it has to begin with a word that may not be missing"),
        ({"patterns": ["a? b"]}, "it has to begin with a word that may not be missing"),
        ({"patterns": [""]}, "pattern “”: it has no word to look for"),
        ({"patterns": ["^ $"]}, "pattern “^ $”: it has no word to look for"),
        ({"patterns": ["a ..13 b"]}, "“..13” needs a number up to 12"),
        ({"patterns": ["a ...3 b"]}, "“...3” needs a number up to 12"),
        ({"patterns": [">x"]}, "“>x” needs a number up to 1000000"),
        ({"unless": ["a ..x b"]}, "pattern “a ..x b”: “..x” needs a number up to 12"),
    ],
)
def test_a_mistake_in_a_rule_is_explained_and_the_other_rules_still_work(broken, sentence):
    made = read(**broken)

    assert [rule.name for rule in made.rules] == ["good"]
    (problem,) = made.problems
    assert problem.startswith("xx.json, rule “hire-me”: ")
    assert sentence in problem
    assert problem.endswith(". It is left out.")


@pytest.mark.parametrize("one", [3, None, "hire me", {}, {"id": 4}, {"id": ""}])
def test_what_is_no_rule_is_named_by_its_number(one):
    made = wording_file.read({"rules": [RULE, one]}, file="xx.json")

    assert [rule.name for rule in made.rules] == ["hire-me"]
    assert made.problems[0].startswith("xx.json, rule number 2: ")


def test_two_rules_of_one_id_are_told_apart():
    made = wording_file.read({"rules": [RULE, RULE]}, file="xx.json")

    assert made.problems == ("xx.json, rule “hire-me”: another rule has this id. It is left out.",)


@pytest.mark.parametrize("data", [None, [], "rules", {}, {"rules": {}}])
def test_a_file_without_rules_marks_nothing_and_says_so(data):
    made = wording_file.read(data, language="xx", file="xx.json")

    assert made == Rules(
        "xx", problems=("xx.json: there is no list of “rules”; nothing is marked.",)
    )


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"lists": []}, "xx.json, “lists”: “lists” is no list of names. It is left out."),
        ({"lists": {"job": "job"}},
         "xx.json, “lists”: “job” is missing, or no list of texts. It is left out."),
        ({"time": {"numbers": {"two": "2"}}},
         "xx.json, “time”: “two” has no number. It is left out."),
        ({"time": {"units": {"hour": True}}},
         "xx.json, “time”: “hour” has no number. It is left out."),
        ({"time": {"joins": "and"}},
         "xx.json, “time”: “joins” is missing, or no list of texts. It is left out."),
        ({"abbreviations": "Dr"},
         "xx.json, “abbreviations”: “abbreviations” is missing, or no list of texts."
         " It is left out."),
    ],
)  # fmt: skip
def test_a_mistake_around_the_rules_is_explained_too(more, problem):
    made = wording_file.read({"rules": [RULE]} | more, file="xx.json")

    assert made.problems == (problem,)
    assert check("hire me", made, kind="ask")


# The English rules.


@lru_cache
def english() -> Rules:
    data = json.loads(paths.resource("wording", "en.json").read_text("utf-8"))
    return wording_file.read(data, language="en", file="en.json")


def alone(rule) -> Rules:
    shipped = english()
    return Rules("en", (rule,), shipped.times, shipped.abbreviations)


def test_the_english_file_has_no_mistake():
    assert english().problems == ()


def test_the_english_rules_cover_every_practice_of_the_check():
    """P01 P05 P15 P26 P35."""
    assert {rule.practice for rule in english().rules} == {"P01", "P05", "P15", "P26", "P35"}


@pytest.mark.parametrize("rule", english().rules, ids=lambda rule: rule.name)
def test_the_examples_of_a_rule_are_marked_and_passed(rule):
    for text in rule.marks:
        assert any(check(text, alone(rule), kind=kind) for kind in rule.kinds), text
    for text in rule.passes:
        for kind in rule.kinds:
            assert not check(text, english(), kind=kind), text


def test_no_question_that_ships_with_the_program_is_marked():
    bank = json.loads(paths.resource("questions", "en.json").read_text("utf-8"))

    for asked in bank.values():
        for question in asked:
            assert not check(question, english(), kind="question"), question


def test_no_message_template_that_ships_with_the_program_is_marked():
    """P05, P35: what we propose to write passes our own check."""
    for text in texts(json.loads(paths.resource("messages", "en.json").read_text("utf-8"))):
        for kind in ("message", "report"):
            assert not check(text, english(), kind=kind), text


@pytest.mark.parametrize(
    "text",
    [
        "Liebe Frau Okafor, hätten Sie nächste Woche zwanzig Minuten für mich? Ich suche nichts.",
        "Gibt es in Ihrem Team eine offene Stelle? Ich rufe Sie am Freitag um zehn an.",
        "Auriez-vous vingt minutes la semaine prochaine ? Je ne cherche pas de job.",
        "Merci d'avance, à bientôt, et mes amitiés à tous.",
        "¿Tendría usted un rato para hablar? No busco trabajo, solo su consejo.",
        "Máte příští týden dvacet minut? Nehledám práci, zajímá mě váš obor.",
    ],
)
def test_what_is_written_in_another_language_meets_no_english_rule(text):
    for kind in KINDS:
        assert not check(text, english(), kind=kind)


def texts(found) -> list[str]:
    """Every text in a file, wherever it stands."""
    if isinstance(found, str):
        return [found]
    inner = found.values() if isinstance(found, dict) else found
    return [text for one in inner for text in texts(one)]


DATA = Path(__file__).parents[2] / "data" / "wording"


def judged(half: str) -> tuple[float, float]:
    """Precision and recall of the practices found, over the sentences of a half."""
    right = found = wanted = 0
    for one in json.loads((DATA / f"{half}.json").read_text("utf-8")):
        marks = check(one["text"], english(), kind=one["kind"], stage=one["stage"])
        got, expected = {mark.practice for mark in marks}, set(one["expect"])
        right += len(got & expected)
        found += len(got)
        wanted += len(expected)
    return right / found, right / wanted


@pytest.mark.parametrize("half", ["develop", "judge"])
def test_the_english_rules_rarely_mark_what_is_polite(half):
    precision, recall = judged(half)

    assert precision >= 0.95
    assert recall >= 0.8


def test_on_sentences_of_other_people_the_rules_miss_much_and_still_mark_little_amiss():
    """Reworded from letters and complaints that others published; no rule was written after them.

    More than half of what should be marked there passes: whoever adds rules adds sentences, too.
    """
    precision, recall = judged("published")

    assert precision >= 0.9
    assert recall >= 0.4
