"""The names that were written for the project: what is read of a list."""

from training.names.written import written


def test_names_are_parted_by_commas_and_go_on_over_lines(tmp_path):
    (tmp_path / "a.txt").write_text("# Orbex, no name\nVorland\nFishing Union, Ost & West,\nTVO\n")
    assert list(written(tmp_path)) == [
        "Vorland Fishing Union", "Ost & West", "Ost and West", "TVO",
    ]  # fmt: skip


def test_the_lists_are_long_and_without_empty_names():
    names = list(written())
    assert len(names) > 6000
    assert all(name and name == name.strip() for name in names)
