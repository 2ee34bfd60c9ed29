import { listPlaceholders } from '../policy/argument-rules.ts';
import { revealHidden } from '../text.ts';
import {
  captionInCedar,
  type CedarDialect,
  cedarLosses,
  fateInCedar,
  isWellFormed,
  quoteCedar,
  writeConditions,
} from './cedar.ts';
import type { Recommendation, Snippet, Target, TargetInput } from './target.ts';

/** Cedar policies in an authorization file of ToolHive. Nothing is permitted that no policy permits; a forbid wins. */
export const toolhive: Target = {
  id: 'toolhive',
  label: 'ToolHive',
  file: 'authz.json',
  language: 'json',
  usesAlias: false,
  naming: 'A tool is Tool::"<name>", with the name exactly as the server gives it.',
  abilities: {
    allow: { can: 'yes', how: 'a permit for "call_tool"' },
    deny: { can: 'yes', how: 'a forbid, or no permit, without a message' },
    hide: { can: 'yes', how: 'a tool that may not be called is left out of the list' },
    ask: { can: 'no', how: 'the tool is refused' },
    limit: {
      can: 'partly',
      how: 'not in this file; in Kubernetes under "rateLimiting" of the MCPServer resource, which needs Redis',
    },
    arguments: {
      can: 'partly',
      how: 'amounts, lists of texts and switches, of tools that are at most medium; no patterns',
    },
  },
  use: 'Start the server with "thv run --authz-config authz.json", or put the policies into an MCPAuthzConfig resource. Where you have such a file, leave out the last policy: it permits everything else.',
  proof: {
    kind: 'engine',
    by: 'The Cedar engine decides about each policy with the entities that ToolHive is documented to build; ToolHive itself uses another build of Cedar and was not run.',
  },
  write,
};

const dialect: CedarDialect = {
  name: 'ToolHive',
  record: 'context',
  prefix: 'arg_',
  typed: false,
  limitHint:
    'In Kubernetes a limit can be set beside them, under "spec.rateLimiting.tools" of the MCPServer resource.',
  listing:
    'ToolHive lists a tool only when it may be called without arguments, so this one is missing from the list, though calls that meet the conditions pass.',
};

function write(input: TargetInput): Snippet {
  const odd = input.tools.find(({ tool }) => !isWellFormed(tool));
  if (odd) {
    return {
      kind: 'impossible',
      reason: `The name ${revealHidden(odd.tool)} holds half of a surrogate pair, which no file in UTF-8 can hold, so no policy would meet it. Have the server rename the tool.`,
    };
  }
  const [first] = input.tools;
  if (!first) return { kind: 'impossible', reason: 'The record of this server has no tools.' };
  const policies =
    input.scope === 'tool'
      ? [...writeTool(first, true), `permit(principal, action, resource) unless { ${isTool(first)} };`]
      : [
          ...input.tools.flatMap((tool) => writeTool(tool, false)),
          'permit(principal, action, resource) unless { action == Action::"call_tool" };',
        ];
  const rest =
    input.scope === 'tool'
      ? 'Every other tool, and all prompts and resources, stay permitted.'
      : 'A tool that is not listed is refused, because nothing permits it; prompts and resources stay permitted.';
  const document = { version: '1.0', type: 'cedarv1', cedar: { policies, entities_json: '[]' } };
  return {
    kind: 'snippet',
    text: `${JSON.stringify(document, null, 2)}\n`,
    caption: captionInCedar(input, dialect, rest),
    losses: cedarLosses(input.tools, dialect),
    placeholders: listPlaceholders(
      input.tools.filter((tool) => fateInCedar(tool, dialect) === 'when').flatMap(({ rules }) => rules),
    ),
  };
}

/** A forbid has no condition, since one that fails would not forbid. */
function writeTool(tool: Recommendation, forbids: boolean): string[] {
  const scope = `(principal, action == Action::"call_tool", ${isTool(tool)})`;
  switch (fateInCedar(tool, dialect)) {
    case 'allow':
      return [`permit${scope};`];
    case 'when':
      return [`permit${scope} when { ${writeConditions(tool, dialect)} };`];
    case 'deny':
      return forbids ? [`forbid${scope};`] : [];
  }
}

function isTool({ tool }: Recommendation): string {
  return `resource == Tool::${quoteCedar(tool)}`;
}
