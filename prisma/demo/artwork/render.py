"""
Run by Blender: blender -b --python render.py -- FOLDER SIZE SAMPLES NAME…
Takes the named pictures, as FOLDER/NAME.png.
"""

import os
import sys
import time

sys.path.insert(0, os.path.dirname(__file__))

import kitchen  # noqa: F401
import light  # noqa: F401
import rooms  # noqa: F401
import table  # noqa: F401
import window  # noqa: F401
import studio
from pictures import PICTURES

folder, size, samples, *names = sys.argv[sys.argv.index("--") + 1 :]
for name in names or PICTURES:
    started = time.monotonic()
    studio.clear()
    forms, settings = PICTURES[name]()
    studio.take(os.path.join(folder, f"{name}.png"), forms, size=int(size), samples=int(samples), **settings)
    print(f"taken {name} {time.monotonic() - started:.1f} s", flush=True)
