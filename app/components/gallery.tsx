import { Picture, type PictureFile } from '~/components/picture';

type Image = { id: string; alt: string; file: PictureFile | null };

const wide = '(min-width: 140rem) 67rem, (min-width: 90rem) 48rem, (min-width: 62rem) 54vw';
const half = '(min-width: 140rem) 34rem, (min-width: 90rem) 24rem, (min-width: 62rem) 27vw';
const third = '(min-width: 140rem) 23rem, (min-width: 90rem) 16rem, (min-width: 62rem) 18vw';
/** On a phone, in a strip and alone. */
const strip = '82vw';
const alone = '94vw';

/** Below the first, as the styles lay them out. */
function sizesBelow(others: number): string {
  return `${others === 1 ? wide : others === 3 ? third : half}, ${strip}`;
}

const stripOfPictures = { role: 'group', 'aria-label': 'Pictures', tabIndex: 0 };

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
    <div className="gallery" {...(others.length > 0 ? stripOfPictures : {})}>
      <Picture
        file={main?.file ?? null}
        alt={main?.alt || title}
        sizes={`${wide}, ${others.length > 0 ? strip : alone}`}
        priority
        className="gallery-main"
      />
      {others.map(({ id, alt, file }) => (
        <Picture key={id} file={file} alt={alt} sizes={sizesBelow(others.length)} />
      ))}
    </div>
  );
}
