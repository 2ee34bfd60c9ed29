import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { listFiles } from './files.ts';
import { inspectFiles, type Inspection, isInspected } from './inspect.ts';
import { openSite } from './site.ts';
import type { CheckOptions } from './types.ts';

/** What was inspected while the site was still being rendered. */
export interface AheadInspection extends Inspection {
  /** Paths of the pages and data files that were inspected. */
  readonly paths: readonly string[];
  /** Paths of files that were taken to be there, because pages lead to them; whether they are is seen at the end. */
  readonly assumed: readonly string[];
}

/** What is needed to inspect pages as they appear. */
export interface AheadOptions {
  readonly check: CheckOptions;
  /** Folder that holds `api/`, which is moved into the site later. */
  readonly dataDir: string;
  /** Paths of pages in the order in which they are rendered. */
  readonly pages: readonly string[];
  /** Whether rendering has ended: then the rest is left to the check of the whole site. */
  readonly hasEnded: () => boolean;
}

/** Pages inspected between two looks at whether rendering has ended. */
const batch = 20;
const pause = 50;

/**
 * Inspects pages while others are still being rendered, so that the second core has something to do. A page counts as written
 * when the next one is there. What cannot be known yet, whether a linked file will exist, is assumed and handed back.
 */
export async function inspectAhead({
  check,
  dataDir,
  pages,
  hasEnded,
}: AheadOptions): Promise<AheadInspection> {
  const assumed = new Set<string>();
  const locate = (file: string): string => path.join(file.startsWith('api/') ? dataDir : check.siteDir, file);
  const known = (file: string): boolean => {
    // The files for programs are all there already.
    if (file.startsWith('api/')) return existsSync(locate(file));
    assumed.add(file);
    return true;
  };
  const site = openSite(check, Object.assign(new Set<string>(), { has: known }), locate);
  const data = listFiles(dataDir).filter((file) => file.startsWith('api/') && isInspected(file));
  const { records, findings } = inspectFiles(data, site);
  const done: Inspection = { records, findings };
  let next = 0;
  while (next + batch < pages.length && !hasEnded()) {
    if (!existsSync(path.join(check.siteDir, pages[next + batch] ?? ''))) {
      await wait(pause);
      continue;
    }
    const found = inspectFiles(pages.slice(next, next + batch), site);
    done.records.push(...found.records);
    done.findings.push(...found.findings);
    next += batch;
    // Lets the message arrive that rendering has ended.
    await wait(0);
  }
  return { ...done, paths: [...data, ...pages.slice(0, next)], assumed: [...assumed] };
}
