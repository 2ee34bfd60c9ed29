import { z } from 'zod';
import { dateSchema, idSchema, textSchema } from './common.ts';
import { toolSchema } from './tool.ts';

/** What differs between two captures of one server: whole definitions, because only captures are facts. No judgement. */
export const changeSchema = z.strictObject({
  /** The day of the newer capture. */
  date: dateSchema,
  /** The day of the capture before it. */
  previous: dateSchema,
  /** Versions of the package or the server, as far as the captures state them. Absent when neither does. */
  version: z
    .strictObject({
      /** Version in the capture before. */
      before: textSchema.optional(),
      /** Version in the newer capture. */
      after: textSchema.optional(),
    })
    .optional(),
  /** Tools that only the newer capture has, in its order. */
  added: z.array(toolSchema),
  /** Tools that only the capture before has, in its order. */
  removed: z.array(toolSchema),
  /** Tools of one name whose definitions differ, in the order of the newer capture. */
  changed: z.array(
    z.strictObject({
      /** The definition in the capture before. */
      before: toolSchema,
      /** The definition in the newer capture. */
      after: toolSchema,
    }),
  ),
});

/** All changes of one server: `content/changes/<server-id>.json`. Written by captures, never by hand. */
export const changeFileSchema = z.strictObject({
  /** Id of the server; equals the file name. */
  server: idSchema,
  /** Changes, newest first. */
  changes: z.array(changeSchema),
});

/** What differs between two captures of one server. */
export type Change = Readonly<z.output<typeof changeSchema>>;

/** All changes of one server. */
export type ChangeFile = Readonly<z.output<typeof changeFileSchema>>;
