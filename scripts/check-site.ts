import { parseArgs } from 'node:util';
import { siteChecks } from './lib/site-check/checks.ts';
import type { AheadInspection } from './lib/site-check/ahead.ts';
import { listFiles } from './lib/site-check/files.ts';
import { inspectSite, isInspected } from './lib/site-check/inspect.ts';
import { formatReport } from './lib/site-check/report.ts';
import { openSite } from './lib/site-check/site.ts';
import { inspectInThreads } from './lib/site-check/threads.ts';
import type { CheckOptions, CheckReport } from './lib/site-check/types.ts';

export type { CheckOptions, CheckReport, Finding } from './lib/site-check/types.ts';

/**
 * Runs every check over a built site. It reads files only, changes nothing, and reports everything that it finds.
 * @param ahead what was inspected while the site was rendered; it counts when all that it assumed is true
 */
export async function checkSite(options: CheckOptions, ahead?: AheadInspection): Promise<CheckReport> {
  const files = listFiles(options.siteDir);
  const known = new Set(files);
  const site = openSite(options, known);
  const early = ahead?.assumed.every((file) => known.has(file)) ? ahead : undefined;
  const inspected = new Set(early?.paths);
  const late = await inspectInThreads(
    files.filter((file) => isInspected(file) && !inspected.has(file)),
    site,
  );
  const records = [...(early?.records ?? []), ...late.records];
  const findings = [...(early?.findings ?? []), ...late.findings];
  const all = [...findings, ...inspectSite(records, site)];
  const order = new Map(siteChecks.map((check, index) => [check.id, index]));
  const rank = (check: string) => order.get(check) ?? 0;
  return {
    pages: records.length,
    findings: all.toSorted(
      (a, b) => rank(a.check) - rank(b.check) || (a.page < b.page ? -1 : Number(a.page > b.page)),
    ),
  };
}

/** `node scripts/check-site.ts [folder]`, with BASE_PATH and SITE_URL as the build had them. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const basePath = `/${process.env['BASE_PATH'] ?? ''}/`.replace(/\/+/g, '/');
  const siteDir = positionals[0] ?? process.env['OUT_DIR'] ?? 'dist';
  const start = performance.now();
  const report = await checkSite({ siteDir, basePath, siteUrl: process.env['SITE_URL'] });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${formatReport(report)}, checked in ${seconds} s`);
  process.exitCode = report.findings.length > 0 ? 1 : 0;
}

if (import.meta.main) await main();
