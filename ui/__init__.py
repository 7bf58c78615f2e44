"""Everything on the screen. It asks `app` for rows and tells it what to do; it never sees a table.

A page in five lines (the file is `ui/<noun>/page.py` or `list.py`):

    class ContactList(Page):
        shows = frozenset({"contact", "position"})  # tables; a change of these refreshes the page
        def heading(self) -> str: return _("Contacts")
        def refresh(self) -> None: self._table.set_source(contacts.listing(self._text))
        def main_action(self) -> QAction: return self._add

and one line in `ui/pages.py`: `PageSpec("contacts", _("Contacts"), "contacts", make)`.

What there is to build with:

* `ui/pages.py` also has `CARDS`: a card per noun, so that `self.open_card("contact", id)` opens
  another noun's card without importing it.
* `widgets.page.Page`: `body` (layout), `banner`/`say(text, kind, action=)`, `open(page)` lays a
  card over the list, `closed` goes back, `go_to(name)`, `renewed`, `search(text)`, `may_close()`.
* `widgets.table`: `Table(columns, name=, empty=)`, `set_source(Source)`, `reload()`,
  `current_id()`, `selected_ids()`, `select(ids)`; signals `activated(id)`, `selected`,
  `sorted_by(name, backwards)`, `typed(text)`; `view.addAction(...)` fills the context menu.
  `Column(title, text, subtitle=, initials=, chips=, sort=, stretch=, width=, align=)`; without
  columns, rows are `Row(id, title, subtitle, trailing, chips, initials)`.
* `widgets.form`: `Form([Field(name, label, hint, editor)])`, `values()`, `set_values()`,
  `show_errors(invalid.errors)`, `editor(name)`, `is_edited()`, signal `edited(name)`.
* `widgets.editors`: `Line Text Lines Choice Number Check Tags`; `widgets.dates`:
  `Date Time Zone Moment`; `widgets.picker.Picker(search)`; `widgets.rows.Rows(fields, add=)`;
  `widgets.ordered.Ordered(add=)`. All answer `value()`, `set_value()`, `edited`; picked and
  ordered things are `editor.Entry(id, text, subtitle)`.
* `widgets.card`: `Card` (`body`), `Section(text)`, `Initials(letters)`; `widgets.chip`:
  `Chip(text, kind)`, `Mark(text, kind)`; `widgets.empty.Empty(icon, sentence, *actions)`;
  `widgets.preview.Preview().show_pdf(data)`.
* `actions.action(owner, text, slot, icon=, shortcut=)`, `actions.button(action, main=)`;
  `dialogs.explain/inform/confirm/choose/open_file(s)/save_file/show`; `jobs.Job`;
  `icons.icon(name)`, `theme.colours()`, `theme.role(widget, "subtle")`, `theme.GRID`.
"""
