"""How the network is composed, against the register: which kinds of place are missing.

`spread`: the comparison itself, a pure function · `reading`: its figures from the directory and the register
"""
