"""Operations of the API, as modules declare them: `ROUTER = ApiRouter("requests", rights={…})`, of slot `api_routers`.

Each declares the right it asks for and whether what it shows is personal data. The kit does the rest as pages have it:
the right and the token's, rows by pages, what somebody looked at, what counts once, and what was changed meanwhile.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar, get_type_hints

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Header, Query, Router

from property_ops.framework.rest.answers import answer, page_of
from property_ops.framework.rest.door import ApiRequest, ByToken, entered
from property_ops.framework.rest.errors import IfMatchMissing
from property_ops.framework.rest.looking import record_list, record_look
from property_ops.framework.rest.once import Inside, Rows, once, replayed, under_lock
from property_ops.framework.rest.rows import ApiProblem, ApiRow, ListOf

__all__ = ["ApiRequest", "ApiRouter"]

MOST_ROWS, USUAL_ROWS = 200, 50
LONGEST_KEY = 100
REFUSALS = frozenset({400, 401, 403, 404, 409, 422, 429, 503})
_PLACE = re.compile(r"\{(?:(\w+):)?(\w+)\}")

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class ApiOperation:
    method: str
    path: str
    right: str
    personal_data: bool


class ApiRouter(Router):
    """The operations of one module. `rights` names in words what a token can be given for them."""

    def __init__(self, name: str, *, rights: Mapping[str, Any]) -> None:
        super().__init__(tags=[name])
        self.rights, self.declared = rights, list[ApiOperation]()

    def listing(
        self, path: str, *, right: str, of: type[ApiRow], personal_data: bool
    ) -> Callable[[Function], Function]:
        """GET of many. The function gives what the reader may see of them, unordered: they come by their keys."""

        def declare(function: Function) -> Function:
            def view(request: Any, after: str | None = None, limit: int = USUAL_ROWS, **asked: Any) -> HttpResponse:
                with entered(request, asked, on_paper=False):
                    rows, following = page_of(function(request, **asked), after=after, limit=limit)
                    items = [of.of(row, request.user) for row in rows]
                    response = answer(request, ListOf[of](items=items, next=following))  # type: ignore[valid-type]
                    if following:
                        response.headers["Link"] = f'<{_next_of(request, following)}>; rel="next"'
                    if personal_data and response.status_code == 200:
                        record_list(request, len(items))
                return response

            answers: Any = {200: ListOf[of]}  # type: ignore[valid-type]
            self._declare("GET", path, view, function, right, personal_data, answers, _PAGING)
            return function

        return declare

    def single(self, path: str, *, right: str, of: type[ApiRow], personal_data: bool) -> Callable[[Function], Function]:
        """GET of one. The function gives the row, of those that the reader may see, or None."""

        def declare(function: Function) -> Function:
            def view(request: Any, **asked: Any) -> HttpResponse:
                with entered(request, asked, on_paper=False):
                    row = function(request, **asked)
                    if row is None:
                        raise Http404
                    response = answer(request, of.of(row, request.user))
                    if personal_data and response.status_code == 200:
                        record_look(request)
                return response

            self._declare("GET", path, view, function, right, personal_data, {200: of, 304: None})
            return function

        return declare

    def making(
        self, path: str, *, right: str, of: type[ApiRow], personal_data: bool, rows: Rows, at: str
    ) -> Callable[[Function], Function]:
        """POST of a new thing, which counts once. The function makes it; it is shown as among `rows`, and is `at`."""

        def declare(function: Function) -> Function:
            def view(request: Any, idempotency_key: str, **given: Any) -> HttpResponse:
                with entered(request, given, on_paper=True):
                    key, is_new = once(request, idempotency_key, request.user, lambda: function(request, **given).pk)
                    made = of.of(get_object_or_404(rows(request.user), pk=key), request.user)
                    headers = {"Location": request.path.removesuffix(path) + at.format(**made.model_dump())}
                    return answer(request, made, status=201, headers=headers | replayed(is_new))

            self._declare("POST", path, view, function, right, personal_data, {201: of}, _KEY)
            return function

        return declare

    def acting(
        self,
        path: str,
        *,
        right: str,
        of: type[ApiRow],
        personal_data: bool,
        rows: Rows,
        by: str,
        inside: Inside = nullcontext,
    ) -> Callable[[Function], Function]:
        """POST that does something to one of `rows`, found `by` what the path names; the function gets the row."""

        def declare(function: Function) -> Function:
            def view(request: Any, idempotency_key: str, **given: Any) -> HttpResponse:
                with entered(request, given, on_paper=True):
                    row = get_object_or_404(rows(request.user), **{by: given.pop(by)})
                    act = under_lock(request, row, of, rows, inside, lambda fresh: function(request, fresh, **given))
                    key, is_new = once(request, idempotency_key, request.user, act)
                    after = get_object_or_404(rows(request.user), pk=key)
                    return answer(request, of.of(after, request.user), headers=replayed(is_new))

            errors = {200: of, frozenset({412}): ApiProblem}
            self._declare("POST", path, view, function, right, personal_data, errors, _KEY, skip=1)
            return function

        return declare

    def changing(
        self,
        path: str,
        *,
        right: str,
        of: type[ApiRow],
        personal_data: bool,
        rows: Rows,
        by: str,
        inside: Inside = nullcontext,
    ) -> Callable[[Function], Function]:
        """PATCH of one of `rows` as it was read: If-Match must say so. Sent twice, the second finds it changed."""

        def declare(function: Function) -> Function:
            def view(request: Any, **given: Any) -> HttpResponse:
                with entered(request, given, on_paper=True):
                    if not request.headers.get("If-Match"):
                        raise IfMatchMissing
                    row = get_object_or_404(rows(request.user), **{by: given.pop(by)})
                    with transaction.atomic():
                        key = under_lock(
                            request, row, of, rows, inside, lambda fresh: function(request, fresh, **given)
                        )()
                    return answer(request, of.of(get_object_or_404(rows(request.user), pk=key), request.user))

            errors = {200: of, frozenset({412, 428}): ApiProblem}
            self._declare("PATCH", path, view, function, right, personal_data, errors, skip=1)
            return function

        return declare

    def _declare(
        self,
        method: str,
        path: str,
        view: Any,
        function: Any,
        right: str,
        personal_data: bool,
        answers: Mapping[Any, Any],
        more: Mapping[str, tuple[Any, Any]] | None = None,
        skip: int = 0,
    ) -> None:
        if right not in self.rights:
            raise ValueError(f"{function.__module__}.{function.__name__} asks for {right}, which the router names not")
        hints = get_type_hints(function, include_extras=True)
        kept = list(inspect.signature(function).parameters.values())[1 + skip :]
        named = [one.replace(annotation=hints[one.name], kind=inspect.Parameter.KEYWORD_ONLY) for one in kept]
        named += [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, (kind, default) in (more or {}).items()
        ]
        named += _of_path(path, {one.name for one in named})
        request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        view.__signature__ = inspect.Signature([request, *named])
        view.__name__, view.__module__ = function.__name__, function.__module__
        words = inspect.cleandoc(function.__doc__ or "")
        shown = "What it shows is personal data: who looked at it is recorded." if personal_data else ""
        described = "\n\n".join(filter(None, [words, f"Right: `{right}`.", shown]))
        self.declared.append(ApiOperation(method, path, right, personal_data))
        self.api_operation(
            [method],
            path,
            auth=ByToken(right),
            response={**answers, REFUSALS: ApiProblem},
            operation_id=function.__name__,
            summary=words.partition("\n")[0].rstrip("."),
            description=described,
        )(view)


_PAGING: dict[str, tuple[Any, Any]] = {
    "after": (str | None, Query(None, max_length=40, description="`next` of the page before")),
    "limit": (int, Query(USUAL_ROWS, ge=1, le=MOST_ROWS)),
}
_KEY: dict[str, tuple[Any, Any]] = {
    "idempotency_key": (str, Header(..., alias="Idempotency-Key", min_length=1, max_length=LONGEST_KEY))
}


def _of_path(path: str, said: set[str]) -> Iterator[inspect.Parameter]:
    """What the path names and the function does not take: by it the row is found."""
    for kind, name in _PLACE.findall(path):
        if name not in said:
            of_kind = int if kind == "int" else str
            yield inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=of_kind)


def _next_of(request: ApiRequest, cursor: str) -> str:
    asked = request.GET.copy()
    asked["after"] = cursor
    return f"{request.path}?{asked.urlencode()}"
