"""The floor of P4: a list page as Django alone makes it: signed in, 50 rows of one subtree, one template."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

TEMPLATE = """<!doctype html><title>bare</title><p>{{ request.user }}</p><table>{% for row in rows %}<tr>
<td><a href="/people/{{ row.id }}/">{{ row.full_name }}</a></td><td>{{ row.card_number }}</td>
<td>{{ row.branch__name }}</td></tr>{% endfor %}</table>"""


@login_required
def people(request: HttpRequest) -> HttpResponse:
    from tusoi.organizations.models import Person

    at = request.GET["path"]
    rows = Person.objects.filter(home_path__gte=at, home_path__lt=at + "[").order_by("home_path", "sort_key", "id")
    found = rows.values("id", "full_name", "card_number", "branch__name")[:50]
    return HttpResponse(engines["django"].from_string(TEMPLATE).render({"rows": found}, request))


urlpatterns = [path("bare/", people), path("", include("tusoi.project.urls"))]
