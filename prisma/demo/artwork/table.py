"""Pictures of what is on the table: mugs and cups, bowls and plates, jugs and teapots."""

import math

import materials as m
import shapes as s
from pictures import *

# Mugs and cups


def harbour_mug(color, dip=True):
    g = m.glaze(color, 0.32, dip=(0.2, CLAY) if dip else None, rim=(0.9, "#a87a52"))
    body = s.vessel([(0.36, 0), (0.40, 0.03), (0.42, 0.2), (0.42, 0.6), (0.43, 0.95)], g, 0.035, 0.06)
    return [body, handle(0.42, 0.76, 0.26, 0.3, g)]


in_colors("harbour-mug", {"tidepool": TIDE, "chalk": CHALK, "ink": INK}, harbour_mug, pitch=17)


@picture("harbour-mug--pair", pitch=20, ground="mist", fill=0.8)
def _():
    return s.at(harbour_mug(CHALK), -0.4, 0.35, turn=200) + s.at(harbour_mug(TIDE), 0.42, -0.2, turn=-25) + s.at(harbour_mug(INK), -0.35, -0.62, turn=-150)


def thimble(color):
    g = m.glaze(color, 0.1, dip=(0.12, DARK_CLAY), rough=0.35)
    cup = [(0.24, 0), (0.28, 0.03), (0.30, 0.25), (0.29, 0.6)]
    return s.at([s.vessel(cup, g, 0.03, 0.05)], -0.36, 0.12) + s.at([s.vessel(cup, g, 0.03, 0.05)], 0.36, -0.1, turn=80)


in_colors("thimble-espresso-cups", {"kelp": KELP, "foam": FOAM}, thimble, pitch=22, ground="oat")


@picture("breakwater-mug", pitch=17, ground="mist")
def _():
    g = m.glaze(CHALK, 0.15, band=(0.36, 0.6, "#35566e"), rim=(1.0, "#8d6b4a"))
    return [s.vessel([(0.32, 0), (0.38, 0.04), (0.52, 0.4), (0.5, 0.75), (0.44, 1.02)], g, 0.04, 0.06), handle(0.47, 0.84, 0.3, 0.3, g, 0.05)]


def cup_and_saucer(color="#f2efe8"):
    g = m.glaze(color, 0, rough=0.12, coat=0.9)
    gold = m.metal("#c79c52", 0.2)
    saucer = s.vessel([(0.34, 0), (0.42, 0.03), (0.62, 0.07), (0.76, 0.13)], g, 0.03, 0.04)
    cup = [s.vessel([(0.2, 0), (0.24, 0.03), (0.36, 0.16), (0.44, 0.36), (0.47, 0.56)], g, 0.018, 0.05), handle(0.42, 0.47, 0.2, 0.2, g, 0.024, 1.3)]
    ring = s.lathe([(0.462, 0.545), (0.472, 0.548), (0.474, 0.565), (0.464, 0.57)], gold)
    return [saucer] + s.at([*cup, ring], 0, 0, 0.055, turn=-20)


picture("shell-cup-and-saucer", pitch=26, ground="dusk")(cup_and_saucer)


@picture("shell-cup-and-saucer--above", pitch=58, around=25, ground="dusk", fill=0.7)
def _():
    tea = s.lathe([(0, 0.41), (0.428, 0.41)], m.plain("#6b3416", 0.05, coat=1.0), smooth=False)
    return [*cup_and_saucer(), s.at(tea, 0, 0, 0.055)]


def ferry(color):
    g = m.glaze(color, 0.25, dip=(0.3, CLAY))
    body = s.vessel([(0.30, 0), (0.33, 0.03), (0.35, 0.5), (0.39, 1.3)], g, 0.035, 0.06)
    lid = s.lathe([(0, 1.2), (0.34, 1.2), (0.37, 1.3), (0.41, 1.31), (0.415, 1.4), (0.39, 1.42), (0, 1.42)], m.cork())
    return [body, lid]


in_colors("ferry-tumbler", {"slate": SLATE, "blush": BLUSH}, ferry, pitch=14, ground="chalk", fill=0.72)


@picture("morning-bowl", pitch=24, ground="oat")
def _():
    g = m.glaze("#d9c9a8", 0.45, rim=(0.72, RUST))
    return [s.vessel([(0.26, 0), (0.29, 0.06), (0.3, 0.09), (0.5, 0.24), (0.64, 0.5), (0.66, 0.76)], g, 0.04, 0.12)]


def enamel_mug(color):
    g, edge = m.plain(color, 0.12, coat=1.0), m.plain("#1d3350", 0.15, coat=1.0)
    body = s.vessel([(0.37, 0), (0.40, 0.02), (0.42, 0.3), (0.43, 0.78)], g, 0.014, 0.02)
    rim = s.lathe([(0.405, 0.775), (0.42, 0.8), (0.443, 0.795), (0.447, 0.77), (0.432, 0.755)], edge)
    return [body, rim, handle(0.425, 0.66, 0.2, 0.26, edge, 0.026, 1.9)]


in_colors("deckhand-enamel-mug", {"white": "#eeece6", "sea": "#3f7c86"}, enamel_mug, pitch=18, ground="sea")


@picture("ripple-beaker", pitch=16, ground="sand")
def _():
    g = m.glaze("#6f8a78", 0.12, rim=(0.94, "#a98458"), rough=0.3)
    outline = [(0.3, 0), (0.34, 0.02)] + [(0.35 + 0.022 * math.cos(k * math.pi) + 0.05 * k / 18, 0.06 + k * 0.052) for k in range(18)]
    return [s.vessel(outline, g, 0.045, 0.06)]


# Bowls and plates


def supper(color):
    return [s.vessel([(0.5, 0), (0.55, 0.05), (0.8, 0.12), (1.0, 0.3), (1.06, 0.5)], m.glaze(color, 0.35, rim=(0.46, "#9a7048")), 0.045, 0.09)]


in_colors("supper-bowl", {"chalk": CHALK, "tidepool": TIDE, "slate": SLATE}, supper, pitch=28, fill=0.74)


@picture("supper-bowl--stack", pitch=20, ground="mist", fill=0.74)
def _():
    return [f for k, c in enumerate((SLATE, TIDE, CHALK)) for f in s.at(supper(c), 0.02 * k, 0.015 * k, 0.17 * k, turn=50 * k)]


@picture("noodle-bowl", pitch=25, ground="dusk")
def _():
    g = m.glaze(INK, 0.06, speck="#c9b78d", dip=(0.1, DARK_CLAY), rim=(0.78, "#7d4a2c"))
    sticks = m.wood(WALNUT, WALNUT_DARK, (0.9, 9, 9))
    bowl = [s.vessel([(0.4, 0), (0.43, 0.09), (0.45, 0.12), (0.78, 0.36), (0.95, 0.84)], g, 0.045, 0.14)]
    pair = [s.tube([(-1.05, y, 0.92), (0, y + 0.02, 0.9), (1.15, y + 0.05, 0.93)], [0.02, 0.03, 0.036], sticks, sides=10) for y in (0.1, 0.25)]
    return bowl + pair


def plate(color, radius, speckle=0.4):
    r = radius
    return s.vessel([(r * 0.6, 0), (r * 0.66, 0.03), (r * 0.9, 0.08), (r, 0.19)], m.glaze(color, speckle, rim=(0.16, "#94683f")), 0.04, 0.06)


in_colors("long-table-dinner-plate", {"chalk": CHALK, "oat": OAT, "ink": INK}, lambda c: [plate(c, 1.38)], pitch=38, fill=0.78)


@picture("long-table-dinner-plate--stack", pitch=22, ground="mist", fill=0.8)
def _():
    return [s.at(plate(c, 1.38), 0.01 * k, 0.02 * k, 0.085 * k) for k, c in enumerate((INK, OAT, CHALK, CHALK))] + [s.at(plate(FOAM, 1.05), 0, 0, 0.36)]


in_colors("long-table-side-plate", {"foam": FOAM, "blush": BLUSH}, lambda c: [plate(c, 1.0), s.at(plate(c, 1.0), 0.02, 0.01, 0.09)], pitch=34, fill=0.72, ground="oat")


@picture("skerry-platter", pitch=40, ground="sand", fill=0.84)
def _():
    g = m.glaze("#33505c", 0.1, speck="#d9cfae", rim=(0.2, "#b48a58"))
    form = s.vessel([(0.9, 0), (1.0, 0.03), (1.5, 0.1), (1.75, 0.24)], g, 0.05, 0.07)
    form.scale = (1, 0.62, 1)
    return [form]


@picture("batter-bowl", pitch=24, ground="chalk", fill=0.74)
def _():
    g = m.glaze("#e3d6b8", 0.25, dip=(0.34, CLAY), rim=(0.98, "#a87a52"))
    return [s.vessel([(0.56, 0), (0.62, 0.05), (0.85, 0.4), (0.97, 0.8), (1.0, 1.02)], g, 0.055, 0.1, lip(1.02, 0.3, 0.24)), handle(0.93, 0.82, 0.36, 0.3, g, 0.065)]


@picture("pinch-bowls", pitch=34, ground="sea", fill=0.78)
def _():
    spots = ((-0.42, 0.2, CHALK), (0.42, 0.28, RUST), (0.02, -0.44, TIDE))
    return [s.at(s.vessel([(0.2, 0), (0.25, 0.03), (0.36, 0.14), (0.38, 0.28)], m.glaze(c, 0.3, dip=(0.04, CLAY)), 0.035, 0.06), x, y) for x, y, c in spots]


@picture("quay-fruit-bowl", pitch=20, ground="dusk", fill=0.76)
def _():
    g = m.glaze("#e9e3d4", 0.5, rim=(0.78, "#97734c"))
    bowl = s.vessel([(0.5, 0), (0.52, 0.05), (0.36, 0.22), (0.34, 0.32), (0.75, 0.46), (1.2, 0.68), (1.32, 0.84)], g, 0.055, 0.4)
    fruit = m.plain("#d0913a", 0.4, bump=0.15, bump_scale=25)
    pears = [s.at(s.ball((0.3, 0.3, 0.29), fruit), x, y, z) for x, y, z in ((-0.4, 0.1, 0.88), (0.22, 0.3, 0.88), (0.3, -0.3, 0.88))]
    return [bowl, *pears]


# Jugs and teapots


def jug(color, h=1.3):
    g = m.glaze(color, 0.3, dip=(0.2, CLAY), rim=(h * 0.95, "#a87a52"))
    body = s.vessel([(0.34, 0), (0.4, 0.03), (0.52, h * 0.3), (0.44, h * 0.62), (0.36, h * 0.82), (0.41, h)], g, 0.035, 0.07, lip(h, 0.36, 0.15))
    return [body, handle(0.42, h * 0.86, h * 0.32, 0.34, g, 0.046)]


in_colors("skiff-milk-jug", {"chalk": CHALK, "foam": FOAM}, lambda c: jug(c, 1.05), pitch=15, ground="mist")


@picture("lighthouse-water-jug", pitch=13, ground="chalk", fill=0.76)
def _():
    g = m.glaze("#ece6d8", 0.1, band=(0.75, 1.15, "#a5452f"), rim=(2.15, "#8d6b4a"))
    body = s.vessel([(0.46, 0), (0.52, 0.04), (0.5, 0.8), (0.4, 1.6), (0.38, 1.95), (0.43, 2.2)], g, 0.045, 0.1, lip(2.2, 0.36, 0.17))
    return [body, handle(0.44, 1.9, 0.72, 0.42, g, 0.06)]


def teapot(color, foot=CLAY):
    g = m.glaze(color, 0.22, dip=(0.14, foot))
    body = s.lathe([(0, 0), (0.4, 0), (0.48, 0.03), (0.72, 0.42), (0.62, 0.8), (0.34, 0.98), (0.3, 1.0), (0.3, 0.98), (0, 0.98)], g)
    lid = s.lathe([(0, 1.0), (0.32, 1.0), (0.33, 1.03), (0.2, 1.09), (0.07, 1.12), (0.06, 1.16), (0.1, 1.21), (0.07, 1.27), (0, 1.28)], g)
    spout = s.tube([(-0.55, 0, 0.4), (-0.85, 0, 0.52), (-0.98, 0, 0.8), (-1.12, 0, 0.96)], [0.17, 0.13, 0.085, 0.06], g)
    return [body, lid, spout, handle(0.62, 0.84, 0.28, 0.42, g, 0.05)]


in_colors("round-house-teapot", {"kelp": KELP, "oat": OAT}, teapot, pitch=15, ground="oat", fill=0.76)


@picture("round-house-teapot--detail", pitch=24, around=-32, ground="oat", zoom=1.7, look=(-0.12, 0.08, 0))
def _():
    return teapot(KELP)


@picture("cove-side-handle-teapot", pitch=20, around=12, ground="dusk", fill=0.78)
def _():
    g = m.clay("#4b3a33", "#2c2320")
    body = s.lathe([(0, 0), (0.36, 0), (0.44, 0.03), (0.54, 0.28), (0.5, 0.5), (0.32, 0.64), (0.28, 0.65), (0, 0.64)], g)
    lid = s.lathe([(0, 0.65), (0.29, 0.65), (0.29, 0.69), (0.12, 0.74), (0.07, 0.76), (0.08, 0.83), (0, 0.85)], g)
    spout = s.tube([(0, 0.45, 0.32), (0, 0.66, 0.42), (0, 0.8, 0.56)], [0.12, 0.085, 0.06], g)
    grip = s.tube([(0.45, 0, 0.36), (0.8, 0, 0.45), (1.15, 0, 0.54)], [0.085, 0.075, 0.11], g)
    return s.at([body, lid, spout, grip], turn=-62)


@picture("slow-pour-coffee-dripper", pitch=14, ground="sand", fill=0.76)
def _():
    g = m.glaze("#dfe0da", 0.2, rim=(1.72, "#8d7358"))
    cone = s.vessel([(0.12, 1.08), (0.2, 1.16), (0.36, 1.42), (0.52, 1.75)], g, 0.035, 1.1)
    plate_ = s.lathe([(0.1, 1.04), (0.46, 1.04), (0.48, 1.07), (0.46, 1.1), (0.1, 1.1)], g)
    pot = s.vessel([(0.44, 0), (0.48, 0.03), (0.5, 0.3), (0.3, 0.86), (0.3, 1.02)], m.glass(), 0.025, 0.04)
    coffee = s.lathe([(0, 0.05), (0.44, 0.05), (0.468, 0.3), (0.42, 0.46), (0, 0.46)], m.plain("#2a1207", 0.08), smooth=False)
    return [cone, plate_, pot, coffee, handle(0.5, 1.55, 1.25, 0.2, g, 0.04)]


@picture("olive-oil-bottle", pitch=12, ground="mist", fill=0.76)
def _():
    g = m.glaze("#55613f", 0.2, dip=(0.25, CLAY), rim=(1.7, "#a48350"))
    body = s.vessel([(0.34, 0), (0.39, 0.04), (0.4, 0.8), (0.3, 1.15), (0.13, 1.35), (0.11, 1.65), (0.15, 1.78)], g, 0.035, 0.06)
    stopper = s.lathe([(0, 1.7), (0.1, 1.7), (0.12, 1.82), (0.13, 1.98), (0.1, 2.02), (0, 2.02)], m.cork(), 48)
    return [body, stopper, handle(0.36, 1.28, 0.72, 0.16, g, 0.035)]
