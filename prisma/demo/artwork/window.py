"""Pictures of the shop itself: the home page's still life."""

import kitchen
import light
import materials as m
import rooms
import shapes as s
import table
from pictures import *



def still_life(lit=False):
    forms = s.at(table.teapot(KELP), -0.35, 0.2, turn=4)
    forms += s.at(table.harbour_mug(TIDE), 1.0, -0.45, turn=-28)
    forms += s.at(kitchen.store_jar(CHALK, 1.75, 0.58), -1.5, 0.75)
    forms += s.at(kitchen.store_jar(SLATE, 1.1, 0.48), -2.3, 0.1)
    forms += s.at(rooms.bud_vase(RUST), 1.75, 0.5)
    forms += s.at([s.vessel([(0.2, 0), (0.25, 0.03), (0.36, 0.14), (0.38, 0.28)], m.glaze(INK, 0.1, dip=(0.04, CLAY)), 0.035, 0.06)], -1.25, -0.8)
    for x, y, h in ((2.4, 0.05, 1.1), (2.85, 0.4, 0.7)):
        forms += s.at(light.stick(h, lit), x, y)
    return forms


# The words of the page stand to the left, where nothing else does.
SEEN = {"pitch": 9, "aspect": 2.4, "fill": 0.58, "look": (-0.46, 0.02, 0)}
picture("hero", ground="oat", **SEEN)(still_life)
picture("hero-evening", ground="slate", light=0.14, **SEEN)(lambda: still_life(lit=True))
