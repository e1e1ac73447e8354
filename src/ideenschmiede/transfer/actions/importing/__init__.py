"""From a table that somebody brings to practices, in steps that can be looked at before anything is written.

`targets`: what a column can become, and which columns look like it · `words`: words for status, outcome, topics ·
`values`: one cell → one value · `rows`: one row → one draft, or why not · `plan`: all rows against what is there.
"""
