import { siteChecks } from './checks.ts';
import { foreignFragmentsOf, loadedBy } from './links.ts';
import type { PageFacts } from './page-facts.ts';
import { readPageFacts } from './read-page.ts';
import type { Site } from './site.ts';
import type { FileCheck, Finding, PageCheck, PageRecord, Problem, SiteCheck } from './types.ts';

/** What one thread finds in its share of the files. */
export interface Inspection {
  readonly records: PageRecord[];
  readonly findings: Finding[];
}

const pageChecks = siteChecks.filter((check): check is PageCheck => check.scope === 'page');
const fileChecks = siteChecks.filter((check): check is FileCheck => check.scope === 'file');
const wholeChecks = siteChecks.filter((check): check is SiteCheck => check.scope === 'site');

/** Whether any check reads the text of a file. */
export function isInspected(path: string): boolean {
  return path.endsWith('.html') || fileChecks.some((check) => check.appliesTo(path));
}

/** Reads each file once and runs the checks that need no other; keeps what the checks over the site need. */
export function inspectFiles(paths: readonly string[], site: Site): Inspection {
  const records: PageRecord[] = [];
  const findings: Finding[] = [];
  for (const path of paths) {
    const text = site.read(path) ?? '';
    for (const check of fileChecks) {
      if (check.appliesTo(path)) findings.push(...toFindings(check, path, check.check(path, text)));
    }
    if (!path.endsWith('.html')) continue;
    const page = readPageFacts(path, text);
    for (const check of pageChecks) findings.push(...toFindings(check, path, check.check(page, site)));
    records.push(recordOf(page, site));
  }
  return { records, findings };
}

/** Runs the checks over what all pages left behind. */
export function inspectSite(records: readonly PageRecord[], site: Site): Finding[] {
  return wholeChecks.flatMap((check) => toFindings(check, '.', check.check(records, site)));
}

function toFindings(
  check: { id: string; remedy: string },
  path: string,
  problems: readonly Problem[],
): Finding[] {
  return problems.map(({ message, remedy, page }) => ({
    check: check.id,
    page: page ?? path,
    message,
    remedy: remedy ?? check.remedy,
  }));
}

function recordOf(page: PageFacts, site: Site): PageRecord {
  return {
    path: page.path,
    kind: page.kind,
    bytes: page.bytes,
    basePathBytes: countBasePathBytes(page, site),
    title: page.title,
    ids: page.ids.join('\n'),
    fragments: foreignFragmentsOf(page, site),
    scripts: loadedBy(page, site, 'script'),
    styles: loadedBy(page, site, 'stylesheet'),
  };
}

function countBasePathBytes({ links }: PageFacts, { options: { basePath } }: Site): number {
  const extra = basePath.length - 1;
  return extra === 0 ? 0 : links.filter(({ value }) => value.startsWith(basePath)).length * extra;
}
