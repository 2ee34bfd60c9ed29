import { z } from 'zod';
import { digestSchema, idSchema, textSchema } from './common.ts';
import type { Server } from './server.ts';
import type { Tool } from './tool.ts';
import { capabilities, idsOf, levels, riskClasses } from './vocabulary.ts';

/** Which labels a figure is taken from. The two are never mixed while rules are written. */
export const goldSets = {
  development: {
    label: 'Development',
    meaning: 'Labels that the authors of the rules look at while they write them.',
  },
  'held-out': {
    label: 'Held out',
    meaning: 'Labels that are kept aside while rules are written, and only counted.',
  },
} as const;

/** Id of a set of labels. */
export type GoldSet = keyof typeof goldSets;

/** What a careful reader of a definition says of the tool, before looking at what the rules say. */
export const goldLabelSchema = z
  .strictObject({
    /** Raw name of the tool in `definitions.json`. */
    tool: z.string().min(1, 'must not be empty'),
    /** Digest of the definition that was labelled; equals that of the frozen definition. */
    digest: digestSchema,
    /** What one call does. */
    class: z.enum(idsOf(riskClasses)),
    /** How much it matters; unknown exactly where the class is. */
    level: z.enum(idsOf(levels)),
    /** All access that the definition shows; `[]` for none. */
    capabilities: z.array(z.enum(idsOf(capabilities))).refine((ids) => new Set(ids).size === ids.length, {
      message: 'names a capability twice',
    }),
    /** Why, where the label is debatable. */
    reason: textSchema.optional(),
  })
  .refine((label) => (label.class === 'unknown') === (label.level === 'unknown'), {
    path: ['level'],
    message: 'must be unknown where the class is unknown, and only there',
  });

/** All labels of one server: `<gold folder>/<server-id>/labels.yaml`, beside `definitions.json`. */
export const goldFileSchema = z.strictObject({
  /** Id of the server; equals the name of the folder and the id in `definitions.json`. */
  server: idSchema,
  /** The set to which all labels of the file belong. */
  set: z.enum(idsOf(goldSets)),
  /** One entry for each labelled tool; tools without an entry are not measured. */
  labels: z.array(goldLabelSchema).min(1, 'must hold a label'),
});

/** The label of one tool. */
export type GoldLabel = Readonly<z.output<typeof goldLabelSchema>>;

/** One tool with its label: what the accuracy of the rules is measured on. */
export interface LabelledTool {
  /** Id of the server. */
  readonly server: string;
  /** Name and source of the server, which help to read the tool. */
  readonly record: Pick<Server, 'name' | 'source'>;
  readonly set: GoldSet;
  /** The frozen definition; its digest is that of the label. */
  readonly tool: Tool;
  readonly label: GoldLabel;
}
