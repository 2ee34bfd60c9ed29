import type { Catalogue } from '#domain/catalogue.ts';
import {
  type PolicyChoices,
  type PolicyRequest,
  type RequestedTool,
  recommendFor,
  requestForServer,
  requestForTool,
} from '#domain/policy-request.ts';
import type { Snippet, Target } from '#domain/targets/target.ts';
import type { Tool } from '#schema/tool.ts';
import { idsOf, type Level, presets, type RiskClass } from '#schema/vocabulary.ts';
import { listCalls, untouchedCall } from './expected-calls.ts';
import type { Client, ContractCase } from './types.ts';

/** The snippets of a catalogue in one format. */
export interface Published {
  readonly cases: readonly ContractCase[];
  /** Pages and presets without a snippet, with the reason. */
  readonly impossible: readonly { readonly page: string; readonly reason: string }[];
}

/** What snippets are listed from. */
export interface PublishedInput {
  readonly catalogue: Catalogue;
  readonly choices: PolicyChoices;
  /** The recorded definitions of a server, for plausible calls. Called once for each server. */
  readonly readTools: (serverId: string) => readonly Tool[];
}

/** A name that no server of the catalogue has: what befalls it befalls every tool that is not recorded. */
export const strangerName = 'a_tool_that_nobody_recorded';

/** How a client reads snippets, as far as they depend on it. */
type Reader = Pick<Client, 'looksAtArguments' | 'unlisted' | 'sharesFile'>;

/**
 * Every snippet that the site publishes in the format of a client: for each server and each tool, under each preset. Presets
 * with one text and one expectation share a case. Throws when a page contradicts itself.
 */
export function listPublished(
  reader: Reader,
  target: Target,
  { catalogue, choices, readTools }: PublishedInput,
): Published {
  const servers = catalogue.servers.map(({ id }) => {
    const entries = catalogue.toolsOfServer.get(id) ?? [];
    if (entries.length === 0) return noPages;
    const tools = readTools(id);
    const list = (page: string, request: PolicyRequest) => listPage({ page, request, reader, target, tools });
    const pages = [
      list(id, requestForServer(id, catalogue, choices)),
      ...entries.map((entry) => list(entry.id, requestForTool(entry, catalogue, choices))),
    ];
    return {
      cases: nameServers(id, pages, reader),
      impossible: pages.flatMap(({ impossible }) => impossible),
    };
  });
  return {
    cases: servers.flatMap(({ cases }) => cases),
    impossible: servers.flatMap(({ impossible }) => impossible),
  };
}

/** A case that can be written again for another name of its server. */
interface WritableCase extends ContractCase {
  readonly write: (alias: string) => Snippet;
}

/**
 * Snippets for an invented server whose tools have names that clients rewrite: none of the catalogue need have such a name, and
 * a rule with a name that is rewritten otherwise would be accepted and do nothing.
 */
export function listRewritten(reader: Reader, target: Target, choices: PolicyChoices): ContractCase[] {
  const id = 'rewritten-names';
  const tools = rewrittenNames.map((name, index): RequestedTool => {
    const [riskClass, level] = verdicts[index % verdicts.length] ?? ['unknown', 'unknown'];
    return { name, class: riskClass, level, bounds: [] };
  });
  const base = { ...choices, alias: id, endpoint: undefined };
  const list = (page: string, request: PolicyRequest) =>
    listPage({ page, request, reader, target, tools: [] });
  const pages = [
    list(id, { ...base, scope: 'server', tools, others: [] }),
    ...tools.map((tool) => {
      const others = rewrittenNames.filter((name) => name !== tool.name);
      return list(`${id}/${tool.name}`, { ...base, scope: 'tool', tools: [tool], others });
    }),
  ];
  return nameServers(id, pages, reader);
}

const rewrittenNames = [
  'get/user',
  'get:all users',
  'ns.list_items',
  'naïve-名前',
  'say "hi" \\ and \'bye\'',
  `a_name_that_is_longer_than_clients_like_it_${'and_longer_'.repeat(4)}still`,
] as const;

/** Under the presets these are allowed, limited, asked about, refused and hidden. */
const verdicts: readonly (readonly [RiskClass, Level])[] = [
  ['destructive', 'critical'],
  ['read', 'low'],
  ['execute', 'critical'],
  ['write', 'high'],
];

interface Pages {
  readonly cases: readonly WritableCase[];
  readonly impossible: Published['impossible'];
}

const noPages: Published = { cases: [], impossible: [] };

interface Page {
  readonly page: string;
  readonly request: PolicyRequest;
  readonly reader: Reader;
  readonly target: Target;
  readonly tools: readonly Tool[];
}

function listPage({ page, request, reader, target, tools }: Page): Pages {
  const cases = new Map<string, WritableCase>();
  const reasons = new Set<string>();
  const { alias, others, scope } = request;
  const [own] = request.tools;
  const neighbours = own ? listNeighbours(own.name, others) : [];
  const served = [...request.tools.map(({ name }) => name), ...neighbours, strangerName];
  for (const preset of idsOf(presets)) {
    const input = recommendFor(preset, request);
    const snippet = target.write(input);
    if (snippet.kind === 'impossible') {
      reasons.add(snippet.reason);
      continue;
    }
    const calls = [
      ...input.tools.flatMap((recommendation) => {
        const definition = tools.find(({ name }) => name === recommendation.tool);
        return listCalls({
          recommendation,
          input: { ...input, scope: 'tool', tools: [recommendation] },
          target,
          looksAtArguments: reader.looksAtArguments,
          definition,
        });
      }),
      ...neighbours.map((tool) => untouchedCall(tool, 'default')),
      untouchedCall(strangerName, scope === 'server' ? reader.unlisted : 'default'),
    ];
    const key = JSON.stringify([snippet.text, calls]);
    const earlier = cases.get(key)?.presets ?? [];
    cases.set(key, {
      page,
      presets: [...earlier, preset],
      text: snippet.text,
      alias,
      served,
      calls,
      write: (name) => target.write({ ...input, alias: name }),
    });
  }
  return { cases: [...cases.values()], impossible: [...reasons].map((reason) => ({ page, reason })) };
}

/** The cases of a server, each with a name of the server of its own where they share a file. */
function nameServers(id: string, pages: readonly Pages[], { sharesFile }: Reader): ContractCase[] {
  const cases = pages.flatMap((page) => page.cases);
  return sharesFile ? cases.map((found, index) => renameServer(found, `${id}-${index + 1}`)) : cases;
}

function renameServer(found: WritableCase, alias: string): ContractCase {
  const snippet = found.write(alias);
  if (snippet.kind === 'snippet') return { ...found, alias, text: snippet.text };
  throw new Error(`${found.page} has a snippet, but none for a server called ${alias}: ${snippet.reason}`);
}

/** The names that are most like one: the next in alphabetical order, where a rule that reaches too far would show first. */
function listNeighbours(name: string, others: readonly string[]): string[] {
  const sorted = [name, ...others].toSorted();
  const place = sorted.indexOf(name);
  return sorted.slice(Math.max(0, place - 2), place + 3).filter((other) => other !== name);
}
