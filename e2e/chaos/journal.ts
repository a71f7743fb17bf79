import type { Answer } from './shop-client';

/** A form that was sent, however often. Its number is written in every field. */
export type Save = {
  number: number;
  key: string;
  /** null for a product that the save makes, until it is known. */
  productId: string | null;
  /** The version that the form was opened at; 0 for a product that the save makes. */
  opened: number;
  /** done: answered as saved; refused: someone else was faster; wrong: an answer that no such form gets. */
  outcome: 'done' | 'refused' | 'wrong' | 'unknown';
  /** How often the form was sent. */
  sent: number;
  /** Of a wrong answer. */
  said?: string;
};

/** Who asked. */
export type Role = 'customer' | 'editor' | 'probe';
export type Heard = Omit<Answer, 'text' | 'location' | 'setCookie'> & { role: Role };

/** Everything that the shop said during a run. */
export class Journal {
  readonly answers: Heard[] = [];
  readonly saves: Save[] = [];

  /** A listener to what one client is answered. */
  of(role: Role): (answer: Answer) => void {
    return ({ method, path, begun, ended, status, text }) => {
      // A page that ends in its midst is no answer.
      const whole = status !== 200 || text.includes('</html>');
      this.answers.push({ role, method, path, begun, ended, status: whole ? status : 0 });
    };
  }

  begin(save: Pick<Save, 'key' | 'productId' | 'opened'>): Save {
    const begun: Save = { ...save, number: this.saves.length + 1, outcome: 'unknown', sent: 0 };
    this.saves.push(begun);
    return begun;
  }
}
