import { type DemoProduct } from './demo-product';

export const mugsAndCups: DemoProduct[] = [
  {
    slug: 'harbour-mug',
    title: 'Harbour Mug',
    vendor: 'Saltmarsh Pottery',
    type: 'Mug',
    categories: ['mugs-and-cups'],
    published: '2026-02-03',
    tags: ['stoneware', 'dishwasher safe', 'gift', 'best seller'],
    seo: {
      title: 'Harbour Mug: hand-thrown stoneware, 350 ml',
      description:
        'A straight-sided stoneware mug with a bare clay foot, thrown at Saltmarsh Pottery. Three glazes, 350 ml, dishwasher safe.',
    },
    description: `The mug we reach for ourselves. It has straight sides that keep the tea hot, a handle with room for three fingers, and a foot left **bare of glaze**, so that you can feel what it is made of.

Jo and Petra throw it from a toasty stoneware that they dig iron sand into; the dark flecks come up through the glaze in the kiln wherever they please.

- 9.5 cm tall, holds 350 ml to a sensible level
- Dishwasher and microwave, any day of the week`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Tidepool'],
        sku: 'SMP-HM-TID',
        item: 1001,
        price: 2600,
        stock: 34,
        grams: 390,
        picture: 'harbour-mug',
      },
      {
        options: ['Chalk'],
        sku: 'SMP-HM-CHA',
        item: 1002,
        price: 2600,
        stock: 21,
        grams: 390,
        picture: 'harbour-mug--chalk',
      },
      {
        options: ['Ink'],
        sku: 'SMP-HM-INK',
        item: 1003,
        price: 2600,
        stock: 0,
        grams: 390,
        picture: 'harbour-mug--ink',
      },
    ],
    pictures: [
      {
        name: 'harbour-mug',
        alt: 'A straight-sided mug in speckled sea-green glaze with a bare clay foot',
      },
      { name: 'harbour-mug--chalk', alt: 'The same mug in a chalk-white glaze' },
      { name: 'harbour-mug--ink', alt: 'The same mug in a dark ink-blue glaze' },
      { name: 'harbour-mug--pair', alt: 'Three Harbour Mugs standing together, one in each glaze' },
    ],
  },
  {
    slug: 'thimble-espresso-cups',
    title: 'Thimble Espresso Cups, pair',
    vendor: 'Saltmarsh Pottery',
    type: 'Cup',
    categories: ['mugs-and-cups'],
    published: '2026-03-18',
    tags: ['stoneware', 'coffee', 'gift', 'set'],
    description: `Two small cups without handles, thick enough in the wall that a fresh espresso does not burn your fingers. The lower third is *dark clay*, burnished with the back of a spoon.

They nest into one another, which matters on a boat and in most kitchens. Each takes 80 ml. Wash them with everything else.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Kelp'],
        sku: 'SMP-TEC-KEL',
        price: 2800,
        stock: 16,
        grams: 310,
        picture: 'thimble-espresso-cups',
      },
      {
        options: ['Foam'],
        sku: 'SMP-TEC-FOA',
        price: 2800,
        stock: 9,
        grams: 310,
        picture: 'thimble-espresso-cups--foam',
      },
    ],
    pictures: [
      {
        name: 'thimble-espresso-cups',
        alt: 'Two small handleless cups in dark green glaze over brown clay',
      },
      { name: 'thimble-espresso-cups--foam', alt: 'The same pair of cups in pale sea-foam glaze' },
    ],
  },
  {
    slug: 'breakwater-mug',
    title: 'Breakwater Mug, large',
    vendor: 'Saltmarsh Pottery',
    type: 'Mug',
    categories: ['mugs-and-cups'],
    published: '2026-05-06',
    tags: ['stoneware', 'dishwasher safe', 'large'],
    description: `Half a litre in a round-bellied mug, for people who make one pot and mean it. The blue band is painted on the wheel with a loaded brush while the mug turns; look for the spot where the stroke meets itself.

Cobalt over chalk glaze. 10 cm across the belly, and heavy enough to stay put on a tiller seat. Not for the microwave if the handle is to stay cool.`,
    variants: [{ sku: 'SMP-BWM', item: 1004, price: 3200, stock: 18, grams: 520 }],
    pictures: [{ name: 'breakwater-mug', alt: 'A round-bellied white mug with a broad blue band' }],
  },
  {
    slug: 'shell-cup-and-saucer',
    title: 'Shell Cup & Saucer',
    vendor: 'Ida Vesterby',
    type: 'Cup',
    categories: ['mugs-and-cups'],
    published: '2026-06-11',
    tags: ['porcelain', 'tea', 'gift'],
    seo: {
      title: 'Shell porcelain cup and saucer with a gold rim',
      description:
        'Translucent porcelain by Ida Vesterby: a 200 ml tea cup and wide saucer with a hand-painted gold line.',
    },
    description: `Hold it to the window and you see your fingers through it. Ida casts this cup at two millimetres, polishes the foot with diamond paper and draws the line of gold on the rim with a single-hair brush.

It looks as if it wants looking after. Really it only asks for *hand washing*, because of the gold, and to be kept from the microwave. 200 ml; the saucer is 15 cm across, with room for a biscuit.`,
    variants: [{ sku: 'IV-SCS', item: 2001, price: 5400, was: 6400, stock: 7, grams: 340 }],
    pictures: [
      {
        name: 'shell-cup-and-saucer',
        alt: 'A thin white porcelain cup with a gold rim on its saucer',
      },
      { name: 'shell-cup-and-saucer--above', alt: 'The cup from above, filled with dark tea' },
    ],
  },
  {
    slug: 'ferry-tumbler',
    title: 'Ferry Tumbler with Cork Lid',
    vendor: 'Saltmarsh Pottery',
    type: 'Mug',
    categories: ['mugs-and-cups'],
    published: '2026-04-22',
    tags: ['stoneware', 'coffee', 'cork'],
    description: `Made for the seven-forty crossing. A tall, slightly flared tumbler that fits a car's cup holder and a coat pocket, with a lid turned from Portuguese cork that pushes in tight.

1. Tumbler: dishwasher, top or bottom.
2. Lid: rinse it, then let it dry standing up.

Holds 400 ml. The cork is not watertight, so carry it upright; spare lids are in the shop for the asking.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Slate'],
        sku: 'SMP-FT-SLA',
        item: 1005,
        price: 3400,
        stock: 22,
        grams: 460,
        picture: 'ferry-tumbler',
      },
      {
        options: ['Blush'],
        sku: 'SMP-FT-BLU',
        item: 1006,
        price: 3400,
        stock: 13,
        grams: 460,
        picture: 'ferry-tumbler--blush',
      },
    ],
    pictures: [
      { name: 'ferry-tumbler', alt: 'A tall tumbler in slate-grey glaze with a cork lid' },
      { name: 'ferry-tumbler--blush', alt: 'The tumbler in a pale pink glaze' },
    ],
  },
  {
    slug: 'morning-bowl',
    title: 'Morning Bowl',
    vendor: 'Saltmarsh Pottery',
    type: 'Cup',
    categories: ['mugs-and-cups', 'bowls-and-plates'],
    published: '2026-01-20',
    tags: ['stoneware', 'coffee', 'breakfast'],
    description: `Petra grew up dunking bread into milky coffee and has never seen why a cup should be narrower than a slice of it. So here is a bowl for both hands, on a small foot, with an oat glaze that breaks to rust along the lip.

Good for porridge too. 13 cm wide, 450 ml, all machines.`,
    variants: [{ sku: 'SMP-MB', price: 2900, stock: 25, grams: 430 }],
    pictures: [
      { name: 'morning-bowl', alt: 'A footed bowl in speckled oat glaze with a rust-brown rim' },
    ],
  },
  {
    slug: 'deckhand-enamel-mug',
    title: 'Deckhand Enamel Mug',
    vendor: 'Tinsmith Row',
    type: 'Mug',
    categories: ['mugs-and-cups'],
    published: '2025-11-28',
    tags: ['enamel', 'outdoors', 'unbreakable'],
    description: `Steel, dipped twice in enamel and fired twice. Drop it on the slipway and it may chip; it will not break, and the chip is yours from then on.

The rolled rim is *navy* on both colours. 8 cm, 380 ml. Happy on a camp stove or an open fire, unhappy in a microwave for reasons you will see at once.`,
    options: ['Colour'],
    variants: [
      {
        options: ['White'],
        sku: 'TR-DEM-WHI',
        item: 3001,
        price: 1400,
        stock: 60,
        grams: 170,
        picture: 'deckhand-enamel-mug',
      },
      {
        options: ['Sea'],
        sku: 'TR-DEM-SEA',
        item: 3002,
        price: 1400,
        stock: 44,
        grams: 170,
        picture: 'deckhand-enamel-mug--sea',
      },
    ],
    pictures: [
      { name: 'deckhand-enamel-mug', alt: 'A white enamel mug with a navy rim and handle' },
      { name: 'deckhand-enamel-mug--sea', alt: 'The enamel mug in sea blue' },
    ],
  },
  {
    slug: 'ripple-beaker',
    title: 'Ripple Beaker',
    vendor: 'Saltmarsh Pottery',
    type: 'Cup',
    categories: ['mugs-and-cups'],
    published: '2026-08-14',
    tags: ['stoneware', 'dishwasher safe'],
    description: `Nine ridges, pressed with a thumb while the clay is soft, the way sand looks when the tide has just left. They are there to be held: wet hands do not slip.

The sage glaze pools between them and thins to brown on the crests. 10 cm tall, 300 ml, for water, wine or a cold beer.`,
    variants: [{ sku: 'SMP-RB', price: 2200, was: 2700, stock: 31, grams: 350 }],
    pictures: [
      { name: 'ripple-beaker', alt: 'A beaker ringed with soft ridges in sage-green glaze' },
    ],
  },
];
