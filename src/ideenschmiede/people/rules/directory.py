"""Who may see how the network is composed, and who may bring and take away tables of persons."""

from ideenschmiede.base.rules import in_network, is_office

may_see_balance = in_network
may_import_persons = is_office
may_export_persons = is_office
