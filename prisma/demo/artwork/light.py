"""Pictures of light: candles and holders, lamps."""

import math

import materials as m
import shapes as s
from pictures import *

# Candles and holders


def tapers(color):
    return [*taper(-0.16, 0.05, 0, color, 2.5), *taper(0.16, -0.05, 0, color, 2.5)]


def lying_tapers(color):
    pair = []
    for k in range(4):
        pair += s.at(taper(0, 0, 0, color, 2.5), 1.2, (k - 1.5) * 0.27, 0.105, roll=-90, turn=0)
    band = s.block((0.34, 1.12, 0.24), m.plain("#efe6d6", 0.8), 0.05)
    return s.at([*pair, s.at(band, 0, 0, 0)], turn=-32)


in_colors("dinner-candles", {"bone": "#eadfc8", "rust": "#a34d2e", "sea": "#5c8a8e", "ink": "#2b3d52"}, lying_tapers, pitch=36, ground="sea", fill=0.84)


@picture("beeswax-pillar", pitch=14, ground="oat", fill=0.74)
def _():
    gold = "#d9a441"
    tall = s.lathe([(0, 0), (0.36, 0), (0.38, 0.03), (0.38, 1.5), (0.35, 1.54), (0.28, 1.5), (0, 1.48)], m.wax(gold), steps=6)
    low = s.lathe([(0, 0), (0.36, 0), (0.38, 0.03), (0.38, 0.85), (0.35, 0.89), (0.28, 0.85), (0, 0.83)], m.wax(gold), steps=6)
    return [s.at(tall, -0.42, 0.1), *wick(-0.42, 0.1, 1.48, True), s.at(low, 0.45, -0.12), *wick(0.45, -0.12, 0.83)]


@picture("skep-candle", pitch=14, ground="sand", fill=0.66)
def _():
    coils = [(0, 0), (0.5, 0)] + [(0.6 * math.sqrt(max(1 - (k / 13.5) ** 2.2, 0)) + (0.022 if k % 2 else -0.022), 0.05 + k * 0.085) for k in range(13)] + [(0.1, 1.16), (0, 1.17)]
    return [s.lathe(coils, m.wax("#d59d3c")), *wick(0, 0, 1.17)]


def scented(color):
    cup = s.vessel([(0.38, 0), (0.42, 0.04), (0.43, 0.3), (0.42, 0.95)], m.glaze(color, 0.25, rim=(0.9, "#94683f")), 0.04, 0.06)
    fill_ = s.lathe([(0, 0.74), (0.38, 0.74), (0.385, 0.76), (0, 0.75)], m.wax("#f1e7d2"), smooth=False)
    return [cup, fill_, *wick(0, 0, 0.75, True)]


in_colors("shore-scented-candle", {"samphire": "#6f8466", "driftwood": "#b59a7a", "rain": "#71838e"}, scented, pitch=20, ground="dusk", fill=0.62)


@picture("harbour-chamberstick", pitch=18, ground="mist", fill=0.76)
def _():
    paint = m.plain("#30515c", 0.22, coat=0.9)
    dish = s.vessel([(0.5, 0), (0.6, 0.02), (0.68, 0.08), (0.72, 0.16)], paint, 0.02, 0.03)
    socket = s.lathe([(0, 0.03), (0.2, 0.03), (0.14, 0.08), (0.14, 0.32), (0.19, 0.35), (0.12, 0.35), (0, 0.33)], paint)
    ring = s.tube([(0.66, 0, 0.11), (0.86, 0, 0.3), (1.04, 0, 0.2), (0.98, 0, 0.02), (0.7, 0, 0.07)], 0.03, paint, flat=1.8)
    return [dish, socket, ring, *taper(0, 0, 0.3, "#eee3cc", 1.3, lit=True)]


def stick(h, lit=False):
    """A brass candlestick of height h with its candle."""
    brass = m.metal("#c9a05a", 0.24)
    profile = [(0, 0), (0.33, 0), (0.35, 0.03), (0.3, 0.07), (0.08, 0.12), (0.05, 0.2), (0.05, h * 0.5), (0.09, h * 0.55), (0.05, h * 0.6),
               (0.05, h * 0.88), (0.13, h * 0.93), (0.14, h), (0.1, h), (0, h - 0.03)]
    return [s.lathe(profile, brass, 96), *taper(0, 0, h - 0.02, "#f0e7d4", 1.5, 0.095, lit)]


@picture("brass-candlesticks", pitch=11, ground="dusk", fill=0.82)
def _():
    return [f for x, y, h in ((-0.55, 0.15, 1.6), (0.05, -0.15, 1.1), (0.62, 0.1, 0.7)) for f in s.at(stick(h), x, y)]


@picture("tealight-bowls", pitch=28, ground="slate", fill=0.8, light=0.62)
def _():
    forms = []
    for x, y, c in ((-0.6, 0.25, CHALK), (0.6, 0.3, FOAM), (0.0, -0.45, OAT)):
        bowl = s.vessel([(0.2, 0), (0.24, 0.02), (0.4, 0.16), (0.43, 0.34)], m.glaze(c, 0.25, dip=(0.03, CLAY)), 0.03, 0.08)
        light_ = s.lathe([(0, 0.09), (0.19, 0.09), (0.19, 0.22), (0, 0.21)], m.wax("#f4ead6"), 48, smooth=False)
        forms += s.at([bowl, light_, *wick(0, 0, 0.21, True)], x, y)
    return forms


@picture("storm-lantern", pitch=11, ground="sea", fill=0.82, light=0.85)
def _():
    steel, forms = m.plain("#2e3a40", 0.35, coat=0.4), []
    forms.append(s.lathe([(0, 0), (0.66, 0), (0.7, 0.03), (0.7, 0.12), (0.6, 0.16), (0, 0.16)], steel, smooth=False))
    forms.append(s.vessel([(0.46, 0.16), (0.56, 0.5), (0.56, 1.0), (0.42, 1.5)], m.glass("#f6fbfa"), 0.02, 0.0))
    forms.append(s.lathe([(0.3, 1.48), (0.56, 1.5), (0.58, 1.54), (0.36, 1.72), (0.22, 1.78), (0.22, 1.9), (0.26, 1.92), (0.1, 2.0), (0, 2.0)], steel, steps=4))
    for k in range(4):
        a = math.pi / 4 + k * math.pi / 2
        forms.append(s.tube([(0.62 * math.cos(a), 0.62 * math.sin(a), 0.1), (0.62 * math.cos(a), 0.62 * math.sin(a), 0.9), (0.5 * math.cos(a), 0.5 * math.sin(a), 1.55)], 0.02, steel, sides=10))
    forms.append(s.tube([(-0.56, 0, 1.55), (-0.6, 0, 2.1), (0, 0, 2.5), (0.6, 0, 2.1), (0.56, 0, 1.55)], 0.018, steel, sides=10))
    candle = s.lathe([(0, 0.17), (0.26, 0.17), (0.26, 0.72), (0.24, 0.74), (0, 0.72)], m.wax("#efe4cc"), 64, smooth=False)
    return [*forms, candle, *wick(0, 0, 0.72, True)]


# Lamps


def drum_shade(bottom, top, low, high, color="#efe3cd", glow=0.55):
    return s.lathe([(bottom - 0.012, low), (bottom, low), (top, high), (top - 0.012, high), (bottom - 0.012, low)], m.shade(color, glow), smooth=False)


def pebble_lamp(color):
    g = m.glaze(color, 0.3, rim=(1.0, "#94683f"))
    base = s.lathe([(0, 0), (0.5, 0), (0.6, 0.05), (0.78, 0.5), (0.62, 0.95), (0.2, 1.2), (0.13, 1.3), (0.13, 1.36), (0, 1.36)], g)
    stem = s.lathe([(0, 1.36), (0.06, 1.36), (0.06, 1.75), (0, 1.75)], m.metal(), 32, smooth=False)
    return [base, stem, drum_shade(1.0, 0.72, 1.6, 2.75)]


in_colors("pebble-table-lamp", {"chalk": CHALK, "tidepool": TIDE}, pebble_lamp, pitch=7, ground="dusk", fill=0.78, light=0.8)


@picture("driftwood-lamp", pitch=7, ground="oat", fill=0.8, light=0.8)
def _():
    oak = m.wood(OAK, OAK_DARK, (8, 8, 0.7))
    base = s.lathe([(0, 0), (0.6, 0), (0.62, 0.06), (0.6, 0.16), (0.3, 0.24), (0.16, 0.4), (0.22, 0.7), (0.15, 1.0), (0.2, 1.3), (0.13, 1.6), (0.1, 1.9), (0, 1.9)], oak)
    return [base, drum_shade(0.92, 0.55, 1.75, 2.85, "#e6d8bd", 0.6)]


def mushroom(color):
    paint = m.plain(color, 0.3, coat=0.4)
    base = s.lathe([(0, 0), (0.5, 0), (0.55, 0.03), (0.5, 0.09), (0.16, 0.16), (0.13, 0.4), (0.13, 1.25), (0, 1.25)], paint)
    bulb = s.at(s.ball((0.3, 0.3, 0.24), m.shade("#fff0d8", 3.0, 1)), 0, 0, 1.28)
    dome = s.vessel([(0.03, 1.82), (0.3, 1.8), (0.68, 1.62), (0.9, 1.28), (0.93, 1.14)][::-1], paint, -0.025, 0.0)
    return [base, bulb, dome]


in_colors("dunlin-desk-lamp", {"mustard": "#cf9b35", "sea": "#41717a", "bone": "#e6dcc8"}, mushroom, pitch=5, ground="mist", fill=0.72, light=0.85)


@picture("boathouse-pendant", pitch=3, ground="chalk", fill=0.8, light=0.85)
def _():
    paint = m.plain("#35525c", 0.2, coat=0.9)
    dome = s.vessel([(1.1, 0.6), (1.06, 0.68), (0.85, 0.95), (0.4, 1.2), (0.2, 1.34), (0.18, 1.5)], paint, 0.022, 0.0)
    rim = s.lathe([(1.08, 0.59), (1.11, 0.58), (1.13, 0.61), (1.1, 0.63)], m.plain("#ece6da", 0.3))
    cap = s.lathe([(0, 1.5), (0.19, 1.5), (0.15, 1.62), (0.06, 1.66), (0, 1.66)], m.metal(), 64)
    cord = s.tube([(0, 0, 1.6), (0, 0, 2.2), (0, 0, 3.0)], 0.022, m.plain("#c9b48e", 0.9), sides=12)
    bulb = s.at(s.ball((0.26, 0.26, 0.3), m.shade("#ffeccb", 4.0, 1)), 0, 0, 0.62)
    return [dome, rim, cap, cord, bulb]


@picture("moonrise-globe-lamp", pitch=10, ground="slate", fill=0.68, light=0.6)
def _():
    ring = s.lathe([(0, 0), (0.42, 0), (0.45, 0.05), (0.42, 0.2), (0.3, 0.24), (0, 0.24)], m.metal("#c9a05a", 0.25))
    return [ring, s.at(s.ball((0.75, 0.75, 0.75), m.shade("#fff3df", 1.15, 1)), 0, 0, 0.92)]


@picture("paper-sail-lantern", pitch=9, ground="sea", fill=0.76, light=0.7)
def _():
    ribs = [(0.26 + 0.66 * math.sin(math.pi * (0.08 + 0.84 * k / 26)) + (0.014 if k % 2 else -0.014), 0.16 + k * 0.08) for k in range(27)]
    paper = s.lathe(ribs, m.shade("#f7ecd8", 0.7, 1), smooth=False)
    foot = s.lathe([(0, 0), (0.42, 0), (0.44, 0.04), (0.4, 0.12), (0.3, 0.16), (0, 0.16)], m.wood(WALNUT, WALNUT_DARK, (0.9, 9, 9)), steps=4)
    return [foot, paper]
