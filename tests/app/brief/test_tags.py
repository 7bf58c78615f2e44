"""What the words of a page are to whoever hears it instead of seeing it."""

from datetime import datetime

from app.brief import layout
from app.brief.content import Brief
from app.brief.page import Page, Text


def said(page: Page, role: str) -> list[str]:
    """The words of each such thing on the page."""
    ends = [tag.at for tag in page.tags[1:]] + [len(page.items)]
    return [
        " ".join(item.text.strip() for item in page.items[tag.at : end] if isinstance(item, Text))
        for tag, end in zip(page.tags, ends, strict=True)
        if tag.role == role
    ]


def test_the_page_says_which_words_are_headings_and_items_of_lists(
    rich: Brief, printed_at: datetime
) -> None:
    page = layout.lay_out(rich, paper="a4", printed_at=printed_at)

    assert said(page, "H1") == ["Dana Okafor"]
    assert "FOCUSED QUESTIONS" in said(page, "H2")
    assert said(page, "Lbl") == ["1", "2", "3", "4"]
    assert {*rich.bring, *rich.questions, *rich.afterwards} <= {*said(page, "LBody")}
    assert len(said(page, "TH")) == 3
    assert said(page, "TD").count("yes no") == said(page, "TR").count("") - 1


def test_a_picture_of_the_time_plan_is_told_in_words(rich: Brief, printed_at: datetime) -> None:
    page = layout.lay_out(rich, paper="a4", printed_at=printed_at)

    (plan,) = [tag for tag in page.tags if tag.role == "Figure"]

    assert "Dana talks: the path" in plan.alt
    assert "min)" in plan.alt
