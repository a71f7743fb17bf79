import { type DemoProduct } from './demo-product';

export const candlesAndHolders: DemoProduct[] = [
  {
    slug: 'dinner-candles',
    title: 'Dinner Candles, bundle of four',
    vendor: 'Skep & Wick',
    type: 'Candle',
    categories: ['candles-and-holders'],
    published: '2026-01-08',
    tags: ['rapeseed wax', 'dipped', 'best seller'],
    seo: {
      title: 'Hand-dipped dinner candles, four in a bundle',
      description:
        'Slow-burning tapers dipped by hand in rapeseed wax, coloured right through. Bone, rust, sea or ink. Eight hours each.',
    },
    description: `Dipped thirty times, not moulded, which is why they taper like something that grew. The colour goes **all the way through**: a chipped one is not white inside.

Rapeseed wax from fields you can see from the workshop. Eight hours each out of a draught, hardly a drip. 25 cm, to fit the usual 22 mm holder; shave the foot with a knife for anything smaller.`,
    options: ['Colour'],
    variants: [
      {
        options: ['Bone'],
        sku: 'SW-DC-BON',
        item: 7001,
        price: 1400,
        stock: 70,
        grams: 280,
        picture: 'dinner-candles',
      },
      {
        options: ['Rust'],
        sku: 'SW-DC-RUS',
        item: 7002,
        price: 1400,
        stock: 52,
        grams: 280,
        picture: 'dinner-candles--rust',
      },
      {
        options: ['Sea'],
        sku: 'SW-DC-SEA',
        item: 7003,
        price: 1400,
        stock: 0,
        grams: 280,
        picture: 'dinner-candles--sea',
      },
      {
        options: ['Ink'],
        sku: 'SW-DC-INK',
        item: 7004,
        price: 1400,
        stock: 38,
        grams: 280,
        picture: 'dinner-candles--ink',
      },
    ],
    pictures: [
      { name: 'dinner-candles', alt: 'Four bone-white taper candles tied with a paper band' },
      { name: 'dinner-candles--rust', alt: 'Four rust-red taper candles' },
      { name: 'dinner-candles--sea', alt: 'Four sea-blue taper candles' },
      { name: 'dinner-candles--ink', alt: 'Four ink-blue taper candles' },
    ],
  },
  {
    slug: 'beeswax-pillar',
    title: 'Beeswax Pillar',
    vendor: 'Skep & Wick',
    type: 'Candle',
    categories: ['candles-and-holders'],
    published: '2025-11-18',
    tags: ['beeswax', 'unscented'],
    description: `Nothing in it but wax and a cotton wick. It smells faintly of honey when cold and more so when lit, and it burns with a steady yellow flame that flatters everyone.

A pale bloom may appear after a few months: that is the wax, not dust. Buff it off with a warm hand. Give the first burning two hours, so that it melts right to the edge.`,
    options: ['Height'],
    variants: [
      { options: ['9 cm'], sku: 'SW-BP-9', item: 7011, price: 1900, stock: 27, grams: 330 },
      { options: ['15 cm'], sku: 'SW-BP-15', item: 7012, price: 2900, stock: 19, grams: 560 },
    ],
    pictures: [
      { name: 'beeswax-pillar', alt: 'A tall and a short golden beeswax candle, the tall one lit' },
    ],
  },
  {
    slug: 'skep-candle',
    title: 'Skep Candle',
    vendor: 'Skep & Wick',
    type: 'Candle',
    categories: ['candles-and-holders'],
    published: '2026-04-30',
    tags: ['beeswax', 'gift'],
    description: `Cast in the shape of the straw hives that Agnes's great-uncle kept along the sea wall. People tell us they can't bring themselves to light it; there are people who have had theirs nine years.

12 cm tall, about forty hours if you are made of sterner stuff. Stand it on a saucer.`,
    variants: [{ sku: 'SW-SC', price: 2200, was: 2600, stock: 14, grams: 420 }],
    pictures: [{ name: 'skep-candle', alt: 'A golden candle shaped like a coiled straw beehive' }],
  },
  {
    slug: 'shore-scented-candle',
    title: 'Shore Scented Candle',
    vendor: 'Skep & Wick',
    type: 'Candle',
    categories: ['candles-and-holders'],
    published: '2026-09-02',
    tags: ['rapeseed wax', 'scented', 'gift', 'refillable'],
    seo: {
      title: 'Shore scented candle in a stoneware cup',
      description:
        'Rapeseed wax scented with essential oils, in a refillable stoneware cup. Samphire, driftwood or rain on slate.',
    },
    description: `Three smells of one walk, in a stoneware cup that you keep when the candle is gone.

- **Samphire**: green, salty, a little lemon
- **Driftwood**: cedar, smoke and dry rope
- **Rain**: wet slate and mint from the lane

Essential oils only, at a strength you notice on coming home rather than all evening. Forty-five hours. Send the cup back to us empty and the next filling costs a third less.`,
    options: ['Scent'],
    variants: [
      {
        options: ['Samphire'],
        sku: 'SW-SSC-SAM',
        item: 7021,
        price: 3400,
        stock: 22,
        grams: 510,
        picture: 'shore-scented-candle',
      },
      {
        options: ['Driftwood'],
        sku: 'SW-SSC-DRI',
        item: 7022,
        price: 3400,
        stock: 26,
        grams: 510,
        picture: 'shore-scented-candle--driftwood',
      },
      {
        options: ['Rain'],
        sku: 'SW-SSC-RAI',
        item: 7023,
        price: 3400,
        stock: 8,
        grams: 510,
        picture: 'shore-scented-candle--rain',
      },
    ],
    pictures: [
      { name: 'shore-scented-candle', alt: 'A lit candle in a grey-green stoneware cup' },
      { name: 'shore-scented-candle--driftwood', alt: 'The candle in a driftwood-brown cup' },
      { name: 'shore-scented-candle--rain', alt: 'The candle in a blue-grey cup' },
    ],
  },
  {
    slug: 'harbour-chamberstick',
    title: 'Harbour Chamberstick',
    vendor: 'Tinsmith Row',
    type: 'Candle holder',
    categories: ['candles-and-holders'],
    published: '2026-10-01',
    tags: ['tin', 'gift'],
    description: `For the walk up to bed in a power cut, of which we have several. A saucer wide enough to catch every drop, a ring for one finger and a socket that grips a standard taper.

Painted tinplate, 14 cm. The candle is not included, but the Dinner Candles fit it to a hair.`,
    variants: [{ sku: 'TR-HC', item: 3021, price: 2800, stock: 20, grams: 210 }],
    pictures: [
      {
        name: 'harbour-chamberstick',
        alt: 'A sea-green saucer candlestick with a ring handle and a lit candle',
      },
    ],
  },
  {
    slug: 'brass-candlesticks',
    title: 'Brass Candlesticks',
    vendor: 'Lantern Yard',
    type: 'Candle holder',
    categories: ['candles-and-holders'],
    published: '2026-02-26',
    tags: ['brass', 'gift', 'centrepiece'],
    description: `Turned from solid bar on a lathe that once made ships' fittings, then left *unlacquered*. In a year they will be the brown of old instruments; if you would rather they shone, half a lemon and some salt brings them back in a minute.

Sold singly by height or as the three together. They are heavier than they look and have felt underneath.`,
    options: ['Height'],
    variants: [
      { options: ['Low, 7 cm'], sku: 'LY-BC-7', price: 3200, stock: 12, grams: 380 },
      { options: ['Middle, 11 cm'], sku: 'LY-BC-11', price: 3900, stock: 9, grams: 470 },
      { options: ['Tall, 16 cm'], sku: 'LY-BC-16', price: 4600, stock: 0, grams: 590 },
      { options: ['All three'], sku: 'LY-BC-SET', price: 9900, was: 11700, stock: 4, grams: 1440 },
    ],
    pictures: [
      {
        name: 'brass-candlesticks',
        alt: 'Three brass candlesticks of different heights with white tapers',
      },
    ],
  },
  {
    slug: 'tealight-bowls',
    title: 'Tealight Bowls, set of three',
    vendor: 'Saltmarsh Pottery',
    type: 'Candle holder',
    categories: ['candles-and-holders'],
    published: '2026-10-20',
    tags: ['stoneware', 'set', 'gift'],
    description: `Small, round and thin enough at the lip that the light comes through the glaze. Put them along a windowsill on the first night you close the curtains before supper.

8.5 cm, in chalk, foam and oat, with nine rapeseed tealights in the box. Each burns four hours.`,
    variants: [{ sku: 'SMP-TB3', item: 1101, price: 3000, stock: 29, grams: 440 }],
    pictures: [
      {
        name: 'tealight-bowls',
        alt: 'Three small bowls with burning tealights against a grey ground',
      },
    ],
  },
  {
    slug: 'storm-lantern',
    title: 'Storm Lantern',
    vendor: 'Lantern Yard',
    type: 'Lantern',
    categories: ['candles-and-holders', 'lamps'],
    published: '2026-08-20',
    tags: ['steel', 'glass', 'outdoors'],
    seo: {
      title: 'Storm Lantern: steel and glass candle lantern, 25 cm',
      description:
        'A candle lantern for the garden table, powder-coated steel with a mouth-blown glass chimney.',
    },
    description: `Keeps a candle alive on the beach in a breeze that takes your hat. The chimney is mouth-blown at Carrow and held by four steel wires; the hood lifts off on a half turn, so you can light it with an ordinary match.

25 cm tall with the handle up, powder-coated against salt. Takes pillars to 6 cm. Spare glass is always in stock, because gateposts happen.`,
    variants: [{ sku: 'LY-SL', item: 8001, price: 7400, was: 8900, stock: 6, grams: 1150 }],
    pictures: [
      {
        name: 'storm-lantern',
        alt: 'A dark steel lantern with a glass chimney and a lit candle inside',
      },
    ],
  },
];
