import {
  captionForClient,
  type ClientMeans,
  type Fates,
  findTwin,
  nearestDecision,
  nearestLosses,
} from './nearest.ts';
import { findAddress } from './openai.ts';
import type { Snippet, Target, TargetInput } from './target.ts';

/** The connector of Anthropic's Messages API: tools of a remote server are offered or not. It neither asks nor counts. */
export const anthropic: Target = {
  id: 'anthropic',
  label: 'Anthropic Messages',
  file: 'request.json',
  language: 'json',
  usesAlias: true,
  naming: 'Tools are named exactly as the server names them; the alias ties the toolset to the server.',
  abilities: {
    allow: { can: 'yes', how: '"enabled": true, which is the default' },
    deny: { can: 'yes', how: '"enabled": false, without a message' },
    hide: { can: 'yes', how: 'a tool that is not enabled is not offered to the model' },
    ask: { can: 'no', how: 'the tool is not offered' },
    limit: { can: 'no', how: 'up to level medium the tool is allowed, above it is not offered' },
    arguments: { can: 'no', how: 'the tool is not offered' },
  },
  use: 'Merge both lists into the body of a request to the Messages API with the beta header mcp-client-2025-11-20, and add "authorization_token" where the server wants a token. The server must be reachable from the internet by https. Managed Agents take another shape of toolset, with approvals: do not mix the two.',
  proof: {
    kind: 'types',
    by: 'The TypeScript compiler checks every form of the request against the types of the @anthropic-ai/sdk package; what the API does with it was not run.',
  },
  write,
};

const means: ClientMeans = { name: "Anthropic's connector", asks: false, refuses: true };

const fates: Fates = {
  allow: [
    'is offered to the model and called without asking',
    'are offered to the model and called without asking',
  ],
  ask: ['asks a person at each call', 'ask a person at each call'],
  deny: ['is not offered to the model', 'are not offered to the model'],
};

function write(input: TargetInput): Snippet {
  const { scope, alias, tools } = input;
  const { address, placeholders } = findAddress(input.endpoint);
  const enabled = (tool: (typeof tools)[number]): boolean => nearestDecision(tool, means) === 'allow';
  const listed = scope === 'tool' ? tools : tools.filter(enabled);
  const obstacle = findObstacle(
    input,
    address,
    listed.map(({ tool }) => tool),
  );
  if (obstacle !== undefined) return { kind: 'impossible', reason: obstacle };
  const toolset = {
    type: 'mcp_toolset',
    mcp_server_name: alias,
    ...(scope === 'server' ? { default_config: { enabled: false } } : {}),
    ...(listed.length > 0
      ? { configs: Object.fromEntries(listed.map((tool) => [tool.tool, { enabled: enabled(tool) }])) }
      : {}),
  };
  const request = { mcp_servers: [{ type: 'url', name: alias, url: address }], tools: [toolset] };
  return {
    kind: 'snippet',
    text: `${JSON.stringify(request, null, 2)}\n`,
    caption: captionForClient(
      input,
      means,
      fates,
      scope === 'tool'
        ? 'Every other tool of the server is offered and called without asking, which is the default of the API.'
        : 'A tool that is not listed is not offered.',
    ),
    losses: nearestLosses(tools, means),
    placeholders,
  };
}

function findObstacle(input: TargetInput, address: string, listed: readonly string[]): string | undefined {
  if (input.tools.length === 0) return 'The record of this server has no tools.';
  if (input.alias.trim() === '')
    return 'The toolset names its server by the alias, and a blank one names nothing. Choose an alias.';
  if (!address.startsWith('https://')) {
    return 'The connector takes addresses that begin with https:// only, and the recorded one does not.';
  }
  if (listed.includes('__proto__')) {
    return 'A tool is called __proto__. In JavaScript an object that is written with this key silently loses it, and the tool would keep the default.';
  }
  const twin = findTwin(input, (tool) => tool);
  return twin === undefined
    ? undefined
    : `Two tools of this server are called ${JSON.stringify(twin)}, so an entry for one would decide about the other.`;
}
