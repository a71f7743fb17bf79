type Props = {
  /** What it measures. */
  name: string;
  done: number;
  /** 0 while nobody knows. */
  total: number;
  text: string;
};

/** A bar, and the same in words. */
export function Meter({ name, done, total, text }: Props) {
  const known = total > 0 ? { value: Math.min(done, total), max: total } : {};
  return (
    <div className="meter">
      <progress aria-label={name} {...known} />
      <p>{text}</p>
    </div>
  );
}
