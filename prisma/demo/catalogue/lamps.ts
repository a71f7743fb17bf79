import { type DemoProduct } from './demo-product';

export const lamps: DemoProduct[] = [
  {
    slug: 'pebble-table-lamp',
    title: 'Pebble Table Lamp',
    vendor: 'Lantern Yard',
    type: 'Lamp',
    categories: ['lamps'],
    published: '2026-03-05',
    tags: ['stoneware', 'linen', 'best seller'],
    seo: {
      title: 'Pebble Table Lamp: stoneware base, linen shade',
      description:
        'A round stoneware lamp with a natural linen shade, 42 cm tall, wired by hand with a cloth flex.',
    },
    description: `A base as round as something you would put in your pocket on the beach, thrown at the Saltmarsh and sent across the lane to be wired. The shade is unbleached linen over a brass ring, and it gives the sort of light in which a room looks tidied.

42 cm to the top. Takes an E27 bulb; a warm 6 W one is in the box. The switch is on the flex, *within reach of the sofa*.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Chalk'],
        sku: 'LY-PTL-CHA',
        item: 8011,
        price: 14800,
        stock: 6,
        grams: 2300,
        picture: 'pebble-table-lamp',
      },
      {
        options: ['Tidepool'],
        sku: 'LY-PTL-TID',
        item: 8012,
        price: 14800,
        stock: 4,
        grams: 2300,
        picture: 'pebble-table-lamp--tidepool',
      },
    ],
    pictures: [
      {
        name: 'pebble-table-lamp',
        alt: 'A lamp with a round white stoneware base and a glowing linen shade',
      },
      { name: 'pebble-table-lamp--tidepool', alt: 'The Pebble lamp on a sea-green base' },
    ],
  },
  {
    slug: 'driftwood-lamp',
    title: 'Spindle Oak Lamp',
    vendor: 'Hollis & Daughter',
    type: 'Lamp',
    categories: ['lamps'],
    published: '2026-07-09',
    tags: ['oak', 'linen'],
    description: `Wren turns the stem in one go from a fence post's worth of oak, swelling and narrowing it by hand until it sits well in the palm. Oiled, not varnished, so that it may be repaired.

With its oatmeal shade it stands 44 cm. The hole for the flex is drilled from both ends and meets in the middle; she is prouder of that than of the curves.`,
    variants: [{ sku: 'HD-SOL', item: 4011, price: 12900, was: 14900, stock: 5, grams: 1750 }],
    pictures: [
      { name: 'driftwood-lamp', alt: 'A lamp with a turned oak stem and a tapered linen shade' },
    ],
  },
  {
    slug: 'dunlin-desk-lamp',
    title: 'Dunlin Desk Lamp',
    vendor: 'Lantern Yard',
    type: 'Lamp',
    categories: ['lamps'],
    published: '2026-09-29',
    tags: ['steel', 'small'],
    description: `A short lamp with a wide hat, named after the small wader that feeds below our window. Its light falls on the page and nowhere else.

Spun steel, painted matt outside and white within. 19 cm high. Three brightnesses: touch the base.`,
    options: ['Colour'],
    variants: [
      {
        options: ['Mustard'],
        sku: 'LY-DDL-MUS',
        item: 8021,
        price: 8900,
        stock: 13,
        grams: 980,
        picture: 'dunlin-desk-lamp',
      },
      {
        options: ['Sea'],
        sku: 'LY-DDL-SEA',
        item: 8022,
        price: 8900,
        stock: 10,
        grams: 980,
        picture: 'dunlin-desk-lamp--sea',
      },
      {
        options: ['Bone'],
        sku: 'LY-DDL-BON',
        item: 8023,
        price: 7900,
        was: 8900,
        stock: 2,
        grams: 980,
        picture: 'dunlin-desk-lamp--bone',
      },
    ],
    pictures: [
      { name: 'dunlin-desk-lamp', alt: 'A mushroom-shaped desk lamp in mustard yellow' },
      { name: 'dunlin-desk-lamp--sea', alt: 'The Dunlin lamp in sea blue' },
      { name: 'dunlin-desk-lamp--bone', alt: 'The Dunlin lamp in bone white' },
    ],
  },
  {
    slug: 'boathouse-pendant',
    title: 'Boathouse Pendant',
    vendor: 'Lantern Yard',
    type: 'Lamp',
    categories: ['lamps'],
    published: '2026-05-21',
    tags: ['steel', 'enamel', 'brass'],
    description: `They lit boatsheds with these: a deep enamel dish, dark outside and bright inside, hung low over the work. Over a kitchen table it does the same for soup.

- 28 cm across, on two metres of braided cotton flex
- Brass gallery, porcelain lampholder, E27
- Hung by an electrician, please`,
    variants: [{ sku: 'LY-BHP', item: 8031, price: 16500, stock: 7, grams: 1900 }],
    pictures: [
      {
        name: 'boathouse-pendant',
        alt: 'A dark enamel pendant lamp with a pale rim, hanging from a cotton flex',
      },
    ],
  },
  {
    slug: 'moonrise-globe-lamp',
    title: 'Moonrise Globe Lamp',
    vendor: 'Carrow Glass',
    type: 'Lamp',
    categories: ['lamps'],
    published: '2026-10-27',
    tags: ['glass', 'brass', 'gift'],
    description: `A globe of opal glass resting in a brass ring, as plain as that. Carrow blows three layers, clear over white over clear, so the lamp inside never shows as a spot.

Dim it right down and it does for a night light. 17 cm tall, LED 4 W, dimmer on the flex. We had six, we sold six; more are promised for the new year, and the button below takes your order for those.`,
    variants: [
      { sku: 'CG-MGL', item: 6011, price: 11900, stock: 0, grams: 1300, outOfStock: 'continue' },
    ],
    pictures: [
      { name: 'moonrise-globe-lamp', alt: 'A glowing white glass globe on a brass ring at dusk' },
    ],
  },
  {
    slug: 'paper-sail-lantern',
    title: 'Paper Sail Lantern',
    vendor: 'Lantern Yard',
    type: 'Lamp',
    categories: ['lamps'],
    published: '2026-06-17',
    tags: ['paper', 'walnut'],
    description: `Mulberry paper stretched on fine hoops above a foot of walnut. It weighs next to nothing; a child can carry it from room to room, and does.

28 cm high, with a rechargeable lamp that runs *eleven hours*. Should the paper tear, we send a new skin and a page of instructions at cost.`,
    variants: [{ sku: 'LY-PSL', item: 8041, price: 9400, stock: 8, grams: 540 }],
    pictures: [
      { name: 'paper-sail-lantern', alt: 'A ribbed paper lantern glowing on a walnut foot' },
    ],
  },
];
