"""Addresses below /arbeitsgruppen/."""

from django.urls import URLPattern, path

from ideenschmiede.groups.views import documents, groups, handovers, members, tasks

app_name = "groups"
urlpatterns: list[URLPattern] = [
    path("", groups.groups, name="list"),
    path("<slug:slug>/", groups.group, name="detail"),
    path("<slug:slug>/auftrag/", groups.mandate, name="mandate"),
    path("<slug:slug>/auftrag/aendern/", groups.change_mandate, name="change_mandate"),
    path("<slug:slug>/zusammenarbeit/", groups.charter, name="charter"),
    path("<slug:slug>/zusammenarbeit/aendern/", groups.change_charter, name="change_charter"),
    path("<slug:slug>/sichtbarkeit/", groups.change_visibility, name="change_visibility"),
    path("<slug:slug>/verlauf/", groups.activity, name="activity"),
    path("<slug:slug>/vorschlagen/", members.suggest, name="suggest"),
    path("<slug:slug>/aufgaben/", tasks.tasks, name="tasks"),
    path("<slug:slug>/aufgaben/neu/", tasks.give, name="give_task"),
    path("<slug:slug>/aufgaben/<int:pk>/", tasks.task, name="task"),
    path("<slug:slug>/aufgaben/<int:pk>/aendern/", tasks.change, name="change_task"),
    path("<slug:slug>/aufgaben/<int:pk>/erledigt/", tasks.finish, name="finish_task"),
    path("<slug:slug>/aufgaben/<int:pk>/oeffnen/", tasks.reopen, name="reopen_task"),
    path("<slug:slug>/aufgaben/<int:pk>/streichen/", tasks.drop, name="drop_task"),
    path("<slug:slug>/dokumente/neu/", documents.add, name="add_document"),
    path("<slug:slug>/dokumente/<int:pk>/", documents.download, name="document"),
    path("<slug:slug>/dokumente/<int:pk>/zeigen/", documents.show, name="show_document"),
    path("<slug:slug>/dokumente/<int:pk>/entfernen/", documents.remove, name="remove_document"),
    path("<slug:slug>/uebergabe/", handovers.handovers, name="handovers"),
    path("<slug:slug>/uebergabe/neu/", handovers.begin, name="begin_handover"),
    path("<slug:slug>/uebergabe/<int:pk>/", handovers.handover, name="handover"),
    path("<slug:slug>/uebergabe/<int:pk>/schreiben/", handovers.write, name="write_handover"),
    path("<slug:slug>/uebergabe/<int:pk>/uebernehmen/", handovers.take_over, name="take_over"),
    path("<slug:slug>/abschluss/", handovers.close, name="close"),
]
