/** A picture as pages need it; `id` addresses its renditions. */
export type PictureFile = {
  id: string;
  /** Pixels of the largest rendition. */
  width: number;
  height: number;
  /** Pixels, ascending. */
  widths: number[];
  /** #rrggbb, shown until the picture is there. */
  color: string;
  /** What must be seen where it is cut, in per cent from the left and the top; the middle if not said. */
  focus?: { x: number | null; y: number | null };
};

type Props = {
  file: PictureFile | null;
  alt: string;
  /** How wide it is shown, as the `sizes` of HTML. */
  sizes: string;
  /** The page's main picture: fetched first. Every other one waits until it is near. */
  priority?: boolean;
  /** Pixels: no rendition that is wider than this needs to be offered. */
  widest?: number;
  className?: string;
  /** Whose first letter stands there when there is no file; the alt text's by default. */
  standIn?: string;
};

/** A responsive picture that keeps its place; without a file, a quiet stand-in. */
export function Picture({
  file,
  alt,
  sizes,
  priority = false,
  widest = Infinity,
  className = '',
  standIn = alt,
}: Props) {
  if (!file) return <PictureStandIn title={standIn} className={className} />;
  return (
    <span className={`picture ${className}`} {...focusData(file.focus)}>
      {/* An attribute, not a style: the security policy allows no inline styles. */}
      <svg className="picture-color" aria-hidden="true" focusable="false">
        <rect width="100%" height="100%" fill={file.color} />
      </svg>
      <picture>
        <source type="image/avif" srcSet={sourceSet(file, 'avif', widest)} sizes={sizes} />
        <img
          src={imageUrl(file, nearest(file, Math.min(widest, 640)), 'webp')}
          srcSet={sourceSet(file, 'webp', widest)}
          sizes={sizes}
          width={file.width}
          height={file.height}
          alt={alt}
          loading={priority ? undefined : 'lazy'}
          // React 18 knows this attribute only in lower case.
          {...(priority ? { fetchpriority: 'high' } : {})}
        />
      </picture>
    </span>
  );
}

/**
 * As attributes that app/styles/focus.css knows, in tenths of the picture: the security policy allows no inline styles.
 * The middle needs none.
 */
export function focusData(focus: PictureFile['focus']) {
  const tenth = (perCent: number | null | undefined) => {
    const rounded = Math.round((perCent ?? 50) / 10) * 10;
    return rounded === 50 ? undefined : rounded;
  };
  return { 'data-focus-x': tenth(focus?.x), 'data-focus-y': tenth(focus?.y) };
}

function PictureStandIn({ title, className }: { title: string; className: string }) {
  const [first = ''] = title.trim();
  return (
    <span className={`picture picture-none ${className}`} aria-hidden="true">
      {first.toUpperCase()}
    </span>
  );
}

/** Where a rendition is served. */
export function imageUrl(file: { id: string }, width: number, format: 'avif' | 'webp'): string {
  return `/images/${file.id}/${width}.${format}`;
}

/** The smallest rendition that is at least `width` pixels wide, else the largest. */
export function nearest(file: { width: number; widths: number[] }, width: number): number {
  return file.widths.find((candidate) => candidate >= width) ?? file.widths.at(-1) ?? file.width;
}

function sourceSet(file: PictureFile, format: 'avif' | 'webp', widest: number): string {
  const widths = file.widths.filter((width, n) => n === 0 || width <= widest);
  return widths.map((width) => `${imageUrl(file, width, format)} ${width}w`).join(', ');
}
