import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';
import { serveDirectory } from '../scripts/lib/serve.ts';
const [dir, out, ...specs] = process.argv.slice(2) as string[];
const server = await serveDirectory({ directory: dir, port: 0, basePath: '/' } as any);
const browser = await driver.launch({ executablePath: await chromium.executablePath(), args: chromium.args.filter((a) => a !== '--single-process'), headless: true });
for (const spec of specs) {
  const [path, width, theme, full] = spec.split(',');
  const c = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: theme as any });
  const p = await c.newPage(); const url = new URL(path!, (server as any).url).href;
  await p.goto(url); await p.waitForTimeout(200);
  const name = `${out}/${path!.replace(/[^a-z0-9]+/gi, '_')}_${width}_${theme}.png`;
  await p.screenshot({ path: name, fullPage: full === 'full' }); console.log(name, await p.evaluate(() => document.documentElement.scrollWidth));
  await c.close();
}
await browser.close(); await (server as any).close(); process.exit(0);
