import { createElement, type RefObject, useEffect } from 'react';

type Button = { tag: string; sign: string; name: string; key?: string; level?: number };

const buttons: Button[] = [
  { tag: 'md-bold', sign: 'B', name: 'Bold', key: 'b' },
  { tag: 'md-italic', sign: 'I', name: 'Italic', key: 'i' },
  { tag: 'md-link', sign: 'Link', name: 'Link', key: 'k' },
  { tag: 'md-header', sign: 'Heading', name: 'Heading', level: 2 },
  { tag: 'md-unordered-list', sign: 'List', name: 'List' },
  { tag: 'md-quote', sign: 'Quote', name: 'Quote' },
];

type Props = {
  /** The id of the text's field, and the field, which the toolbar stands beside. */
  of: string;
  field: RefObject<HTMLTextAreaElement>;
};

/**
 * Buttons that write Markdown around what is selected, as the browser's own typing does, so that it is undone as that is; and
 * their shortcuts. GitHub's elements bring what they do, and the arrow keys; until then only their place is there.
 */
export function MarkdownToolbar({ of, field }: Props) {
  useEffect(() => {
    // They are made of what only a browser has.
    void import('@github/markdown-toolbar-element');
    const area = field.current;
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const pressed = buttons.find(({ key }) => key === event.key.toLowerCase());
      const button = pressed && area?.parentElement?.querySelector<HTMLElement>(pressed.tag);
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    area?.addEventListener('keydown', onKey);
    return () => area?.removeEventListener('keydown', onKey);
  }, [field]);
  return createElement(
    'markdown-toolbar',
    { for: of, class: 'markdown-toolbar', role: 'toolbar', 'aria-label': 'Markdown' },
    buttons.map(({ tag, sign, name, key, level }) =>
      createElement(
        tag,
        {
          key: tag,
          class: `button button-small ${tag}`,
          role: 'button',
          'aria-label': name,
          'aria-keyshortcuts': key && `Control+${key.toUpperCase()} Meta+${key.toUpperCase()}`,
          title: key ? `${name} (Ctrl or ⌘ ${key.toUpperCase()})` : name,
          level,
        },
        sign,
      ),
    ),
  );
}
