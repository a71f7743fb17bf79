"""How things are formed. Lengths are decimetres; z is up and the customer looks along +y."""

import math

import bpy
from mathutils import Euler, Vector, noise

TURN = 2 * math.pi


def spline(points, steps=10):
    """A smooth curve through points (Catmull-Rom). A point given twice is a corner."""
    points = [Vector(p) for p in points]
    curve = []
    for i in range(len(points) - 1):
        a, b, c, d = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, len(points) - 1)]
        if (c - b).length < 1e-9:
            continue
        for s in range(steps):
            t = s / steps
            curve.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    curve.append(points[-1])
    return curve


def add(vertices, faces, material, smooth=True, uvs=None):
    mesh = bpy.data.meshes.new("form")
    mesh.from_pydata([tuple(v) for v in vertices], [], faces)
    mesh.materials.append(material)
    mesh.polygons.foreach_set("use_smooth", [smooth] * len(mesh.polygons))
    if uvs:
        layer = mesh.uv_layers.new()
        for loop in mesh.loops:
            layer.data[loop.index].uv = uvs[loop.vertex_index]
    mesh.update()
    form = bpy.data.objects.new("form", mesh)
    bpy.context.collection.objects.link(form)
    return form


def grid_faces(rows, columns, wrap=False):
    across = columns if wrap else columns - 1
    return [
        (r * columns + c, r * columns + (c + 1) % columns, (r + 1) * columns + (c + 1) % columns, (r + 1) * columns + c)
        for r in range(rows - 1)
        for c in range(across)
    ]


def lathe(profile, material, segments=144, deform=None, steps=10, smooth=True):
    """Turns a profile of (radius, height) points round the z axis."""
    curve = spline([(max(r, 0.0), z) for r, z in profile], steps) if smooth else [Vector(p) for p in profile]
    vertices = []
    for point in curve:
        for s in range(segments):
            angle = TURN * s / segments
            v = Vector((max(point[0], 1e-4) * math.cos(angle), max(point[0], 1e-4) * math.sin(angle), point[1]))
            vertices.append(deform(v, angle) if deform else v)
    return add(vertices, grid_faces(len(curve), segments, True), material)


def vessel(outline, material, wall=0.05, floor=0.08, deform=None, segments=144):
    """A thrown vessel: its outside from foot to rim as (radius, height) points; the wall and a round rim are added."""
    outer = spline([(r, z) for r, z in outline])
    inner = []
    for i, point in enumerate(outer):
        before, after = outer[max(i - 1, 0)], outer[min(i + 1, len(outer) - 1)]
        along = after - before
        if along.length < 1e-9:
            continue
        along.normalize()
        inside = point + Vector((-along[1], along[0])) * wall
        if inside[1] >= floor and inside[0] > 0.01:
            inner.append(inside)
    foot = outer[0]
    profile = [Vector((0, foot[1])), *outer]
    top, lip = outer[-1], inner[-1]
    middle, half = (top + lip) / 2, (top - lip) / 2
    up = Vector((-half[1], half[0])) if half[0] > 0 else Vector((half[1], -half[0]))
    for k in range(1, 8):
        a = math.pi * k / 8
        profile.append(middle + half * math.cos(a) + up * math.sin(a))
    profile += list(reversed(inner))
    profile.append(Vector((0, inner[0][1])))
    return lathe(profile, material, segments, deform, smooth=False)


def tube(path, radius, material, flat=1.0, sides=20, steps=14, ends=True):
    """A rod along a path of points; `radius` a number or a list along it; `flat` widens it sideways."""
    curve = spline(path, steps)
    count = len(curve)
    radii = [radius] * 2 if isinstance(radius, (int, float)) else radius
    vertices = []
    reference = Vector((0, 1, 0))
    for i, point in enumerate(curve):
        tangent = (curve[min(i + 1, count - 1)] - curve[max(i - 1, 0)]).normalized()
        side = reference - tangent * reference.dot(tangent)
        side = side.normalized() if side.length > 1e-3 else Vector((1, 0, 0))
        normal = tangent.cross(side)
        where = i / (count - 1) * (len(radii) - 1)
        low = min(int(where), len(radii) - 2)
        r = radii[low] + (radii[low + 1] - radii[low]) * (where - low)
        for s in range(sides):
            a = TURN * s / sides
            vertices.append(point + side * (r * flat * math.cos(a)) + normal * (r * math.sin(a)))
    faces = grid_faces(count, sides, True)
    if ends:
        faces += [tuple(range(sides))[::-1], tuple((count - 1) * sides + s for s in range(sides))]
    return add(vertices, faces, material)


def block(size, material, bevel=0.05, segments=5):
    """A box with rounded edges standing on z = 0."""
    x, y, z = (n / 2 for n in size)
    corners = [(sx * x, sy * y, z + sz * z) for sz in (-1, 1) for sy in (-1, 1) for sx in (-1, 1)]
    faces = [(0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5)]
    form = add(corners, faces, material)
    modifier = form.modifiers.new("edges", "BEVEL")
    modifier.width, modifier.segments = bevel, segments
    form.data.use_auto_smooth = True
    form.data.auto_smooth_angle = 0.7
    return form


def slab(outline, thickness, material, bevel=0.04, holes=()):
    """A board: an outline of (x, y) points and round holes (x, y, radius), lying on z = 0."""
    curve = bpy.data.curves.new("slab", "CURVE")
    curve.dimensions, curve.fill_mode = "2D", "BOTH"
    curve.extrude, curve.bevel_depth, curve.bevel_resolution = thickness / 2 - bevel, bevel, 4
    rings = [outline] + [[(x + r * math.cos(TURN * k / 40), y + r * math.sin(TURN * k / 40)) for k in range(40)] for x, y, r in holes]
    for ring in rings:
        line = curve.splines.new("POLY")
        line.points.add(len(ring) - 1)
        for point, (x, y) in zip(line.points, ring):
            point.co = (x, y, 0, 1)
        line.use_cyclic_u = True
    form = bpy.data.objects.new("slab", curve)
    bpy.context.collection.objects.link(form)
    bpy.context.view_layer.update()
    mesh = bpy.data.meshes.new_from_object(form.evaluated_get(bpy.context.evaluated_depsgraph_get()))
    bpy.data.objects.remove(form)
    mesh.materials.clear()
    mesh.materials.append(material)
    for vertex in mesh.vertices:
        vertex.co.z += thickness / 2
    board = bpy.data.objects.new("slab", mesh)
    mesh.use_auto_smooth, mesh.auto_smooth_angle = True, 0.8
    mesh.polygons.foreach_set("use_smooth", [True] * len(mesh.polygons))
    bpy.context.collection.objects.link(board)
    return board


def rounded_rectangle(width, depth, radius, steps=10):
    points = []
    for cx, cy, start in ((1, 1, 0), (-1, 1, 1), (-1, -1, 2), (1, -1, 3)):
        for k in range(steps + 1):
            a = math.pi / 2 * (start + k / steps)
            points.append((cx * (width / 2 - radius) + radius * math.cos(a), cy * (depth / 2 - radius) + radius * math.sin(a)))
    return points


def sheet(path, width, thickness, material, ripple=0.0, steps=16, columns=60, seed=0.0, taper=None):
    """Cloth: a path in (x, z) swept along y. Its UV is in decimetres along the path and across."""
    curve = spline([(x, z) for x, z in path], steps)
    rows = len(curve)
    length, distance = 0.0, [0.0]
    for i in range(1, rows):
        length += (curve[i] - curve[i - 1]).length
        distance.append(length)
    vertices, uvs = [], []
    for i, point in enumerate(curve):
        w = width * (taper(i / (rows - 1)) if taper else 1)
        for c in range(columns):
            y = (c / (columns - 1) - 0.5) * w
            wobble = noise.noise(Vector((distance[i] * 0.9 + seed, y * 0.9, seed))) * ripple
            vertices.append((point[0] + wobble * 0.5, y + wobble * 0.3, point[1] + abs(wobble)))
            uvs.append((distance[i], y + width / 2))
    form = add(vertices, grid_faces(rows, columns), material, uvs=uvs)
    modifier = form.modifiers.new("thickness", "SOLIDIFY")
    modifier.thickness, modifier.offset = thickness, 0
    form.modifiers.new("soft", "SUBSURF").render_levels = 1
    return form


def folded(width, depth, layers, thickness, material, z=0.0, ripple=0.03, seed=0.0):
    """Cloth folded to and fro: `layers` of it, lying on z."""
    path = []
    gap = thickness * 1.12
    for k in range(layers):
        height = z + thickness / 2 + gap * k
        ends = (-depth / 2, depth / 2) if k % 2 == 0 else (depth / 2, -depth / 2)
        path += [(ends[0], height), (0, height + 0.01), (ends[1], height)]
        if k < layers - 1:
            bulge = gap / 2 * 1.2
            path.append((ends[1] + math.copysign(bulge, ends[1]), height + gap / 2))
    return sheet(path, width, thickness * 0.96, material, ripple, seed=seed)


def ball(size, material, power=2.0, rows=64, wrinkle=0.0):
    """A superellipsoid; power 2 is round, above it squarer."""
    vertices, uvs = [], []
    columns = 128

    def signed(n, p):
        return math.copysign(abs(n) ** p, n)

    for r in range(rows + 1):
        polar = math.pi * r / rows
        for c in range(columns):
            a = TURN * c / columns
            x = signed(math.sin(polar), 2 / power) * signed(math.cos(a), 2 / power)
            y = signed(math.sin(polar), 2 / power) * signed(math.sin(a), 2 / power)
            z = -math.cos(polar)
            v = Vector((x * size[0], y * size[1], z * size[2]))
            if wrinkle:
                v *= 1 + wrinkle * noise.noise(v * 0.9)
            vertices.append(v)
            uvs.append((v[0] + size[0], v[2] + size[2]))
    return add(vertices, grid_faces(rows + 1, columns, True), material, uvs=uvs)


def blade(length, width, material, bend=0.6, lift=1.0, fold=0.25):
    """A leaf from the origin outwards along x, rising by `lift` and drooping by `bend`."""
    vertices, rows, columns = [], 16, 7
    for r in range(rows):
        t = r / (rows - 1)
        w = width * math.sin(math.pi * min(t * 0.93 + 0.07, 1.0)) ** 0.8
        for c in range(columns):
            s = c / (columns - 1) - 0.5
            vertices.append((length * t * (1 - 0.25 * t * bend), s * w, lift * t - bend * t * t + fold * abs(s) * w * 2))
    return add(vertices, grid_faces(rows, columns), material)


def at(form, x=0.0, y=0.0, z=0.0, turn=0.0, tilt=0.0, roll=0.0, scale=1.0):
    """Places a form; angles in degrees: `turn` round z, `tilt` round x, `roll` round y. What hangs on it follows."""
    forms = form if isinstance(form, (list, tuple)) else [form]
    rotation = Euler([math.radians(n) for n in (tilt, roll, turn)])
    for f in forms:
        offset = Vector(f.location)
        offset.rotate(rotation)
        f.location = Vector((x, y, z)) + offset * scale
        f.rotation_euler = (rotation.to_matrix() @ f.rotation_euler.to_matrix()).to_euler()
        f.scale = f.scale * scale
    return form
