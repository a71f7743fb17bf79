import { type DemoProduct } from './demo-product';

/** What customers don't see: drafts of things to come, and one that is gone. */
export const unlisted: DemoProduct[] = [
  {
    slug: 'table-runner',
    title: 'Saltings Table Runner',
    vendor: 'Ardvane Mill',
    type: 'Table linen',
    categories: ['blankets-and-linen'],
    published: null,
    status: 'draft',
    tags: ['linen', 'table'],
    description: `Two green lines down a length of undyed flax, like the ditches seen from the sea bank. 45 by 180 cm.

*To come: the washing advice from the mill, and a picture of it on the table.*`,
    variants: [{ sku: 'AM-STR', price: 5200, stock: 0, grams: 360 }],
    pictures: [{ name: 'table-runner', alt: 'A rolled linen table runner with green lines' }],
  },
  {
    slug: 'pilot-mug',
    title: 'Pilot Mug, small',
    vendor: 'Saltmarsh Pottery',
    type: 'Mug',
    categories: ['mugs-and-cups'],
    published: null,
    status: 'draft',
    tags: ['stoneware'],
    description: `A quarter-litre cousin of the Harbour Mug for those who like their tea hot to the end. Petra promises the first kiln in January.`,
    options: ['Glaze'],
    variants: [
      { options: ['Tidepool'], sku: 'SMP-PM-TID', price: 2200, stock: 0, grams: 280 },
      { options: ['Chalk'], sku: 'SMP-PM-CHA', price: 2200, stock: 0, grams: 280 },
    ],
    pictures: [],
  },
  {
    slug: 'knot-napkin-rings',
    title: 'Knot Napkin Rings, set of four',
    vendor: 'Lantern Yard',
    type: 'Table linen',
    categories: ['blankets-and-linen', 'table'],
    published: null,
    status: 'draft',
    tags: ['brass', 'set'],
    description: `Brass rod bent into a reef knot while it is hot. We have two on the desk and are waiting for the other two.`,
    variants: [{ sku: 'LY-KNR4', price: 3800, stock: 2, grams: 240 }],
    pictures: [],
  },
  {
    slug: 'sandbar-dinner-plate',
    title: 'Sandbar Dinner Plate',
    vendor: 'Saltmarsh Pottery',
    type: 'Plate',
    categories: ['bowls-and-plates'],
    published: '2025-09-10',
    status: 'archived',
    tags: ['stoneware'],
    description: `The plate we sold before the Long Table one. A centimetre smaller and a good deal heavier; the last of them went in spring. Should you have broken one, write to us: Jo keeps a few back.`,
    variants: [{ sku: 'SMP-SDP', item: 1901, price: 3200, stock: 0, grams: 990 }],
    pictures: [{ name: 'long-table-dinner-plate--oat', alt: 'A plate in warm oat glaze' }],
  },
];
