import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canonicalJson } from '#records/canonical.ts';
import { mergeSettings, readDoctor, readStream } from './claude-code-texts.ts';
import { controlCase } from './control-case.ts';
import { openLoopback } from './loopback.ts';
import { messagesProtocol } from './model-protocols.ts';
import { closedEnvironment, runProgram } from '../run-program.ts';
import type { Client, Complaint, ContractCase, RunContext, Surrounding } from './types.ts';

/** Claude Code: reads the settings, says what it thinks of them, and lets a model on this machine call every tool. */
export const claudeCodeClient: Client = {
  id: 'claude-code',
  label: 'Claude Code',
  package: '@anthropic-ai/claude-code',
  version: '2.1.330',
  looksAtArguments: false,
  unlisted: 'default',
  sharesFile: true,
  batch: 40,
  note: 'Claude Code read every snippet as project settings, and its doctor command had nothing to say against them. A model on the same machine then called the tools that the snippet names, their neighbours in the alphabet and one that is not recorded, all of them twice: where everything else is asked about, and where everything else is allowed. Denied tools were not offered to the model, tools to ask about waited for a person, allowed ones ran, and tools that a snippet does not name were left alone. Forty snippets at a time were read in one file, with the lists put together, each written for a server with a name of its own. The same was done for an invented server with tool names that have to be rewritten.',
  controls: [
    {
      wrong: 'a denied tool is named without changing its characters',
      case: controlCase({
        text: canonicalJson({ permissions: { deny: ['mcp__control__get/user'] } }),
        expected: { 'get/user': 'deny' },
      }),
    },
    {
      wrong: 'a rule has a pattern for an argument',
      case: controlCase({
        text: canonicalJson({ permissions: { allow: ['mcp__control__other(id:1)'] } }),
        expected: { other: 'allow' },
      }),
    },
    {
      wrong: 'a tool that is to be asked about stands in the list of allowed ones',
      case: controlCase({
        text: canonicalJson({ permissions: { allow: ['mcp__control__other'] } }),
        expected: { other: 'ask' },
      }),
    },
    {
      wrong: 'a rule names the whole server',
      case: controlCase({
        text: canonicalJson({ permissions: { ask: ['mcp__control'] } }),
        expected: { other: 'ask' },
      }),
    },
  ],
  run: async (cases, context) => {
    const complaints = await askDoctor(cases, context);
    return {
      complaints,
      seen: {
        asking: await callEverything(cases, 'asking', context),
        allowing: await callEverything(cases, 'allowing', context),
      },
    };
  },
};

async function askDoctor(cases: readonly ContractCase[], context: RunContext): Promise<Complaint[]> {
  const place = makePlace(cases, 'doctor', context);
  const { code, output, errors } = await runProgram({
    ...place.program(['doctor']),
    env: place.environment('http://127.0.0.1:9'),
  });
  if (code !== 0) throw new Error(`claude doctor ended with ${String(code)}:\n${errors}\n${output}`);
  return readDoctor(output).map((text) => ({
    position: whichCase(cases, text),
    text: text.replaceAll(context.folder, ''),
  }));
}

/** A complaint quotes a rule, and a rule stands in one snippet of a batch. */
function whichCase(cases: readonly ContractCase[], text: string): number | undefined {
  const found = cases.flatMap(({ alias }, position) => (text.includes(`mcp__${alias}__`) ? [position] : []));
  return found.length === 1 ? found[0] : undefined;
}

async function callEverything(
  cases: readonly ContractCase[],
  surrounding: Surrounding,
  context: RunContext,
): Promise<string[][]> {
  const place = makePlace(cases, surrounding, context);
  const loopback = await openLoopback(cases, { protocol: messagesProtocol, readOnlyHint: false });
  try {
    const servers = cases.map(({ alias }, position): [string, unknown] => [
      alias,
      { type: 'http', url: loopback.serverUrl(position) },
    ]);
    writeJson(place.servers, { mcpServers: Object.fromEntries(servers) });
    const { code, output, errors } = await runProgram({
      ...place.program([
        '-p',
        'Call them.',
        '--output-format',
        'stream-json',
        '--verbose',
        '--strict-mcp-config',
        '--mcp-config',
        place.servers,
      ]),
      env: place.environment(loopback.modelUrl),
    });
    if (code !== 0 || loopback.strange.length > 0) {
      throw new Error(
        `claude ended with ${String(code)}:\n${[...loopback.strange, errors, output.slice(-1000)].join('\n')}`,
      );
    }
    const results = readStream(
      output,
      cases.map(({ alias }) => alias),
    );
    const outcomes = new Map(
      [...loopback.made].map(([id, { position, tool }]) => [
        `${position} ${tool}`,
        results.get(id) ?? 'no result',
      ]),
    );
    // A tool that the model was not offered is denied.
    return cases.map(({ calls }, position) =>
      calls.map(({ tool }) => outcomes.get(`${position} ${tool}`) ?? 'deny'),
    );
  } finally {
    await loopback.close();
  }
}

/** A home and a project that hold the settings, in a folder of their own. */
function makePlace(cases: readonly ContractCase[], name: string, { folder, install, signal }: RunContext) {
  const home = path.join(folder, name, 'home');
  const project = path.join(folder, name, 'project');
  mkdirSync(path.join(home, '.claude'), { recursive: true });
  mkdirSync(path.join(project, '.claude'), { recursive: true });
  // Rules that allow something in a project count only once a person has said that it is trusted.
  writeJson(path.join(home, '.claude.json'), {
    hasCompletedOnboarding: true,
    projects: { [project]: { hasTrustDialogAccepted: true } },
  });
  if (name === 'allowing') {
    writeJson(path.join(home, '.claude', 'settings.json'), {
      permissions: { allow: cases.map(({ alias }) => `mcp__${alias}__*`) },
    });
  }
  const [only] = cases;
  const text =
    only && cases.length === 1
      ? only.text
      : canonicalJson(mergeSettings(cases.map(({ text }): unknown => JSON.parse(text))));
  writeFileSync(path.join(project, '.claude', 'settings.json'), text);
  // Installed without its script, the package is started by this.
  const start = path.join(install, 'node_modules', '@anthropic-ai', 'claude-code', 'cli-wrapper.cjs');
  return {
    servers: path.join(folder, name, 'servers.json'),
    program: (words: readonly string[]) => ({
      words: [process.execPath, start, ...words],
      cwd: project,
      timeoutMs: 120_000,
      signal,
    }),
    environment: (modelUrl: string) =>
      closedEnvironment(home, {
        ANTHROPIC_API_KEY: 'none',
        ANTHROPIC_BASE_URL: modelUrl,
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        DISABLE_AUTOUPDATER: '1',
        DISABLE_TELEMETRY: '1',
        DISABLE_ERROR_REPORTING: '1',
        // All tools are offered at once, not found by a search.
        ENABLE_TOOL_SEARCH: 'false',
      }),
  };
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, canonicalJson(value));
}
