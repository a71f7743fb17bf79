/** Above a form that is there to be read: whoever may not save it finds nothing to press. */
export function LookOnly() {
  return (
    <p className="look-only">
      You may look at this and not change it. An owner of the shop can give you the right.
    </p>
  );
}
