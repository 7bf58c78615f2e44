"""What stands in an editor as plain data, so that a form in progress can be kept and put back."""

from datetime import date
from typing import Any

from ui.meetings.when import When
from ui.widgets.dates import Date
from ui.widgets.editor import Editor, Entry
from ui.widgets.ordered import Ordered
from ui.widgets.picker import Picker
from ui.widgets.rows import Rows


def plain(editor: Editor) -> Any:
    """What was typed, also where it cannot be read."""
    if isinstance(editor, Date):
        return editor.line.text()
    if isinstance(editor, When):
        return editor.typed()
    value = editor.value()
    if isinstance(editor, Ordered):
        return {"entries": [_told(one) for one in value], "line": editor.line.text()}
    if isinstance(editor, Rows):
        return [{name: _told(cell) for name, cell in row.items()} for row in value]
    if isinstance(value, list):
        return [_told(one) for one in value]
    return _told(value)


def put_back(editor: Editor, value: Any) -> None:
    """Fill in what `plain` gave."""
    if isinstance(editor, Date):
        editor.line.setText(value)
    elif isinstance(editor, When):
        editor.retype(value)
    elif isinstance(editor, Ordered):
        editor.set_value([_read(one) for one in value["entries"]])
        editor.line.setText(value["line"])
    elif isinstance(editor, Picker):
        editor.set_value(_read(value))
    elif isinstance(editor, Rows):
        editor.set_value([{name: _read(cell) for name, cell in row.items()} for row in value])
    elif isinstance(value, list):
        editor.set_value([_read(one) for one in value])
    else:
        editor.set_value(value)


def _told(value: Any) -> Any:
    if isinstance(value, Entry):
        return {"entry": [value.id, value.text, value.subtitle]}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict) and "entry" in value:
        return Entry(*value["entry"])
    return date.fromisoformat(value["day"]) if isinstance(value, dict) and "day" in value else value
