import { z } from 'zod';

/** How @prisma/adapter-pg describes the constraint that a write broke. */
const violation = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({
        kind: z.enum(['UniqueConstraintViolation', 'ForeignKeyConstraintViolation']),
        constraint: z.object({ index: z.string() }),
      }),
    }),
  }),
});

/** The name of the unique or foreign key that a write broke, as the database calls it; null for any other error. */
export function constraintOf(error: unknown): string | null {
  return violation.safeParse(error).data?.meta.driverAdapterError.cause.constraint.index ?? null;
}
