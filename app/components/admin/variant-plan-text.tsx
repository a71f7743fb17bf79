import type { VariantPlan } from '~/models/plan-variants';

/** Names shown of each kind. */
const SHOWN = 12;

type Props = { plan: Omit<VariantPlan, 'variants'> };

/** Which variants come, stay and go with the options' values. */
export function VariantPlanText({ plan }: Props) {
  const { made, kept, renamed, removed } = plan;
  const changed = renamed.map(([before, after]) => `${before} becomes ${after}`);
  return (
    <ul className="variant-plan">
      <Kind names={made} text="made, with the first one’s price and no stock" />
      <Kind names={kept} text="kept as they are" />
      <Kind names={changed} text="kept under another name" />
      <Kind names={removed} text="removed, with their stock" />
    </ul>
  );
}

function Kind({ names, text }: { names: string[]; text: string }) {
  if (names.length === 0) return null;
  const more = names.length - SHOWN;
  return (
    <li>
      <strong>
        {names.length.toLocaleString('en')} {text}:
      </strong>{' '}
      {names.slice(0, SHOWN).join(', ')}
      {more > 0 ? `, and ${more.toLocaleString('en')} more` : ''}.
    </li>
  );
}
