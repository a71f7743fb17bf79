import { useId } from 'react';
import { roles } from '~/rights';

const words = {
  owner: 'Owner: people and database too',
  editor: 'Editor: products and categories',
  viewer: 'Viewer: only looks',
};

type Props = { role: string; error?: string[] };

export function RoleChoice({ role, error }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Role</label>
      <select
        id={id}
        name="role"
        defaultValue={role}
        aria-describedby={error ? `${id}error` : undefined}
        aria-invalid={error ? true : undefined}
      >
        {roles.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
      {error ? (
        <p className="field-error" id={`${id}error`}>
          {error.join(' ')}
        </p>
      ) : null}
    </div>
  );
}
