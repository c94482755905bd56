"""The local web page: a store seen in a browser, each claim one click from its words.

How a page is made
------------------
A page is a module of ``pages/`` with a list ``ROUTES`` of Starlette routes; its name stands in
``pages/__init__.py``, once. Its handlers are plain functions (no ``async``), so Starlette runs them
in threads and a slow query keeps nobody else waiting::

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from readout.view.web.filters import EVENTS
    from readout.view.web.view import View

    def network(request: Request) -> Response:
        view = View(request)
        where, values = view.filter.events()
        pairs = view.rows(f"SELECT v.sources, v.targets {EVENTS} WHERE {where} LIMIT 500", values)
        return view.page("network.html", "Network", pairs=pairs)

    ROUTES = [Route("/network", network, name="network")]

- ``view.filter`` is the one :class:`~readout.view.web.filters.Filter` of the address. ``events()``
  gives SQL over ``EVENTS`` (alias ``v``: an event with its day, article and place), ``articles()``
  over ``ARTICLES`` (alias ``a``), each with its parameters; what stands behind these names is in
  ``quick.py``. ``filter.query(type="ASSAULT")`` is a query string with a change, for links.
- ``view.rows`` gives dicts, ``view.row`` the first or None, ``view.record(ref)`` a whole record,
  ``view.cached(key, make)`` keeps a value until the store or the filter changes.
- ``view.page(template, title, **names)`` renders; templates extend ``base.html`` and fill the block
  ``main`` (and ``head`` for own scripts and styles). Everything is escaped and made visible;
  **never** use ``|safe``. No inline script, style or handler: the policy of the page forbids them.
  A value for a script goes into a ``data-`` attribute or is fetched as JSON from a route.
- ``view.csv(name, sql, values)`` streams a download; ``view.json(value)`` answers a script. A plot
  gets ``class="plot"`` around its ``<svg>`` and buttons ``data-save="svg"`` and ``data-save="png"``
  in the same element; ``static/save.js`` does the rest.
- A page is bounded: always a LIMIT, ``view.offset`` and ``view.pager(total, size)`` to go on.
- Raise :class:`~readout.view.web.problem.PageError` (or any ``ReadoutError``): it becomes a page
  with one clear sentence. The store may be locked or gone at any request; that is handled around
  you.

Files: ``templates/NAME.html``, ``static/NAME.css`` and ``static/NAME.js``, one set for each page.
Colours, type and spacing are the variables at the head of ``static/base.css``.
"""
