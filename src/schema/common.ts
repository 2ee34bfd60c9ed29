import { z } from 'zod';

/** An id that is also a path segment: lower-case letters, digits and single dashes. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case letters and digits, joined by single dashes')
  .max(80);

/** A calendar day, ISO 8601. */
export const dateSchema = z.iso.date('must be a date written YYYY-MM-DD');

/** An address that may become a link: https, or http for a loopback example. */
export const linkSchema = z
  .url('must be a full address such as https://example.org/page')
  .regex(/^https?:\/\//, 'must begin with https:// or http://');

/** Text with something in it. */
export const textSchema = z.string().trim().min(1, 'must not be empty');

/** Any JSON object, kept as it came. */
export const jsonObjectSchema = z.record(z.string(), z.unknown());

/** A JSON object, kept as it came. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Where a claim comes from: a path in the tool's record, and the exact words there. */
export const evidenceSchema = z.strictObject({
  /** `name`, `title`, `description`, `inputSchema.properties.<name>`, `annotations.<hint>`, `outputSchema…`, `review`. */
  path: textSchema,
  /** The exact words. An empty quote says that nothing stands there, as for an absent description. */
  quote: z.string(),
});

/** Where a claim comes from. */
export type Evidence = Readonly<z.output<typeof evidenceSchema>>;

/** `sha256:` and the hexadecimal digest of a definition in canonical JSON. */
export const digestSchema = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits');
