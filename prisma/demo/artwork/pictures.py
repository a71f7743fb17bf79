"""
The register of pictures, and parts that many things have.

PICTURES maps a picture's name to a function that builds the scene and returns (forms, settings of studio.take).
A name is the product's slug, with the shown variant or view after two dashes.
"""

import math
import random

import materials as m
import shapes as s

PICTURES = {}

CLAY, DARK_CLAY = "#bf9468", "#5b4032"
CHALK, TIDE, KELP, INK = "#e6decd", "#4f8583", "#475338", "#24344a"
OAT, RUST, FOAM, SLATE, BLUSH = "#c4aa82", "#9c4f30", "#a9c7bf", "#4d5a63", "#cf9c88"
OAK, OAK_DARK, WALNUT, WALNUT_DARK = "#b98a54", "#8a5f34", "#6b4527", "#3d2514"
BEECH, BEECH_DARK, ASH, ASH_DARK = "#cf9f6c", "#b07c48", "#d0ac78", "#a98350"


def picture(name, **settings):
    def keep(build):
        PICTURES[name] = lambda: (build(), settings)
        return build

    return keep


def in_colors(slug, colors, build, **settings):
    """One picture for each colour; the first one's is the product's main picture, named by the slug alone."""
    for i, (name, color) in enumerate(colors.items()):
        picture(slug if i == 0 else f"{slug}--{name}", **settings)(lambda color=color: build(color))


# Parts that many things have.


def handle(radius, top, bottom, out, material, thick=0.042, flat=1.5):
    middle = (top + bottom) / 2
    path = [(radius - 0.03, 0, top), (radius + out * 0.62, 0, top + 0.05), (radius + out, 0, middle + (top - bottom) * 0.18),
            (radius + out * 0.78, 0, bottom + (top - bottom) * 0.12), (radius - 0.03, 0, bottom)]
    return s.tube(path, [thick * 1.25, thick, thick * 0.9, thick, thick * 1.25], material, flat=flat)


def lip(height, width=0.4, reach=0.12, drop=0.0):
    """A pouring lip pulled out of the rim towards -x."""

    def deform(v, angle):
        off = math.atan2(math.sin(angle - math.pi), math.cos(angle - math.pi))
        amount = math.exp(-((off / width) ** 2)) * max(0, (v.z - height * 0.72) / (height * 0.28)) ** 2
        v.x -= reach * amount
        v.y *= 1 - 0.35 * amount
        v.z += 0.3 * reach * amount - drop * amount
        return v

    return deform


def wick(x, y, z, lit=False):
    forms = [s.tube([(x, y, z - 0.02), (x, y, z + 0.04), (x + 0.012, y, z + 0.075)], 0.008, m.plain("#2a2420", 0.9), sides=8)]
    if lit:
        flame = m.Graph("flame")
        flame.put(flame.surface.inputs["Emission"], "#ffc46b")
        flame.glow(7.0)
        forms.append(s.lathe([(0, 0.03), (0.03, 0.07), (0.034, 0.12), (0.016, 0.2), (0, 0.27)], flame.material, 32))
        s.at(forms[-1], x, y, z)
    return forms


def taper(x, y, z, color, height=2.4, radius=0.105, lit=False):
    body = s.lathe([(0, 0), (radius * 0.95, 0), (radius, 0.05), (radius * 0.92, height * 0.6), (radius * 0.7, height * 0.97), (radius * 0.4, height), (0, height + 0.01)], m.wax(color), 64)
    return [s.at(body, x, y, z), *wick(x, y, z + height, lit)]


def spoon(length, bowl, material, x=0.0, y=0.0, z=0.0, **place):
    grip = s.tube([(0, 0, 0), (0, 0, length * 0.5), (0, 0, length)], [0.05, 0.042, 0.05], material, sides=16)
    head = s.ball((bowl * 0.72, bowl * 0.25, bowl), material, rows=32)
    s.at(head, 0, 0, length + bowl * 0.75)
    return s.at([grip, head], x, y, z, **place)


def foliage(z, count, length, width, color, seed, lift=1.0, bend=0.7):
    rng, green, forms = random.Random(seed), m.leaf(color), []
    for k in range(count):
        size = rng.uniform(0.65, 1.1)
        steep = rng.uniform(0.25, 1.0)
        leaf = s.blade(length * size * (1.15 - steep * 0.6), width * size, green, bend * (1.2 - steep * 0.5) * length, lift * length * (0.45 + steep * 0.75))
        forms.append(s.at(leaf, 0, 0, z, turn=k * 137.5 + rng.uniform(-14, 14)))
    return forms


def stems(z, count, height, color, seed, heads=None, spread=0.22):
    rng, green, forms = random.Random(seed), m.leaf(color), []
    for k in range(count):
        a, lean = k * 2.4 + rng.random(), rng.uniform(0.3, 1) * spread
        h = height * rng.uniform(0.75, 1.05)
        end = (math.cos(a) * lean * h, math.sin(a) * lean * h, z + h)
        forms.append(s.tube([(0, 0, z - 0.4), (end[0] * 0.3, end[1] * 0.3, z + h * 0.5), end], 0.014, green, sides=8))
        if heads:
            forms += heads(end, rng)
        else:
            for j in range(7):
                t = 0.35 + j * 0.1
                leaf = s.blade(0.26, 0.11, green, 0.1, 0.1)
                forms.append(s.at(leaf, end[0] * t**1.5, end[1] * t**1.5, z + h * t, turn=j * 150 + k * 40))
    return forms
