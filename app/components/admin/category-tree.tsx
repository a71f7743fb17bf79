import { Form, Link, useNavigation, useSubmit } from '@remix-run/react';
import { type HTMLAttributes, useEffect, useRef, useState } from 'react';
import { DragHandle } from '~/components/admin/drag-handle';
import { rowData, type RowDrag, useRowDrag } from '~/components/admin/use-row-drag';
import { type CategoryRow, withoutBranch } from '~/models/category-form';
import { type Direction, placeBeside, placeOfDrop } from '~/models/category-place';

type Props = {
  categories: CategoryRow[];
  /** null where nothing may be moved. */
  saveKey: string | null;
  /** A move waits until it can be saved. */
  held: boolean;
};

/** Pixels of a level's indentation, as the styles have it. */
const indent = 24;

/** The tree, a line each. Lines are dragged, up and down and from level to level, or moved by their buttons. */
export function CategoryTree({ categories, saveKey, held }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const submit = useSubmit();
  const busy = useNavigation().state !== 'idle';
  const pressed = useButtonFocus(list, categories);
  const [refused, setRefused] = useState<{ text: string; of: CategoryRow[] } | null>(null);
  /** One move at a time: the next one is told to wait, and not done in silence by halves. */
  const mayMove = (title: string) => {
    const free = !busy && !held;
    const before = held ? 'the one before waits to be saved' : 'the one before is being saved';
    const text = `“${title}” was not moved: ${before}. Move it again then.`;
    setRefused(free ? null : { text, of: categories });
    return free;
  };

  const placeOf = ({ from, gap, across }: RowDrag) => {
    const row = categories[from];
    if (!row) return null;
    const depth = row.depth + Math.round(across / indent);
    const place = placeOfDrop(categories, { id: row.id, gap, depth });
    return place && { ...place, id: row.id, version: row.version };
  };
  const { drag, handle } = useRowDrag(list, (end) => {
    const place = placeOf(end);
    const row = categories[end.from];
    if (!place || !row || saveKey === null) return;
    const before = nextSibling(categories, row)?.id ?? null;
    if (place.parentId === row.parentId && place.before === before) return;
    if (!mayMove(row.title)) return;
    const sent = new FormData();
    sent.append('key', saveKey);
    sent.append('id', place.id);
    sent.append('version', String(place.version));
    sent.append('parentId', place.parentId ?? '');
    sent.append('before', place.before ?? '');
    submit(sent, { method: 'post', preventScrollReset: true });
  });
  const drop = drag && placeOf(drag);
  const dragged = drag && categories[drag.from];
  const staying = dragged ? withoutBranch(categories, dragged.id) : categories;

  return (
    <>
      <div role="alert">
        {refused?.of === categories ? <p className="banner banner-warn">{refused.text}</p> : null}
      </div>
      <ul className="rows panel" ref={list}>
        {categories.map((category, index) => {
          const data = rowData(drag, index, index === categories.length - 1);
          return (
            <li
              key={category.id}
              data-dragged={dragged && !staying.includes(category) ? true : undefined}
              data-drop={data['data-drop']}
              data-drop-depth={data['data-drop'] && drop ? drop.depth : undefined}
            >
              <CategoryLine
                category={category}
                categories={categories}
                saveKey={saveKey}
                handle={handle(index)}
                mayMove={() => mayMove(category.title)}
                onPress={(direction) => (pressed.current = { id: category.id, direction })}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function nextSibling(rows: CategoryRow[], row: CategoryRow): CategoryRow | undefined {
  return rows.slice(rows.indexOf(row) + 1).find(({ parentId }) => parentId === row.parentId);
}

/** A line that has moved keeps the keyboard's place: on the button that was pressed, or the nearest that can be. */
function useButtonFocus(list: { current: HTMLElement | null }, categories: CategoryRow[]) {
  const pressed = useRef<{ id: string; direction: Direction } | null>(null);
  useEffect(() => {
    if (!pressed.current) return;
    const { id, direction } = pressed.current;
    pressed.current = null;
    const line = list.current?.querySelector(`form[data-id="${id}"]`);
    const same = line?.querySelector<HTMLElement>(`button[value=${direction}]:enabled`);
    (same ?? line?.querySelector<HTMLElement>('button:enabled'))?.focus();
  }, [categories, list]);
  return pressed;
}

type LineProps = {
  category: CategoryRow;
  categories: CategoryRow[];
  saveKey: string | null;
  handle: HTMLAttributes<HTMLElement>;
  mayMove: () => boolean;
  onPress: (direction: Direction) => void;
};

const steps: { direction: Direction; sign: string; words: string }[] = [
  { direction: 'up', sign: '↑', words: 'up' },
  { direction: 'down', sign: '↓', words: 'down' },
  { direction: 'out', sign: '←', words: 'out, beside its parent' },
  { direction: 'in', sign: '→', words: 'in, under the one above' },
];

function CategoryLine(props: LineProps) {
  const { category, categories, saveKey, handle, mayMove, onPress } = props;
  const { id, title, depth, products, version } = category;
  return (
    <>
      <span className="row-name" data-depth={Math.min(depth, 4)}>
        {saveKey === null ? null : <DragHandle {...handle} />}
        <Link to={`/admin/categories/${id}`}>{title}</Link>
      </span>
      <span className="count">
        {products === 1 ? '1 product' : `${products.toLocaleString('en')} products`}
      </span>
      {saveKey === null ? null : (
        <Form
          method="post"
          className="actions"
          preventScrollReset
          data-id={id}
          onSubmit={(event) => {
            if (!mayMove()) event.preventDefault();
          }}
        >
          <input type="hidden" name="key" value={saveKey} />
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="version" value={version} />
          {steps.map(({ direction, sign, words }) => (
            <button
              key={direction}
              className="button button-small"
              name="direction"
              value={direction}
              disabled={placeBeside(categories, id, direction) === null}
              onClick={() => onPress(direction)}
              aria-label={`Move ${title} ${words}`}
              title={`Move ${words}`}
            >
              {sign}
            </button>
          ))}
        </Form>
      )}
    </>
  );
}
