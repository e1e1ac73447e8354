"""An address that answers with the only file in the folder `a`."""

from django.core.files.storage import default_storage
from django.urls import path

from ideenschmiede.base.files import serve


def one_file(request):
    (name,) = default_storage.listdir("a")[1]
    return serve(request, f"a/{name}", filename="Notiz")


urlpatterns = [path("datei/", one_file)]
