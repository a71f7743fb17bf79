/** An EAN-13 out of the range 20…, which GS1 leaves to each shop for its own use. */
export function ean13(item: number): string {
  const digits = `20${String(item).padStart(10, '0')}`;
  return digits + checkDigit(digits);
}

/** The last digit that belongs to twelve others (GS1 General Specifications, 7.9). */
export function checkDigit(digits: string): string {
  const sum = Array.from(digits).reduce(
    (all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}
