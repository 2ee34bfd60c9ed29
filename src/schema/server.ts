import { z } from 'zod';
import { dateSchema, idSchema, linkSchema, textSchema } from './common.ts';
import { toolSchema } from './tool.ts';

/** How a server is spoken to. */
export const transports = {
  stdio: { label: 'stdio', meaning: 'A program started on the reader’s machine.' },
  'streamable-http': {
    label: 'Streamable HTTP',
    meaning: 'An address that speaks the current HTTP transport.',
  },
  sse: { label: 'HTTP with SSE', meaning: 'An address that speaks the older HTTP transport.' },
} as const;

/** How a record was obtained. */
export const captureMethods = {
  stdio: {
    label: 'Asked over stdio',
    meaning: 'The server was started and answered tools/list; no tool was called.',
  },
  http: {
    label: 'Asked over HTTP',
    meaning: 'The server answered tools/list at its address; no tool was called.',
  },
  file: {
    label: 'Saved tools/list result',
    meaning: 'The record was made from a saved answer to tools/list.',
  },
  'reference-page': {
    label: 'Published page',
    meaning: 'The record was made from what a published page says of the tool; it is partial.',
  },
} as const;

/** What a notice warns of. */
export const noticeKinds = {
  'unsafe-repository': {
    label: 'Do not trust this repository',
    meaning: 'The repository is named and never linked.',
  },
  'partial-capture': { label: 'Partial capture', meaning: 'Parts of the definitions were not published.' },
  'capture-problem': {
    label: 'Capture problem',
    meaning: 'The capture did not go as it should; what it had was kept.',
  },
  note: { label: 'Note', meaning: 'Something that a reader should know.' },
} as const;

/** One MCP server as captured: machine-made facts, no judgement. */
export const serverSchema = z.strictObject({
  /** Equals the file name, and stands in every URL of the server. */
  id: idSchema,
  /** Display name. Two servers may carry one. */
  name: textSchema,
  /** Where the server comes from. */
  source: z.strictObject({
    /** npm package that provides the server. */
    package: textSchema.optional(),
    /** Version of the package, or of the server where there is no package. */
    version: textSchema.optional(),
    /** Source repository, as https address or `owner/name`. Linked only when no notice forbids it. */
    repository: textSchema.optional(),
    /** Address of a hosted server. Shown, never linked: it is an endpoint, not a page. */
    endpoint: linkSchema.optional(),
    /** Home page of the project. */
    homepage: linkSchema.optional(),
  }),
  /** SPDX identifier of the licence of the definitions; null when none is stated. */
  licence: textSchema.nullable(),
  /** How the server can be spoken to, as far as the record knows. Empty when it does not. */
  transports: z.array(z.enum(['stdio', 'streamable-http', 'sse'])),
  /** How, when and by which command the record was made. */
  capture: z.strictObject({
    method: z.enum(['stdio', 'http', 'file', 'reference-page']),
    /** The day on which the definitions were seen. */
    date: dateSchema,
    /** Command that starts the server, credentials redacted. */
    command: textSchema.optional(),
    /** Names of the variables that the server was started with, so that a capture can be repeated. Never their values. */
    env: z.array(textSchema).optional(),
  }),
  /** What the server says of itself. */
  serverInfo: z
    .strictObject({ name: z.string(), version: z.string(), title: z.string().optional() })
    .optional(),
  /** Instructions that the server gives to a model. Untrusted text. */
  instructions: z.string().optional(),
  /** How many tools the server has; larger than the number recorded when the capture is partial. */
  declaredToolCount: z.int().nonnegative(),
  /** What a reader must know before trusting the record. In our own words. */
  notices: z.array(
    z.strictObject({
      kind: z.enum(['unsafe-repository', 'partial-capture', 'capture-problem', 'note']),
      text: textSchema,
    }),
  ),
  /** The tools as captured. */
  tools: z.array(toolSchema),
});

/** One MCP server as captured. */
export type Server = Readonly<z.output<typeof serverSchema>>;
