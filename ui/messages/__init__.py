"""Writing a message: drafted from the book, the person's to change, recorded when it was sent."""
