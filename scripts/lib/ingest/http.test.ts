import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { listen, listenMcp, type RunningServer } from './http-server.fixture.ts';
import { noticesOf, only, run, useFolders } from './capture.fixture.ts';
import type { Report } from './summary.ts';

const newFolder = useFolders();
const running: RunningServer[] = [];
const processes: ChildProcess[] = [];
afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  await Promise.all(running.splice(0).map((server) => server.close()));
});

const tool = { name: 'look', inputSchema: { type: 'object' } };

/** Captures what answers at an address. */
function reach(url: string, flags: readonly string[] = [], out = newFolder('out')): Promise<Report> {
  return run(['--http', url, '--id', 'hosted', '--name', 'Hosted', '--out', out, ...flags]);
}

async function serve(...behaviour: Parameters<typeof listenMcp>): Promise<string> {
  const server = await listenMcp(...behaviour);
  running.push(server);
  return server.url;
}

/** Starts the everything server on a free port and waits until it listens. */
async function startEverything(transport: 'streamableHttp' | 'sse'): Promise<string> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => probe.close(resolve));
  const program = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'));
  const child = spawn(process.execPath, [program, transport], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  processes.push(child);
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The server has ended.')));
    child.stderr.on('data', (chunk: Buffer) => {
      if (/listening|running/i.test(chunk.toString())) resolve();
    });
  });
  return `http://127.0.0.1:${port}`;
}

test('a server is asked at its address, page by page, and recorded with the address', async () => {
  const url = await serve({
    list: ({ cursor }) =>
      cursor === undefined ? { tools: [{ name: 'a' }], nextCursor: 'b' } : { tools: [tool] },
  });
  const { server } = only(await reach(`${url}/mcp`)).prepared;
  expect(server).toMatchObject({
    source: { endpoint: `${url}/mcp`, version: '1.2.3' },
    transports: ['streamable-http'],
    capture: { method: 'http', date: '2026-11-21' },
    tools: [{ name: 'a' }, tool],
  });
  expect(server.capture.command).toBeUndefined();
});

test('no credential of a header or an address gets into a record', async () => {
  const login = `Basic ${Buffer.from('maria:open-sesame').toString('base64')}`;
  const key = 'q8Zt3LmP0vX7rK2wB5nY';
  const list = (): unknown => ({
    tools: [{ ...tool, description: `Key ${key}, team T01-ABC-9, plain words.` }],
  });
  const url = await serve({ list, authorization: login });
  const address = `${url.replace('http://', 'http://maria:open-sesame@')}/mcp/${key}?lang=en`;
  const { file, server } = only(await reach(address, ['--header', 'X-Team: T01-ABC-9'])).prepared;
  expect(server.source.endpoint).toBe(`${url}/mcp/redacted?lang=en`);
  expect(server.tools[0]?.description).toBe('Key <redacted>, team <redacted>, plain words.');
  const text = readFileSync(file, 'utf8');
  for (const secret of ['open-sesame', key, 'T01-ABC-9', 'X-Team']) expect(text).not.toContain(secret);
});

test('a recorded address is asked again, and what changed is kept', async () => {
  const tools: object[] = [tool];
  const url = await serve({ list: () => ({ tools }), authorization: 'Bearer open-sesame-1' });
  const header = ['--header', 'Authorization: Bearer open-sesame-1'];
  const out = newFolder('out');
  await reach(url, header, out);
  tools.push({ name: 'delete_page', description: 'Delete a page for good.' });
  const { change, prepared } = only(await run(['--again', 'hosted', ...header, '--out', out]));
  expect(prepared.server.name).toBe('Hosted');
  expect(change).toMatchObject({ riskier: true });
  expect(readdirSync(join(out, 'changes'))).toEqual(['hosted.json']);
});

test('a server that wants a login, and an address at which nothing answers, are explained', async () => {
  const url = await serve({ list: () => ({ tools: [tool] }), authorization: 'Bearer open-sesame-1' });
  const refused = await reach(`${url}/?token=s3cr3t-token`, [
    '--header',
    'Authorization: Bearer wrong-one-2',
  ]);
  expect(refused.failed[0]?.reason).toMatch(/refuses to answer without a login[^]*--header/);
  expect(refused.failed[0]?.reason).not.toMatch(/s3cr3t-token|wrong-one-2/);
  const { prepared } = only(await reach(url, ['--header', 'Authorization: Bearer open-sesame-1']));
  expect(prepared.server.tools).toEqual([tool]);
  await Promise.all(running.splice(0).map((server) => server.close()));
  expect((await reach(url)).failed[0]?.reason).toContain(`Nothing answers at ${url}/`);
});

test('an address that is no MCP server, never answers or sends too much ends with a problem', async () => {
  const page = await listen((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  );
  running.push(page);
  expect((await reach(page.url)).failed[0]?.reason).toContain(
    'Check that the address is the one of an MCP server',
  );
  const odd = await serve({ list: () => ({ tools: 'none' }) });
  expect((await reach(odd)).failed[0]?.reason).toContain('what it answered is no list of tools');
  const silent = await serve({ list: () => undefined });
  expect((await reach(silent, ['--timeout', '0.5'])).failed[0]?.reason).toContain(
    'did not answer within 0.5 s',
  );
  const description = 'x'.repeat(50 * 1024 * 1024);
  const huge = await serve({ list: () => ({ tools: [{ ...tool, description }] }) });
  expect((await reach(huge)).failed[0]?.reason).toContain('sent more than 16 MB in one answer');
});

test('the everything server is captured alike over both HTTP transports and over stdio', async () => {
  const program = fileURLToPath(import.meta.resolve('@modelcontextprotocol/server-everything/dist/index.js'));
  const out = newFolder('out');
  const flags = ['--id', 'everything', '--licence', 'MIT', '--out', out];
  const stdio = only(await run(['--stdio', `'${process.execPath}' '${program}' stdio`, ...flags])).prepared
    .server;
  expect(stdio.source.package).toBe('@modelcontextprotocol/server-everything');
  expect(noticesOf(stdio)).toEqual([]);
  expect(stdio.tools.length).toBeGreaterThan(10);

  const http = only(await reach(`${await startEverything('streamableHttp')}/mcp`)).prepared.server;
  expect(http.transports).toEqual(['streamable-http']);
  expect(http.tools).toEqual(stdio.tools);
  const sse = only(await reach(`${await startEverything('sse')}/sse`)).prepared.server;
  expect(sse.transports).toEqual(['sse']);
  expect(sse.tools).toEqual(stdio.tools);
}, 40_000);
