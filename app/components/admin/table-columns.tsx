import { Form } from '@remix-run/react';
import { Dropdown } from '~/components/admin/dropdown';
import { type Column, columns } from '~/models/table-columns';

type Props = {
  shown: Column[];
  /** The table's address. */
  back: string;
};

/** Which columns the table shows in this browser. */
export function TableColumns({ shown, back }: Props) {
  return (
    // Closed again when it is done.
    <Dropdown
      className="table-columns"
      key={shown.join()}
      summary={<summary className="chip">Columns</summary>}
    >
      <Form method="post" action="/admin/products/columns" className="column-list">
        <input type="hidden" name="back" value={back} />
        {Object.entries(columns).map(([name, text]) => (
          <label key={name} className="check">
            <input
              type="checkbox"
              name="column"
              value={name}
              defaultChecked={shown.some((column) => column === name)}
            />
            {text}
          </label>
        ))}
        <button className="button">Show these</button>
      </Form>
    </Dropdown>
  );
}
