"""What rules decide once each line has a role: cuts in lines, quotes, lists, notes, datelines."""

from __future__ import annotations

from readout.knowledge.page_words import note_pattern, note_triggers
from readout.page.captions import split_caption_credit
from readout.page.dateline import find_dateline
from readout.page.plain.lines import Lines
from readout.record.types import Role

Cut = tuple[Role, int, int]
_BULLETS = ("* ", "• ", "· ", "◦ ", "▪ ", "- ")


def apply_rules(lines: Lines, roles: list[Role]) -> list[Cut]:
    """The final spans, in order."""
    cuts: list[Cut] = []
    opened = False
    for i, role in enumerate(roles):
        start, end, line = lines.start[i], lines.end[i], lines.line[i]
        if role in ("caption", "credit"):
            parts = split_caption_credit(line) if role == "caption" else [(role, 0, len(line))]
            cuts += [(r, start + a, start + b) for r, a, b in parts]
            continue
        if role in ("paragraph", "standfirst", "dateline"):
            found = find_dateline(line) if not opened or role == "dateline" else None
            opened = opened or (role == "paragraph" and len(line) > 60)
            if found is not None and found[0] < len(line):
                cuts.append(("dateline", start, start + found[0]))
                start += found[0]
                while lines.text[start].isspace():
                    start += 1
                if role == "dateline":
                    role = "paragraph"
            elif found is not None:
                role = "dateline"
            elif role == "dateline" and len(line) > 60:
                role = "paragraph"
        if role == "paragraph":
            role = _kind(line)
        elif role == "chrome" and _is_note(lines, i, roles):
            role = "editorial_note"
        cuts.append((role, start, end))
    return cuts


def _kind(line: str) -> Role:
    """Paragraph, or one of its kinds: a list item by its bullet, a quote by its Markdown sign."""
    if line.startswith(_BULLETS) and not line.startswith("- "):
        return "list"
    return "quote" if line.startswith("> ") else "paragraph"


def _is_note(lines: Lines, i: int, roles: list[Role]) -> bool:
    """A cue of an editor's note on a line near the body."""
    line = lines.line[i]
    if not 12 < len(line) < 500:
        return False
    near = roles[max(0, i - 12) : i + 6]
    if "paragraph" not in near and "standfirst" not in near:
        return False
    triggers = note_triggers()
    if not any(w.lower() in triggers for w in lines.words[i]):
        return False
    return note_pattern().search(line) is not None
