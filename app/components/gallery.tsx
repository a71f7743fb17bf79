import { Picture, type PictureFile } from '~/components/picture';

type Image = { id: string; alt: string; file: PictureFile | null };

const mainSizes =
  '(min-width: 140rem) 67rem, (min-width: 90rem) 48rem, (min-width: 62rem) 54vw, 92vw';
const otherSizes =
  '(min-width: 140rem) 34rem, (min-width: 90rem) 24rem, (min-width: 62rem) 27vw, 82vw';

const strip = { role: 'group', 'aria-label': 'Pictures', tabIndex: 0 };

/** A product's pictures, the chosen variant's own first. */
export function Gallery({
  images,
  first,
  title,
}: {
  images: Image[];
  /** An image's id. */
  first: string | null;
  title: string;
}) {
  const shown = images.filter(({ file }) => file !== null);
  const main = shown.find(({ id }) => id === first) ?? shown[0];
  const others = shown.filter((image) => image !== main);
  return (
    // A strip on a phone: the keyboard moves it, too.
    <div className="gallery" {...(others.length > 0 ? strip : {})}>
      <Picture
        file={main?.file ?? null}
        alt={main?.alt || title}
        sizes={mainSizes}
        priority
        className="gallery-main"
      />
      {others.map(({ id, alt, file }) => (
        <Picture key={id} file={file} alt={alt} sizes={otherSizes} />
      ))}
    </div>
  );
}
