"""What a page says about its article: headline, authors, date, outlet, language, kind."""
