import {
  captionForClient,
  type ClientMeans,
  type Fates,
  findTwin,
  nearestDecision,
  nearestLosses,
} from './nearest.ts';
import type { Loss, Placeholder, Snippet, Target, TargetDecision, TargetInput } from './target.ts';

/** The tool object of OpenAI's Responses API that lets a model call a remote server. It knows allow-lists and approvals. */
export const openai: Target = {
  id: 'openai',
  label: 'OpenAI Responses',
  file: 'tool.json',
  language: 'json',
  usesAlias: true,
  naming: 'Tools are named exactly as the server names them; the alias becomes the label of the server.',
  abilities: {
    allow: { can: 'yes', how: '"allowed_tools", and "never" under "require_approval"' },
    deny: { can: 'yes', how: 'the tool is left out of "allowed_tools", without a message' },
    hide: { can: 'yes', how: 'a tool that is not in "allowed_tools" is not offered to the model' },
    ask: {
      can: 'yes',
      how: '"always" under "require_approval": the response ends with a request for approval',
    },
    limit: { can: 'no', how: 'approval is required instead, or a tool that only reads is allowed' },
    arguments: { can: 'no', how: 'approval is required instead' },
  },
  use: 'Add the object to "tools" of a request to the Responses API, with "authorization" where the server wants a token. The server must be reachable from the internet. A call that needs approval comes back as mcp_approval_request: let a person answer it, since an application that answers by itself allows everything.',
  proof: {
    kind: 'types',
    by: 'The TypeScript compiler checks every form of the object against the types of the openai package; what the API does with it was not run.',
  },
  write: (input) => {
    const plan = planHostedTool(input, means);
    if (plan.kind === 'impossible') return plan;
    const { label, address, allowed, approval, ...rest } = plan;
    const tool = {
      type: 'mcp',
      server_label: label,
      server_url: address,
      ...(allowed === undefined ? {} : { allowed_tools: allowed }),
      require_approval:
        typeof approval === 'string'
          ? approval
          : Object.fromEntries(Object.entries(approval).map(([id, names]) => [id, { tool_names: names }])),
    };
    return { ...rest, kind: 'snippet', text: `${JSON.stringify(tool, null, 2)}\n` };
  },
};

/** A hosted tool in no syntax yet: the request object and the call of the Agents SDK are both written from it. */
export interface HostedTool {
  readonly kind: 'plan';
  /** Label of the server, as the reader chose it. */
  readonly label: string;
  /** Address of the server. */
  readonly address: string;
  /** The only tools that are offered; undefined when all are. */
  readonly allowed: readonly string[] | undefined;
  /** Which calls need approval. Always stated: unset means "always" to the API and "never" to the Agents SDK. */
  readonly approval: 'always' | 'never' | Readonly<Partial<Record<'always' | 'never', readonly string[]>>>;
  readonly caption: string;
  readonly losses: readonly Loss[];
  readonly placeholders: readonly Placeholder[];
}

/** Decides what a hosted tool must say for a recommendation, or why it cannot. */
export function planHostedTool(
  input: TargetInput,
  client: ClientMeans,
): HostedTool | Extract<Snippet, { kind: 'impossible' }> {
  const obstacle = findObstacle(input);
  if (obstacle !== undefined) return { kind: 'impossible', reason: obstacle };
  const { scope, tools, others } = input;
  const decide = (id: TargetDecision): string[] =>
    tools.filter((tool) => nearestDecision(tool, client) === id).map(({ tool }) => tool);
  const [free, asked, refused] = [decide('allow'), decide('ask'), decide('deny')];
  // Only an allow-list refuses. Without a refusal a single tool needs none, and tools to come stay as they are.
  const closed = scope === 'server' || refused.length > 0;
  const rest = scope === 'tool' ? others : [];
  const offered = new Set([...free, ...asked, ...rest]);
  if (closed && offered.size === 0) {
    return {
      kind: 'impossible',
      reason:
        'No recorded tool would be left, and an empty list of allowed tools may be taken for no list at all. Leave the server out of the request instead.',
    };
  }
  const listed = [...tools.map(({ tool }) => tool), ...rest].filter((name) => offered.has(name));
  return {
    kind: 'plan',
    label: input.alias,
    ...findAddress(input.endpoint),
    allowed: closed ? listed : undefined,
    approval: requireApproval(free, [...asked, ...rest], scope),
    caption: captionForClient(input, client, fates, wordRest(input, client)),
    losses: [...nearestLosses(tools, client), ...closedListLoss(scope, refused)],
  };
}

/** The address of the server with what the reader must replace in it: a placeholder only where the record has no address. */
export function findAddress(endpoint: string | undefined): {
  readonly address: string;
  readonly placeholders: readonly Placeholder[];
} {
  if (endpoint !== undefined) return { address: endpoint, placeholders: [] };
  const address = 'https://your-server.example/mcp';
  return { address, placeholders: [{ text: address, meaning: 'the address of your server' }] };
}

const means: ClientMeans = { name: "OpenAI's API", asks: true, refuses: true };

const fates: Fates = {
  allow: ['is called without approval', 'are called without approval'],
  ask: ['needs approval at each call', 'need approval at each call'],
  deny: ['is not offered to the model', 'are not offered to the model'],
};

function findObstacle(input: TargetInput): string | undefined {
  if (input.tools.length === 0) return 'The record of this server has no tools.';
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(input.alias)) {
    return 'The label of a server begins with a letter and holds letters, digits, dashes and underscores only. Choose such an alias.';
  }
  if ([...input.tools.map(({ tool }) => tool), ...input.others].includes('')) {
    return 'A tool of this server has no name, and a list of names cannot hold an empty one.';
  }
  if (input.tools.some(({ tool, action }) => tool === '__proto__' && action.kind === 'limit')) {
    return 'A tool is called __proto__, a name that programs which look things up by name can lose. The gateway refuses it rather than limit it, and no approval here comes to the same.';
  }
  const twin = findTwin(input, (tool) => tool);
  return twin === undefined
    ? undefined
    : `Two tools of this server are called ${JSON.stringify(twin)}, so a rule for one would decide about the other.`;
}

function requireApproval(
  free: readonly string[],
  asked: readonly string[],
  scope: TargetInput['scope'],
): HostedTool['approval'] {
  if (free.length === 0) return 'always';
  if (asked.length > 0) return { always: asked, never: free };
  // For one tool "never" alone would speak for every tool that the server adds.
  return scope === 'server' ? 'never' : { never: free };
}

function wordRest({ scope, tools }: TargetInput, client: ClientMeans): string {
  const [first] = tools;
  if (scope === 'server' || first === undefined) return 'A tool that is not listed is not offered.';
  switch (nearestDecision(first, client)) {
    case 'allow':
      return 'The other recorded tools need approval at each call; one that the server adds later gets the default of the API, which is to ask.';
    case 'ask':
      return 'So does every other tool of the server.';
    case 'deny':
      return 'Only the other recorded tools are offered, and each of their calls needs approval.';
  }
}

function closedListLoss(scope: TargetInput['scope'], refused: readonly string[]): Loss[] {
  if (scope === 'server' || refused.length === 0) return [];
  return [
    {
      text: 'Only a list of allowed tools keeps a tool out, so a tool that the server adds later is not offered until it is listed.',
      tools: refused,
      changes: [],
    },
  ];
}
