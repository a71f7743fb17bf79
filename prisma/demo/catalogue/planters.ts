import { type DemoProduct } from './demo-product';

export const planters: DemoProduct[] = [
  {
    slug: 'garden-wall-pot',
    title: 'Garden Wall Pot & Saucer',
    vendor: 'Quarry Lane',
    type: 'Planter',
    categories: ['planters'],
    published: '2026-03-20',
    tags: ['terracotta', 'frost proof', 'best seller'],
    seo: {
      title: 'Terracotta garden pot with saucer, frost proof',
      description:
        'Hand-thrown terracotta pots with a rolled rim and a matching saucer, guaranteed against frost for ten years. Three sizes.',
    },
    description: `Thrown, not pressed: put your hand inside and feel the rings. Mal and Idris dig the clay behind their kiln shed and fire it to 1,080 °C, a hundred degrees hotter than the pots that crumble after one winter.

They guarantee it against frost **for ten years** and have so far replaced two. The rim is thick enough to lift by. Within a season it will have moss on the north side and look as if it came with the house.`,
    options: ['Size'],
    variants: [
      { options: ['13 cm'], sku: 'QL-GWP-13', item: 5021, price: 1800, stock: 33, grams: 900 },
      { options: ['18 cm'], sku: 'QL-GWP-18', item: 5022, price: 2800, stock: 26, grams: 1900 },
      { options: ['26 cm'], sku: 'QL-GWP-26', item: 5023, price: 4900, stock: 0, grams: 4800 },
    ],
    pictures: [{ name: 'garden-wall-pot', alt: 'A terracotta pot on a saucer with a leafy plant' }],
  },
  {
    slug: 'cliff-garden-planter',
    title: 'Cliff Garden Planter',
    vendor: 'Saltmarsh Pottery',
    type: 'Planter',
    categories: ['planters'],
    published: '2026-05-15',
    tags: ['stoneware', 'succulents'],
    description: `A glazed pot for the plants that live on nothing: houseleeks, sea lavender, thrift. Dipped to the shoulder and bare below, with a hole, a plug of mesh and a cork pad for the windowsill.

15 cm across and 11 deep. Stoneware holds no water in its wall, so frost has nothing to get hold of.`,
    options: ['Glaze'],
    variants: [
      {
        options: ['Slate'],
        sku: 'SMP-CGP-SLA',
        item: 1141,
        price: 3900,
        stock: 14,
        grams: 1080,
        picture: 'cliff-garden-planter',
      },
      {
        options: ['Chalk'],
        sku: 'SMP-CGP-CHA',
        item: 1142,
        price: 3900,
        stock: 18,
        grams: 1080,
        picture: 'cliff-garden-planter--chalk',
      },
    ],
    pictures: [
      {
        name: 'cliff-garden-planter',
        alt: 'A slate-grey planter with a bare clay foot and a succulent',
      },
      { name: 'cliff-garden-planter--chalk', alt: 'The planter in chalk glaze' },
    ],
  },
  {
    slug: 'windowsill-herb-trough',
    title: 'Windowsill Herb Trough',
    vendor: 'Saltmarsh Pottery',
    type: 'Planter',
    categories: ['planters'],
    published: '2026-04-10',
    tags: ['stoneware', 'herbs', 'kitchen'],
    description: `Room for three herbs that like one another: say chives, thyme and flat parsley. Not mint. *Never* mint.

Slab-built, 29 by 9 cm, on a hidden tray that catches the drips and pulls out from the end. The pale grey-green glaze was mixed to sit quietly against a window.`,
    variants: [{ sku: 'SMP-WHT', item: 1151, price: 5600, was: 6400, stock: 9, grams: 1900 }],
    pictures: [
      { name: 'windowsill-herb-trough', alt: 'A long pale planter with three kinds of herbs' },
    ],
  },
  {
    slug: 'footed-fern-planter',
    title: 'Three-Legged Fern Planter',
    vendor: 'Hollis & Daughter',
    type: 'Planter',
    categories: ['planters'],
    published: '2026-07-28',
    tags: ['stoneware', 'walnut', 'large'],
    description: `Three walnut legs lift a speckled stoneware bowl off the floor, so that a fern has somewhere to arch down to. They screw in by hand and come in the box with felt for the feet.

- Bowl 16 cm across, 9 cm deep
- 15 cm high on its legs
- Holds the water that you forgot you had already given it: there is a *reservoir* beneath a false floor`,
    variants: [{ sku: 'HD-TFP', item: 4021, price: 8400, stock: 5, grams: 1700 }],
    pictures: [
      {
        name: 'footed-fern-planter',
        alt: 'A white speckled planter on three walnut legs, with a green plant',
      },
    ],
  },
  {
    slug: 'greenhouse-watering-can',
    title: 'Greenhouse Watering Can',
    vendor: 'Tinsmith Row',
    type: 'Garden tool',
    categories: ['planters'],
    published: '2026-02-20',
    tags: ['zinc', 'brass', 'garden', 'gift'],
    description: `Long in the spout, so that it reaches the back of the bench, and balanced to pour with one hand. The seams are soldered, the handle is a single hoop, and the brass rose unscrews for the big pots or for getting a snail out.

1.5 litres. Zinc dulls to the grey of a wet road. Empty it before hard frost.`,
    variants: [{ sku: 'TR-GWC', item: 3031, price: 5800, stock: 12, grams: 820 }],
    pictures: [
      {
        name: 'greenhouse-watering-can',
        alt: 'A zinc watering can with a long spout and a brass rose',
      },
    ],
  },
  {
    slug: 'belly-pot',
    title: 'Belly Pot',
    vendor: 'Quarry Lane',
    type: 'Planter',
    categories: ['planters'],
    published: '2026-09-17',
    tags: ['terracotta', 'frost proof', 'large'],
    description: `Wide in the middle and drawn in at the top, which keeps the soil damp and the cat out. Idris makes it from the pale clay at the far end of the pit, the seam that fires to sand instead of red.

18 cm at its widest. Good for anything with big leaves and a top-heavy manner.`,
    variants: [{ sku: 'QL-BP', item: 5031, price: 3600, stock: 0, grams: 2100 }],
    pictures: [{ name: 'belly-pot', alt: 'A round sand-coloured pot with a broad-leaved plant' }],
  },
];
