import { Picture, type PictureFile } from '~/components/picture';

type Props = {
  categories: { slug: string; title: string; image: PictureFile | null }[];
  level: 2 | 3;
};

export function CategoryTiles({ categories, level }: Props) {
  const Title = `h${level}` as const;
  return (
    <ul className="plain tiles">
      {categories.map(({ slug, title, image }) => (
        <li key={slug} className="tile">
          <Picture file={image} alt="" standIn={title} sizes="(min-width: 62rem) 22vw, 46vw" />
          <Title>
            <a href={`/categories/${encodeURIComponent(slug)}`}>{title}</a>
          </Title>
        </li>
      ))}
    </ul>
  );
}
