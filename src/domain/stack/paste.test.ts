import { expect, test } from 'vitest';
import { readPaste } from './paste.ts';

const pkg = { package: 'npm:pkg', command: 'npx' };
const entry = { command: 'npx', args: ['-y', 'pkg'] };
const tools = [{ name: 'a' }, { name: 'b', description: 'B.' }];
const serversOf = (value: unknown) => readPaste(JSON.stringify(value)).servers;

test.each([
  ['Claude Desktop, Cursor, Cline', { mcpServers: { a: entry } }],
  ['VS Code', { servers: { a: { type: 'stdio', ...entry } }, inputs: [] }],
  ['VS Code settings', { 'editor.tabSize': 2, mcp: { servers: { a: entry }, inputs: [] } }],
  [
    'Claude Code of a user',
    { numStartups: 3, projects: { '/p': { mcpServers: { a: entry } }, '/q': { mcpServers: { a: entry } } } },
  ],
  ['Zed', { context_servers: { a: { source: 'custom', ...entry } } }],
  ['older Zed', { context_servers: { a: { command: { path: 'npx', args: ['-y', 'pkg'], env: null } } } }],
  ['command as an array', { mcp: { a: { type: 'local', command: ['npx', '-y', 'pkg'], enabled: true } } }],
  ['a list of named servers', { mcpServers: [{ name: 'a', ...entry }] }],
  ['servers alone', { a: entry }],
  ['one server alone', { name: 'a', ...entry }],
])('%s', (_client, value) => {
  expect(serversOf(value)).toEqual([{ alias: 'a', launch: pkg, disabled: false }]);
});

test.each([
  ['url', { type: 'http', url: 'https://mcp.example/mcp' }],
  ['serverUrl', { serverUrl: 'https://mcp.example/mcp/?key=1', headers: { A: 'b' } }],
  ['httpUrl', { httpUrl: 'https://u:p@mcp.example/mcp', url: 'https://other.example' }],
])('the address below %s', (_key, server) => {
  const [read] = serversOf({ mcpServers: { a: server } });
  expect(read?.launch.url?.replace(/\/$/, '')).toBe('https://mcp.example/mcp');
});

test('servers that are switched off are known as such', () => {
  const servers = serversOf({
    mcpServers: {
      a: { ...entry, disabled: true },
      b: { ...entry, enabled: false },
      c: { ...entry, disabled: false },
    },
  });
  expect(servers.map(({ disabled }) => disabled)).toEqual([true, true, false]);
});

test('comments, trailing commas, fences, a byte order mark and a missing pair of braces are no obstacle', () => {
  const text =
    '\uFEFFMine:\n```jsonc\n// mine\n{ "servers": { "a": { "command": "npx", "args": ["pkg",], }, }, } /* end */\n```\n';
  expect(readPaste(text)).toMatchObject({ servers: [{ alias: 'a', launch: pkg }], problems: [] });
  expect(readPaste('"mcpServers": {"a": {"command": "npx pkg"}},')).toMatchObject({
    servers: [{ launch: pkg }],
  });
});

test('the configuration of Codex', () => {
  const text =
    '# mine\nmodel = "o4"\n\n[mcp_servers.a]\ncommand = "npx"\nargs = ["-y", "pkg"]\nenv = { KEY = "x" }\n';
  for (const toml of [text, text.slice(text.indexOf('[mcp'))]) {
    expect(readPaste(toml)).toEqual({
      servers: [{ alias: 'a', launch: pkg, disabled: false }],
      dumps: [],
      problems: [],
    });
  }
});

test('what is wrong is said with its place, and the rest is read', () => {
  const text =
    '{\n  "mcpServers": {\n    "a": { "command": "npx", "args": ["pkg"] }\n    "b": {},\n    "c": 5,\n    "d": { "url": "${env:HOST}/mcp" }\n  }\n}';
  const { servers, problems } = readPaste(text);
  expect(servers.map(({ alias }) => alias)).toEqual(['a']);
  expect(problems).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "line": 4,
        "text": "A comma is missing before this.",
      },
      {
        "column": 10,
        "line": 4,
        "text": "The server “b” has neither a command nor an address.",
      },
      {
        "column": 10,
        "line": 5,
        "text": "The server “c” is not an object with a command or an address.",
      },
      {
        "column": 10,
        "line": 6,
        "text": "The address of the server “d” is not an address that can be read; it may hold a variable.",
      },
    ]
  `);
});

test.each([
  ['', /nothing to read/],
  ['hello there', /neither JSON nor a command/],
  ['{"a": 1}', /neither servers .* nor tools/],
  ['{"mcpServers": {}}', /lists no servers/],
  ['[mcp_servers.a]\ncommand = npx', /not TOML/],
  ['[tools]\nweb_search = true\n', /TOML, but lists neither/],
  ['{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"no"}}', /neither/],
  ['['.repeat(200_000), /nested too deeply/],
  [' '.repeat(10_000_001), /at most 10,000,000/],
])('%#: words instead of servers', (text, words) => {
  const { servers, dumps, problems } = readPaste(text);
  expect([servers, dumps]).toEqual([[], []]);
  expect(problems.map((problem) => problem.text).join(' ')).toMatch(words);
});

test('a flood of servers, of broken ones and of lists of tools is cut, and says so', () => {
  const flood = (value: unknown) =>
    Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`s${index.toString()}`, value]));
  const many = readPaste(JSON.stringify({ mcpServers: flood(entry) }));
  expect([many.servers.length, many.problems[0]?.text]).toEqual([
    500,
    'Of 20,000 servers the first 500 are shown.',
  ]);
  const broken = readPaste(JSON.stringify({ mcpServers: flood({}) }, null, 1));
  expect(broken.problems.at(-1)?.text).toBe('19,992 more servers cannot be read.');
  const lists = readPaste(JSON.stringify(flood({ tools })));
  expect([lists.dumps.length, lists.problems.length]).toEqual([50, 1]);
});

test('commands and addresses are read one a line', () => {
  const { servers, problems } = readPaste(
    '# mine\n$ npx -y @scope/pkg@1\nhttps://mcp.example/mcp\nmake tea\n',
  );
  expect(servers.map(({ alias }) => alias)).toEqual(['pkg', 'mcp.example']);
  expect(problems).toMatchObject([{ line: 4, column: 1 }]);
});

test.each([
  ['a result', { tools }, undefined],
  ['an answer', { jsonrpc: '2.0', id: 1, result: { tools } }, undefined],
  ['an array of tools', tools, undefined],
  ['results by server', { files: { tools } }, 'files'],
  ['tools by server', { files: tools }, 'files'],
  ['answers by server', { files: { result: { tools } } }, 'files'],
  ['a named result', { name: 'files', tools }, 'files'],
])('tools as %s', (_form, value, name) => {
  const { servers, dumps, problems } = readPaste(JSON.stringify(value, null, 1));
  expect([servers, problems]).toEqual([[], []]);
  expect(dumps).toEqual([{ name, tools, more: false }]);
});

test('a recorded session: answers in lines, pages joined, named by the server itself', () => {
  const lines = [
    { id: 0, result: { protocolVersion: '2025-06-18', serverInfo: { name: 'files', version: '1' } } },
    { id: 1, method: 'tools/list' },
    { id: 1, result: { tools: [tools[0]], nextCursor: 'x' } },
    { id: 2, result: { tools: [tools[1]] } },
  ];
  const { dumps } = readPaste(lines.map((line) => JSON.stringify({ jsonrpc: '2.0', ...line })).join('\n'));
  expect(dumps).toEqual([{ name: 'files', tools, more: false }]);
});
