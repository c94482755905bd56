"""Names in the network do not stand on each other."""

from __future__ import annotations

import numpy as np

from readout.view.web.plots.network import HEIGHT, apart


def test_names_at_one_height_are_moved_apart() -> None:
    names = ["Brussels", "Belarusian potash magnate", "far away"]
    points = np.array([[100.0, 200.0], [110.0, 200.0], [800.0, 200.0]])
    found = apart(points, names, np.full(3, 6.0))
    assert abs(found[0, 1] - found[1, 1]) > 15
    assert found[2, 1] == 200
    assert (found[:, 0] == [100, 110, 800]).all()


def test_more_names_than_there_is_room_for_stay_inside() -> None:
    found = apart(np.full((120, 2), 300.0), ["somebody"] * 120, np.full(120, 6.0))
    assert np.isfinite(found).all()
    assert found[:, 1].min() >= 0
    assert found[:, 1].max() <= HEIGHT


def test_large_circles_do_not_stand_on_each_other() -> None:
    points = np.array([[100.0, 200.0], [110.0, 210.0]])
    found = apart(points, ["A", "B"], np.array([20.0, 16.0]))
    assert abs(found[0, 1] - found[1, 1]) >= 36
