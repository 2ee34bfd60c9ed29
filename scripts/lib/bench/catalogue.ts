import type { Server } from '#schema/server.ts';
import type { Tool } from '#schema/tool.ts';
import { writeDescription } from './descriptions.ts';
import { writeInputSchema, writeOutputSchema } from './input-schemas.ts';
import { createRandom, listWords, type NonEmpty, type Random } from './random.ts';
import { type Action, listNameWords, pickAction, pickStyle } from './tool-names.ts';

/** How large a synthetic catalogue is to be. */
export interface CatalogueSize {
  /** Tools of all servers together. */
  readonly tools: number;
  /** Servers; as many as such servers have in reality when it is undefined. */
  readonly servers?: number | undefined;
  /** The same seed makes the same catalogue. */
  readonly seed: number;
}

/** Most tools of one synthetic server. */
export const largestServer = 120;

/** Numbers of tools of real servers. */
const realSizes: NonEmpty<number> = [
  1, 1, 2, 2, 4, 5, 7, 7, 8, 9, 9, 14, 16, 22, 23, 24, 26, 26, 31, 32, 33, 54, 89,
];

const brands = listWords(
  'Acorn Birch Cedar Delta Ember Fjord Garnet Heron Indigo Juniper Kestrel Lumen Maple Nimbus Orchid Pebble Quartz Raven Sable Tundra',
);
const fields = listWords(
  'Mail Files Cloud Docs Desk Data Pay Code Maps Chat Search Boards Metrics Contacts Media',
);

/** Makes the servers of a synthetic catalogue one after the other. Throws when the tools do not fit into the servers. */
export function* generateServers(size: CatalogueSize): Generator<Server> {
  const random = createRandom(size.seed);
  for (const [index, tools] of planServers(size, random).entries()) yield makeServer(index, tools, random);
}

/** The number of tools of each server. */
function planServers({ tools, servers }: CatalogueSize, random: Random): number[] {
  if (servers !== undefined && (servers > tools || servers * largestServer < tools)) {
    throw new Error(
      `${tools} tools do not fit into ${servers} servers. Take ${Math.ceil(tools / largestServer)} to ${tools} servers.`,
    );
  }
  const sizes: number[] = [];
  let sum = 0;
  while (servers === undefined ? sum < tools : sizes.length < servers) {
    const drawn = random.pick(realSizes);
    sizes.push(drawn);
    sum += drawn;
  }
  while (sum !== tools) {
    const index = random.integer(0, sizes.length - 1);
    const step = sum < tools ? 1 : -1;
    const changed = (sizes[index] ?? 0) + step;
    if (changed < 1 || changed > largestServer) continue;
    sizes[index] = changed;
    sum += step;
  }
  return sizes;
}

function makeServer(index: number, count: number, random: Random): Server {
  const brand = random.pick(brands);
  const field = random.pick(fields);
  const id = `${brand}-${field}-${index + 1}`.toLowerCase();
  const version = `${random.integer(0, 4)}.${random.integer(0, 20)}.${random.integer(0, 9)}`;
  const tools = makeTools(count, brand.toLowerCase(), random);
  const partial = random.chance(0.05);
  return {
    id,
    name: `${brand} ${field}${random.chance(0.1) ? ' Server' : ''}`,
    source: {
      package: `@${brand.toLowerCase()}/mcp-${field.toLowerCase()}-${index + 1}`,
      version,
      repository: `https://code.example/${brand.toLowerCase()}/${id}`,
    },
    licence: random.pick(['MIT', 'MIT', 'Apache-2.0', 'ISC']),
    transports: ['stdio'],
    capture: { method: 'stdio', date: `2026-11-${String(random.integer(1, 20)).padStart(2, '0')}` },
    serverInfo: { name: id, version },
    ...(random.chance(0.2)
      ? { instructions: `List first.\nThen read what the ${field} area's list names.` }
      : {}),
    declaredToolCount: tools.length + (partial ? random.integer(1, 40) : 0),
    notices: partial
      ? [
          {
            kind: 'partial-capture',
            text: 'The server showed only a part of its tools without a paid account.',
          },
        ]
      : [],
    tools,
  };
}

function makeTools(count: number, brand: string, random: Random): Tool[] {
  const style = pickStyle(random);
  const prefix = random.chance(0.15) ? [brand] : [];
  // Whether a vendor declares hints is a matter of the server rather than of the tool.
  const declares = random.chance(0.6);
  const tools = new Map<string, Tool>();
  while (tools.size < count) {
    const action = pickAction(random);
    // A few names on a server are older than its style.
    const ownStyle = random.chance(0.05) ? pickStyle(random) : style;
    const name = ownStyle([...prefix, ...listNameWords(action)], random);
    if (!tools.has(name)) tools.set(name, makeTool(name, action, declares, random));
  }
  return [...tools.values()];
}

function makeTool(name: string, action: Action, declares: boolean, random: Random): Tool {
  const inputSchema = writeInputSchema(action, random);
  const title = listNameWords(action).join(' ');
  return {
    name,
    ...(random.chance(0.4) ? { title: `${title.slice(0, 1).toUpperCase()}${title.slice(1)}` } : {}),
    description: writeDescription(action, random),
    ...(inputSchema === undefined ? {} : { inputSchema }),
    ...(random.chance(0.15) ? { outputSchema: writeOutputSchema(action) } : {}),
    ...(declares || random.chance(0.04)
      ? { annotations: makeAnnotations(action, title, declares, random) }
      : {}),
  };
}

/** Mostly true hints; a few contradict what the tool does, and some objects hold a title alone. */
function makeAnnotations(
  { purpose }: Action,
  title: string,
  declares: boolean,
  random: Random,
): NonNullable<Tool['annotations']> {
  if (!declares) return random.chance(0.5) ? { title } : {};
  const readOnly = (purpose === 'read') !== random.chance(0.03);
  return {
    ...(random.chance(0.5) ? { title } : {}),
    readOnlyHint: readOnly,
    ...(random.chance(0.6) ? { destructiveHint: purpose === 'destructive' } : {}),
    ...(random.chance(0.4) ? { idempotentHint: readOnly } : {}),
    ...(random.chance(0.5) ? { openWorldHint: random.chance(0.5) } : {}),
  };
}
