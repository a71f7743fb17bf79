"""What things are made of. Colours are sRGB hex strings; lengths are decimetres."""

import bpy


def linear(hex_color):
    """'#rrggbb' (sRGB) as linear RGBA."""
    parts = [int(hex_color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts) + (1,)


def lighter(color, share=0.14):
    """The colour with some cream in it, as '#rrggbb'."""
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(p + (w - p) * share):02x}" for p, w in zip(parts, (247, 239, 226)))


class Graph:
    """A material's nodes, with short words for the ones used here. Sockets in, sockets out."""

    def __init__(self, name):
        self.material = bpy.data.materials.new(name)
        self.material.use_nodes = True
        self.nodes = self.material.node_tree.nodes
        self.links = self.material.node_tree.links
        self.surface = self.nodes["Principled BSDF"]
        self.output = self.nodes["Material Output"]
        self.place = self.nodes.new("ShaderNodeTexCoord").outputs["Object"]

    def put(self, socket, value):
        if isinstance(value, bpy.types.NodeSocket):
            self.links.new(value, socket)
        elif isinstance(value, str):
            socket.default_value = linear(value)
        else:
            socket.default_value = value

    def set(self, **values):
        for key, value in values.items():
            self.put(self.surface.inputs[key.replace("_", " ").title()], value)
        return self

    def math(self, operation, a, b=0.0, clamp=False):
        node = self.nodes.new("ShaderNodeMath")
        node.operation, node.use_clamp = operation, clamp
        self.put(node.inputs[0], a)
        self.put(node.inputs[1], b)
        return node.outputs[0]

    def mix(self, factor, a, b):
        node = self.nodes.new("ShaderNodeMixRGB")
        for socket, value in zip(node.inputs, (factor, a, b)):
            self.put(socket, value)
        return node.outputs[0]

    def scaled(self, place, scale):
        node = self.nodes.new("ShaderNodeMapping")
        self.links.new(place, node.inputs["Vector"])
        node.inputs["Scale"].default_value = scale
        return node.outputs[0]

    def noise(self, scale, detail=2.0, place=None, distortion=0.0):
        node = self.nodes.new("ShaderNodeTexNoise")
        self.links.new(place or self.place, node.inputs["Vector"])
        node.inputs["Scale"].default_value = scale
        node.inputs["Detail"].default_value = detail
        node.inputs["Distortion"].default_value = distortion
        return node.outputs["Fac"]

    def step(self, value, edge, width):
        """0 below edge, 1 above it, over a band of `width`."""
        node = self.nodes.new("ShaderNodeMapRange")
        node.interpolation_type = "SMOOTHSTEP"
        self.put(node.inputs["Value"], value)
        node.inputs["From Min"].default_value = edge - width / 2
        node.inputs["From Max"].default_value = edge + width / 2
        return node.outputs["Result"]

    def axis(self, name, place=None):
        node = self.nodes.new("ShaderNodeSeparateXYZ")
        self.links.new(place or self.place, node.inputs[0])
        return node.outputs[name]

    def speckle(self, scale, amount):
        """A mask of round dots of uneven size; `amount` is about the share of cells that have one."""
        cells = self.nodes.new("ShaderNodeTexVoronoi")
        self.links.new(self.place, cells.inputs["Vector"])
        cells.inputs["Scale"].default_value = scale
        random = self.nodes.new("ShaderNodeSeparateColor")
        self.links.new(cells.outputs["Color"], random.inputs[0])
        present = self.math("LESS_THAN", random.outputs[0], amount)
        radius = self.math("ADD", self.math("MULTIPLY", random.outputs[1], 0.2), 0.08)
        near = self.math("LESS_THAN", cells.outputs["Distance"], radius)
        return self.math("MULTIPLY", present, near)

    def glow(self, strength):
        """Shines for the camera alone: light that few rays find is mostly noise."""
        path = self.nodes.new("ShaderNodeLightPath")
        self.put(self.surface.inputs["Emission Strength"], self.math("MULTIPLY", path.outputs["Is Camera Ray"], strength))

    def bump(self, height, strength, distance=0.02):
        node = self.nodes.new("ShaderNodeBump")
        self.put(node.inputs["Height"], height)
        node.inputs["Strength"].default_value = strength
        node.inputs["Distance"].default_value = distance
        self.links.new(node.outputs[0], self.surface.inputs["Normal"])


def glaze(color, speckle=0.35, speck="#4a3a2c", dip=None, band=None, rim=None, rough=0.22, coat=0.5):
    """
    Fired glaze. `dip`: (height, color) leaves the bare clay below that height.
    `band`: (from, to, color) a painted stripe. `rim`: (height, color) where the glaze breaks thin.
    """
    g = Graph("glaze")
    tone = g.mix(g.math("MULTIPLY", g.noise(1.4, 3), 0.8), color, lighter(color))
    if rim:
        edge = g.math("ADD", g.axis("Z"), g.math("MULTIPLY", g.noise(3), 0.08))
        tone = g.mix(g.math("MULTIPLY", g.step(edge, rim[0] + 0.04, 0.08), 0.85), tone, rim[1])
    if band:
        height = g.math("ADD", g.axis("Z"), g.math("MULTIPLY", g.noise(4), 0.02))
        inside = g.math("MULTIPLY", g.step(height, band[0], 0.012), g.math("SUBTRACT", 1.0, g.step(height, band[1], 0.012)))
        tone = g.mix(inside, tone, band[2])
    if speckle:
        tone = g.mix(g.math("MULTIPLY", g.speckle(24, speckle), 0.75), tone, speck)
        tone = g.mix(g.math("MULTIPLY", g.speckle(48, speckle * 0.8), 0.5), tone, speck)
    roughness = rough
    if dip:
        height = g.math("ADD", g.axis("Z"), g.math("MULTIPLY", g.noise(1.6), 0.07))
        glazed = g.step(height, dip[0] + 0.035, 0.012)
        clay = g.mix(g.math("MULTIPLY", g.noise(60, 4), 0.35), dip[1], "#8a6a50")
        tone = g.mix(glazed, clay, tone)
        roughness = g.math("SUBTRACT", 0.85, g.math("MULTIPLY", glazed, 0.85 - rough))
        g.set(clearcoat=g.math("MULTIPLY", glazed, coat))
    else:
        g.set(clearcoat=coat)
    g.set(base_color=tone, roughness=roughness, clearcoat_roughness=0.08)
    g.bump(g.noise(5, 2), 0.12, 0.03)
    return g.material


def clay(color, grain="#5e3d2b"):
    """Unglazed: terracotta, bisque."""
    g = Graph("clay")
    tone = g.mix(g.math("MULTIPLY", g.noise(45, 5), 0.3), color, grain)
    tone = g.mix(g.math("MULTIPLY", g.noise(1.5, 3), 0.25), tone, "#f3e4d2")
    g.set(base_color=tone, roughness=0.88, specular=0.2)
    g.bump(g.noise(60, 3), 0.25, 0.01)
    return g.material


def wood(light="#d8b483", dark="#a9794a", grain=(0.9, 9, 9), rough=0.5):
    """`grain`: the small number is the axis the grain runs along."""
    g = Graph("wood")
    along = g.scaled(g.place, grain)
    rings = g.noise(0.55, 3, along, 1.4)
    bands = g.math("FRACT", g.math("MULTIPLY", rings, 9))
    bands = g.math("SUBTRACT", 1.0, g.math("ABSOLUTE", g.math("SUBTRACT", g.math("MULTIPLY", bands, 2), 1)))
    tone = g.mix(g.math("MULTIPLY", bands, 0.75), light, dark)
    fibre = g.noise(9, 4, g.scaled(g.place, tuple(0.6 if n < 2 else n for n in grain)))
    tone = g.mix(g.math("MULTIPLY", g.step(fibre, 0.58, 0.3), 0.4), tone, dark)
    g.set(base_color=tone, roughness=rough, specular=0.3)
    g.bump(fibre, 0.08, 0.01)
    return g.material


def plain(color, rough=0.5, metallic=0.0, coat=0.0, subsurface=0.0, bump=0.0, bump_scale=20):
    g = Graph("plain")
    g.set(base_color=color, roughness=rough, metallic=metallic, clearcoat=coat)
    if subsurface:
        g.set(subsurface=subsurface, subsurface_color=color)
        g.surface.inputs["Subsurface Radius"].default_value = (0.25, 0.16, 0.08)
    if bump:
        g.bump(g.noise(bump_scale, 4), bump, 0.02)
    return g.material


def metal(color="#c9a15a", rough=0.28):
    g = Graph("metal")
    roughness = g.math("ADD", g.math("MULTIPLY", g.noise(6, 4), 0.2), rough - 0.1)
    g.set(base_color=color, roughness=roughness, metallic=1.0)
    return g.material


def wax(color):
    g = Graph("wax")
    tone = g.mix(g.math("MULTIPLY", g.noise(2, 3), 0.3), color, "#fff6e4")
    g.set(base_color=tone, roughness=0.42, specular=0.4)
    g.bump(g.noise(6, 2), 0.1, 0.02)
    return g.material


def glass(color="#f4fbfa", rough=0.0, ior=1.45):
    """Lets light through to what it shadows, so that few samples are enough."""
    g = Graph("glass")
    body = g.nodes.new("ShaderNodeBsdfGlass")
    body.inputs["Color"].default_value = linear(color)
    body.inputs["Roughness"].default_value = rough
    body.inputs["IOR"].default_value = ior
    clear = g.nodes.new("ShaderNodeBsdfTransparent")
    clear.inputs["Color"].default_value = linear(color)
    path = g.nodes.new("ShaderNodeLightPath")
    either = g.math("MAXIMUM", path.outputs["Is Shadow Ray"], path.outputs["Is Diffuse Ray"])
    choose = g.nodes.new("ShaderNodeMixShader")
    g.put(choose.inputs[0], either)
    g.links.new(body.outputs[0], choose.inputs[1])
    g.links.new(clear.outputs[0], choose.inputs[2])
    g.links.new(choose.outputs[0], g.output.inputs[0])
    return g.material


def cork():
    g = Graph("cork")
    tone = g.mix(g.step(g.noise(14, 5), 0.5, 0.3), "#c99a68", "#a87443")
    tone = g.mix(g.math("MULTIPLY", g.speckle(13, 0.6), 0.8), tone, "#6b4526")
    g.set(base_color=tone, roughness=0.9, specular=0.1)
    g.bump(g.noise(30, 3), 0.4, 0.02)
    return g.material


def cloth(color, stripes=(), weft=None, weave=55.0, along=0, check=False):
    """
    Woven. `stripes`: (from, to, color) in decimetres of the sheet's own u (along=0) or v (along=1).
    `weft`: the colour of the threads across, for a fine mixed tone.
    """
    g = Graph("cloth")
    uv = g.nodes.new("ShaderNodeTexCoord").outputs["UV"]
    u, v = g.axis("X", uv), g.axis("Y", uv)
    tone = g.mix(g.math("MULTIPLY", g.noise(0.9, 4), 0.25), color, "#ffffff")

    def striped(tone, coordinate, strength):
        for start, end, stripe in stripes:
            inside = g.math("MULTIPLY", g.step(coordinate, start, 0.015), g.math("SUBTRACT", 1.0, g.step(coordinate, end, 0.015)))
            tone = g.mix(g.math("MULTIPLY", inside, strength), tone, stripe)
        return tone

    tone = striped(tone, (u, v)[along], 1.0 if not check else 0.6)
    if check:
        tone = striped(tone, (u, v)[1 - along], 0.6)
    warp = g.math("SINE", g.math("MULTIPLY", u, weave))
    cross = g.math("SINE", g.math("MULTIPLY", v, weave))
    threads = g.math("MULTIPLY", warp, cross)
    tone = g.mix(g.math("ADD", g.math("MULTIPLY", threads, 0.2), 0.25 if weft else 0.1), tone, weft or "#6f6250")
    slub = g.noise(4, 3, g.scaled(uv, (0.4, 30, 1)))
    tone = g.mix(g.math("MULTIPLY", g.step(slub, 0.6, 0.3), 0.14), tone, "#5c5144")
    g.set(base_color=tone, roughness=0.95, specular=0.05)
    g.bump(threads, 0.2, 0.012)
    return g.material


def shade(color="#f1e6d2", glow=1.2, threads=70):
    """A lampshade with its lamp on: linen that glows, more in the middle than at its rims."""
    g = Graph("shade")
    weave = g.math("SINE", g.math("MULTIPLY", g.axis("Z"), threads))
    tone = g.mix(g.math("MULTIPLY_ADD", weave, 0.05, True), color, "#c9b79a")
    g.set(base_color=tone, roughness=0.9, specular=0.1)
    g.put(g.surface.inputs["Emission"], g.mix(0.35, color, "#ffc98a"))
    g.glow(glow)
    return g.material


def leaf(color="#5f7a4e"):
    g = Graph("leaf")
    tone = g.mix(g.noise(3, 3), color, "#a9b98a")
    g.set(base_color=tone, roughness=0.55, specular=0.35)
    return g.material


def soap(color, swirl="#ffffff", flecks=None):
    g = Graph("soap")
    tone = g.mix(g.step(g.noise(1.1, 4, distortion=2.5), 0.5, 0.22), color, swirl)
    if flecks:
        tone = g.mix(g.math("MULTIPLY", g.speckle(15, 0.5), 0.8), tone, flecks)
    g.set(base_color=tone, roughness=0.5, specular=0.35)
    g.bump(g.noise(8, 3), 0.15, 0.02)
    return g.material
