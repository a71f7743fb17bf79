import { type DemoProduct } from './demo-product';

export const storageJars: DemoProduct[] = [
  {
    slug: 'larder-jar',
    title: 'Larder Jar with Oak Lid',
    vendor: 'Saltmarsh Pottery',
    type: 'Jar',
    categories: ['storage-jars'],
    published: '2026-02-10',
    tags: ['stoneware', 'oak', 'best seller'],
    seo: {
      title: 'Larder Jar: stoneware storage jar with a turned oak lid',
      description:
        'Stoneware jars in three sizes and three glazes, closed by an oak lid with a silicone seal. For flour, coffee, tea and biscuits.',
    },
    description: `Thrown at the Saltmarsh and lidded by Ned Hollis, who turns each oak top to its own jar; a number under the lid and another under the foot keep them together.

A ring of food-safe silicone makes it close with a small sigh.

- **Small**, 0.6 litres: tea, or coffee for a week
- **Medium**, 1.2 litres: sugar, rice, lentils
- **Large**, 2.5 litres: a bag of flour, tipped in whole`,
    options: ['Glaze', 'Size'],
    variants: [
      {
        options: ['Chalk', 'Small'],
        sku: 'SMP-LJ-CHA-S',
        item: 1081,
        price: 3600,
        stock: 20,
        grams: 620,
        picture: 'larder-jar',
      },
      {
        options: ['Chalk', 'Medium'],
        sku: 'SMP-LJ-CHA-M',
        item: 1082,
        price: 4800,
        stock: 14,
        grams: 980,
        picture: 'larder-jar',
      },
      {
        options: ['Chalk', 'Large'],
        sku: 'SMP-LJ-CHA-L',
        item: 1083,
        price: 6400,
        stock: 0,
        grams: 1650,
        picture: 'larder-jar',
      },
      {
        options: ['Slate', 'Small'],
        sku: 'SMP-LJ-SLA-S',
        item: 1084,
        price: 3600,
        stock: 9,
        grams: 620,
        picture: 'larder-jar--slate',
      },
      {
        options: ['Slate', 'Medium'],
        sku: 'SMP-LJ-SLA-M',
        item: 1085,
        price: 4800,
        stock: 12,
        grams: 980,
        picture: 'larder-jar--slate',
      },
      {
        options: ['Slate', 'Large'],
        sku: 'SMP-LJ-SLA-L',
        item: 1086,
        price: 6400,
        stock: 7,
        grams: 1650,
        picture: 'larder-jar--slate',
      },
      {
        options: ['Kelp', 'Small'],
        sku: 'SMP-LJ-KEL-S',
        item: 1087,
        price: 3600,
        stock: 5,
        grams: 620,
        picture: 'larder-jar--kelp',
      },
      {
        options: ['Kelp', 'Medium'],
        sku: 'SMP-LJ-KEL-M',
        item: 1088,
        price: 4800,
        stock: 6,
        grams: 980,
        picture: 'larder-jar--kelp',
      },
      {
        options: ['Kelp', 'Large'],
        sku: 'SMP-LJ-KEL-L',
        item: 1089,
        price: 6400,
        stock: 3,
        grams: 1650,
        picture: 'larder-jar--kelp',
      },
    ],
    pictures: [
      { name: 'larder-jar', alt: 'A white speckled storage jar with a knobbed oak lid' },
      { name: 'larder-jar--slate', alt: 'The jar in slate-grey glaze' },
      { name: 'larder-jar--kelp', alt: 'The jar in kelp-green glaze' },
      {
        name: 'larder-jar--family',
        alt: 'Small, medium and large jars side by side in three glazes',
      },
    ],
  },
  {
    slug: 'salt-pig',
    title: 'Salt Pig',
    vendor: 'Saltmarsh Pottery',
    type: 'Jar',
    categories: ['storage-jars'],
    published: '2026-05-12',
    tags: ['stoneware', 'cooking'],
    description: `An old answer to damp salt: a mouth that faces you, a roof that keeps off the steam, and an inside left bare so that the clay drinks what moisture there is.

Big enough for a hand and half a kilo of flakes. It lives beside the stove and takes a splash of fat in good humour.`,
    variants: [{ sku: 'SMP-SP', item: 1091, price: 3800, was: 4400, stock: 15, grams: 680 }],
    pictures: [{ name: 'salt-pig', alt: 'A domed salt pig with a round opening at the front' }],
  },
  {
    slug: 'bread-crock',
    title: 'Bread Crock',
    vendor: 'Saltmarsh Pottery',
    type: 'Jar',
    categories: ['storage-jars'],
    published: '2026-10-14',
    tags: ['stoneware', 'ash', 'bread', 'large'],
    description: `A crock keeps a sourdough for five days where a bag gives it two. The thick wall stays cool, a pair of pinholes at the back lets it breathe, and the *lid is a board*: turn it over and cut on it.

Takes a two-pound loaf lying down. 24 cm across, with stubby ears to carry it by; the blue line is there because it looked bare without one. Made to order in batches of ten, so when the shelf is empty you may still order and wait three weeks.`,
    variants: [
      { sku: 'SMP-BC', item: 1092, price: 12800, stock: 0, grams: 4600, outOfStock: 'continue' },
    ],
    pictures: [
      {
        name: 'bread-crock',
        alt: 'A wide crock with two ears, a blue line and a wooden board as its lid',
      },
    ],
  },
  {
    slug: 'cork-stoppered-glass-jar',
    title: 'Cork-Stoppered Glass Jar',
    vendor: 'Carrow Glass',
    type: 'Jar',
    categories: ['storage-jars'],
    published: '2026-01-30',
    tags: ['glass', 'cork'],
    description: `Blown into a pear-wood mould at Carrow, from glass that was bottles a month ago; that is where the breath of green comes from. You can see at once when the beans are running low.

1.4 litres, 18 cm tall without the stopper. Ease a stiff cork with a drop of warm water, never with a knife.`,
    variants: [{ sku: 'CG-CSJ', item: 6001, price: 3400, stock: 21, grams: 720 }],
    pictures: [
      { name: 'cork-stoppered-glass-jar', alt: 'A shouldered glass jar of beans closed by a cork' },
    ],
  },
  {
    slug: 'honey-pot',
    title: 'Honey Pot & Dipper',
    vendor: 'Saltmarsh Pottery',
    type: 'Jar',
    categories: ['storage-jars'],
    published: '2026-08-05',
    tags: ['stoneware', 'beech', 'breakfast', 'gift', 'set'],
    description: `Ribbed like a hive and glazed the colour of what goes in it. A full 450 g jar fits, scraped.

The dipper is turned from beech and hangs on the rim inside, while the lid has a notch for its neck. Wash the pot in the machine if you must; lick the dipper.`,
    variants: [{ sku: 'SMP-HP', price: 3600, stock: 18, grams: 470 }],
    pictures: [
      {
        name: 'honey-pot',
        alt: 'A ribbed honey-coloured pot with a lid and a wooden dipper beside it',
      },
    ],
  },
  {
    slug: 'tea-caddy',
    title: 'Tea Caddy',
    vendor: 'Tinsmith Row',
    type: 'Tin',
    categories: ['storage-jars'],
    published: '2026-06-30',
    tags: ['tin', 'brass', 'tea'],
    description: `Push the lid down and let go: it sinks the last two centimetres on its own breath. Tinplate, rolled and seamed by hand in a workshop of three, painted outside in deep sea-green and left bright within.

Holds 200 g of leaf. Write on the paper band in pencil, and change your mind next month.`,
    variants: [{ sku: 'TR-TC', item: 3011, price: 3900, stock: 24, grams: 260 }],
    pictures: [
      { name: 'tea-caddy', alt: 'A sea-green tin caddy with a cream band and a brass knob' },
    ],
  },
];
