/** What the made-up catalogue is made of: 12 rooms with 8 kinds of things each, and their usual prices in minor units. */
const rooms: Record<string, { price: number; nouns: string }> = {
  Table: { price: 3000, nouns: 'mug, bowl, plate, jug, beaker, platter, teapot, egg cup' },
  Kitchen: { price: 4500, nouns: 'knife, pan, board, whisk, kettle, grater, colander, ladle' },
  Light: { price: 9000, nouns: 'lamp, lantern, shade, candle, sconce, bulb, torch, chandelier' },
  Bed: { price: 8000, nouns: 'blanket, pillow, sheet, quilt, duvet, mattress, bolster, eiderdown' },
  Bath: { price: 2500, nouns: 'towel, soap, brush, mat, sponge, basket, mirror, shelf' },
  Garden: { price: 5000, nouns: 'trowel, pot, bench, spade, hose, trellis, lounger, birdbath' },
  Wear: { price: 7000, nouns: 'jumper, scarf, apron, shirt, hat, sock, coat, slipper' },
  Play: { price: 3500, nouns: 'kite, puzzle, doll, ball, drum, boat, top, skittle' },
  Write: { price: 1800, nouns: 'pen, notebook, pencil, diary, inkwell, ruler, folder, easel' },
  Seat: { price: 24000, nouns: 'chair, stool, armchair, sofa, cushion, footrest, rocker, pouffe' },
  Store: { price: 6000, nouns: 'crate, box, hook, rack, trunk, jar, cabinet, chest' },
  Travel: { price: 9500, nouns: 'bag, flask, satchel, tent, wallet, umbrella, hammock, compass' },
};

export const leaves = Object.entries(rooms).flatMap(([room, { price, nouns }]) =>
  nouns.split(', ').map((noun) => ({ room, noun, price })),
);

const list = (words: string) => words.split(' ');

export const materials = list(
  'oak stoneware linen wool brass cotton glass enamel steel ash leather copper porcelain cork walnut felt hemp rattan slate silk',
);
export const shades = list(
  'white grey blue green black natural red sand navy ochre rose teal rust cream plum moss',
);
export const moods = list(
  'everyday gift handmade classic new coastal rustic modern organic repaired refillable vegan bright heirloom tiny limited',
);
export const seasons = list(
  'autumn-2021 spring-2022 autumn-2022 spring-2023 autumn-2023 spring-2024 autumn-2024 spring-2025 autumn-2025',
);
export const makers = list('Quay Tern Skerry Marram Fulmar Gannet Dulse Samphire').flatMap((name) =>
  list('Pottery Works Mill Forge Studio & Weavers Press Makers Yard').map((kind) =>
    kind === '&' ? `${name} & Daughters` : `${name} ${kind}`,
  ),
);
/** Halves of products' own names: a few thousand words, as a large shop's vocabulary has. */
export const prefixes = list(
  'tide har ned bel cor dun fal gil hol ing jas kel lor mar nor or pel quil ros sel tam ul ver wil yar zen ald bran cal del els fen',
);
export const suffixes = list(
  'line bour ton wick mere dale ford ley combe gate stow ham worth by den hurst low mouth pool sea shaw stead thorpe wade well wold',
);
