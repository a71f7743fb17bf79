import { type DemoProduct } from './demo-product';

export const boardsAndTools: DemoProduct[] = [
  {
    slug: 'tideline-serving-board',
    title: 'Tideline Serving Board',
    vendor: 'Hollis & Daughter',
    type: 'Board',
    categories: ['boards-and-tools'],
    published: '2026-01-27',
    tags: ['oak', 'serving', 'gift', 'best seller'],
    seo: {
      title: 'Tideline oak serving board with handle',
      description:
        'A serving board cut from one plank of air-dried oak by Hollis & Daughter, finished with linseed oil. Two sizes.',
    },
    description: `One plank, no glue. Ned Hollis air-dries his oak for three winters, and his daughter Wren cuts the handle so that the grain runs right through it: that is why it does not snap.

Bring bread to the table on it, or leave the cheese out all evening. It is oiled with raw linseed, which smells of cricket bats for a week.

*Never* soak it. A hot cloth, then stand it on edge to dry.`,
    options: ['Size'],
    variants: [
      {
        options: ['Small, 35 cm'],
        sku: 'HD-TSB-S',
        item: 4001,
        price: 3800,
        stock: 15,
        grams: 780,
      },
      {
        options: ['Large, 48 cm'],
        sku: 'HD-TSB-L',
        item: 4002,
        price: 5600,
        stock: 11,
        grams: 1420,
      },
    ],
    pictures: [
      {
        name: 'tideline-serving-board',
        alt: 'A rounded oak board with a handle, lying at an angle',
      },
    ],
  },
  {
    slug: 'round-bread-board',
    title: 'Round Bread Board',
    vendor: 'Hollis & Daughter',
    type: 'Board',
    categories: ['boards-and-tools'],
    published: '2026-03-12',
    tags: ['ash', 'bread', 'serving'],
    description: `Ash is the pale, springy wood of oars and hammer handles. Turned to a 28 cm round with a groove near the edge, it catches crumbs and keeps a loaf from walking while you saw.

Both faces are flat: keep one for onions. Sand out the scars every few years, and it will outlive the bread knife.`,
    variants: [{ sku: 'HD-RBB', item: 4003, price: 4400, stock: 19, grams: 1100 }],
    pictures: [
      { name: 'round-bread-board', alt: 'A round ash board with a groove cut near its edge' },
    ],
  },
  {
    slug: 'end-grain-chopping-block',
    title: 'End-Grain Chopping Block',
    vendor: 'Hollis & Daughter',
    type: 'Board',
    categories: ['boards-and-tools'],
    published: '2026-08-28',
    tags: ['oak', 'walnut', 'large'],
    description: `Twenty-four blocks of oak, walnut and cherry stood on end, so that the knife slips **between** the fibres instead of across them. Edges stay sharp longer and the cuts close up overnight.

It weighs as much as a small dog and has rubber feet. 30 by 20 cm, 5 cm thick. Feed it with the tin of board wax in the parcel: generously at first, then whenever it looks thirsty.`,
    variants: [{ sku: 'HD-EGB', item: 4004, price: 13500, stock: 4, grams: 3400 }],
    pictures: [
      {
        name: 'end-grain-chopping-block',
        alt: 'A thick chopping block in a chequered pattern of three woods',
      },
    ],
  },
  {
    slug: 'french-rolling-pin',
    title: 'French Rolling Pin',
    vendor: 'Hollis & Daughter',
    type: 'Tool',
    categories: ['boards-and-tools'],
    published: '2026-04-15',
    tags: ['beech', 'baking'],
    description: `No handles, no bearings. A length of beech, fat in the middle and fine at the ends, that steers by a shift of the palms and turns out rounder pastry than anything with a spindle.

46 cm long. Dust it; don't wash it. Wren tapers hers by eye, to within the width of a pencil line.`,
    variants: [{ sku: 'HD-FRP', price: 2400, stock: 23, grams: 360 }],
    pictures: [{ name: 'french-rolling-pin', alt: 'A tapered beech rolling pin' }],
  },
  {
    slug: 'spoon-trio',
    title: 'Spoon Trio',
    vendor: 'Hollis & Daughter',
    type: 'Tool',
    categories: ['boards-and-tools'],
    published: '2026-05-27',
    tags: ['beech', 'walnut', 'ash', 'set', 'gift'],
    description: `Three spoons, three woods, three jobs.

- **Beech**, for stirring: thick in the neck, stands up in porridge
- **Walnut**, for tasting, with a deep round bowl
- **Ash**, long and light, for the bottom of the tall pot

Carved green and finished with a knife, so there are facets for your fingers. They darken with every sauce, tomato above all.`,
    variants: [{ sku: 'HD-ST3', item: 4005, price: 3200, was: 3900, stock: 17, grams: 190 }],
    pictures: [{ name: 'spoon-trio', alt: 'Three wooden spoons of different woods side by side' }],
  },
  {
    slug: 'granite-pestle-and-mortar',
    title: 'Granite Pestle & Mortar',
    vendor: 'Quarry Lane',
    type: 'Tool',
    categories: ['boards-and-tools'],
    published: '2025-12-09',
    tags: ['granite', 'spices', 'heavy'],
    description: `Four kilos of grey granite that will not scuttle about the worktop. The inside is left rough, to bite; the rim is honed, to be wiped.

Before the first pesto, grind a handful of raw rice in it and throw the grey flour away. Do that twice. After this it needs nothing but water, for ever. 15 cm across.`,
    variants: [{ sku: 'QL-GPM', item: 5001, price: 4800, stock: 12, grams: 4100 }],
    pictures: [
      {
        name: 'granite-pestle-and-mortar',
        alt: 'A footed grey granite mortar with its pestle leaning inside',
      },
    ],
  },
  {
    slug: 'utensil-crock',
    title: 'Utensil Crock',
    vendor: 'Saltmarsh Pottery',
    type: 'Jar',
    categories: ['boards-and-tools', 'storage-jars'],
    published: '2026-06-02',
    tags: ['stoneware', 'large'],
    description: `The drawer is full, so stand them up. A straight crock, 15 cm tall and broad enough in the foot to take a cast-iron ladle without toppling.

Oat-white outside, unglazed at the bottom, with a generous scatter of iron. The spoons in the picture are sold as the Spoon Trio.`,
    variants: [{ sku: 'SMP-UC', price: 4200, stock: 16, grams: 1150 }],
    pictures: [
      { name: 'utensil-crock', alt: 'A speckled stoneware crock holding three wooden spoons' },
    ],
  },
  {
    slug: 'cork-trivets',
    title: 'Cork Trivets, pair',
    vendor: 'Hollis & Daughter',
    type: 'Trivet',
    categories: ['boards-and-tools'],
    published: '2026-07-14',
    tags: ['cork', 'set'],
    description: `Two rounds of pressed cork, 18 cm across, for under the hot pan and the wet vase. Light as toast, quiet on a wooden table, and good to 180 °C.

They float, should it come to that.`,
    variants: [{ sku: 'HD-CT2', price: 1600, stock: 48, grams: 160 }],
    pictures: [
      { name: 'cork-trivets', alt: 'Two thick round cork trivets, one leaning on the other' },
    ],
  },
  {
    slug: 'larder-butter-dish',
    title: 'Larder Butter Dish',
    vendor: 'Saltmarsh Pottery',
    type: 'Dish',
    categories: ['boards-and-tools', 'storage-jars'],
    published: '2026-09-15',
    tags: ['stoneware', 'oak', 'breakfast'],
    description: `Butter should be soft enough to spread and out of reach of the cat. The cover is slab-built in a grey-blue glaze and takes a 250 g block with room round it; the base is a tray of oiled oak with a shallow recess.

Lift by the knob. Wash the lid as you like, but only wipe the wood.`,
    variants: [{ sku: 'SMP-LBD', item: 1071, price: 4900, stock: 10, grams: 890 }],
    pictures: [{ name: 'larder-butter-dish', alt: 'A pale blue butter cover on an oak tray' }],
  },
  {
    slug: 'egg-cups',
    title: 'Egg Cups, set of three',
    vendor: 'Saltmarsh Pottery',
    type: 'Cup',
    categories: ['boards-and-tools', 'mugs-and-cups'],
    published: '2026-03-27',
    tags: ['stoneware', 'breakfast', 'gift', 'set'],
    description: `Yellow, foam and blush on little waisted stems. Wide enough for a duck egg, deep enough that a small hen's does not sink out of sight.

Four and a half minutes from the boil, if you were going to ask.`,
    variants: [{ sku: 'SMP-EC3', item: 1072, price: 2700, stock: 0, grams: 260 }],
    pictures: [
      { name: 'egg-cups', alt: 'Three egg cups in yellow, green and pink, each with an egg' },
    ],
  },
];
