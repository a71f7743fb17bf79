import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { type Obstacle, ObstacleNotice } from '~/components/admin/obstacle';

/** A small change that was sent and is not known to be done: all that it was sent with. */
export type Held = {
  obstacle: Obstacle | null;
  /** By the names of its form's fields; its key is one of them. */
  sent: Record<string, string>;
};

type Props = {
  held: Held & { obstacle: Obstacle };
  /** What is kept of it, as a sentence begins. */
  kept: string;
  children?: ReactNode;
};

/** Waits with a change, and sends it again under its key, as a form with something typed does. */
export function HeldChange({ held, kept, children }: Props) {
  const { sent, obstacle } = held;
  return (
    <Form method="post" className="stack" preventScrollReset>
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ObstacleNotice obstacle={obstacle} reply={held} kept={kept} />
      {obstacle === 'not-allowed' ? null : (
        <div className="actions">
          <button className="button button-primary">Save again</button>
          {children}
        </div>
      )}
    </Form>
  );
}
