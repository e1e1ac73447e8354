"""Who may change the register."""

from ideenschmiede.base.rules import is_office, is_operator

may_import = is_office | is_operator
