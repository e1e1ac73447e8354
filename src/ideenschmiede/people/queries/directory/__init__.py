"""Who is in the network, as a list that filters, counts, searches and compares places in milliseconds.

`shelf`: all persons as columns in memory · `listing`: what an address asks of them · `cards`: what a page of them shows
"""
