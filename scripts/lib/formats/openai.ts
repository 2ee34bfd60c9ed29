import { z } from 'zod';
import { explainJsonShape } from './explain.ts';

const names = z
  .array(z.string().min(1, 'must not be empty'))
  .min(1, 'must name a tool: an empty list may be read as no list')
  .refine((list) => new Set(list).size === list.length, 'must name each tool once');

const filter = z.strictObject({ tool_names: names });

/** The part of a hosted tool of the Responses API that a snippet may hold; approval is always stated. */
export const hostedToolSchema = z
  .strictObject({
    type: z.literal('mcp'),
    server_label: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'must hold letters, digits, _ and -'),
    server_url: z.url({ protocol: /^https?$/, error: 'must be a web address' }),
    allowed_tools: names.optional(),
    require_approval: z.union(
      [z.enum(['always', 'never']), z.strictObject({ always: filter.optional(), never: filter })],
      'must be "always", "never" or lists of tools by approval',
    ),
  })
  .superRefine(({ allowed_tools: allowed, require_approval: approval }, context) => {
    const refuse = (message: string): void =>
      context.addIssue({ code: 'custom', path: ['require_approval'], message });
    if (approval === 'never' && allowed === undefined) {
      refuse('must not be "never" for every tool that the server has');
    }
    if (typeof approval === 'string') return;
    const [always, never] = [approval.always?.tool_names ?? [], approval.never.tool_names];
    for (const name of always.filter((each) => never.includes(each))) {
      refuse(`names ${JSON.stringify(name)} under both "always" and "never"`);
    }
    if (allowed === undefined) return;
    const stated = new Set([...always, ...never]);
    for (const name of allowed.filter((each) => !stated.has(each))) {
      refuse(`says nothing of ${JSON.stringify(name)}, which is allowed`);
    }
    for (const name of [...stated].filter((each) => !allowed.includes(each))) {
      refuse(`names ${JSON.stringify(name)}, which is not allowed`);
    }
  });

/** A hosted tool as it goes over the wire. */
export type HostedToolObject = z.output<typeof hostedToolSchema>;

/** What is wrong with a text as an MCP tool of the Responses API. */
export function explainOpenai(text: string): string[] {
  return explainJsonShape(text, hostedToolSchema);
}
