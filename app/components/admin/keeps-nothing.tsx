/** Where the browser has no room for what is typed, or may keep nothing. */
export function KeepsNothing() {
  return (
    <p className="hint" role="status">
      This browser keeps no drafts: its storage is full or switched off. Save before you leave this
      page.
    </p>
  );
}
