import fc from 'fast-check';
import { stringify } from 'smol-toml';
import { expect, test } from 'vitest';
import { readPaste } from './paste.ts';
import { recogniseServers } from './recognise.ts';
import { readShareFragment, writeShareFragment } from './share.ts';

/** What nobody would write by hand, and no word of a configuration holds by chance. */
const secret = fc.stringMatching(/^[A-Za-z0-9_-]{16,40}$/);
/** What looks like a credential by itself, so that it must not pass even as a part of an address. */
const token = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{32}$/).filter((text) => /\d/.test(text)),
  fc.uuid(),
  fc.stringMatching(/^(?:sk|ghp|glpat)-[A-Za-z0-9]{20}$/),
  fc
    .stringMatching(/^[A-Za-z0-9_-]{44}$/)
    .filter((text) => /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text)),
);

const optionNames = fc.constantFrom('--api-key', '--token', '--access-token', '--password', '-k', '--header');

/** Commands that hold a secret in one of the places in which people put them. */
const servers: readonly ((secret: string, option: string) => Record<string, unknown>)[] = [
  (value, option) => ({ command: 'npx', args: ['-y', '@scope/server@1.2.0', option, value] }),
  (value, option) => ({ command: 'npx', args: ['-y', '@scope/server', `${option}=${value}`] }),
  (value) => ({ command: 'npx', args: ['--api-key', value, '@scope/server'] }),
  (value) => ({ command: 'npx', args: ['-y', '@scope/server', value], env: { API_KEY: value } }),
  (value) => ({ command: `npx -y @scope/server --api-key ${value}` }),
  (value) => ({ command: 'bash', args: ['-c', `API_KEY=${value} npx -y @scope/server ${value}`] }),
  (value) => ({ command: 'env', args: [`API_KEY=${value}`, 'uvx', 'some-server', '--token', value] }),
  (value) => ({ command: 'cmd', args: ['/c', 'npx', '-y', '@scope/server', `--key=${value}`] }),
  (value) => ({ command: 'docker', args: ['run', '-i', '-e', `KEY=${value}`, 'mcp/some:1', value] }),
  (value) => ({ command: 'docker', args: ['run', '--env', value, '--rm', 'mcp/some', '--token', value] }),
  (value) => ({ command: 'uvx', args: ['--from', `git+https://${value}@github.com/own/name@main`, 'x'] }),
  (value) => ({
    command: 'npx',
    args: ['mcp-remote', `https://mcp.example/a?key=${value}`, '--header', `A: ${value}`],
  }),
  (value) => ({ command: 'npx', args: ['-y', 'supergateway', '--stdio', `npx -y pkg --token ${value}`] }),
  (value) => ({
    url: `https://${value}@mcp.example/mcp?token=${value}#${value}`,
    headers: { Authorization: `Bearer ${value}` },
  }),
  (value) => ({ serverUrl: `https://user:${value}@mcp.example/mcp`, headers: { 'X-Key': value } }),
  (value) => ({
    httpUrl: `https://mcp.example/mcp?k=${value}`,
    env: { A: value },
    oauth: { clientSecret: value },
  }),
  (value) => ({
    command: { path: 'npx', args: ['-y', 'pkg', value], env: { KEY: value } },
    settings: { key: value },
  }),
  (value) => ({
    command: 'node',
    args: ['/home/me/node_modules/pkg/dist/index.js', value],
    cwd: `/x/${value}`,
  }),
  (value) => ({ command: 'deno', args: ['run', `--allow-env=${value}`, 'npm:pkg@1', value] }),
  (value) => ({ command: 'uv', args: ['--directory', `/x/${value}`, 'run', 'server.py', '--key', value] }),
  (value) => ({ command: 'python', args: ['-m', 'mcp_some', '--token', value], envFile: value }),
  (value) => ({ type: 'http', env: { KEY: value }, headers: { A: value } }),
  (value) => ({ command: '', args: [value], env: { KEY: value } }),
];

const shapes: readonly ((list: Record<string, unknown>, secret: string) => object)[] = [
  (mcpServers) => ({ mcpServers }),
  (list, value) => ({ servers: list, inputs: [{ id: 'k', type: 'promptString', default: value }] }),
  (list, value) => ({ mcp: { servers: list }, 'some.apiKey': value }),
  (list, value) => ({ context_servers: list, assistant: { key: value } }),
  (list, value) => ({ projects: { '/home/me': { mcpServers: list, history: [value] } }, oauth: value }),
  (list) => list,
];

const config = (value: fc.Arbitrary<string>) =>
  fc
    .record({
      value,
      option: optionNames,
      chosen: fc.uniqueArray(fc.nat(servers.length - 1), { minLength: 1, maxLength: 6 }),
      shape: fc.constantFrom(...shapes),
      toml: fc.boolean(),
    })
    .map(({ value: hidden, option, chosen, shape, toml }) => {
      const list = Object.fromEntries(
        chosen.map((index) => [`server-${index.toString()}`, servers[index]?.(hidden, option)]),
      );
      const text = toml
        ? stringify({ model: hidden, mcp_servers: list })
        : JSON.stringify(shape(list, hidden), null, 2);
      return { hidden, text };
    });

const catalogue = [
  {
    id: 'some',
    name: 'Some',
    url: '/servers/some/',
    profile: '/api/v1/profiles/some.json',
    tools: 1,
    tokens: 10,
    packages: ['npm:@scope/server'],
    endpoints: ['https://mcp.example/mcp'],
    repository: 'https://github.com/own/name',
    byLevel: { low: 1 },
  },
];

test('no secret of a configuration is in what was read, in what was recognised, or in the link', () => {
  fc.assert(
    fc.property(config(secret), ({ hidden, text }) => {
      const paste = readPaste(text);
      const recognised = recogniseServers(paste.servers, catalogue);
      const ids = recognised.flatMap((each) => (each.kind === 'recognised' ? each.server.id : []));
      const link = writeShareFragment({ servers: ids, preset: 'strict' });
      expect(paste.servers.length + paste.problems.length).toBeGreaterThan(0);
      expect(JSON.stringify([paste, recognised, link])).not.toContain(hidden);
    }),
    { numRuns: 500 },
  );
});

test('a secret in the path of an address is replaced', () => {
  fc.assert(
    fc.property(token, (hidden) => {
      const list = {
        a: { url: `https://mcp.example/s/${hidden}/mcp` },
        b: { command: 'npx', args: ['mcp-remote', `https://mcp.example/${hidden}`] },
        c: { command: 'npx', args: [hidden] },
        d: { command: hidden, args: [] },
        e: { command: 'docker', args: ['run', hidden] },
        f: { command: 'uvx', args: ['--from', `git+https://github.com/own/${hidden}`, 'x'] },
        g: { command: 'npx', args: ['-y', `pkg@${hidden}`] },
      };
      expect(JSON.stringify(readPaste(JSON.stringify({ mcpServers: list })))).not.toContain(hidden);
    }),
    { numRuns: 500 },
  );
});

test('nothing that is pasted and no fragment makes reading throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json({ maxDepth: 5 })), (text) => {
      const { servers: read, dumps, problems } = readPaste(text);
      expect(read.length + dumps.length + problems.length).toBeGreaterThan(0);
      expect(['stack', 'none', 'unreadable']).toContain(readShareFragment(text).kind);
      expect(['stack', 'unreadable']).toContain(readShareFragment(`#stack=${text}`).kind);
    }),
    { numRuns: 1000 },
  );
});
