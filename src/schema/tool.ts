import { z } from 'zod';
import { jsonObjectSchema } from './common.ts';

/** Longest name that is recorded. The protocol recommends 128; what is longer is odd but legal. */
const longestName = 512;

/** One tool exactly as `tools/list` gave it. Text in here was written by strangers and is only ever shown as a quotation. */
export const toolSchema = z.strictObject({
  /** The name by which the tool is called; unique on its server, compared byte by byte. */
  name: z
    .string()
    .min(1, 'must not be empty')
    .max(longestName)
    // As a key of a policy it would be lost by many JSON parsers, and the tool would be out of control.
    .refine(
      (name) => name !== '__proto__',
      'must not be __proto__, which no policy document can name safely',
    ),
  /** Display title given by the server. */
  title: z.string().optional(),
  /** Description for people and models. */
  description: z.string().optional(),
  /** JSON Schema of the arguments. Absent when the server sent none or the capture is partial. */
  inputSchema: jsonObjectSchema.optional(),
  /** JSON Schema of the structured result. */
  outputSchema: jsonObjectSchema.optional(),
  /** Hints declared by the vendor. Unknown keys are kept: vendors put other things here. */
  annotations: z
    .looseObject({
      title: z.string().optional(),
      readOnlyHint: z.boolean().nullish(),
      destructiveHint: z.boolean().nullish(),
      idempotentHint: z.boolean().nullish(),
      openWorldHint: z.boolean().nullish(),
    })
    .optional(),
  /** Execution hints of the protocol, such as task support. */
  execution: jsonObjectSchema.optional(),
  /** Icons declared by the server. Never loaded. */
  icons: z.array(jsonObjectSchema).optional(),
  /** Metadata reserved by the protocol. */
  _meta: jsonObjectSchema.optional(),
  /** Keys of the definition that the protocol does not name, as captured. */
  extensions: jsonObjectSchema.optional(),
});

/** One tool as captured. */
export type Tool = Readonly<z.output<typeof toolSchema>>;
