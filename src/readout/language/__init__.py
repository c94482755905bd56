"""The language room: a page's text in, sentences, tokens, tags, arcs and cue scores out."""
