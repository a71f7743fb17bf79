"""Pictures of the other rooms: vases, planters, soap and bath, blankets and linen."""

import math
import random

import materials as m
import shapes as s
from pictures import *

# Vases


def seed_heads(end, rng):
    return [s.at(s.ball((0.07, 0.07, 0.09), m.plain("#c7a15c", 0.8, bump=0.6, bump_scale=40), rows=24), *end)]


def bud_vase(color):
    g = m.glaze(color, 0.2, dip=(0.1, CLAY), rim=(1.2, "#94683f"))
    body = s.vessel([(0.22, 0), (0.28, 0.03), (0.38, 0.35), (0.26, 0.7), (0.1, 0.95), (0.1, 1.18), (0.15, 1.27)], g, 0.03, 0.06)
    return [body, *stems(1.2, 2, 1.0, "#7b8a5c", 4, seed_heads, 0.3)]


in_colors("wren-bud-vase", {"foam": FOAM, "rust": RUST, "ink": INK}, bud_vase, pitch=9, ground="oat", fill=0.8)


@picture("moon-jar", pitch=10, ground="mist", fill=0.7)
def _():
    g = m.glaze("#ece7dc", 0.12, rough=0.3)
    return [s.vessel([(0.42, 0), (0.46, 0.03), (0.85, 0.4), (1.02, 0.95), (0.85, 1.5), (0.48, 1.84), (0.45, 1.96)], g, 0.05, 0.08)]


@picture("long-neck-vase", pitch=8, ground="dusk", fill=0.8)
def _():
    g = m.glaze("#39525c", 0.15, speck="#c9b78d", dip=(0.35, DARK_CLAY), rim=(2.4, "#a8744a"))
    return [s.vessel([(0.4, 0), (0.46, 0.04), (0.66, 0.5), (0.42, 1.0), (0.15, 1.4), (0.12, 2.1), (0.2, 2.5)], g, 0.035, 0.08), *stems(2.4, 3, 1.3, "#8d9467", 9, seed_heads, 0.35)]


@picture("groyne-cylinder-vase", pitch=11, ground="sand", fill=0.8)
def _():
    g = m.glaze("#e4dbc8", 0.2, band=(0.5, 0.85, "#39606b"), rim=(1.92, "#94683f"))
    return [s.vessel([(0.42, 0), (0.47, 0.03), (0.48, 1.0), (0.48, 2.0)], g, 0.04, 0.08), *stems(1.9, 6, 1.5, "#66784f", 2, None, 0.4)]


def glass_vase(color):
    body = s.vessel([(0.34, 0), (0.42, 0.04), (0.62, 0.5), (0.5, 1.0), (0.3, 1.3), (0.38, 1.62)], m.glass(color), 0.045, 0.12)
    return [body]


in_colors("tidewrack-glass-vase", {"bottle-green": "#86b89b", "smoke": "#a9a39b"}, glass_vase, pitch=12, ground="chalk", fill=0.72)


@picture("two-handled-amphora", pitch=10, ground="oat", fill=0.78)
def _():
    g = m.glaze("#b9653f", 0.2, dip=(0.5, "#e0c9a4"), rim=(2.2, "#7a3f25"), rough=0.5, coat=0.1)
    body = s.vessel([(0.3, 0), (0.34, 0.04), (0.76, 0.8), (0.8, 1.25), (0.5, 1.65), (0.28, 1.85), (0.28, 2.1), (0.4, 2.25)], g, 0.04, 0.08)
    arms = [s.tube([(k * 0.24, 0, 1.98), (k * 0.62, 0, 2.04), (k * 0.78, 0, 1.8), (k * 0.64, 0, 1.44)], [0.07, 0.055, 0.05, 0.06], g) for k in (-1, 1)]
    return [body, *arms]


@picture("three-pebble-vases", pitch=12, ground="sea", fill=0.82)
def _():
    forms = []
    for x, y, c, p in ((-0.75, 0.1, CHALK, [(0.2, 0), (0.4, 0.14), (0.44, 0.36), (0.2, 0.6), (0.09, 0.68), (0.1, 0.76)]),
                       (0.02, 0.2, SLATE, [(0.24, 0), (0.34, 0.2), (0.32, 0.7), (0.14, 1.0), (0.08, 1.1), (0.1, 1.2)]),
                       (0.7, -0.12, BLUSH, [(0.22, 0), (0.36, 0.16), (0.3, 0.5), (0.1, 0.72), (0.1, 0.92), (0.13, 0.97)])):
        forms.append(s.at(s.vessel(p, m.glaze(c, 0.2, rough=0.4, coat=0.2), 0.028, 0.06), x, y))
    sprig = stems(1.1, 2, 0.9, "#7b8a5c", 21, seed_heads, 0.35)
    return forms + s.at(sprig, 0.02, 0.2)


# Planters


def pot(material, h, top, foot=0.7):
    return s.vessel([(top * foot, 0), (top * (foot + 0.04), 0.03), (top * 0.9, h * 0.78), (top * 0.92, h * 0.8), (top, h * 0.81), (top * 1.02, h)], material, 0.06, 0.1)


def soil(radius, z):
    return s.lathe([(0, z + 0.03), (radius * 0.6, z + 0.02), (radius, z)], m.plain("#3a2a20", 0.95, bump=1.0, bump_scale=25), smooth=False)


@picture("garden-wall-pot", pitch=13, ground="mist", fill=0.82)
def _():
    t = m.clay("#b8643f")
    saucer = s.vessel([(0.62, 0), (0.68, 0.03), (0.75, 0.16)], t, 0.05, 0.05)
    return [saucer, s.at(pot(t, 1.3, 0.82), 0, 0, 0.05), soil(0.74, 1.2), *foliage(1.2, 34, 1.15, 0.26, "#58764a", 5)]


def glazed_planter(color):
    g = m.glaze(color, 0.3, dip=(0.2, CLAY), rim=(1.0, "#94683f"))
    body = s.vessel([(0.55, 0), (0.62, 0.04), (0.72, 0.5), (0.7, 1.05)], g, 0.055, 0.1)
    return [body, soil(0.65, 0.94), *foliage(0.94, 40, 0.62, 0.2, "#7b9a86", 11, 0.9, 0.25)]


in_colors("cliff-garden-planter", {"slate": SLATE, "chalk": CHALK}, glazed_planter, pitch=15, ground="sand", fill=0.78)


@picture("windowsill-herb-trough", pitch=15, around=-20, ground="chalk", fill=0.84)
def _():
    g = m.glaze("#c9cdc4", 0.3, dip=(0.18, CLAY))
    forms = [s.block((2.9, 0.9, 0.8), g, 0.1, 6), s.at(s.block((2.7, 0.7, 0.06), m.plain("#3a2a20", 0.95, bump=1.0), 0.02), 0, 0, 0.76)]
    for k, (x, c, w) in enumerate(((-0.95, "#4f7a45", 0.22), (0, "#86a184", 0.1), (0.95, "#6c8f3f", 0.2))):
        forms += s.at(foliage(0.78, 26, 0.6, w, c, 30 + k, 1.1, 0.5), x, 0)
    return forms


@picture("footed-fern-planter", pitch=9, ground="oat", fill=0.84)
def _():
    g = m.glaze("#e8e0cf", 0.25, rough=0.5, coat=0.1)
    oak = m.wood(WALNUT, WALNUT_DARK, (9, 9, 0.8))
    bowl = s.vessel([(0.5, 0.62), (0.66, 0.66), (0.78, 0.95), (0.78, 1.5)], g, 0.05, 0.72)
    legs = []
    for k in range(3):
        a = 0.5 + k * 2.094
        legs.append(s.tube([(0.95 * math.cos(a), 0.95 * math.sin(a), 0), (0.76 * math.cos(a), 0.76 * math.sin(a), 0.9)], [0.045, 0.065], oak))
    return [bowl, *legs, soil(0.72, 1.4), *foliage(1.4, 46, 1.25, 0.16, "#4f7048", 17, 0.9, 0.95)]


@picture("greenhouse-watering-can", pitch=12, ground="sea", fill=0.8)
def _():
    zinc = m.metal("#a9b0b1", 0.42)
    body = s.vessel([(0.62, 0), (0.64, 0.03), (0.62, 0.5), (0.58, 1.05)], zinc, 0.02, 0.05)
    cover = s.lathe([(0.3, 1.12), (0.56, 1.05), (0.585, 1.04)], zinc, smooth=False)
    spout = s.tube([(-0.55, 0, 0.2), (-1.0, 0, 0.75), (-1.5, 0, 1.42)], [0.14, 0.08, 0.06], zinc)
    rose = s.at(s.lathe([(0, 0), (0.06, 0), (0.19, 0.2), (0.18, 0.22), (0, 0.24)], m.metal("#b98f4a")), -1.48, 0, 1.4, roll=-42)
    grip = s.tube([(0.2, 0, 1.08), (0.4, 0, 1.5), (0.9, 0, 1.3), (0.92, 0, 0.7), (0.6, 0, 0.35)], 0.045, zinc)
    return [body, cover, spout, rose, grip]


@picture("belly-pot", pitch=13, ground="dusk", fill=0.8)
def _():
    t = m.clay("#d9b48e", "#8f6a4a")
    body = s.vessel([(0.5, 0), (0.58, 0.05), (0.92, 0.5), (0.8, 0.95), (0.6, 1.12), (0.63, 1.2)], t, 0.06, 0.1)
    return [body, soil(0.58, 1.06), *foliage(1.06, 18, 1.0, 0.44, "#3f6650", 41, 1.5, 0.5)]


# Soap and bath


def bar(color, swirl, flecks=None, size=(0.9, 0.6, 0.3)):
    return s.block(size, m.soap(color, swirl, flecks), 0.09, 7)


def soap_pair(colors):
    color, swirl, flecks = colors
    return [bar(*colors), s.at(bar(color, swirl, flecks), 0.12, -0.06, 0.3, turn=24)]


in_colors("skerry-soap-bar", {"sea-salt": ("#dfe6e2", "#9fb8b8", None), "oat-honey": ("#dcbf8c", "#efe0bd", "#94683f"), "tar-pine": ("#4f4a42", "#6b6557", None)}, soap_pair, pitch=24, ground="mist", fill=0.66)


@picture("ridged-soap-dish", pitch=28, around=-20, ground="oat", fill=0.72)
def _():
    g = m.glaze("#8fa9a6", 0.25, rim=(0.16, "#94683f"))
    dish = [s.block((1.4, 0.95, 0.12), g, 0.055, 6)]
    dish += [s.at(s.block((0.07, 0.72, 0.07), g, 0.03, 4), (k - 3) * 0.17, 0, 0.1) for k in range(7)]
    return dish + [s.at(bar("#ead9b8", "#f6ecd6"), 0, 0, 0.165, turn=8)]


def pump(color):
    g = m.plain(color, 0.12, coat=0.8)
    brass, forms = m.metal("#bd9450", 0.25), []
    forms.append(s.lathe([(0, 0), (0.38, 0), (0.42, 0.04), (0.42, 1.05), (0.36, 1.2), (0.16, 1.3), (0.15, 1.4), (0, 1.4)], g, steps=6))
    forms.append(s.lathe([(0, 1.36), (0.18, 1.36), (0.18, 1.48), (0.08, 1.5), (0.05, 1.52), (0.05, 1.74), (0.1, 1.75), (0.1, 1.83), (0, 1.84)], brass, 48, smooth=False))
    forms.append(s.tube([(0, 0, 1.79), (-0.22, 0, 1.8), (-0.38, 0, 1.72)], 0.04, brass))
    forms.append(s.lathe([(0.423, 0.3), (0.4235, 0.3), (0.4235, 0.82), (0.423, 0.82)], m.plain("#f0e8d8", 0.7), smooth=False))
    return forms


in_colors("salt-marsh-hand-wash", {"amber": "#6a3413", "green": "#2f4d3f"}, pump, pitch=9, ground="sand", fill=0.74)


@picture("bath-salts", pitch=15, ground="dusk", fill=0.74)
def _():
    jar = s.vessel([(0.46, 0), (0.5, 0.03), (0.5, 0.6), (0.5, 1.0)], m.glass("#f2f9f8"), 0.03, 0.05)
    salt = s.lathe([(0, 0.06), (0.44, 0.06), (0.463, 0.2), (0.463, 0.86), (0.3, 0.9), (0, 0.93)], m.plain("#f1e8e0", 0.6, bump=1.0, bump_scale=22), smooth=False)
    lid = s.lathe([(0, 0.98), (0.52, 0.98), (0.53, 1.02), (0.53, 1.16), (0.5, 1.2), (0, 1.2)], m.wood(ASH, ASH_DARK, (0.9, 9, 9)), smooth=False)
    return [jar, salt, lid]


@picture("beech-nail-brush", pitch=26, around=-28, ground="sea", fill=0.74)
def _():
    rng, bristle = random.Random(3), m.plain("#e6d6b4", 0.7)
    forms = [s.at(s.slab(s.rounded_rectangle(1.2, 0.48, 0.23), 0.2, m.wood(BEECH, BEECH_DARK, (0.9, 9, 9)), 0.06), 0, 0, 0.3)]
    for i in range(17):
        for j in range(6):
            x, y = (i - 8) * 0.062, (j - 2.5) * 0.062
            if math.hypot(max(abs(x) - 0.36, 0), y) < 0.2:
                tuft = s.tube([(x, y, 0.33), (x * 1.03, y * 1.1, 0.0)], [0.026, 0.034], bristle, sides=7, steps=3)
                forms.append(s.at(tuft, rng.uniform(-0.008, 0.008), 0, 0))
    return forms


@picture("tooth-mug", pitch=13, ground="chalk", fill=0.78)
def _():
    g = m.glaze(FOAM, 0.3, dip=(0.18, CLAY))
    cup = [s.vessel([(0.34, 0), (0.38, 0.03), (0.39, 0.5), (0.4, 1.0)], g, 0.035, 0.06)]
    for k, c in enumerate((("#d9b98c"), ("#8a5f3f"))):
        stick = s.tube([(0, 0, 0), (0, 0, 0.9), (0, 0, 1.7)], [0.045, 0.035, 0.05], m.plain(c, 0.5), sides=14)
        head = s.at(s.block((0.08, 0.12, 0.28), m.plain("#f4efe4", 0.8), 0.02), 0.06, 0, 1.4)
        cup += s.at([stick, head], (k - 0.5) * 0.3, 0.05, 0.1, roll=(-11, 14)[k], turn=12 * k)
    return cup


# Blankets and linen


def blanket(tones, stripes, layers=5, width=3.4, depth=2.5, weft=None, thickness=0.26):
    wool = m.cloth(tones, stripes, weft, weave=150, along=1)
    return s.at([s.folded(width, depth, layers, thickness, wool, ripple=0.05, seed=2.0)], turn=90)


in_colors("fair-isle-blanket", {"storm": ("#5b6871", ((0.3, 0.5, "#e4dccb"), (0.6, 0.68, "#b8863b"), (2.75, 2.95, "#e4dccb"))), "oat": ("#d5c3a1", ((0.3, 0.5, "#39525c"), (0.6, 0.68, "#9c4f30"), (2.75, 2.95, "#39525c")))},
          lambda c: blanket(c[0], c[1]), pitch=20, around=-28, ground="chalk", fill=0.84)


@picture("herringbone-throw", pitch=20, around=-26, ground="mist", fill=0.82)
def _():
    throw = blanket("#9c5a41", (), 4, 3.0, 2.2, "#e2cfae", 0.24)
    return throw


def towels(colors):
    forms = []
    for k, (color, stripes) in enumerate(colors):
        linen = m.cloth(color, stripes, weave=160, along=1)
        forms += s.at([s.folded(1.9, 1.35, 4, 0.07, linen, ripple=0.025, seed=k * 3.1)], 0, 0, 0.31 * k, turn=90 + (k - 1) * 4)
    return forms


@picture("fishermans-tea-towels", pitch=22, around=-24, ground="oat", fill=0.8)
def _():
    return towels([("#e9e1d0", ((0.2, 0.3, "#a5452f"), (0.36, 0.4, "#a5452f"))), ("#e9e1d0", ((0.2, 0.3, "#2d4a63"), (0.36, 0.4, "#2d4a63"))), ("#d9cdb4", ((0.2, 0.3, "#39525c"), (0.36, 0.4, "#39525c")))])


@picture("washed-linen-napkins", pitch=30, around=-30, ground="sea", fill=0.78)
def _():
    forms = []
    for k, c in enumerate(("#5f7d80", "#d9cbb0", "#b9785f", "#e8e0d0")):
        forms += s.at([s.folded(1.15, 1.1, 2, 0.06, m.cloth(c, weave=160), ripple=0.03, seed=k * 5.0)], 0.02 * k, 0, 0.14 * k, turn=90 + (-8, 5, -3, 9)[k])
    return forms


def cushion(colors):
    color, stripes = colors
    linen = m.cloth(color, stripes, weave=140, along=0)
    pillow = s.ball((1.25, 0.42, 1.25), linen, 3.2, wrinkle=0.06)
    for v in pillow.data.vertices:
        x, z = abs(v.co.x) / 1.25, abs(v.co.z) / 1.25
        v.co.y *= (1 - 0.55 * max(x, z) ** 2.2) * (1 - 0.35 * (x * z) ** 1.5)
        v.co.x *= 1 + 0.05 * x * z - 0.05 * (1 - z) * x
        v.co.z *= 1 + 0.05 * x * z - 0.05 * (1 - x) * z
    return s.at([pillow], 0, 0, 1.22, tilt=-14)


in_colors("deckchair-cushion", {"navy": ("#e8dfcc", ((0.28, 0.5, "#2d4a63"), (0.85, 1.07, "#2d4a63"), (1.42, 1.64, "#2d4a63"), (1.99, 2.21, "#2d4a63"))), "ochre": ("#e8dfcc", ((0.28, 0.5, "#b8863b"), (0.85, 1.07, "#b8863b"), (1.42, 1.64, "#b8863b"), (1.99, 2.21, "#b8863b")))},
          cushion, pitch=8, around=-20, ground="mist", fill=0.74)


def bath_towels(color):
    terry = m.cloth(color, ((0.25, 0.3, "#f4eee0"), (0.36, 0.41, "#f4eee0")), weave=110, along=1)
    forms = []
    for k in range(3):
        forms += s.at([s.folded(2.3, 1.6, 2, 0.24, terry, ripple=0.05, seed=k * 2.2)], 0, 0, 0.56 * k, turn=90 + (k - 1) * 3)
    return forms


in_colors("after-swim-towel", {"sand": "#cdb48d", "tide": "#7f9fa1", "chalk": "#e9e3d6"}, bath_towels, pitch=17, around=-26, ground="chalk", fill=0.8)


@picture("table-runner", pitch=24, around=-30, ground="dusk", fill=0.8)
def _():
    linen = m.cloth("#dccfb5", ((0.12, 0.2, "#6d7f6a"), (1.3, 1.38, "#6d7f6a")), weave=150, along=1)
    turns = [((0.12 + 0.055 * a / 1.57) * math.cos(a), 0.52 + (0.12 + 0.055 * a / 1.57) * math.sin(a)) for a in [k * 1.57 / 3 for k in range(-3, 22)]]
    low = min(z for _, z in turns)
    turns = [(x, z - low + 0.03) for x, z in turns]
    end = turns[-1]
    return [s.sheet(turns[:-4] + [(turns[-5][0] - 0.05, turns[-5][1])], 1.5, 0.045, linen, 0.006, steps=8)]
