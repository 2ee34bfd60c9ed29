import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything, type HitData } from '#client/search/index.ts';
import {
  findProse,
  openProseIndex,
  type ProseHit,
  type ProseIndex,
  type ProseScript,
} from '#client/search/prose-index.ts';
import { buildProseIndex, proseFolder, type ProseIndexStats } from './index-prose.ts';
import { serveDirectory, type StaticServer } from './lib/serve.ts';

const basePath = '/catalogue/';

const pages: Readonly<Record<string, string>> = {
  'attacks/rug-pull': `<main class="page" data-page="attack" data-attack="rug-pull">
    <nav>Breadcrumbs zeppelin</nav><h1>Change after approval</h1>
    <p>A server alters a <code>tools/list</code> answer &lt;later&gt;.</p>
    <h2 id="how">How it works</h2><p>Trust outlives the definition.</p><pre>zeppelin --run</pre>
    <section id="exposed">Exposed: <span data-untrusted>zeppelin</span> tools</section>
    <section id="references">Zeppelin papers</section></main>`,
  attacks: `<main data-page="attacks"><h1>Attacks</h1><p>A zeppelin of patterns.</p></main>`,
  'attacks/frameworks/owasp-mcp': `<main data-page="attacks" data-framework="owaspMcp"><h1>OWASP MCP Top 10</h1>
    <table><tr><th>MCP03:2025 Tool Poisoning</th><td>Zeppelin pattern</td></tr></table></main>`,
  'guides/writing': `<main data-page="guide"><h1>Writing rules</h1><p>Begin small.</p>
    <h2 id="missing-arguments">Missing arguments</h2><p>An absent argument makes on_deny answer; rotating helps.</p>
    <p data-untrusted>A zeppelin was here.</p></main>`,
  accuracy: `<main data-page="accuracy"><h1>Accuracy</h1><p>How often rules agree with labels.</p></main>`,
  'tools/airship/zeppelin': `<main data-page="tool"><h1>zeppelin</h1><p>Rules, labels, arguments.</p></main>`,
};

let folder: string;
let stats: ProseIndexStats;
let server: StaticServer;
let index: ProseIndex;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'index-prose-'));
  const siteDir = path.join(folder, 'site');
  writePages(siteDir);
  stats = await buildProseIndex(siteDir);
  server = await serveDirectory({ directory: siteDir, port: 0, basePath });
  // Node imports no script from a server, but the script fetches everything else from there, as in a browser.
  const script = (await import(
    pathToFileURL(path.join(siteDir, proseFolder, 'pagefind.js')).href
  )) as ProseScript;
  index = openProseIndex(script, { basePath: `${server.url}${proseFolder}/`, baseUrl: basePath });
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('buildProseIndex', () => {
  test('indexes prose and no lists and tools', () => {
    expect(stats.pages).toBe(4);
  });

  test('keeps only the files that a page loads', () => {
    const names = readdirSync(path.join(folder, 'site', proseFolder)).map((name) =>
      name.replace(/en_[0-9a-f]+/, 'en_hash'),
    );
    expect(names.sort()).toMatchInlineSnapshot(`
      [
        "filter",
        "fragment",
        "index",
        "pagefind-entry.json",
        "pagefind.en_hash.pf_meta",
        "pagefind.js",
        "wasm.en.pagefind",
      ]
    `);
  });

  test('makes the same files of the same pages', async () => {
    const again = path.join(folder, 'again');
    writePages(again);
    await buildProseIndex(again);
    expect(readAll(path.join(again, proseFolder))).toEqual(readAll(path.join(folder, 'site', proseFolder)));
  });

  test('says what to do when there are no pages', async () => {
    await expect(buildProseIndex(path.join(folder, 'empty'))).rejects.toThrow(
      /There is no prose to index in .*empty\. Render the pages first/,
    );
  });
});

describe('findProse', () => {
  test.each([
    ['outlives', 'Change after approval', '/catalogue/attacks/rug-pull/'],
    ['rug pull', 'Change after approval', '/catalogue/attacks/rug-pull/'],
    ['MCP03', 'OWASP MCP Top 10', '/catalogue/attacks/frameworks/owasp-mcp/'],
    ['how do I write a rule', 'Writing rules', '/catalogue/guides/writing/'],
    ['on_deny', 'Writing rules', '/catalogue/guides/writing/#missing-arguments'],
    ['rotation', 'Writing rules', '/catalogue/guides/writing/#missing-arguments'],
    ['accuracy', 'Accuracy', '/catalogue/accuracy/'],
  ])('%s finds %s', async (query, title, url) => {
    const [best] = await ask(query);
    expect([best?.title.map(({ text }) => text).join(''), best?.url]).toEqual([title, url]);
  });

  test('finds no words of strangers, code, lists and ways to other pages', async () => {
    expect(await ask('zeppelin')).toEqual([]);
    expect(await ask('breadcrumbs')).toEqual([]);
  });

  test('asks for the corrected words when those that were typed find nothing', async () => {
    expect(await ask('acuracy')).toEqual([]);
    expect(await ask('acuracy', 'accuracy')).toHaveLength(1);
  });

  test('gives excerpts as text', async () => {
    const [best] = await ask('alters answer');
    expect(best?.excerpt.map(({ text }) => text).join('')).toContain('answer <later>.');
    expect(best?.excerpt.filter(({ marked }) => marked).map(({ text }) => text)).toContain('alters');
    expect(best?.kind).toBe('Attack pattern');
  });

  test('for the name of a tool gives only what has its words in the title', async () => {
    expect(await ask('on_deny', undefined, 'on_deny')).toEqual([]);
    expect(await ask('on_de', undefined, 'on_deny')).toEqual([]);
    expect(await ask('accuracy', undefined, 'accuracy')).toHaveLength(1);
  });
});

/** What goes with a query whose first tool has this name. */
function ask(query: string, corrected?: string, tool?: string): Promise<readonly ProseHit[]> {
  const question = { query, choice: everything, order: 'relevance' } as const;
  const first: HitData[] = tool === undefined ? [] : [{ url: '/', meta: { title: tool } }];
  return findProse(index, { question, corrected, first }, 3);
}

function writePages(site: string): void {
  for (const [place, main] of Object.entries(pages)) {
    mkdirSync(path.join(site, place), { recursive: true });
    const html = `<!doctype html><html lang="en"><head><title>A page</title></head><body><header>Zeppelin</header>${main}</body></html>`;
    writeFileSync(path.join(site, place, 'index.html'), html);
  }
}

function readAll(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  return Object.fromEntries(
    files.sort().map((file) => [path.relative(directory, file), readFileSync(file, 'base64')]),
  );
}
