"""Containers of many captures: web archives, feeds, lists of addresses with the pages beside."""
