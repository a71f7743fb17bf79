"""Pictures of the shop itself: the home page's still life."""

import kitchen
import light
import materials as m
import rooms
import shapes as s
import table
from pictures import *


@picture("hero", pitch=9, ground="oat", fill=0.9, aspect=2.0)
def _():
    forms = s.at(table.teapot(KELP), -0.2, 0.25, turn=4)
    forms += s.at(table.harbour_mug(TIDE), 1.35, -0.35, turn=-28)
    forms += s.at(kitchen.store_jar(CHALK, 1.75, 0.58), -1.75, 0.6)
    forms += s.at(kitchen.store_jar(SLATE, 1.1, 0.48), -2.75, 0.15)
    forms += s.at(rooms.bud_vase(RUST), 2.3, 0.45)
    forms += s.at([s.vessel([(0.2, 0), (0.25, 0.03), (0.36, 0.14), (0.38, 0.28)], m.glaze(INK, 0.1, dip=(0.04, CLAY)), 0.035, 0.06)], -1.15, -0.75)
    for x, y, h in ((3.05, 0.1, 1.1), (3.55, 0.35, 0.7)):
        forms += s.at(light.stick(h), x, y)
    return forms
