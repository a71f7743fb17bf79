import type { FieldMetadata } from '@conform-to/react';
import type { ReactNode } from 'react';

type Meta = Pick<FieldMetadata, 'id' | 'errorId' | 'descriptionId' | 'errors'>;

type Props = {
  label: string;
  field: Meta;
  /** What to give, in a few words; its id is the field's `descriptionId`. */
  hint?: ReactNode;
  className?: string;
  /** The control, with the field's id. */
  children: ReactNode;
};

/** A labelled control with its hint, and what is wrong with it. */
export function Field({ label, field, hint, className = '', children }: Props) {
  return (
    <div className={`field ${className}`}>
      <label htmlFor={field.id}>{label}</label>
      {children}
      {hint ? (
        <p className="hint" id={field.descriptionId}>
          {hint}
        </p>
      ) : null}
      <FieldErrors field={field} />
    </div>
  );
}

export function FieldErrors({ field }: { field: Pick<Meta, 'errorId' | 'errors'> }) {
  if (!field.errors?.length) return null;
  return (
    <p className="field-error" id={field.errorId}>
      {field.errors.join(' ')}
    </p>
  );
}
