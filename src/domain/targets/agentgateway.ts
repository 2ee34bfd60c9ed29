import { listPlaceholders } from '../policy/argument-rules.ts';
import { formatNumber, joinList, plural, quote, revealHidden } from '../text.ts';
import { isWellFormed, readsLikeScalar } from './cedar.ts';
import { quoteCel, writeRule } from './cel.ts';
import type { Loss, Recommendation, Snippet, Target, TargetInput } from './target.ts';

/** A configuration of agentgateway. Only "require" rules are used: one that fails to evaluate refuses, where a "deny" would not. */
export const agentgateway: Target = {
  id: 'agentgateway',
  label: 'agentgateway',
  file: 'config.yaml',
  language: 'yaml',
  usesAlias: true,
  naming:
    'A tool is mcp.tool.name, exactly as the server names it; in requests, a gateway with several targets puts <target>_ in front of it.',
  abilities: {
    allow: { can: 'yes', how: 'what no rule refuses, or a list of names for a whole server' },
    deny: { can: 'yes', how: 'a rule under "mcpAuthorization", without a message' },
    hide: { can: 'yes', how: 'a tool that may not be called is left out of the list' },
    ask: { can: 'no', how: 'the tool is refused' },
    limit: { can: 'partly', how: '"localRateLimit", for all callers together and for each replica' },
    arguments: { can: 'yes', how: 'rules under "authorization" that read the body of the request' },
  },
  use: 'Start it with "agentgateway -f config.yaml" and let clients connect to its port. It sets up no authentication of clients. Where you have a configuration, add the rules to the policies of the route that leads to this server.',
  proof: {
    kind: 'engine',
    by: 'A CEL engine evaluates each expression on requests, and the keys are those of the published schema; agentgateway itself was not run, so how its buckets count was read and not seen.',
  },
  write,
};

const endpointPlaceholder = 'https://your-server.example/mcp';

/** Names of targets that agentgateway accepts. */
const targetName = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Limits that one configuration may have. */
const mostLimits = 64;

const windowSeconds = { minute: 60, hour: 3_600, day: 86_400 } as const;

/** Refuses what cannot be read as one message, such as a batch: a limit would not see it. */
const readable = 'request.method != "POST" || json(request.body).jsonrpc == "2.0"';

type Limited = Recommendation & { readonly action: Extract<Recommendation['action'], { kind: 'limit' }> };

function write(input: TargetInput): Snippet {
  const reason = explainImpossible(input);
  if (reason !== undefined) return { kind: 'impossible', reason };
  const { alias, endpoint, tools } = input;
  const limited = tools.filter(isLimited);
  const requests = [
    ...(limited.length > 0 ? [readable] : []),
    ...limited.flatMap(({ tool, rules }) =>
      rules.map(
        (rule) =>
          `request.method != "POST" || !("method" in json(request.body)) || json(request.body).method != "tools/call" || !(${isNamed(tool, alias)}) || (${writeRule(rule, 'json(request.body).params')})`,
      ),
    ),
  ];
  const lines = [
    'mcp:',
    '  port: 3000',
    ...inBlock('  policies:', [
      ...inBlock('    mcpAuthorization:', inBlock('      rules:', requireToolNames(input).map(writeRequire))),
      ...inBlock('    authorization:', inBlock('      rules:', requests.map(writeRequire))),
      ...inBlock(
        '    localRateLimit:',
        inBlock(
          '      conditional:',
          limited.flatMap((tool) => writeLimit(tool, alias)),
        ),
      ),
    ]),
    '  targets:',
    `    - name: ${quoteYaml(alias)}`,
    '      mcp:',
    `        host: ${quoteYaml(endpoint ?? endpointPlaceholder)}`,
  ];
  return {
    kind: 'snippet',
    text: `${lines.join('\n')}\n`,
    caption: writeCaption(input),
    losses: listLosses(tools),
    placeholders: [
      ...(endpoint === undefined
        ? [{ text: endpointPlaceholder, meaning: 'the address of your server' }]
        : []),
      ...listPlaceholders(limited.flatMap(({ rules }) => rules)),
    ],
  };
}

function explainImpossible({ alias, tools, others }: TargetInput): string | undefined {
  if (tools.length === 0) return 'The record of this server has no tools.';
  if (!targetName.test(alias) || alias.length > 253) {
    return `agentgateway refuses ${quote(alias)} as the name of a target. Use small letters, digits, dashes and full stops, and begin and end with a letter or a digit.`;
  }
  const odd = tools.find(({ tool, rules }) => ![tool, ...rules.flatMap(listTexts)].every(isWellFormed));
  if (odd) {
    return `A name or a value of ${revealHidden(odd.tool)} holds half of a surrogate pair, which no file in UTF-8 can hold, so no rule would meet it. Have the server rename it.`;
  }
  const limited = tools.filter(isLimited);
  if (limited.length > mostLimits) {
    return `agentgateway takes at most ${String(mostLimits)} limits in one list, and ${String(limited.length)} tools of this server need one each. Use the snippets of single tools, or a stricter preset.`;
  }
  const names = new Set([...others, ...tools.map(({ tool }) => tool)]);
  const twin = limited.find(({ tool }) => names.has(`${alias}_${tool}`));
  return (
    twin &&
    `With several targets agentgateway offers ${quote(twin.tool)} as ${quote(`${alias}_${twin.tool}`)}, and the server has another tool of that name, so a limit for one would catch both. Name the target otherwise.`
  );
}

function listTexts(rule: Recommendation['rules'][number]): string[] {
  return Object.values(rule)
    .flat()
    .filter((value): value is string => typeof value === 'string');
}

/** Rules on names refuse tools and hide them from the list; prompts and resources have no "mcp.tool" and pass. */
function requireToolNames({ scope, tools }: TargetInput): string[] {
  const allowed = tools.filter(({ action }) => !isRefusal(action));
  if (scope === 'tool') {
    return tools
      .filter((tool) => !allowed.includes(tool))
      .map(({ tool }) => `!has(mcp.tool) || mcp.tool.name != ${quoteCel(tool)}`);
  }
  return [
    allowed.length === 0
      ? '!has(mcp.tool)'
      : `!has(mcp.tool) || mcp.tool.name in [${allowed.map(({ tool }) => quoteCel(tool)).join(', ')}]`,
  ];
}

/** Both names under which a request can call the tool, so that the rule holds as well where a second target is added. */
function isNamed(tool: string, alias: string): string {
  return `json(request.body).params.name in [${quoteCel(tool)}, ${quoteCel(`${alias}_${tool}`)}]`;
}

function writeLimit({ tool, action }: Limited, alias: string): string[] {
  const condition = `json(request.body).method == "tools/call" && ${isNamed(tool, alias)}`;
  return [
    `        - condition: ${quoteYaml(condition)}`,
    `          maxTokens: ${String(action.max)}`,
    `          tokensPerFill: ${String(action.max)}`,
    `          fillInterval: ${String(windowSeconds[action.window])}s`,
  ];
}

function writeRequire(expression: string): string {
  return `        - require: ${quoteYaml(expression)}`;
}

function inBlock(head: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [head, ...lines];
}

/** A YAML string on one line. A dollar sign must not stand in the file: agentgateway replaces variables before it reads it. */
function quoteYaml(text: string): string {
  return /[\p{C}\p{Zl}\p{Zp}$]/u.test(text) ? quoteCel(text) : `'${text.replaceAll("'", "''")}'`;
}

const caption = {
  allow: ['is allowed', 'are allowed'],
  limit: ['is allowed up to a limit', 'are allowed up to a limit each'],
  rules: [
    'is allowed up to a limit when its arguments meet the rules',
    'are allowed up to a limit each when their arguments meet the rules',
  ],
  deny: ['is refused and not listed', 'are refused and not listed'],
} as const;

function fateOf({ action, rules }: Recommendation): keyof typeof caption {
  if (isRefusal(action)) return 'deny';
  if (action.kind === 'limit') return rules.length > 0 ? 'rules' : 'limit';
  return 'allow';
}

function writeCaption({ scope, tools }: TargetInput): string {
  const [first] = tools;
  if (scope === 'tool' && first) {
    return `${revealHidden(first.tool)} ${caption[fateOf(first)][0]}. Every other tool, and all prompts and resources, stay allowed.`;
  }
  const parts = (['allow', 'limit', 'rules', 'deny'] as const).flatMap((id) => {
    const count = tools.filter((tool) => fateOf(tool) === id).length;
    return count === 0 ? [] : [`${formatNumber(count)} ${caption[id][count === 1 ? 0 : 1]}`];
  });
  return `Of ${plural(tools.length, 'recorded tool')}, ${joinList(parts)}. A tool that is not listed is refused; prompts and resources stay allowed.`;
}

function listLosses(tools: readonly Recommendation[]): Loss[] {
  const limited = tools.filter(isLimited).map(({ tool }) => tool);
  const scalar = tools
    .filter(({ rules }) => rules.some((rule) => rule.kind === 'one-of' && rule.values.some(readsLikeScalar)))
    .map(({ tool }) => tool);
  const denied = tools.filter(({ action }) => action.kind === 'deny').map(({ tool }) => tool);
  const losses: Loss[] = [
    {
      text: 'A limit is counted for all callers of one replica together and not for each grant. Its windows begin with the start of agentgateway and not with the clock, and each further replica and each restart has a fresh quota.',
      tools: limited,
      changes: [
        { from: 'deny', to: 'allow', when: 'over-limit' },
        { from: 'allow', to: 'deny', when: 'over-limit' },
      ],
    },
    {
      text: 'So that no call escapes its limit or its rules, requests that are larger than the buffer (2 MiB unless you set another size) and batches of messages are refused.',
      tools: limited,
      changes: [{ from: 'allow', to: 'deny', when: 'call' }],
    },
    {
      text: 'A text and the number or truth value that reads like it are different values in CEL; the gateway takes them for equal.',
      tools: scalar,
      changes: [{ from: 'allow', to: 'deny', when: 'call' }],
    },
    {
      text: 'A refusal carries no message in agentgateway, and the tool is not listed.',
      tools: denied,
      changes: [],
    },
  ];
  return losses.filter(({ tools: concerned }) => concerned.length > 0);
}

function isLimited(tool: Recommendation): tool is Limited {
  return tool.action.kind === 'limit';
}

function isRefusal({ kind }: Recommendation['action']): boolean {
  return kind === 'deny' || kind === 'hide';
}
