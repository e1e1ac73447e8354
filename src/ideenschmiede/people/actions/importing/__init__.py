"""From a table that somebody brings to persons, in steps that can be looked at before anything is written.

`fields`: what a column can become, and which columns look like it · `rows`: one row → one draft, or why not ·
`known`: who is there already · `plan`: all rows against them
"""
