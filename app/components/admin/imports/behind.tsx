import { Banner } from '~/components/admin/banner';

/** The database lacks what imports need. */
export function ImportBehind() {
  return (
    <Banner tone="warn" title="Imports need a newer schema of the database.">
      <p>
        This version of the shop keeps files and reports in tables that the database does not have
        yet. An owner can push the schema under Database, or where the shop runs; all else works
        meanwhile, exports too.
      </p>
    </Banner>
  );
}
