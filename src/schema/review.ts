import { z } from 'zod';
import { dateSchema, digestSchema, evidenceSchema, idSchema, textSchema } from './common.ts';
import { capabilities, idsOf, levels, riskClasses } from './vocabulary.ts';

/** A person's judgement of one tool. It wins over the rules, in either direction, and says why. */
export const reviewSchema = z.strictObject({
  /** Raw name of the tool. */
  tool: z.string().min(1),
  /** Digest of the definition that was judged; a review for another digest is shown as made for an earlier definition. */
  digest: digestSchema,
  /** The class, when the reviewer decides it. */
  class: z.enum(idsOf(riskClasses)).optional(),
  /** The level, when the reviewer decides it. */
  level: z.enum(idsOf(levels)).optional(),
  /** Capabilities that the reviewer states, in place of those the rules find. */
  capabilities: z.array(z.enum(idsOf(capabilities))).optional(),
  /** Why, in full sentences and in our own words. */
  rationale: textSchema,
  /** The words of the record that the judgement rests on; each quote must stand there exactly. */
  evidence: z.array(evidenceSchema).min(1, 'must quote at least one passage of the record'),
  /** Who judged. */
  reviewer: textSchema,
  /** When. */
  date: dateSchema,
});

/** All reviews of one server: `content/reviews/<server-id>.yaml`. */
export const reviewFileSchema = z.strictObject({
  /** Id of the server; equals the file name. */
  server: idSchema,
  reviews: z.array(reviewSchema),
});

/** A person's judgement of one tool. */
export type Review = Readonly<z.output<typeof reviewSchema>>;
