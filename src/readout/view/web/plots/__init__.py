"""What the plots show, as plain values: queries over a filter, and where each mark stands.

Each module has a function from a connection and a WHERE clause (of
:meth:`~readout.view.web.filters.Filter.events`) to counts that are bounded however many events
there are, and functions from those to marks in pixels. Templates only write them down.
"""
