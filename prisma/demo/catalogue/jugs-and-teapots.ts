import { type DemoProduct } from './demo-product';

export const jugsAndTeapots: DemoProduct[] = [
  {
    slug: 'skiff-milk-jug',
    title: 'Skiff Milk Jug',
    vendor: 'Saltmarsh Pottery',
    type: 'Jug',
    categories: ['jugs-and-teapots'],
    published: '2026-02-17',
    tags: ['stoneware', 'breakfast', 'dishwasher safe'],
    description: `Round below, narrow at the neck, with a beak that stops when you stop. It holds 400 ml: milk for a table of four, or custard for two.

On Sundays it does for sweet peas. 11 cm to the tip of the lip.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Chalk'],
        sku: 'SMP-SMJ-CHA',
        price: 3000,
        stock: 17,
        grams: 420,
        picture: 'skiff-milk-jug',
      },
      {
        options: ['Foam'],
        sku: 'SMP-SMJ-FOA',
        price: 3000,
        stock: 12,
        grams: 420,
        picture: 'skiff-milk-jug--foam',
      },
    ],
    pictures: [
      { name: 'skiff-milk-jug', alt: 'A small round jug in chalk glaze with a bare clay foot' },
      { name: 'skiff-milk-jug--foam', alt: 'The milk jug in pale sea-foam glaze' },
    ],
  },
  {
    slug: 'lighthouse-water-jug',
    title: 'Lighthouse Water Jug',
    vendor: 'Saltmarsh Pottery',
    type: 'Jug',
    categories: ['jugs-and-teapots'],
    published: '2026-06-23',
    tags: ['stoneware', 'large', 'gift'],
    seo: {
      title: 'Lighthouse Water Jug: 1.6 litre stoneware pitcher',
      description:
        'A tall white stoneware jug with one red band, 22 cm high, that pours without a drip.',
    },
    description: `Tall, white, one red band: you know the one, it stands at the end of our road. The jug is 22 cm high and pours 1.6 litres without a drip down its front, thanks to a lip that Petra redrew eleven times.

Ice is fine. So is boiling water, as long as the jug is not fresh from the refrigerator.`,
    variants: [{ sku: 'SMP-LWJ', item: 1051, price: 6400, stock: 10, grams: 1240 }],
    pictures: [{ name: 'lighthouse-water-jug', alt: 'A tall white jug with one broad red band' }],
  },
  {
    slug: 'round-house-teapot',
    title: 'Round House Teapot',
    vendor: 'Saltmarsh Pottery',
    type: 'Teapot',
    categories: ['jugs-and-teapots'],
    published: '2026-01-14',
    tags: ['stoneware', 'tea', 'best seller', 'gift'],
    seo: {
      title: 'Round House Teapot, 1 litre stoneware',
      description:
        'A round stoneware teapot for four cups with a built-in strainer and a lid that stays on when you pour.',
    },
    description: `Four mugs of tea, poured by a spout that sits *higher than the brim*, which is the whole secret. A strainer is thrown into the wall behind it, so loose leaves stay where they belong.

The lid has a long flange and will not leap into your cup. Rinse with hot water only; a teapot that has been scrubbed has to start again.

- One litre
- 24 cm from spout to handle`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Kelp'],
        sku: 'SMP-RHT-KEL',
        item: 1061,
        price: 8800,
        stock: 8,
        grams: 1080,
        picture: 'round-house-teapot',
      },
      {
        options: ['Oat'],
        sku: 'SMP-RHT-OAT',
        item: 1062,
        price: 8800,
        stock: 5,
        grams: 1080,
        picture: 'round-house-teapot--oat',
      },
    ],
    pictures: [
      {
        name: 'round-house-teapot',
        alt: 'A round teapot in kelp-green glaze with a bare clay foot',
      },
      { name: 'round-house-teapot--oat', alt: 'The teapot in oat glaze' },
      { name: 'round-house-teapot--detail', alt: 'The spout and lid of the teapot seen close' },
    ],
  },
  {
    slug: 'cove-side-handle-teapot',
    title: 'Cove Side-Handle Teapot',
    vendor: 'Ida Vesterby',
    type: 'Teapot',
    categories: ['jugs-and-teapots'],
    published: '2026-09-25',
    tags: ['stoneware', 'tea', 'unglazed'],
    description: `Ida learnt this shape in Tokoname and makes it in a black-brown clay that takes a soft polish from use. The handle stands out to one side: you pour by turning the wrist, with a thumb on the lid.

Unglazed in and out, which rounds off a bitter green tea and means you should keep it to *one kind*. 300 ml. Water only, never soap.`,
    variants: [{ sku: 'IV-CST', price: 11200, stock: 0, grams: 380 }],
    pictures: [
      {
        name: 'cove-side-handle-teapot',
        alt: 'A small dark teapot with a straight handle at its side',
      },
    ],
  },
  {
    slug: 'slow-pour-coffee-dripper',
    title: 'Slow Pour Coffee Dripper',
    vendor: 'Ida Vesterby',
    type: 'Coffee',
    categories: ['jugs-and-teapots'],
    published: '2026-04-08',
    tags: ['porcelain', 'coffee', 'glass', 'set'],
    description: `A porcelain cone with spiral ribs, and under it a glass flask from Carrow that holds three cups. Porcelain warms quickly and then stays warm; the ribs let the paper breathe, so the water takes its three minutes and no longer.

Use ordinary **size 02** papers. Both parts go in the dishwasher once you have finished admiring the last centimetre of coffee.`,
    variants: [{ sku: 'IV-SPD', item: 2011, price: 6800, stock: 11, grams: 760 }],
    pictures: [
      {
        name: 'slow-pour-coffee-dripper',
        alt: 'A pale porcelain dripper on a glass flask half full of coffee',
      },
    ],
  },
  {
    slug: 'olive-oil-bottle',
    title: 'Olive Oil Bottle',
    vendor: 'Saltmarsh Pottery',
    type: 'Bottle',
    categories: ['jugs-and-teapots', 'storage-jars'],
    published: '2026-07-21',
    tags: ['stoneware', 'cork', 'gift'],
    description: `Oil goes stale in the light, so it should not live in glass. This bottle keeps half a litre in the dark, with a small ear of a handle and a neck narrow enough to pour a thread.

To fill it you will want a funnel. A tapered cork comes with it, and a second one in the box for when the first has drunk its share.`,
    variants: [{ sku: 'SMP-OOB', price: 4600, stock: 13, grams: 640 }],
    pictures: [
      { name: 'olive-oil-bottle', alt: 'An olive-green bottle with a cork and a small handle' },
    ],
  },
];
