import { listPlaceholders } from '../policy/argument-rules.ts';
import { quote } from '../text.ts';
import {
  captionInCedar,
  type CedarDialect,
  cedarLosses,
  type CedarFate,
  fateInCedar,
  quoteCedar,
  writeConditions,
} from './cedar.ts';
import type { Recommendation, Snippet, Target, TargetInput } from './target.ts';

/** Cedar policies for a policy engine of Amazon Bedrock AgentCore. Nothing is permitted that no policy permits; a forbid wins. */
export const agentcore: Target = {
  id: 'agentcore',
  label: 'AgentCore',
  file: 'policy.cedar',
  language: 'cedar',
  usesAlias: false,
  naming:
    'A tool is the action AgentCore::Action::"<target>___<tool>", where <target> is the name of the gateway\'s target for the server.',
  abilities: {
    allow: { can: 'yes', how: 'a permit that names the action' },
    deny: { can: 'yes', how: 'a forbid, or no permit, without a message' },
    hide: { can: 'yes', how: 'a tool that may not be called is left out of the list' },
    ask: { can: 'no', how: 'the tool is refused' },
    limit: {
      can: 'no',
      how: 'the tool is permitted without it when it is at most medium, and refused otherwise',
    },
    arguments: {
      can: 'partly',
      how: 'lists of texts and switches, of tools that are at most medium; no patterns, and no amounts',
    },
  },
  use: 'Create each statement as a policy of its own in the policy engine of your gateway, and attach the engine in enforcing mode. Its other policies stay as they are: a forbid wins over them, and what none permits is refused.',
  proof: {
    kind: 'engine',
    by: 'The Cedar engine decides about each statement, and its validator checks it against the schema that the open generator for MCP tools makes of the recorded tools, arguments left out whose names it refuses; AgentCore itself was not run.',
  },
  write,
};

/** Stands before the name of each tool until the reader puts the target's name there. */
const targetPrefix = 'YourTarget___';

const gatewayArn = 'arn:aws:bedrock-agentcore:your-region:your-account:gateway/your-gateway';

/** A policy may have 10 kB; so many actions stay below it with long names of targets and tools. */
const mostActions = 40;

const dialect: CedarDialect = {
  name: 'AgentCore',
  record: 'context.input',
  prefix: '',
  typed: true,
  limitHint: undefined,
  listing: undefined,
};

function write(input: TargetInput): Snippet {
  const odd = input.tools.find(({ tool }) => !/^\w+$/.test(tool));
  if (odd) {
    return {
      kind: 'impossible',
      reason: `AgentCore validates policies against a schema made of the tools, and the open generator of such schemas takes only letters, digits and underscores in names, so a policy for ${quote(odd.tool)} could not be checked. Let the gateway refuse what no policy permits.`,
    };
  }
  if (input.tools.length === 0) {
    return { kind: 'impossible', reason: 'The record of this server has no tools.' };
  }
  const statements = (['allow', 'when', 'deny'] as const).flatMap((fate) =>
    writeStatements(
      fate,
      input.tools.filter((tool) => fateInCedar(tool, dialect) === fate),
    ),
  );
  const rest =
    input.scope === 'tool'
      ? 'Other tools fare as your own policies say: AgentCore refuses what none permits.'
      : 'A tool that is not listed is refused unless another policy of yours permits it.';
  return {
    kind: 'snippet',
    text: `${statements.join('\n\n')}\n`,
    caption: captionInCedar(input, dialect, rest),
    losses: cedarLosses(input.tools, dialect),
    placeholders: [
      {
        text: targetPrefix,
        meaning:
          "the name of the gateway's target for this server and the separator, as the gateway lists its tools (three underscores)",
      },
      { text: gatewayArn, meaning: 'the ARN of your gateway' },
      ...listPlaceholders(
        input.tools.filter((tool) => fateInCedar(tool, dialect) === 'when').flatMap(({ rules }) => rules),
      ),
    ],
  };
}

/** Tools of one fate share statements; conditions are each tool's own. A forbid has none, since one that fails would not forbid. */
function writeStatements(fate: CedarFate, tools: readonly Recommendation[]): string[] {
  switch (fate) {
    case 'allow':
      return inGroups(tools).map((group) => `permit${writeScope(group)};`);
    case 'when':
      return tools.map((tool) => `permit${writeScope([tool])}\nwhen { ${writeConditions(tool, dialect)} };`);
    case 'deny':
      return inGroups(tools).map((group) => `forbid${writeScope(group)};`);
  }
}

function inGroups(tools: readonly Recommendation[]): Recommendation[][] {
  const count = Math.ceil(tools.length / mostActions);
  return Array.from({ length: count }, (_, index) =>
    tools.slice(index * mostActions, (index + 1) * mostActions),
  );
}

/** The gateway has to be named where actions are. */
function writeScope(tools: readonly Recommendation[]): string {
  const actions = tools.map(({ tool }) => `AgentCore::Action::${quoteCedar(`${targetPrefix}${tool}`)}`);
  const action =
    actions.length === 1 ? `== ${actions.join('')}` : `in [\n    ${actions.join(',\n    ')}\n  ]`;
  return `(\n  principal,\n  action ${action},\n  resource == AgentCore::Gateway::${quoteCedar(gatewayArn)}\n)`;
}
