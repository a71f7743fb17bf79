import { type DemoProduct } from './demo-product';

export const bowlsAndPlates: DemoProduct[] = [
  {
    slug: 'supper-bowl',
    title: 'Supper Bowl',
    vendor: 'Saltmarsh Pottery',
    type: 'Bowl',
    categories: ['bowls-and-plates'],
    published: '2026-02-03',
    tags: ['stoneware', 'dishwasher safe', 'best seller'],
    seo: {
      title: 'Supper Bowl: wide stoneware pasta bowl, 21 cm',
      description:
        'A wide, shallow stoneware bowl for pasta, stew and salad, in chalk, tidepool or slate. Stacks neatly, goes in the dishwasher.',
    },
    description: `Neither plate nor soup bowl, and more useful than both. At 21 cm it takes a plate of pasta with sauce to spare, and the five-centimetre wall is something to push the last peas against.

A stack of six is no taller than a teapot. Thrown stoneware, glazed inside and out, proof against dishwashers, microwaves and children.`,
    options: ['Glaze', 'Set'],
    variants: [
      {
        options: ['Chalk', 'One'],
        sku: 'SMP-SB-CHA-1',
        item: 1011,
        price: 3400,
        stock: 28,
        grams: 720,
        picture: 'supper-bowl',
      },
      {
        options: ['Chalk', 'Set of four'],
        sku: 'SMP-SB-CHA-4',
        item: 1012,
        price: 12400,
        stock: 6,
        grams: 2950,
        picture: 'supper-bowl',
      },
      {
        options: ['Tidepool', 'One'],
        sku: 'SMP-SB-TID-1',
        item: 1013,
        price: 3400,
        stock: 19,
        grams: 720,
        picture: 'supper-bowl--tidepool',
      },
      {
        options: ['Tidepool', 'Set of four'],
        sku: 'SMP-SB-TID-4',
        item: 1014,
        price: 12400,
        stock: 0,
        grams: 2950,
        picture: 'supper-bowl--tidepool',
      },
      {
        options: ['Slate', 'One'],
        sku: 'SMP-SB-SLA-1',
        item: 1015,
        price: 3400,
        stock: 11,
        grams: 720,
        picture: 'supper-bowl--slate',
      },
      {
        options: ['Slate', 'Set of four'],
        sku: 'SMP-SB-SLA-4',
        item: 1016,
        price: 12400,
        stock: 3,
        grams: 2950,
        picture: 'supper-bowl--slate',
      },
    ],
    pictures: [
      { name: 'supper-bowl', alt: 'A wide shallow bowl in speckled chalk glaze with a brown rim' },
      { name: 'supper-bowl--tidepool', alt: 'The Supper Bowl in sea-green glaze' },
      { name: 'supper-bowl--slate', alt: 'The Supper Bowl in slate-grey glaze' },
      { name: 'supper-bowl--stack', alt: 'Three Supper Bowls stacked, one in each glaze' },
    ],
  },
  {
    slug: 'noodle-bowl',
    title: 'Noodle Bowl & Chopsticks',
    vendor: 'Saltmarsh Pottery',
    type: 'Bowl',
    categories: ['bowls-and-plates'],
    published: '2026-07-02',
    tags: ['stoneware', 'walnut', 'set'],
    description: `Deep, dark and generous: a litre of broth still leaves an inch for the noodles to stand above it. The foot is tall enough to lift the bowl by when it is hot.

It comes with a pair of *walnut chopsticks* from Hollis & Daughter, squared at the top so that they do not roll off. Bowl to the machine; chopsticks under the tap.`,
    variants: [{ sku: 'SMP-NB', item: 1017, price: 4200, stock: 14, grams: 810 }],
    pictures: [
      {
        name: 'noodle-bowl',
        alt: 'A deep ink-blue bowl with two walnut chopsticks resting on its rim',
      },
    ],
  },
  {
    slug: 'long-table-dinner-plate',
    title: 'Long Table Dinner Plate',
    vendor: 'Saltmarsh Pottery',
    type: 'Plate',
    categories: ['bowls-and-plates'],
    published: '2026-02-03',
    tags: ['stoneware', 'dishwasher safe'],
    description: `We asked for a plate that could be carried six at a time. This one is 27 cm across, low in the rim and light for stoneware, with a foot ring that locks into the plate below.

Mix the glazes; they were chosen to be seen together. Knife marks on the chalk come off with a little bicarbonate of soda.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Chalk'],
        sku: 'SMP-LDP-CHA',
        item: 1021,
        price: 3600,
        stock: 42,
        grams: 840,
        picture: 'long-table-dinner-plate',
      },
      {
        options: ['Oat'],
        sku: 'SMP-LDP-OAT',
        item: 1022,
        price: 3600,
        stock: 37,
        grams: 840,
        picture: 'long-table-dinner-plate--oat',
      },
      {
        options: ['Ink'],
        sku: 'SMP-LDP-INK',
        item: 1023,
        price: 3600,
        stock: 15,
        grams: 840,
        picture: 'long-table-dinner-plate--ink',
      },
    ],
    pictures: [
      { name: 'long-table-dinner-plate', alt: 'A large plate in speckled chalk-white glaze' },
      { name: 'long-table-dinner-plate--oat', alt: 'The dinner plate in warm oat glaze' },
      { name: 'long-table-dinner-plate--ink', alt: 'The dinner plate in ink-blue glaze' },
      {
        name: 'long-table-dinner-plate--stack',
        alt: 'A stack of dinner plates with a smaller plate on top',
      },
    ],
  },
  {
    slug: 'long-table-side-plate',
    title: 'Long Table Side Plates, pair',
    vendor: 'Saltmarsh Pottery',
    type: 'Plate',
    categories: ['bowls-and-plates'],
    published: '2026-02-24',
    tags: ['stoneware', 'dishwasher safe', 'set'],
    description: `The small sister, 20 cm, sold two at a time because nobody has ever needed one. Toast, cheese, cake, a bare-fingered lunch.

Foam is cool and slightly green; Blush is the pink of the inside of a whelk.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Foam'],
        sku: 'SMP-LSP-FOA',
        price: 4400,
        stock: 20,
        grams: 900,
        picture: 'long-table-side-plate',
      },
      {
        options: ['Blush'],
        sku: 'SMP-LSP-BLU',
        price: 3500,
        was: 4400,
        stock: 8,
        grams: 900,
        picture: 'long-table-side-plate--blush',
      },
    ],
    pictures: [
      {
        name: 'long-table-side-plate',
        alt: 'Two small plates in pale sea-foam glaze, one on the other',
      },
      { name: 'long-table-side-plate--blush', alt: 'The pair of side plates in blush pink' },
    ],
  },
  {
    slug: 'skerry-platter',
    title: 'Skerry Platter',
    vendor: 'Saltmarsh Pottery',
    type: 'Platter',
    categories: ['bowls-and-plates'],
    published: '2026-09-09',
    tags: ['stoneware', 'large', 'serving'],
    description: `Thirty-five centimetres of dark blue oval, for a bream with its tail on, a roast chicken, or every tomato in the garden. Jo throws it round and eases it long while nobody is watching; each comes out a little different.

Pale flecks of ash settle in the glaze like weather. **Warm it first** if it is going from a cold shelf to a hot oven dish: stoneware dislikes surprises.`,
    variants: [{ sku: 'SMP-SKP', item: 1031, price: 7800, stock: 5, grams: 1650 }],
    pictures: [
      {
        name: 'skerry-platter',
        alt: 'A large oval platter in deep sea-blue glaze with a brown edge',
      },
    ],
  },
  {
    slug: 'batter-bowl',
    title: 'Batter Bowl',
    vendor: 'Saltmarsh Pottery',
    type: 'Bowl',
    categories: ['bowls-and-plates', 'boards-and-tools'],
    published: '2026-03-03',
    tags: ['stoneware', 'baking', 'dishwasher safe'],
    description: `A mixing bowl with a handle to hold it by and a lip that pours a clean ribbon. Two litres to the brim, so pancakes for five.

- The inside is smooth enough to whisk against
- The foot is rough, and stays where you put it
- 20 cm across, without the lip

Jo's grandmother had one like it and left it to the wrong cousin.`,
    variants: [{ sku: 'SMP-BB', price: 5800, was: 6900, stock: 9, grams: 1480 }],
    pictures: [
      { name: 'batter-bowl', alt: 'A large cream mixing bowl with a handle and a pouring lip' },
    ],
  },
  {
    slug: 'pinch-bowls',
    title: 'Pinch Bowls, set of three',
    vendor: 'Saltmarsh Pottery',
    type: 'Bowl',
    categories: ['bowls-and-plates'],
    published: '2026-05-19',
    tags: ['stoneware', 'gift', 'set'],
    description: `Chalk, rust and tidepool, each 7.5 cm: one for salt, one for olives, one for the stones. Apprentices make them, pinched from a ball between finger and thumb on their first Friday.

By their third Friday they are very good at it, and those are the ones we buy.`,
    variants: [{ sku: 'SMP-PB3', item: 1041, price: 2400, stock: 26, grams: 330 }],
    pictures: [
      { name: 'pinch-bowls', alt: 'Three small bowls in white, rust-red and sea-green glazes' },
    ],
  },
  {
    slug: 'quay-fruit-bowl',
    title: 'Quay Fruit Bowl',
    vendor: 'Ida Vesterby',
    type: 'Bowl',
    categories: ['bowls-and-plates'],
    published: '2026-10-07',
    tags: ['stoneware', 'large', 'centrepiece'],
    description: `A wide dish lifted on a waisted foot, so that fruit has air beneath it and the table has something to look at in February. Ida makes a few each autumn in stoneware rather than her usual porcelain, "to have something to lean on".

26 cm across and 17 cm high. The white is a tin glaze with iron in it, satin to the touch. Wipe it with a damp cloth.`,
    variants: [{ sku: 'IV-QFB', price: 9600, stock: 2, grams: 1900 }],
    pictures: [{ name: 'quay-fruit-bowl', alt: 'A white pedestal bowl holding three oranges' }],
  },
];
