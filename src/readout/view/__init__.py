"""Records made visible: one self-contained HTML page now, the local web page later."""
