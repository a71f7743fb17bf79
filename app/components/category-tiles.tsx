import { Picture, type PictureFile } from '~/components/picture';

type Props = {
  categories: { slug: string; title: string; image: PictureFile | null }[];
  level: 2 | 3;
};

/** On the front page more of them make a row. */
const sizes = {
  2: '(min-width: 140rem) 38rem, (min-width: 40rem) 30vw, calc(50vw - 1.5rem)',
  3: '(min-width: 140rem) 20rem, (min-width: 62rem) 22vw, (min-width: 40rem) 30vw, calc(50vw - 1.5rem)',
};

export function CategoryTiles({ categories, level }: Props) {
  const Title = `h${level}` as const;
  return (
    <ul className="plain tiles">
      {categories.map(({ slug, title, image }) => (
        <li key={slug} className="tile">
          <Picture file={image} alt="" standIn={title} sizes={sizes[level]} />
          <Title>
            <a href={`/categories/${encodeURIComponent(slug)}`}>{title}</a>
          </Title>
        </li>
      ))}
    </ul>
  );
}
