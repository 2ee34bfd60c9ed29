import { listPlaceholders } from '../policy/argument-rules.ts';
import { policyPart, serverPolicy, toolPolicy } from '../policy/recommend.ts';
import type { Ability, AbilityId, Snippet, Target, TargetInput } from './target.ts';

/** The policy document, version 1: the format that expresses every recommendation. */
export const gateway: Target = {
  id: 'gateway',
  label: 'Gateway JSON',
  file: 'policy.json',
  language: 'json',
  usesAlias: false,
  naming: 'Tools are named exactly as the server names them.',
  abilities: gatewayAbilities(),
  use: 'Attach the document to the grant of the agent that may call the server. It is complete; a grant that has a policy already takes the part to merge instead.',
  proof: {
    kind: 'engine',
    by: 'Each document is run by the evaluator of this site, and the caption says what was seen.',
  },
  write: (input) =>
    writeJson(input, ([first, ...rest]) =>
      input.scope === 'tool' ? toolPolicy(first) : serverPolicy([first, ...rest]),
    ),
};

/** What is to be merged into a policy that the reader has: the fields that speak of these tools, and no default. */
export const gatewayPart: Target = {
  ...gateway,
  id: 'gateway-part',
  label: 'Gateway JSON, part to merge',
  file: 'policy.json',
  use: 'Add the names under "hide" and the entries under "tools" to the document that the grant has. Its default, its version and its other entries stay as they are.',
  proof: {
    kind: 'engine',
    by: 'Each part is merged into documents of either default and run by the evaluator of this site.',
  },
  write: (input) => {
    const snippet = writeJson(input, (tools) => policyPart(tools));
    if (snippet.kind === 'impossible') return snippet;
    if (snippet.text === '{}\n') {
      return {
        kind: 'impossible',
        reason: 'No document can list a tool of this name, so there is no part that would allow it.',
      };
    }
    const subject = input.tools.length === 1 ? 'this tool' : 'these tools';
    return {
      ...snippet,
      caption: `Merged into a policy, it does to ${subject} what the whole document does. Every other tool fares as your own policy says.`,
    };
  },
};

function gatewayAbilities(): Readonly<Record<AbilityId, Ability>> {
  return {
    allow: { can: 'yes', how: 'an entry under "tools", or the default' },
    deny: { can: 'yes', how: 'a rule under "deny_if", with a message for the agent' },
    hide: { can: 'yes', how: '"hide" removes the tool from the list' },
    ask: { can: 'no', how: 'the call is refused with a message that says to ask a person' },
    limit: { can: 'yes', how: '"limits" count calls in fixed windows, for each grant' },
    arguments: { can: 'yes', how: 'conditions under "require" and "deny_if"' },
  };
}

function writeJson(
  { tools }: TargetInput,
  make: (tools: readonly [TargetInput['tools'][number], ...TargetInput['tools']]) => object,
): Snippet {
  const [first, ...rest] = tools;
  if (!first) return { kind: 'impossible', reason: 'The record of this server has no tools.' };
  return {
    kind: 'snippet',
    text: `${JSON.stringify(make([first, ...rest]), null, 2)}\n`,
    caption: undefined,
    losses: [],
    placeholders: listPlaceholders(tools.flatMap(({ rules }) => rules)),
  };
}
