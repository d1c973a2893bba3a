from tusoi.rules.authority import Actor


class Signed:
    """Signs everybody in as one fictional person, or nobody at all when asked so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = None if "nobody" in request.GET else Actor(name="Trần Thị Mẫu")
        return self.get_response(request)
