import { type DemoCategory } from './demo-product';

/** In the order the shop shows them; a parent comes before its children. */
export const categories: DemoCategory[] = [
  {
    slug: 'table',
    title: 'Table',
    description:
      'Stoneware and porcelain for every meal from the first coffee to the last of the soup. Nearly all of it goes in the dishwasher; we say so where it does not.',
  },
  {
    slug: 'mugs-and-cups',
    title: 'Mugs & cups',
    parent: 'table',
    description:
      'Thrown one at a time, so no two handles sit quite alike. Pick yours by the size of your morning.',
  },
  {
    slug: 'bowls-and-plates',
    title: 'Bowls & plates',
    parent: 'table',
    description:
      'Plates that stack, bowls that hold a proper helping, and one platter big enough for a whole bream.',
  },
  {
    slug: 'jugs-and-teapots',
    title: 'Jugs & teapots',
    parent: 'table',
    description: 'We test every spout at our own sink. What drips does not get on the shelf.',
  },
  {
    slug: 'kitchen',
    title: 'Kitchen',
    description: 'Plain tools that get better with use, and somewhere dry to keep the flour.',
  },
  {
    slug: 'boards-and-tools',
    title: 'Boards & tools',
    parent: 'kitchen',
    description:
      'Oak, ash, walnut and beech, oiled in the workshop. A wipe and a little oil now and then keeps them for decades.',
  },
  {
    slug: 'storage-jars',
    title: 'Storage jars',
    parent: 'kitchen',
    description: 'Lids that fit. Sea air is damp, and biscuits know it first.',
  },
  {
    slug: 'light',
    title: 'Light',
    description: 'For the half of the year when it is dark by tea time.',
  },
  {
    slug: 'candles-and-holders',
    title: 'Candles & holders',
    parent: 'light',
    description: 'Beeswax, rapeseed wax and the brass, tin and clay that carry them.',
  },
  {
    slug: 'lamps',
    title: 'Lamps',
    parent: 'light',
    description:
      'Wired and tested in the Lantern Yard workshop, with a two-metre cloth flex and an EU plug. Bulbs are included.',
  },
  {
    slug: 'house-and-garden',
    title: 'House & garden',
    description: 'Something for the windowsill, the back step and the corner that gets the sun.',
  },
  {
    slug: 'vases',
    title: 'Vases',
    parent: 'house-and-garden',
    description: 'From one stem of thrift to an armful of cow parsley.',
  },
  {
    slug: 'planters',
    title: 'Planters',
    parent: 'house-and-garden',
    description:
      'Every pot has a hole in the bottom and is fired hot enough for frost. Plants in our pictures stay with us.',
  },
  {
    slug: 'soap-and-bath',
    title: 'Soap & bath',
    description: 'What you want waiting after a cold swim: hot water, good soap, a dry towel.',
  },
  {
    slug: 'blankets-and-linen',
    title: 'Blankets & linen',
    description: 'Wool and flax from one small mill, woven slowly and washed before it leaves.',
  },
];
