"""What is asked, owed, needed and promised: four lists, a form for a line of each."""
