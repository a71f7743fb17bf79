"""Pictures of the kitchen: boards and tools, storage jars."""

import math

import materials as m
import shapes as s
from pictures import *

# Boards and tools


@picture("tideline-serving-board", pitch=36, around=-24, ground="mist", fill=0.84)
def _():
    oak = m.wood(OAK, OAK_DARK, (9, 0.9, 9))
    outline = [(x, y - 0.35) for x, y in s.rounded_rectangle(1.6, 2.5, 0.3)]
    grip = [(-0.28, 0.9), (-0.19, 1.15), (-0.18, 1.55)] + [(0.18 * math.cos(a), 1.55 + 0.18 * math.sin(a)) for a in (2.6, 2.1, 1.57, 1.0, 0.5)] + [(0.18, 1.55), (0.19, 1.15), (0.28, 0.9)]
    top = [p for p in outline if p[0] > 0 and p[1] > -0.35]
    left = [p for p in outline if p[0] < 0 and p[1] > -0.35]
    low = [p for p in outline if p[1] <= -0.35]
    return [s.slab(top + grip[::-1] + left + low, 0.19, oak, 0.04, holes=((0, 1.5, 0.065),))]


@picture("round-bread-board", pitch=34, around=10, ground="oat", fill=0.8)
def _():
    ash = m.wood(ASH, ASH_DARK, (0.7, 7, 7))
    board = s.lathe([(0, 0), (1.3, 0), (1.38, 0.03), (1.4, 0.1), (1.38, 0.19), (1.32, 0.22), (1.2, 0.22), (1.18, 0.2), (1.12, 0.2), (1.1, 0.22), (0, 0.22)], ash, steps=6)
    return [board]


@picture("end-grain-chopping-block", pitch=30, around=28, ground="sand", fill=0.8)
def _():
    blocks = []
    tones = ((WALNUT, WALNUT_DARK), (OAK, OAK_DARK), ("#a9764a", "#7b5030"))
    woods = [m.wood(a, b, (7, 7, 0.8)) for a, b in tones]
    for i in range(6):
        for j in range(4):
            piece = s.block((0.495, 0.495, 0.5), woods[(i + j * 2 + (i * j) % 2) % 3], 0.008, 2)
            blocks.append(s.at(piece, (i - 2.5) * 0.5, (j - 1.5) * 0.5, 0.06, turn=90 * ((i + j) % 2)))
    feet = [s.at(s.lathe([(0, 0), (0.12, 0), (0.12, 0.07), (0, 0.07)], m.plain("#2b2622", 0.7), 32, smooth=False), x, y) for x in (-1.2, 1.2) for y in (-0.75, 0.75)]
    return blocks + feet


@picture("french-rolling-pin", pitch=32, around=0, ground="chalk", fill=0.84)
def _():
    beech = m.wood(BEECH, BEECH_DARK, (9, 9, 0.6))
    pin = s.lathe([(0, -2.3), (0.1, -2.3), (0.14, -2.2), (0.23, -1), (0.24, 0), (0.23, 1), (0.14, 2.2), (0.1, 2.3), (0, 2.3)], beech, 64)
    return [s.at(pin, 0, 0, 0.24, roll=90, turn=26)]


@picture("spoon-trio", pitch=50, ground="sea", fill=0.82)
def _():
    forms = []
    for k, (length, bowl, tones) in enumerate(((2.3, 0.36, (BEECH, BEECH_DARK)), (2.0, 0.42, (WALNUT, WALNUT_DARK)), (2.4, 0.3, (ASH, ASH_DARK)))):
        forms += s.at(spoon(length, bowl, m.wood(*tones, (9, 9, 0.7))), (k - 1) * 0.75, -1.3, 0.1, tilt=-90, turn=(k - 1) * -7)
    return forms


@picture("granite-pestle-and-mortar", pitch=22, ground="mist")
def _():
    g = m.Graph("granite")
    tone = g.mix(g.step(g.noise(22, 4), 0.5, 0.2), "#8d9092", "#5a5e61")
    tone = g.mix(g.math("MULTIPLY", g.speckle(30, 0.5), 0.8), tone, "#d8d6d0")
    g.set(base_color=tone, roughness=0.75, specular=0.25)
    g.bump(g.noise(30, 3), 0.5, 0.02)
    bowl = s.vessel([(0.5, 0), (0.55, 0.04), (0.52, 0.16), (0.68, 0.4), (0.74, 0.72), (0.75, 0.92)], g.material, 0.13, 0.25)
    pestle = s.lathe([(0, 0), (0.16, 0.02), (0.2, 0.12), (0.13, 0.4), (0.11, 0.9), (0.15, 1.2), (0.13, 1.3), (0, 1.33)], g.material, 64)
    return [bowl, s.at(pestle, -0.28, -0.08, 0.34, roll=38, tilt=8)]


@picture("utensil-crock", pitch=14, ground="oat", fill=0.8)
def _():
    g = m.glaze("#dcd3c2", 0.5, dip=(0.32, CLAY), rim=(1.45, "#94683f"))
    crock = [s.vessel([(0.5, 0), (0.55, 0.04), (0.56, 0.7), (0.56, 1.5)], g, 0.05, 0.08)]
    for k, (length, bowl, tones) in enumerate(((1.9, 0.28, (BEECH, BEECH_DARK)), (1.7, 0.33, (WALNUT, WALNUT_DARK)), (2.0, 0.25, (OAK, OAK_DARK)))):
        crock += s.at(spoon(length, bowl, m.wood(*tones, (9, 9, 0.7))), (k - 1) * 0.12, 0.1 * (k % 2), 0.15, roll=(k - 1) * 13, tilt=-5 + 6 * k)
    return crock


@picture("cork-trivets", pitch=36, ground="mist", fill=0.76)
def _():
    lower = s.lathe([(0, 0), (0.86, 0), (0.9, 0.03), (0.9, 0.13), (0.86, 0.16), (0, 0.16)], m.cork(), smooth=False)
    upper = s.lathe([(0, 0), (0.86, 0), (0.9, 0.03), (0.9, 0.13), (0.86, 0.16), (0, 0.16)], m.cork(), smooth=False)
    return [lower, s.at(upper, 0.5, 0.16, 0.16, turn=70)]


@picture("larder-butter-dish", pitch=20, around=-22, ground="dusk", fill=0.76)
def _():
    g = m.glaze("#b9cbc9", 0.3, rim=(2, "#97734c"))
    tray = s.block((1.9, 1.2, 0.13), m.wood(OAK, OAK_DARK, (0.9, 9, 9)), 0.05)
    lid = s.block((1.55, 0.88, 0.62), g, 0.14, 8)
    knob = s.lathe([(0, 0), (0.1, 0), (0.08, 0.06), (0.14, 0.13), (0.1, 0.2), (0, 0.21)], g, 48)
    return [tray, s.at(lid, 0, 0, 0.13), s.at(knob, 0, 0, 0.74)]


@picture("egg-cups", pitch=20, ground="chalk", fill=0.78)
def _():
    forms = []
    for k, (x, y, c) in enumerate(((-0.62, 0.1, "#d8b45a"), (0, -0.2, FOAM), (0.62, 0.1, BLUSH))):
        cup = s.vessel([(0.2, 0), (0.22, 0.02), (0.12, 0.12), (0.12, 0.2), (0.24, 0.32), (0.27, 0.46)], m.glaze(c, 0.25), 0.03, 0.24)
        egg = s.lathe([(0, 0), (0.14, 0.04), (0.215, 0.24), (0.17, 0.45), (0.08, 0.55), (0, 0.57)], m.plain("#e5c9a8" if k % 2 else "#f1e6d6", 0.5), 64)
        forms += s.at([cup, s.at(egg, 0, 0, 0.27)], x, y)
    return forms


# Storage jars


def store_jar(color, h, r, lid=True):
    g = m.glaze(color, 0.35, dip=(0.16, CLAY), rim=(h * 0.96, "#94683f"))
    jar = [s.vessel([(r * 0.88, 0), (r * 0.97, 0.04), (r, h * 0.4), (r * 0.98, h)], g, 0.045, 0.07)]
    if lid:
        oak = m.wood(OAK, OAK_DARK, (0.9, 9, 9))
        top = s.lathe([(0, h), (r * 0.98, h), (r * 1.03, h + 0.02), (r * 1.03, h + 0.1), (r * 0.98, h + 0.13), (0.15, h + 0.13), (0.1, h + 0.14), (0.1, h + 0.2), (0.16, h + 0.27), (0.12, h + 0.33), (0, h + 0.34)], oak, steps=5)
        jar.append(top)
    return jar


in_colors("larder-jar", {"chalk": CHALK, "slate": SLATE, "kelp": KELP}, lambda c: store_jar(c, 1.25, 0.52), pitch=15, ground="oat")


@picture("larder-jar--family", pitch=15, ground="oat", fill=0.84)
def _():
    return s.at(store_jar(CHALK, 0.8, 0.44), 0.98, -0.1) + s.at(store_jar(SLATE, 1.25, 0.52), 0, 0.05) + s.at(store_jar(KELP, 1.75, 0.58), -1.15, 0.15)


@picture("salt-pig", pitch=14, around=22, ground="sea", fill=0.7)
def _():
    g = m.glaze("#e7dfcd", 0.3, dip=(0.18, CLAY))
    body = s.lathe([(0, 0), (0.46, 0), (0.54, 0.04), (0.6, 0.4), (0.5, 0.82), (0.2, 1.1), (0.09, 1.18), (0.1, 1.26), (0.06, 1.33), (0, 1.34)], g)
    mouth = s.vessel([(0.3, 0), (0.33, 0.14), (0.36, 0.2), (0.39, 0.24)], g, 0.05, 0.0)
    inside = s.lathe([(0, 0.2), (0.32, 0.2)], m.plain("#3b2c22", 0.9), smooth=False)
    return [body, *s.at([mouth, inside], 0, -0.5, 0.62, tilt=66)]


@picture("bread-crock", pitch=17, ground="sand", fill=0.76)
def _():
    g = m.glaze("#d6c6a5", 0.3, band=(0.95, 1.08, "#35566e"), dip=(0.2, CLAY))
    body = s.vessel([(0.95, 0), (1.05, 0.06), (1.15, 0.6), (1.1, 1.3)], g, 0.07, 0.1)
    board = s.lathe([(0, 1.3), (1.12, 1.3), (1.2, 1.33), (1.2, 1.45), (1.16, 1.48), (0, 1.48)], m.wood(ASH, ASH_DARK, (0.7, 7, 7)), smooth=False)
    ears = [s.tube([(side * 1.1, -0.25, 0.95), (side * 1.3, -0.12, 1.0), (side * 1.3, 0.12, 1.0), (side * 1.1, 0.25, 0.95)], 0.065, g) for side in (-1, 1)]
    return [body, board, *ears]


@picture("cork-stoppered-glass-jar", pitch=12, ground="mist", fill=0.76)
def _():
    jar = s.vessel([(0.5, 0), (0.55, 0.04), (0.56, 0.5), (0.56, 1.3), (0.48, 1.5), (0.42, 1.56), (0.42, 1.72), (0.46, 1.76)], m.glass("#edf7f3"), 0.035, 0.06)
    beans = s.lathe([(0, 0.07), (0.49, 0.07), (0.513, 0.3), (0.513, 0.98), (0.4, 1.05), (0, 1.1)], m.plain("#d9c3a0", 0.7, bump=1.0, bump_scale=16), smooth=False)
    stopper = s.lathe([(0, 1.6), (0.37, 1.6), (0.43, 1.76), (0.46, 1.96), (0.42, 2.0), (0, 2.0)], m.cork(), 64)
    return [jar, beans, stopper]


@picture("honey-pot", pitch=17, ground="oat", fill=0.72)
def _():
    g = m.glaze("#c98f35", 0.12, dip=(0.14, CLAY), rim=(0.82, "#7a4a22"))
    ribs = [(0.34, 0), (0.42, 0.03)] + [(0.45 + 0.12 * math.sin(math.pi * k / 14) + 0.018 * math.cos(k * math.pi), 0.08 + k * 0.055) for k in range(14)] + [(0.36, 0.9)]
    pot = s.vessel(ribs, g, 0.04, 0.06)
    lid = s.lathe([(0, 0.9), (0.37, 0.9), (0.39, 0.93), (0.25, 1.04), (0.08, 1.08), (0.08, 1.13), (0.12, 1.18), (0, 1.22)], g)
    wooden = m.wood(BEECH, BEECH_DARK, (9, 9, 0.7))
    dipper = s.lathe([(0, 0)] + [(0.1 + 0.03 * (k % 2), 0.02 + 0.035 * k) for k in range(9)] + [(0.035, 0.36), (0.035, 1.2), (0.05, 1.26), (0, 1.28)], wooden, 48, smooth=False)
    return [pot, lid, s.at(dipper, 0.95, -0.45, 0.13, tilt=-90, turn=58)]


@picture("tea-caddy", pitch=13, ground="chalk", fill=0.72)
def _():
    tin = m.metal("#b9b4a8", 0.3)
    paint = m.plain("#2f4f57", 0.4, coat=0.3)
    body = s.lathe([(0, 0), (0.47, 0), (0.5, 0.03), (0.5, 1.0), (0.5, 1.02), (0, 1.02)], paint, smooth=False)
    collar = s.lathe([(0, 1.02), (0.485, 1.02), (0.485, 1.07), (0, 1.07)], tin, smooth=False)
    lid = s.lathe([(0, 1.07), (0.51, 1.07), (0.51, 1.4), (0.48, 1.44), (0, 1.45)], paint, smooth=False)
    knob = s.lathe([(0, 1.44), (0.06, 1.44), (0.05, 1.5), (0.1, 1.56), (0.07, 1.62), (0, 1.63)], m.metal(), 48)
    label = s.lathe([(0.502, 0.35), (0.5025, 0.35), (0.5025, 0.75), (0.502, 0.75)], m.plain("#efe4cd", 0.7), 200, smooth=False)
    return [body, collar, lid, knob, label]
