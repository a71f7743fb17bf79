"""The studio every picture is taken in: one soft window to the left, a seamless backdrop, one camera."""

import math

import bpy
from mathutils import Vector

import develop
import shapes
from materials import Graph, linear

BACKDROPS = {
    "chalk": "#ece8e1",
    "oat": "#e3d9ca",
    "sand": "#dccdb8",
    "mist": "#d5dadb",
    "sea": "#b9c6c9",
    "slate": "#8e9a9e",
    "dusk": "#c9bdb4",
}


def clear():
    bpy.ops.wm.read_factory_settings(use_empty=True)


def bounds(forms):
    bpy.context.view_layer.update()
    graph = bpy.context.evaluated_depsgraph_get()
    corners = []
    for form in forms:
        evaluated = form.evaluated_get(graph)
        corners += [evaluated.matrix_world @ v.co for v in evaluated.data.vertices]
    return corners


def backdrop(color, reach):
    """A sheet that lies flat, curves up behind and has no horizon."""
    g = Graph("backdrop")
    paper = g.nodes.new("ShaderNodeBsdfDiffuse")
    paper.inputs["Color"].default_value = linear(color)
    g.links.new(paper.outputs[0], g.output.inputs[0])
    path = [(-9 * reach, 0), (0, 0), (2.2 * reach, 0), (4.2 * reach, 0.5 * reach), (5.2 * reach, 2.5 * reach), (5.5 * reach, 14 * reach)]
    curve = shapes.spline(path, 12)
    vertices = [(x, p[0], p[1]) for p in curve for x in (-16 * reach, 16 * reach)]
    return shapes.add(vertices, shapes.grid_faces(len(curve), 2), g.material)


def area(name, where, target, size, energy, color):
    light = bpy.data.lights.new(name, "AREA")
    light.shape, light.size, light.energy, light.color = "DISK", size, energy, linear(color)[:3]
    form = bpy.data.objects.new(name, light)
    form.location = where
    form.rotation_euler = (Vector(target) - Vector(where)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(form)


def take(path, forms, ground="chalk", pitch=16, around=0, fill=0.72, size=640, samples=8, zoom=1.0, look=(0, 0, 0), light=1.0, aspect=1.0, wait=None):
    """
    Takes the picture. `pitch` and `around`: the camera's angles in degrees; `fill`: the share of the frame
    the product takes; `zoom` and `look` (in shares of the product's reach) for details; `light` dims the window for lamps.
    """
    scene = bpy.context.scene
    corners = bounds(forms)
    low = Vector([min(c[i] for c in corners) for i in range(3)])
    high = Vector([max(c[i] for c in corners) for i in range(3)])
    middle = (low + high) / 2
    reach = max((c - middle).length for c in corners)
    middle_ground = Vector((middle.x, middle.y, 0))

    floor = backdrop(BACKDROPS[ground], max(reach, 0.3))
    floor.location = (middle.x, middle.y, low.z)

    area("window", middle + Vector((-3.4, -2.2, 4.0)) * reach, middle_ground, 3.4 * reach, 560 * reach**2 * light, "#fff4e6")
    area("card", middle + Vector((4.5, -1.0, 1.8)) * reach, middle, 3.5 * reach, 70 * reach**2 * light, "#f2f6ff")
    area("rim", middle + Vector((1.8, 3.2, 3.4)) * reach, middle, 1.6 * reach, 110 * reach**2 * light, "#ffffff")
    world = bpy.data.worlds.new("room")
    scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs[0].default_value = linear("#eef2f6")
    world.node_tree.nodes["Background"].inputs[1].default_value = 0.3 * light

    camera = bpy.data.cameras.new("camera")
    camera.lens, camera.sensor_width = 90, 36
    eye = bpy.data.objects.new("camera", camera)
    bpy.context.collection.objects.link(eye)
    scene.camera = eye
    a, p = math.radians(around), math.radians(pitch)
    direction = Vector((math.sin(a) * math.cos(p), -math.cos(a) * math.cos(p), math.sin(p)))
    eye.rotation_euler = direction.to_track_quat("Z", "Y").to_euler()
    rotation = eye.rotation_euler.to_matrix()
    right, up = rotation.col[0], rotation.col[1]
    view = 36 / 90
    xs = [(c - middle).dot(right) for c in corners]
    ys = [(c - middle).dot(up) for c in corners]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    distance = max(wide / aspect, tall) / fill / (view / aspect if aspect > 1 else view) / zoom
    if aspect > 1:
        distance = max(wide / fill / view, tall / fill / (view / aspect)) / zoom
    centre = middle + right * ((max(xs) + min(xs)) / 2) + up * ((max(ys) + min(ys)) / 2)
    centre += (right * look[0] + up * look[1]) * reach
    # A little room below, as on a page: the shadow belongs to the picture.
    centre -= up * (0.02 * distance * view)
    eye.location = centre + direction * distance
    camera.clip_end = 500
    if zoom > 1.2:
        camera.dof.use_dof = True
        camera.dof.focus_distance = distance - reach * 0.55
        camera.dof.aperture_fstop = 2.4 / max(reach, 0.4)

    render = scene.render
    render.engine = "CYCLES"
    render.resolution_x, render.resolution_y, render.resolution_percentage = round(size * aspect) if aspect > 1 else size, size, 100
    render.image_settings.file_format = "PNG"
    render.use_persistent_data = False
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.seed = "CPU", samples, 7
    cycles.use_adaptive_sampling = False
    cycles.use_denoising = False
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 2, 2
    cycles.transmission_bounces, cycles.transparent_max_bounces = 8, 12
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 4
    scene.view_settings.view_transform = "Filmic"
    scene.view_settings.look = "High Contrast"
    scene.view_settings.exposure = 0.42
    develop.prepare(scene)
    bpy.ops.render.render()
    develop.develop(scene, path)
