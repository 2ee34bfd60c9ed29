import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Complaint,
  type ContractCase,
  type Observation,
  type Surrounding,
  surroundings,
} from './types.ts';

/** As much of the package as is used. It exports none of this at its front door, so its version is pinned. */
interface Engine {
  check(
    call: { readonly name: string; readonly args: unknown },
    server: string,
  ): Promise<{ readonly decision: string }>;
  getExcludedTools(
    metadata: ReadonlyMap<string, { readonly _serverName: string }>,
    names: ReadonlySet<string>,
  ): ReadonlySet<string>;
}

interface Rule {
  readonly toolName: string;
  readonly mcpName?: string;
}

interface Packages {
  readonly loadPoliciesFromToml: (
    folders: readonly string[],
    tier: () => number,
  ) => Promise<{
    readonly rules: readonly Rule[];
    readonly errors: readonly {
      readonly errorType: string;
      readonly message: string;
      readonly details?: string;
    }[];
  }>;
  readonly PolicyEngine: new (config: {
    readonly rules: readonly Rule[];
    readonly defaultDecision: string;
  }) => Engine;
  readonly DiscoveredMCPTool: new (
    callable: undefined,
    server: string,
    tool: string,
  ) => { readonly name: string; readonly serverName: string };
}

if (import.meta.main) await main();

/** Takes the folder of the package's modules and a working folder: reads `cases.json` there, writes `observation.json`. */
async function main(): Promise<void> {
  const [modules = '', folder = ''] = process.argv.slice(2);
  const load = async (file: string): Promise<unknown> => import(pathToFileURL(path.join(modules, file)).href);
  const packages = Object.assign(
    {},
    await load('policy/toml-loader.js'),
    await load('policy/policy-engine.js'),
    await load('tools/mcp-tool.js'),
  ) as Packages;
  const cases = JSON.parse(readFileSync(path.join(folder, 'cases.json'), 'utf8')) as ContractCase[];
  const observation = await observe(cases, folder, packages);
  writeFileSync(path.join(folder, 'observation.json'), JSON.stringify(observation));
  process.exit();
}

async function observe(
  cases: readonly ContractCase[],
  folder: string,
  packages: Packages,
): Promise<Observation> {
  const complaints: Complaint[] = [];
  const seen: Record<Surrounding, string[][]> = { asking: [], allowing: [] };
  for (const [position, found] of cases.entries()) {
    const policies = path.join(folder, 'policies', String(position));
    mkdirSync(policies, { recursive: true });
    writeFileSync(path.join(policies, 'policy.toml'), found.text);
    // Policies of a user are of the fourth tier.
    const { rules, errors } = await packages.loadPoliciesFromToml([policies], () => 4);
    complaints.push(
      ...errors
        // It guesses at misspelt names of its own tools, also in a rule about those of a server, and keeps the rule.
        .filter(({ errorType }) => errorType !== 'tool_name_warning')
        .map(({ message, details = '' }) => ({ position, text: `${message} ${details}`.trim() })),
    );
    for (const surrounding of surroundings) {
      const defaultDecision = surrounding === 'asking' ? 'ask_user' : 'allow';
      // The engine sorts the list that it is given.
      const engine = new packages.PolicyEngine({ rules: [...rules], defaultDecision });
      seen[surrounding].push(await callEverything(found, engine, packages));
    }
  }
  return { complaints, seen };
}

/** Names tools as the client does when it discovers them, and asks the engine as it does before it runs one. */
async function callEverything(
  { alias, calls }: ContractCase,
  engine: Engine,
  { DiscoveredMCPTool }: Packages,
): Promise<string[]> {
  const tools = calls.map(({ tool }) => new DiscoveredMCPTool(undefined, alias, tool));
  const metadata = new Map(tools.map(({ name }) => [name, { _serverName: alias }]));
  const hidden = engine.getExcludedTools(metadata, new Set(metadata.keys()));
  const decisions: string[] = [];
  for (const [index, { args }] of calls.entries()) {
    const tool = tools[index];
    if (!tool) continue;
    const { decision } = await engine.check({ name: tool.name, args }, tool.serverName);
    if (hidden.has(tool.name) && decision !== 'deny') decisions.push(`hidden, but ${decision}`);
    else decisions.push(decision === 'ask_user' ? 'ask' : decision);
  }
  return decisions;
}
