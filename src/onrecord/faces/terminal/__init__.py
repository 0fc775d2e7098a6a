"""How readings, dossiers and reasons look to a person at a terminal.

Each position has a sign and a word of its own, so that nothing hangs on colour. What comes from a page is printed
without its control characters and never taken as markup: a page cannot steer the terminal.
"""
