"""What can be done, noun by noun: the only writers, each verb one `with edit(…)`."""
