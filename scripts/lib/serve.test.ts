import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readPort, serveDirectory, type StaticServer } from './serve.ts';

let directory: string;
const servers: StaticServer[] = [];

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'serve-'));
  const files = {
    'site/index.html': '<h1>Home</h1>',
    'site/404.html': '<h1>Lost</h1>',
    'site/tools/a/index.html': '<h1>A</h1>',
    'site/llms.txt': 'café',
    'site/.marker': 'hidden',
    'secret.txt': 'secret',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true });
    writeFileSync(path.join(directory, name), text);
  }
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function serve(basePath: string, port = 0): Promise<string> {
  const server = await serveDirectory({ directory: path.join(directory, 'site'), port, basePath });
  servers.push(server);
  return server.url;
}

function get(url: string): Promise<Response> {
  return fetch(url, { redirect: 'manual' });
}

test('serves a page with the security headers', async () => {
  const response = await get(`${await serve('/')}tools/a/`);
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('<h1>A</h1>');
  expect(response.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/i);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('content-security-policy')).not.toContain('unsafe-inline');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
});

test('says that text is UTF-8', async () => {
  const response = await get(`${await serve('/')}llms.txt`);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await response.text()).toBe('café');
});

test('sends text compressed to those who take it', async () => {
  writeFileSync(path.join(directory, 'site/long.css'), 'p{margin:0}'.repeat(500));
  const url = `${await serve('/')}long.css`;
  const sent = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  expect(sent.headers.get('content-encoding')).toBe('gzip');
  expect(await sent.text()).toHaveLength(5_500);
  const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

test('serves below the base path only', async () => {
  const url = await serve('/x/');
  const origin = new URL(url).origin;
  expect(url).toBe(`${origin}/x/`);
  expect((await get(url)).status).toBe(200);
  expect((await get(`${origin}/`)).status).toBe(404);
  expect((await get(`${origin}/x`)).headers.get('location')).toBe('/x/');
  expect((await get(`${origin}/x/tools/a?q=1`)).headers.get('location')).toBe('/x/tools/a/?q=1');
});

test.each(['nothing/', 'tools/', '.marker', '..%2fsecret.txt', '%2e%2e%2fsecret.txt', '%zz'])(
  'answers %s with the 404 page',
  async (target) => {
    const response = await get((await serve('/')) + target);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('<h1>Lost</h1>');
  },
);

test('takes no other method than GET and HEAD', async () => {
  const url = await serve('/');
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  expect((await fetch(url, { method: 'POST' })).status).toBe(405);
});

test('says what to do when the port is taken', async () => {
  const { port } = new URL(await serve('/'));
  await expect(serve('/', Number(port))).rejects.toThrow(
    `Port ${port} is taken by another program. End that program, or choose another port: PORT=${Number(port) + 1} npm start`,
  );
});

test('reads a port', () => {
  expect([readPort(undefined), readPort(''), readPort('0'), readPort('8080')]).toEqual([4321, 4321, 0, 8080]);
  for (const wrong of ['http', '-1', '65536', '1.5'])
    expect(() => readPort(wrong)).toThrow(`PORT is "${wrong}"`);
});
