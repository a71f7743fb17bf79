"""
Develops a negative taken with few samples: takes the noise out of the light, and leaves what things are painted with.

An edge-avoiding a-trous wavelet (Dammertz et al., 2010) over light separated from colour: it smooths across
pixels of like depth, facing and brightness, in steps of 1, 2, 4, … pixels.
"""

import os

import bpy
import numpy as np

PASSES = {
    "diffuse_direct": "DiffDir",
    "diffuse_indirect": "DiffInd",
    "diffuse_color": "DiffCol",
    "glossy_direct": "GlossDir",
    "glossy_indirect": "GlossInd",
    "glossy_color": "GlossCol",
    "transmission_direct": "TransDir",
    "transmission_indirect": "TransInd",
    "transmission_color": "TransCol",
    "emit": "Emit",
}


def prepare(scene):
    layer = scene.view_layers[0]
    for name in PASSES:
        setattr(layer, f"use_pass_{name}", True)
    layer.use_pass_z = layer.use_pass_normal = True
    scene.use_nodes = True
    tree = scene.node_tree
    tree.nodes.clear()
    source = tree.nodes.new("CompositorNodeRLayers")
    files = tree.nodes.new("CompositorNodeOutputFile")
    files.format.file_format, files.format.color_depth = "OPEN_EXR", "32"
    files.base_path = bpy.app.tempdir
    files.file_slots.clear()
    for socket in [*PASSES.values(), "Depth", "Normal"]:
        files.file_slots.new(socket)
        tree.links.new(source.outputs[socket], files.inputs[socket])


def read(name):
    [path] = [p for p in os.listdir(bpy.app.tempdir) if p.startswith(name) and p.endswith(".exr") and p[len(name)].isdigit()]
    image = bpy.data.images.load(os.path.join(bpy.app.tempdir, path))
    width, height = image.size
    pixels = np.empty(width * height * 4, np.float32)
    image.pixels.foreach_get(pixels)
    bpy.data.images.remove(image)
    os.remove(os.path.join(bpy.app.tempdir, path))
    return np.ascontiguousarray(pixels.reshape(height, width, 4)[..., :3])


def neighbours(array, step):
    """The array as seen `step` pixels to each of eight sides, edges repeated: a function of (dy, dx) to a view."""
    padding = ((step, step), (step, step)) + ((0, 0),) * (array.ndim - 2)
    wide = np.pad(array, padding, mode="edge")
    height, width = array.shape[:2]
    return lambda dy, dx: wide[step + dy : step + dy + height, step + dx : step + dx + width]


def smooth(light, normal, depth, levels, tolerance):
    """`tolerance`: how far, in stops, brightness may differ and still be taken for noise."""
    if not light.any():
        return light
    for level in (None, *range(levels)):
        step = 2 ** (level or 0)
        brightness = np.log2(light.mean(2) + 0.03)
        beside = neighbours(brightness, 1)
        brightness = (brightness * 2 + beside(0, 1) + beside(0, -1) + beside(1, 0) + beside(-1, 0)) / 6
        # At first whatever the brightness: a pixel that few rays reached is no guide to anything.
        allowed = 1e6 if level is None else tolerance / (1 + level * 0.6)
        views = [neighbours(a, step) for a in (light, normal, depth, brightness)]
        total = light * 0.4
        weights = np.full(light.shape[:2], 0.4, np.float32)
        reach = 1 / (depth * 0.004 * step + 1e-6)
        for dy, dx in ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)):
            color, facing, distance, other = (view(dy * step, dx * step) for view in views)
            turned = normal - facing
            apart = np.einsum("ijk,ijk->ij", turned, turned) * 14
            apart += np.abs(depth - distance) * reach
            apart += ((brightness - other) / allowed) ** 2
            weight = np.exp(-apart) * np.float32(0.16 if dx and dy else 0.24)
            total += color * weight[..., None]
            weights += weight
        light = total / weights[..., None]
    return light


def develop(scene, path):
    light = {name: read(socket) for name, socket in PASSES.items()}
    depth = np.minimum(read("Depth")[..., 0], 1e4)
    normal = read("Normal")
    diffuse = smooth(light["diffuse_direct"] + light["diffuse_indirect"], normal, depth, 5, 0.55)
    glossy = smooth(light["glossy_direct"] + light["glossy_indirect"], normal, depth, 3, 0.8)
    through = smooth(light["transmission_direct"] + light["transmission_indirect"], normal, depth, 3, 0.6)
    whole = diffuse * light["diffuse_color"] + glossy * light["glossy_color"] + through * light["transmission_color"] + light["emit"]
    height, width = depth.shape
    rgba = np.ones((height, width, 4), np.float32)
    rgba[..., :3] = whole
    picture = bpy.data.images.new("picture", width, height, float_buffer=True)
    picture.pixels.foreach_set(rgba.ravel())
    picture.save_render(path, scene=scene)
