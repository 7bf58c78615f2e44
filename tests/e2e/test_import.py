"""Files from elsewhere come in through the window, by keyboard, and leave again by one undo."""

import shutil

from tests.e2e.screen import ROOT, until


def test_two_files_are_chosen_looked_at_and_imported_without_a_mouse(start, home):
    data = ROOT / "tests" / "data" / "exchange"
    shutil.copy(data / "iphone_30.vcf", home.folder / "phone.vcf")
    shutil.copy(data / "linkedin.csv", home.folder / "Connections.csv")
    book = home.data / "My search.bridgebook"

    window = start()
    window.reads("Bridgebook")
    window.press("alt+i")
    window.reads("Import")
    window.press("Return")
    window.reads("Choose files to import")
    window.type('"phone.vcf" "Connections.csv"')
    window.screen.picture("import-1-choose")
    window.press("Return")
    window.reads("Import")
    window.press("Tab")  # waits until the files are read
    window.screen.picture("import-2-found")
    assert home.listing("contacts", book) == []

    window.press("ctrl+Return")
    until(lambda: len(home.listing("contacts", book)) == 5, "nobody was imported")
    window.screen.picture("import-3-done")
    people = {person["name"]: person["organization"] for person in home.listing("contacts", book)}
    assert people["Amara Okafor"] == "Tidewater Rail"
    assert people["Ada Byron"] == "Analytical Engines Ltd"

    window.press("ctrl+z")
    until(lambda: home.listing("contacts", book) == [], "they are still there")
