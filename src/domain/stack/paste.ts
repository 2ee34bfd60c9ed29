import type { Node } from 'jsonc-parser';
import { parse, TomlError } from 'smol-toml';
import { formatNumber, plural } from '../text.ts';
import { cleanAddress } from './addresses.ts';
import { readLaunch, splitCommand } from './launch.ts';
import { type PasteProblem, placeOf, readJson } from './paste-json.ts';
import { findServers, type PastedServer } from './paste-servers.ts';
import { findDumps, type ToolDump } from './paste-tools.ts';

/** What was read of a pasted text. Holds no credential: values of variables, headers and arguments are dropped while reading. */
export interface Paste {
  /** Servers of a configuration, in its order. */
  readonly servers: readonly PastedServer[];
  /** Lists of tools. */
  readonly dumps: readonly ToolDump[];
  /** What could not be read; what could is still given. */
  readonly problems: readonly PasteProblem[];
}

/** Longest text that is read, in UTF-16 units. */
export const longestPaste = 10_000_000;

/** Longest command that is read; the program and the package stand at its beginning. */
const longestLine = 4000;

/** Most servers of one paste; a file with more is no configuration. */
const mostServers = 500;

/** Most lists of tools of one paste. */
const mostDumps = 50;

/** More of the same helps nobody. */
const mostProblems = 8;

/** Reads a pasted configuration of a client, a saved answer to `tools/list`, command lines or addresses. Never throws. */
export function readPaste(text: string): Paste {
  try {
    return readAny(text);
  } catch (error) {
    // What is nested deeper than a stack is high.
    if (error instanceof RangeError) return problem('The text is nested too deeply to be read.');
    throw error;
  }
}

function readAny(text: string): Paste {
  if (text.length > longestPaste)
    return problem(
      `The text has ${formatNumber(text.length)} characters; at most ${formatNumber(longestPaste)} are read. Paste the servers alone.`,
    );
  const { body, firstLine } = unfence(text);
  if (body.trim() === '')
    return problem('There is nothing to read. Paste an mcp.json or the answer of a server to tools/list.');
  if (looksLikeToml(body)) return readToml(body, firstLine);
  if (/^\s*(?:[{[]|\/[/*]|"[^"\n]*"\s*:)/.test(body)) return readDocuments(body, firstLine);
  return readLines(body, firstLine);
}

function readDocuments(body: string, firstLine: number): Paste {
  // Part of a file, from a key on: braces make it whole.
  const bare = /^\s*"/.test(body);
  const shift = bare ? 1 : 0;
  const whole = bare ? `{${body}}` : body;
  const one = readJson(whole, shift, firstLine);
  if (one.problems.length > 0 && body.trim().includes('\n')) {
    const lines = readJsonLines(body, firstLine);
    if (lines) return lines;
  }
  if (!one.root) {
    return one.problems.length > 0
      ? { servers: [], dumps: [], problems: one.problems }
      : problem('There is nothing but comments in the text.');
  }
  const found = readRoot(one.root, whole, shift, firstLine);
  return { ...found, problems: [...one.problems, ...found.problems] };
}

function readRoot(root: Node, text: string, shift: number, firstLine: number): Paste {
  const found = findServers(root);
  const dumps = found ? undefined : findDumps([root]);
  if (dumps) return keepDumps(dumps, []);
  if (!found)
    return problem(
      'The text is JSON, but lists neither servers (mcpServers, servers, context_servers, mcp_servers) nor tools (tools, result.tools).',
    );
  const { servers, refused } = found;
  const problems = refused.slice(0, mostProblems).map((each): PasteProblem => ({
    text: each.text,
    ...placeOf(text, each.node.offset, shift, firstLine),
  }));
  if (refused.length > mostProblems)
    problems.push({ text: `${formatNumber(refused.length - mostProblems)} more servers cannot be read.` });
  if (servers.length === 0 && refused.length === 0)
    problems.push({ text: 'The configuration lists no servers.' });
  if (servers.length > mostServers)
    problems.push({ text: `Of ${plural(servers.length, 'server')} the first ${mostServers} are shown.` });
  return { servers: servers.slice(0, mostServers), dumps: [], problems };
}

function keepDumps(dumps: readonly ToolDump[], problems: readonly PasteProblem[]): Paste {
  const left = dumps.length - mostDumps;
  return {
    servers: [],
    dumps: dumps.slice(0, mostDumps),
    problems:
      left > 0
        ? [
            ...problems,
            { text: `${plural(left, 'list')} of tools after the first ${mostDumps} are left out.` },
          ]
        : problems,
  };
}

/** Begins with a table or a key with its value, and has a table. */
function looksLikeToml(body: string): boolean {
  const table = /^\s*\[\[?[A-Za-z][\w."'-]*\]\]?\s*(?:#.*)?$/;
  const lines = body.split('\n').filter((line) => !/^\s*(?:#.*)?$/.test(line));
  const [first = ''] = lines;
  return (
    (table.test(first) || /^\s*[\w."'-]+\s+=\s*\S/.test(first)) && lines.some((line) => table.test(line))
  );
}

/** The configuration of Codex. Its servers are read like those of other clients, without their places. */
function readToml(body: string, firstLine: number): Paste {
  try {
    const read = readDocuments(JSON.stringify(parse(body)), firstLine);
    return { ...read, problems: read.problems.map(({ text }) => ({ text: text.replace('JSON', 'TOML') })) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The message of the parser repeats the line, and with it what may be a credential.
    const place = { line: error.line + firstLine - 1, column: error.column };
    return { servers: [], dumps: [], problems: [{ text: 'Something here is not TOML.', ...place }] };
  }
}

/** A document in each line, as a recorded session has them. Undefined where the lines are no documents. */
function readJsonLines(body: string, firstLine: number): Paste | undefined {
  const lines = body.split('\n').map((line, index) => ({ line: line.trim(), number: index + firstLine }));
  const full = lines.filter(({ line }) => line !== '');
  if (!full.every(({ line }) => /^[{[].*[}\]]$/.test(line))) return undefined;
  const read = full.map(({ line, number }) => readJson(line, 0, number));
  const problems = read.flatMap((each) => each.problems).slice(0, mostProblems);
  const dumps = findDumps(read.flatMap(({ root }) => root ?? []));
  if (!dumps)
    return problems.length > 0
      ? undefined
      : problem('None of these lines is the answer of a server to tools/list.');
  return keepDumps(dumps, problems);
}

/** Commands and addresses, one a line. */
function readLines(body: string, firstLine: number): Paste {
  const servers: PastedServer[] = [];
  const problems: PasteProblem[] = [];
  for (const [index, raw] of body.split('\n', mostServers).entries()) {
    const line = raw.trim().replace(/^[$>]\s+/, '');
    if (line === '' || line.startsWith('#')) continue;
    const url = cleanAddress(line);
    const [command = '', ...args] = splitCommand(line.slice(0, longestLine));
    const launch = url === undefined ? readLaunch(command, args) : { url };
    const named = launch.package ?? launch.image ?? launch.url ?? launch.repository ?? launch.module;
    if (named === undefined)
      problems.push({
        text: 'This line is neither JSON nor a command that starts a server nor an address.',
        line: index + firstLine,
        column: 1,
      });
    else servers.push({ alias: aliasOf(named), launch, disabled: false });
  }
  return { servers, dumps: [], problems: problems.slice(0, mostProblems) };
}

/** A short name for a server that was given none. */
function aliasOf(named: string): string {
  const parts = named.replace(/^[a-z]+:(?:\/\/)?/, '').split('/');
  return (parts.length > 1 && named.includes('://') ? parts[0] : parts.at(-1)) ?? named;
}

/** Text between the fences of Markdown, or all of it. */
function unfence(text: string): { readonly body: string; readonly firstLine: number } {
  const plain = text.replace(/^\uFEFF/, '');
  const match = /(?:^|\n)[ \t]*```[^\n]*\n([\s\S]*?)\n[ \t]*```/.exec(plain);
  if (!match) return { body: plain, firstLine: 1 };
  const start = plain.indexOf(match[1] ?? '', match.index + match[0].indexOf('\n', 1));
  return { body: match[1] ?? '', firstLine: plain.slice(0, start).split('\n').length };
}

function problem(text: string): Paste {
  return { servers: [], dumps: [], problems: [{ text }] };
}
