import { type DemoProduct } from './demo-product';

export const blanketsAndLinen: DemoProduct[] = [
  {
    slug: 'fair-isle-blanket',
    title: 'Watchkeeper Wool Blanket',
    vendor: 'Ardvane Mill',
    type: 'Blanket',
    categories: ['blankets-and-linen'],
    published: '2025-11-11',
    tags: ['wool', 'warm', 'gift', 'best seller'],
    seo: {
      title: 'Watchkeeper striped wool blanket, woven at Ardvane Mill',
      description:
        'A dense striped blanket in new wool from hill sheep, woven on a 1950s loom and washed soft. Two colours, two sizes.',
    },
    description: `Wool from the flocks you see from the mill's own window, spun thick and woven on a Dobcross loom that was new in 1956. Washed three times in soft water, then teased up with wire until it has a nap you can lose a coin in.

It is a blanket for *sitting outside later than is sensible*. Air it on the line in damp weather instead of washing it; wool cleans itself, given the chance.`,
    options: ['Colour', 'Size'],
    variants: [
      {
        options: ['Storm', 'Throw, 130 × 180 cm'],
        sku: 'AM-WWB-STO-T',
        item: 9101,
        price: 13800,
        stock: 9,
        grams: 1300,
        picture: 'fair-isle-blanket',
      },
      {
        options: ['Storm', 'Bed, 220 × 240 cm'],
        sku: 'AM-WWB-STO-B',
        item: 9102,
        price: 24500,
        stock: 3,
        grams: 2900,
        picture: 'fair-isle-blanket',
      },
      {
        options: ['Oat', 'Throw, 130 × 180 cm'],
        sku: 'AM-WWB-OAT-T',
        item: 9103,
        price: 13800,
        stock: 7,
        grams: 1300,
        picture: 'fair-isle-blanket--oat',
      },
      {
        options: ['Oat', 'Bed, 220 × 240 cm'],
        sku: 'AM-WWB-OAT-B',
        item: 9104,
        price: 24500,
        stock: 0,
        grams: 2900,
        picture: 'fair-isle-blanket--oat',
      },
    ],
    pictures: [
      {
        name: 'fair-isle-blanket',
        alt: 'A folded grey-blue wool blanket with cream and ochre stripes',
      },
      {
        name: 'fair-isle-blanket--oat',
        alt: 'The folded blanket in oat with blue and rust stripes',
      },
    ],
  },
  {
    slug: 'herringbone-throw',
    title: 'Ember Lambswool Throw',
    vendor: 'Ardvane Mill',
    type: 'Blanket',
    categories: ['blankets-and-linen'],
    published: '2026-09-22',
    tags: ['wool', 'warm', 'gift'],
    description: `Lighter and softer than the Watchkeeper, in a rust lambswool with an oat weft that shows through like sparks. Long enough to go round two people and a dog, so long as the dog is in the middle.

140 by 190 cm. Dry-clean it, or brave a wool wash at thirty degrees and dry it flat.`,
    variants: [{ sku: 'AM-ELT', item: 9111, price: 9800, was: 11800, stock: 10, grams: 850 }],
    pictures: [{ name: 'herringbone-throw', alt: 'A folded rust-coloured wool throw' }],
  },
  {
    slug: 'fishermans-tea-towels',
    title: "Fisherman's Tea Towels, set of three",
    vendor: 'Ardvane Mill',
    type: 'Tea towel',
    categories: ['blankets-and-linen'],
    published: '2026-02-13',
    tags: ['linen', 'kitchen', 'set', 'gift'],
    description: `Flax all through, with a double stripe along one edge in red, blue and green-black: once it told the crews whose towel was whose. Linen soaks up a fifth of its own weight before it feels wet and leaves no fluff on glasses.

A touch stiff on arrival. Boil them, hang them in the wind, repeat; in a year you will guard them. 50 by 70 cm, hemmed, each with a loop.`,
    variants: [{ sku: 'AM-FTT3', item: 9121, price: 3600, stock: 30, grams: 330 }],
    pictures: [
      { name: 'fishermans-tea-towels', alt: 'Three folded striped linen tea towels in a pile' },
    ],
  },
  {
    slug: 'washed-linen-napkins',
    title: 'Washed Linen Napkins, set of four',
    vendor: 'Ardvane Mill',
    type: 'Napkin',
    categories: ['blankets-and-linen'],
    published: '2026-06-09',
    tags: ['linen', 'table', 'set'],
    description: `Four napkins in four colours from the same walk: sea, sand, bracken, chalk. Everyone keeps their own for the week, as one should.

42 cm square with a mitred hem. Tumbled with pumice at the mill, so they are soft already and *no iron need ever come near them*.`,
    variants: [{ sku: 'AM-WLN4', item: 9131, price: 4400, stock: 16, grams: 280 }],
    pictures: [
      {
        name: 'washed-linen-napkins',
        alt: 'Four folded linen napkins in blue, sand, rust and white',
      },
    ],
  },
  {
    slug: 'deckchair-cushion',
    title: 'Deckchair Cushion',
    vendor: 'Ardvane Mill',
    type: 'Cushion',
    categories: ['blankets-and-linen'],
    published: '2026-05-04',
    tags: ['linen', 'outdoors'],
    description: `Broad stripes in the old seafront proportion: colour one hand wide, cream a little more. The cover is linen canvas, closed with three corozo buttons, and the inside is feather, so it keeps the dent you made.

50 by 50 cm. Bring it in when it rains; take the cover off when it didn't come in.`,
    options: ['Stripe'],
    variants: [
      {
        options: ['Navy'],
        sku: 'AM-DC-NAV',
        item: 9141,
        price: 4900,
        stock: 14,
        grams: 780,
        picture: 'deckchair-cushion',
      },
      {
        options: ['Ochre'],
        sku: 'AM-DC-OCH',
        item: 9142,
        price: 4900,
        stock: 11,
        grams: 780,
        picture: 'deckchair-cushion--ochre',
      },
    ],
    pictures: [
      { name: 'deckchair-cushion', alt: 'A square cushion with broad navy stripes' },
      { name: 'deckchair-cushion--ochre', alt: 'The cushion with ochre stripes' },
    ],
  },
  {
    slug: 'after-swim-towel',
    title: 'After-Swim Towel',
    vendor: 'Ardvane Mill',
    type: 'Towel',
    categories: ['blankets-and-linen', 'soap-and-bath'],
    published: '2026-07-17',
    tags: ['cotton', 'bath'],
    description: `Thick cotton loops on one face, flat weave on the other: the first for drying, the second for lying on without half the beach coming home in it. Two thin stripes at the end tell you which way is up.

600 grams to the square metre. Wash before first use and leave out the softener, which stops any towel from doing its one job.`,
    options: ['Colour', 'Size'],
    variants: [
      {
        options: ['Sand', 'Hand'],
        sku: 'AM-AST-SAN-H',
        price: 1800,
        stock: 25,
        grams: 300,
        picture: 'after-swim-towel',
      },
      {
        options: ['Sand', 'Bath'],
        sku: 'AM-AST-SAN-B',
        price: 3800,
        stock: 19,
        grams: 700,
        picture: 'after-swim-towel',
      },
      {
        options: ['Tide', 'Hand'],
        sku: 'AM-AST-TID-H',
        price: 1800,
        stock: 21,
        grams: 300,
        picture: 'after-swim-towel--tide',
      },
      {
        options: ['Tide', 'Bath'],
        sku: 'AM-AST-TID-B',
        price: 3800,
        stock: 0,
        grams: 700,
        picture: 'after-swim-towel--tide',
      },
      {
        options: ['Chalk', 'Hand'],
        sku: 'AM-AST-CHA-H',
        price: 1800,
        stock: 17,
        grams: 300,
        picture: 'after-swim-towel--chalk',
      },
      {
        options: ['Chalk', 'Bath'],
        sku: 'AM-AST-CHA-B',
        price: 3800,
        stock: 13,
        grams: 700,
        picture: 'after-swim-towel--chalk',
      },
    ],
    pictures: [
      { name: 'after-swim-towel', alt: 'A pile of folded sand-coloured towels' },
      { name: 'after-swim-towel--tide', alt: 'A pile of folded blue-grey towels' },
      { name: 'after-swim-towel--chalk', alt: 'A pile of folded off-white towels' },
    ],
  },
];
