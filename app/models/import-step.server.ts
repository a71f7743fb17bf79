import { KeyReuseError, once, type Save, type Transaction } from '~/db.server';

export type StepRefusal = { ok: false; message: string };
export type Step = { ok: true } | StepRefusal;

export const moved: StepRefusal = {
  ok: false,
  message: 'This import has gone on since you opened the page. Look at how it stands now.',
};

/** What somebody has done to an import, once under its key. */
export async function step(
  request: Save & { content: unknown },
  work: (tx: Transaction) => Promise<Step>,
): Promise<Step> {
  try {
    return (await once<Step>(request, work)).result;
  } catch (error) {
    // Two buttons of one page, one after the other.
    if (error instanceof KeyReuseError) return moved;
    throw error;
  }
}
