import { type DemoProduct } from './demo-product';

export const vases: DemoProduct[] = [
  {
    slug: 'wren-bud-vase',
    title: 'Wren Bud Vase',
    vendor: 'Saltmarsh Pottery',
    type: 'Vase',
    categories: ['vases'],
    published: '2026-03-31',
    tags: ['stoneware', 'small', 'gift', 'best seller'],
    description: `For the one thing you picked on the way back. A pear of a vase with a neck that holds a single stem up straight, 13 cm tall and steady even when the stem leans.

Line up three and you need hardly any flowers at all.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Foam'],
        sku: 'SMP-WBV-FOA',
        item: 1111,
        price: 2800,
        stock: 24,
        grams: 310,
        picture: 'wren-bud-vase',
      },
      {
        options: ['Rust'],
        sku: 'SMP-WBV-RUS',
        item: 1112,
        price: 2800,
        stock: 15,
        grams: 310,
        picture: 'wren-bud-vase--rust',
      },
      {
        options: ['Ink'],
        sku: 'SMP-WBV-INK',
        item: 1113,
        price: 2200,
        was: 2800,
        stock: 4,
        grams: 310,
        picture: 'wren-bud-vase--ink',
      },
    ],
    pictures: [
      { name: 'wren-bud-vase', alt: 'A small pale green vase holding two dried yellow flowers' },
      { name: 'wren-bud-vase--rust', alt: 'The bud vase in rust-red glaze' },
      { name: 'wren-bud-vase--ink', alt: 'The bud vase in ink-blue glaze' },
    ],
  },
  {
    slug: 'moon-jar',
    title: 'Moon Jar',
    vendor: 'Ida Vesterby',
    type: 'Vase',
    categories: ['vases'],
    published: '2026-04-02',
    tags: ['porcelain', 'large', 'centrepiece', 'one of a kind'],
    seo: {
      title: 'Moon Jar by Ida Vesterby, 20 cm porcelain',
      description:
        'A round white porcelain jar made of two thrown halves, after the Korean moon jars. 20 cm, numbered and signed.',
    },
    description: `Two bowls, thrown on different days and joined rim to rim. You can find the seam with a fingertip if you go slowly round the waist, and the jar is never quite round because of it, which is what makes it a moon and not a ball.

Korean potters have made these for four hundred years; Ida makes about a dozen. Signed and numbered under the foot. 20 cm each way. Empty is how we like it best.`,
    variants: [{ sku: 'IV-MJ', item: 2021, price: 18500, stock: 1, grams: 1850 }],
    pictures: [{ name: 'moon-jar', alt: 'A large round jar in soft white glaze' }],
  },
  {
    slug: 'long-neck-vase',
    title: 'Heron Long-Neck Vase',
    vendor: 'Saltmarsh Pottery',
    type: 'Vase',
    categories: ['vases'],
    published: '2026-08-11',
    tags: ['stoneware', 'tall'],
    description: `A heavy body and a very long neck: it looks about to spear something. Three stalks of quaking grass are plenty.

Dark blue-green over brown clay, 25 cm high. Because the neck is 2 cm wide, clean it with a spoonful of rice and warm water, swirled.`,
    variants: [{ sku: 'SMP-HLV', item: 1121, price: 5800, stock: 9, grams: 920 }],
    pictures: [
      { name: 'long-neck-vase', alt: 'A dark vase with a long slim neck and three dried stems' },
    ],
  },
  {
    slug: 'groyne-cylinder-vase',
    title: 'Groyne Vase',
    vendor: 'Saltmarsh Pottery',
    type: 'Vase',
    categories: ['vases'],
    published: '2026-04-27',
    tags: ['stoneware', 'tall', 'large'],
    description: `An honest cylinder, 20 cm tall, straight enough in the side to keep branches upright and broad enough for two bunches from the market. A sea-blue band marks where the water should come to.

We cut beech for it in April, cow parsley in June and nothing but hips by October.`,
    variants: [{ sku: 'SMP-GV', item: 1122, price: 5200, was: 6200, stock: 11, grams: 1180 }],
    pictures: [
      {
        name: 'groyne-cylinder-vase',
        alt: 'A straight vase with a blue band, filled with leafy stems',
      },
    ],
  },
  {
    slug: 'tidewrack-glass-vase',
    title: 'Tidewrack Glass Vase',
    vendor: 'Carrow Glass',
    type: 'Vase',
    categories: ['vases'],
    published: '2026-06-05',
    tags: ['glass', 'recycled'],
    description: `Free-blown, so the rim wanders a little and there are seeds of air in the wall, like the ones in old windows. The colour comes from what was melted: wine bottles for the green, *jam jars and a pinch of iron* for the smoke.

16 cm. Wash it by hand with a drop of vinegar and it will stay bright.`,
    options: ['Glass'],
    variants: [
      {
        options: ['Bottle green'],
        sku: 'CG-TGV-GRE',
        item: 6021,
        price: 4800,
        stock: 10,
        grams: 690,
        picture: 'tidewrack-glass-vase',
      },
      {
        options: ['Smoke'],
        sku: 'CG-TGV-SMO',
        item: 6022,
        price: 4800,
        stock: 0,
        grams: 690,
        picture: 'tidewrack-glass-vase--smoke',
      },
    ],
    pictures: [
      { name: 'tidewrack-glass-vase', alt: 'A curved vase of pale green blown glass' },
      { name: 'tidewrack-glass-vase--smoke', alt: 'The vase in smoke-grey glass' },
    ],
  },
  {
    slug: 'two-handled-amphora',
    title: 'Two-Handled Amphora',
    vendor: 'Quarry Lane',
    type: 'Vase',
    categories: ['vases'],
    published: '2026-05-30',
    tags: ['terracotta', 'large', 'centrepiece'],
    description: `The shape that carried oil round the Mediterranean, brought down to 23 cm and given a flat foot, since few of us have sand to stand it in. Red slip is poured from the shoulder and stops where it stops; below it the buff clay shows.

Glazed inside, so it holds water. Outside it is open-pored and will take a stain from wet hands: leave it be, it fades.`,
    variants: [{ sku: 'QL-THA', item: 5011, price: 6900, stock: 6, grams: 1500 }],
    pictures: [
      { name: 'two-handled-amphora', alt: 'A terracotta amphora with two handles and a pale foot' },
    ],
  },
  {
    slug: 'three-pebble-vases',
    title: 'Pebble Vases, set of three',
    vendor: 'Saltmarsh Pottery',
    type: 'Vase',
    categories: ['vases'],
    published: '2026-10-12',
    tags: ['stoneware', 'small', 'set', 'gift'],
    description: `Low, middling and tall, in three matt glazes that feel like eggshell. They were thrown to stand together and slightly in each other's way.

Six to twelve centimetres high. A thistle in one, nothing in the other two: done.`,
    variants: [{ sku: 'SMP-PV3', item: 1131, price: 5400, stock: 12, grams: 780 }],
    pictures: [
      { name: 'three-pebble-vases', alt: 'Three small rounded vases in white, slate and pink' },
    ],
  },
];
