"""Everything on the screen. It asks `app` for rows and tells it what to do; it never sees a table.

A page in five lines (the file is `ui/<noun>/page.py` or `list.py`):

    class ContactList(Page):
        shows = frozenset({"contact", "position"})  # tables; a change of these refreshes the page
        def heading(self) -> str: return _("Contacts")
        def refresh(self) -> None: self._table.set_source(contacts.listing(self._text))
        def main_action(self) -> QAction: return self._add

and one line in `ui/pages.py`: `PageSpec("contacts", _("Contacts"), "contacts", make)`.

What there is to build with (each module's docstring shows how):

* `widgets.page.Page`: `body` (layout), `say(text, kind, action=)` puts a banner above it ("info",
  "warning", "error"), `open(page)` lays a card over it, `open_card("contact", id)` another noun's
  (`CARDS` in `ui/pages.py`), `closed` goes back, `go_to(name)`; `heading()`, `main_action()`,
  `page_actions()`, `search(text)` with `searches = True`, `may_close()`; signals `renewed` (heading
  or main action is another), `searched(text)` (letters for the search field), `corrected(text)`
  (what the search field shall say). Set a focus proxy: Enter and Down in the search field go there.
* `widgets.table`: `Table(columns, name=, empty=)`, `set_source(source)`, `reload()`,
  `current_id()`, `selected_ids()`, `select(ids)`, `show_order(by, backwards=)`, `rows()` in words;
  signals `activated(id)`, `selected`, `sorted_by(name, backwards)`, `typed(text)`;
  `view.addAction(...)` fills the context menu. A source has `ids()` and `rows(ids)`.
  `Column(title, text, subtitle=, initials=, chips=, sort=, stretch=, width=, align=, strong=,
  quiet=, spare=)`; without columns, rows are `Row(id, title, subtitle, trailing, chips, initials)`.
* `widgets.form`: `Form([Field(name, label, hint, editor)], width=)`, `values()` (raises `Invalid`
  for what cannot be read), `set_values()`, `show_errors(invalid.errors)`, `errors()`,
  `editor(name)`, `is_edited()`, signal `edited(name)`. Long ones go into `widgets.scroll.Scroll`.
* `widgets.marked`: `MarkedLine(kind=)`, `MarkedText(kind=)`, `set_stage(stage)`: a `Line` and a
  `Text` that underline what an "ask", "question", "message", "report" or "offer" should not say.
* `widgets.editors`: `Line Text Lines Choice Number Check Tags`; `widgets.dates`:
  `Date Time Zone Moment`; `widgets.picker.Picker(search, new=)`; `widgets.rows.Rows(fields, add=)`;
  `widgets.ordered.Ordered(add=)`. All answer `value()`, `set_value()`, `problem()`, `edited`;
  picked and ordered things are `editor.Entry(id, text, subtitle)`.
* `widgets.card`: `Card` (`body`), `Section(text)`, `Initials(letters)`; `widgets.chip`:
  `Chip(text, kind)`, `Mark(text, kind)` ("calm", "attention", "alarm", "plain");
  `widgets.empty.Empty(icon, sentence, *actions)`; `widgets.elided.Elided(text)` for names;
  `widgets.preview.Preview().show_pdf(data)`; `widgets.progress.Progress().run(job, doing)`.
* `keeping.Keeping(page, key, typed, failed)`: `soon()`, `now()`, `recall()`, `forget()`: what is
  typed is kept for after a crash. Enter presses every button: `keyboard.start(app)` sees to it.
* `actions.action(owner, text, slot, icon=, shortcut=)`, `actions.button(action, main=)`,
  `actions.icon_button(icon, name)`; `dialogs.explain/inform/confirm/choose/open_file(s)/save_file/
  show`; `jobs.Job(work)`; `printing.print_pdf/save_pdf(parent, data, title)`,
  with `sides=`, and `again=` to make the pages for another paper;
  `icons.icon(name)`, `theme.colours()`, `theme.role(widget, "subtle")`, `theme.GRID`.
* Tests: fixtures `book` and `answers`; `tests.ui.acting`: `do(window, "slot_name")`,
  `table(widget)`, `showing(qtbot, widget)`, `assert_accessible(widget)`.
"""
