import { z } from 'zod';
import { linkSchema, textSchema } from './common.ts';
import { idsOf, policyFormats } from './vocabulary.ts';

/** A link with its text. */
const actionSchema = z.strictObject({
  label: textSchema,
  /** A full address, or a path within the site that begins with a slash. */
  href: z.union([
    linkSchema,
    z.string().regex(/^\/[a-z0-9/_-]*$/, 'must be a full address or a path such as /guides/'),
  ]),
});

const numberSchema = z.strictObject({ max: z.int().positive(), window: z.enum(['minute', 'hour', 'day']) });

/** The operator's choices: `content/site.yaml`. */
export const siteSchema = z.strictObject({
  /** Name of the site. */
  title: textSchema,
  /** What the site is, in one sentence. */
  tagline: textSchema,
  /** Address under which it is published; `SITE_URL` overrides it. */
  url: linkSchema.optional(),
  /** Where the records are kept, so that readers can edit and dispute. */
  repository: z
    .strictObject({
      url: linkSchema,
      /** Prefix of an edit link, up to the content folder; `servers/<id>.json` is added. */
      edit: linkSchema,
      /** Address where a verdict can be disputed; the title is added as `title=`. */
      dispute: linkSchema,
    })
    .optional(),
  /** The gateway that enforces policies, as this site calls it. */
  gateway: z.strictObject({
    /** "your gateway", or a product's name. */
    name: textSchema,
    url: linkSchema.optional(),
    /** The steps that put a policy into force, plain text. `{tool}` and `{server}` are filled in. */
    steps: z.array(textSchema).min(1),
  }),
  /** Shown at the end of a tool page. */
  callToAction: z.strictObject({ heading: textSchema, text: textSchema, action: actionSchema.optional() }),
  /** How to reach the operator: a mail address or an address of a page. */
  contact: z
    .strictObject({
      label: textSchema,
      href: z.union([linkSchema, z.string().regex(/^mailto:[^\s@]+@[^\s@]+$/)]),
    })
    .optional(),
  /** Numbers of the policy table that differ: key is `<class>.<level>.<preset>`. */
  policyNumbers: z
    .record(
      z
        .string()
        .regex(/^[a-z]+\.[a-z]+\.(?:strict|recommended|permissive)$/, 'must be <class>.<level>.<preset>'),
      numberSchema,
    )
    .default({}),
  /** What rules about arguments compare with. What is left out stays a placeholder that the reader fills in. */
  policyArguments: z
    .strictObject({
      /** Largest amount, in the unit of the tool's argument. */
      maxAmount: z.number().positive().optional(),
      /** Folder on the server's machine. */
      folder: z
        .string()
        .regex(/^(?:\/[^/\\%\p{Cc}]+)+$/u, 'must be an absolute path without a slash at its end')
        .optional(),
      /** Folder in a repository. */
      repositoryFolder: z
        .string()
        .regex(/^[^/\\%\p{Cc}]+(?:\/[^/\\%\p{Cc}]+)*$/u, 'must be a relative path without a slash at its end')
        .optional(),
      /** Hosts that may be reached. */
      hosts: z
        .array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, 'must be a host name in lower case'))
        .min(1)
        .optional(),
      /** Addresses that messages may go to. */
      recipients: z.array(textSchema).min(1).optional(),
    })
    .default({}),
  /** Formats shown, in order. */
  formats: z
    .array(z.enum(idsOf(policyFormats)))
    .min(1)
    .refine((formats) => new Set(formats).size === formats.length, 'must name each format once'),
  /** Formats of which each tool gets raw files; all that are shown when absent. Servers get files of every format. */
  fileFormats: z
    .array(z.enum(idsOf(policyFormats)))
    .min(1)
    .optional(),
  /**
   * SPDX identifiers of the licences under which definitions from packages may be published; `any` for a catalogue of servers that
   * are the operator's own. The permissive ones when absent.
   */
  licences: z.union([z.literal('any'), z.array(textSchema).min(1)]).optional(),
});

/** The operator's choices. */
export type Site = Readonly<z.output<typeof siteSchema>>;

/** What holds where an operator has not written `content/site.yaml`: neutral, and enough for a first look at captured servers. */
export const defaultSite: Site = {
  title: 'Tool Risk Catalogue',
  tagline:
    'What MCP tools can do, what their access has been abused for, and the policy that keeps each one in bounds.',
  gateway: {
    name: 'your gateway',
    steps: [
      'Attach the policy to the grant of the agent that may call {server}.',
      'Call {tool} once and look for the decision in the gateway’s log.',
    ],
  },
  callToAction: {
    heading: 'Make this catalogue your own',
    text: 'Write content/site.yaml: title, gateway, steps and contact come from there.',
  },
  policyNumbers: {},
  policyArguments: {},
  formats: idsOf(policyFormats),
};
