import { type DemoProduct } from './demo-product';

export const soapAndBath: DemoProduct[] = [
  {
    slug: 'skerry-soap-bar',
    title: 'Skerry Soap, two bars',
    vendor: 'Skerry Soap Works',
    type: 'Soap',
    categories: ['soap-and-bath'],
    published: '2025-12-16',
    tags: ['vegan', 'palm free', 'gift', 'best seller'],
    seo: {
      title: 'Skerry cold-process soap, two bars',
      description:
        'Cold-process soap cured for six weeks: sea salt, oat and honey, or pine tar. Two 110 g bars, no palm oil.',
    },
    description: `Poured in a slab, cut with a wire and left on slatted shelves for six weeks until it is hard enough to last.

- **Sea salt** scrubs a bit and lathers small
- **Oat & honey** is for skin that complains (and is not vegan: bees)
- **Tar & pine** smells of boatyards; gardeners and mechanics swear by it

Two bars of 110 g. Kept out of the puddle, one sees a person through six weeks.`,
    options: ['Kind'],
    variants: [
      {
        options: ['Sea salt'],
        sku: 'SSW-SK-SAL',
        item: 9001,
        price: 1300,
        stock: 80,
        grams: 230,
        picture: 'skerry-soap-bar',
      },
      {
        options: ['Oat & honey'],
        sku: 'SSW-SK-OAT',
        item: 9002,
        price: 1300,
        stock: 64,
        grams: 230,
        picture: 'skerry-soap-bar--oat-honey',
      },
      {
        options: ['Tar & pine'],
        sku: 'SSW-SK-TAR',
        item: 9003,
        price: 1300,
        stock: 31,
        grams: 230,
        picture: 'skerry-soap-bar--tar-pine',
      },
    ],
    pictures: [
      { name: 'skerry-soap-bar', alt: 'Two pale marbled bars of soap, one on the other' },
      { name: 'skerry-soap-bar--oat-honey', alt: 'Two honey-coloured bars flecked with oats' },
      { name: 'skerry-soap-bar--tar-pine', alt: 'Two dark bars of pine tar soap' },
    ],
  },
  {
    slug: 'ridged-soap-dish',
    title: 'Ridged Soap Dish',
    vendor: 'Saltmarsh Pottery',
    type: 'Dish',
    categories: ['soap-and-bath'],
    published: '2026-01-16',
    tags: ['stoneware', 'small'],
    description: `Seven ribs keep the bar up in the air, and the dish slopes by a hair toward one corner, where there is a notch. Stand that corner over the basin. No more jelly.

14 by 9.5 cm, in a soft grey-green. The soap is for show.`,
    variants: [{ sku: 'SMP-RSD', item: 1161, price: 1900, stock: 35, grams: 320 }],
    pictures: [
      { name: 'ridged-soap-dish', alt: 'A grey-green ribbed dish with a cream bar of soap' },
    ],
  },
  {
    slug: 'salt-marsh-hand-wash',
    title: 'Salt Marsh Hand Wash',
    vendor: 'Skerry Soap Works',
    type: 'Soap',
    categories: ['soap-and-bath'],
    published: '2026-04-17',
    tags: ['refillable', 'vegan', 'glass'],
    description: `A liquid soap made the slow way, from olive and coconut oil, thick enough to stay on the palm. Sea buckthorn in the amber bottle; rosemary and bay in the green.

300 ml, with a brass pump that will outlast the first twenty refills. Those come as one-litre pouches, and cost less than half as much by the wash.`,
    options: ['Scent'],
    variants: [
      {
        options: ['Sea buckthorn'],
        sku: 'SSW-HW-SEA',
        item: 9011,
        price: 2400,
        stock: 28,
        grams: 620,
        picture: 'salt-marsh-hand-wash',
      },
      {
        options: ['Rosemary & bay'],
        sku: 'SSW-HW-ROS',
        item: 9012,
        price: 2400,
        stock: 0,
        grams: 620,
        picture: 'salt-marsh-hand-wash--green',
      },
    ],
    pictures: [
      { name: 'salt-marsh-hand-wash', alt: 'A brown bottle of hand wash with a brass pump' },
      { name: 'salt-marsh-hand-wash--green', alt: 'The hand wash in a dark green bottle' },
    ],
  },
  {
    slug: 'bath-salts',
    title: 'Rough Sea Bath Salts',
    vendor: 'Skerry Soap Works',
    type: 'Bath',
    categories: ['soap-and-bath'],
    published: '2026-10-23',
    tags: ['vegan', 'glass', 'gift'],
    description: `Coarse grey sea salt with dried bladderwrack, juniper and a very little peppermint. Two handfuls in a deep bath, after you have been in the other sort of water and can't feel your toes.

A glass jar of 500 g under an ash lid. When the salts are gone it holds cotton wool, or biscuits.`,
    variants: [{ sku: 'SSW-BS', item: 9021, price: 2600, was: 3200, stock: 22, grams: 940 }],
    pictures: [{ name: 'bath-salts', alt: 'A glass jar of pale bath salts with a wooden lid' }],
  },
  {
    slug: 'beech-nail-brush',
    title: 'Beech Nail Brush',
    vendor: 'Hollis & Daughter',
    type: 'Brush',
    categories: ['soap-and-bath'],
    published: '2026-06-26',
    tags: ['beech', 'small'],
    description: `Drawn by hand: each tuft of pale tampico fibre is pulled through the beech with wire and tied off under the lid, as brushes were before glue. It is stiff for the first week.

Shake it and rest it bristles down. 12 cm long, for potters, gardeners and anyone who has been at the blackberries.`,
    variants: [{ sku: 'HD-BNB', price: 1500, stock: 40, grams: 90 }],
    pictures: [{ name: 'beech-nail-brush', alt: 'An oval beech nail brush with pale bristles' }],
  },
  {
    slug: 'tooth-mug',
    title: 'Tooth Mug',
    vendor: 'Saltmarsh Pottery',
    type: 'Cup',
    categories: ['soap-and-bath'],
    published: '2026-08-25',
    tags: ['stoneware', 'small'],
    description: `The Harbour Mug without its handle, more or less, and with a heavier foot so that two brushes leaning the same way do not tip it in the basin. Foam glaze, bare clay below.

10 cm tall. There is a drain slot underneath: no ring on the shelf.`,
    variants: [{ sku: 'SMP-TM', price: 2000, stock: 27, grams: 360 }],
    pictures: [{ name: 'tooth-mug', alt: 'A pale green tumbler with two wooden toothbrushes' }],
  },
];
