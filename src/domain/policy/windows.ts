import type { Limit } from '#schema/policy.ts';

/** Length of the windows in milliseconds. Days in UTC all have one length, so windows align by division. */
export const windowLengths: Readonly<Record<Limit['window'], number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};
