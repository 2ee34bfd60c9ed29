import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';
import { checkInstallation, installPackages } from './lib/install-packages.ts';
import {
  findBelowGates,
  formatScores,
  lighthouse,
  type PageScore,
  readScore,
} from './lib/lighthouse/gates.ts';
import { buildSite, buildSteps } from './lib/pipeline.ts';
import { serveDirectory } from './lib/serve.ts';
import { readSettings } from './lib/settings.ts';

const usage = `Usage: npm run lighthouse -- [options]
  --site <dir>    judge this built site, made for the base path /; without it, the site is built first and thrown away
  --pages <list>  judge these paths below the home page, separated by commas (one page of each main kind)
  --keep <dir>    install Lighthouse into this folder and leave it there, about 180 MB
  --reuse <dir>   use what --keep has left`;

/** One page of each main kind of this project's own catalogue. */
const mainPages = [
  '',
  'tools/filesystem/write_file/',
  'servers/chrome-devtools/',
  'search/',
  'stack/',
  'attacks/lethal-trifecta-exfiltration/',
];

interface Options {
  readonly site: string | undefined;
  readonly pages: readonly string[];
  readonly keep: string | undefined;
  readonly reuse: string | undefined;
}

/** Judges pages of a built site one after the other. Rejects when Lighthouse cannot judge one of them. */
async function judgePages(site: string, pages: readonly string[], install: string): Promise<PageScore[]> {
  const entry = path.join(install, 'node_modules', lighthouse.package, 'core/index.js');
  const { default: run } = (await import(pathToFileURL(entry).href)) as { default: Lighthouse };
  const server = await serveDirectory({ directory: site, port: 0, basePath: '/' });
  const port = await findFreePort();
  const browser = await driver.launch({
    executablePath: process.env['CHROME_PATH'] || (await chromium.executablePath()),
    args: [
      ...chromium.args.filter((argument) => argument !== '--single-process'),
      `--remote-debugging-port=${port.toString()}`,
    ],
    headless: true,
  });
  try {
    const scores: PageScore[] = [];
    for (const page of pages) {
      const result = await run(`${server.url}${page}`, { port, output: 'json', logLevel: 'error' });
      if (result === undefined) throw new Error(`Lighthouse did not judge /${page}.`);
      const score = readScore(page, result.lhr);
      console.log(`/${page}: ${Object.values(score.scores).join(', ')}`);
      scores.push(score);
    }
    return scores;
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What is used of the program's own function. */
type Lighthouse = (
  url: string,
  flags: { port: number; output: 'json'; logLevel: 'error' },
) => Promise<{ lhr: unknown } | undefined>;

/** The browser is told the port before it takes it. */
function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => interruption.abort());
  const scratch = mkdtempSync(path.join(tmpdir(), 'lighthouse-'));
  try {
    const options = readOptions(process.argv.slice(2));
    const install = path.resolve(options.reuse ?? options.keep ?? path.join(scratch, 'install'));
    if (options.reuse === undefined) {
      await installPackages([lighthouse], install, { size: '180 MB', signal: interruption.signal });
    }
    checkInstallation([lighthouse], install);
    const scores = await judgePages(
      options.site ?? (await build(path.join(scratch, 'site'))),
      options.pages,
      install,
    );
    console.log(`\n${formatScores(scores)}`);
    const below = findBelowGates(scores);
    if (below.length > 0) throw new Error(`\n${below.join('\n')}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]): Options {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { site: text, pages: text, keep: text, reuse: text },
    });
    if (values.keep !== undefined && values.reuse !== undefined)
      throw new Error('--keep and --reuse exclude each other: what is reused is kept.');
    return {
      site: values.site === undefined ? undefined : path.resolve(values.site),
      pages: values.pages?.split(',').map((page) => page.trim().replace(/^\//, '')) ?? mainPages,
      keep: values.keep,
      reuse: values.reuse,
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

/** With an address, since a page without one cannot say which it is. */
async function build(outDir: string): Promise<string> {
  const settings = { ...readSettings(process.env), basePath: '/', outDir };
  await buildSite(settings, buildSteps, { terminal: process.stdout.isTTY });
  return outDir;
}

if (import.meta.main) await main();
