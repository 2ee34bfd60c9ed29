import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildSite, buildSteps } from './lib/pipeline.ts';
import { type AnsweredQuery, findBelowGates, judge, mostResults } from './lib/search-eval/measure.ts';
import { readQueries } from './lib/search-eval/queries.ts';
import { formatBelowGates, formatReport } from './lib/search-eval/report.ts';
import { openSiteSearch } from './lib/search-eval/site-search.ts';
import { projectRoot, readSettings } from './lib/settings.ts';

const usage = `Usage: npm run search:eval -- [options]
  --site <dir>      ask the search of this built site; without it, the site is built first and thrown away
  --queries <file>  read labelled queries from another file (tests/search/queries.yaml)`;

/** Where the labelled queries of this project lie. */
export const queryFile = path.join(projectRoot, 'tests/search/queries.yaml');

/** Asks the search of a built site every query of a file. Throws when the site has no search or the file is not in order. */
export async function evaluateSearch(siteDir: string, queries: string): Promise<AnsweredQuery[]> {
  await using search = await openSiteSearch(siteDir);
  const answered: AnsweredQuery[] = [];
  for (const labelled of readQueries(queries, search.answers)) {
    answered.push(judge(labelled, await search.ask(labelled.query, mostResults)));
  }
  return answered;
}

async function main(): Promise<void> {
  let made: string | undefined;
  try {
    const { site, queries } = readOptions(process.argv.slice(2));
    if (site === undefined) made = mkdtempSync(path.join(tmpdir(), 'search-eval-'));
    const answered = await evaluateSearch(site ?? (await build(path.join(made ?? '', 'site'))), queries);
    console.log(formatReport(answered));
    const below = findBelowGates(answered);
    if (below.length > 0) {
      throw new Error(
        `\n${formatBelowGates(below)}\nImprove what is indexed or how it is weighed. Correct a label only when it contradicts the definitions.`,
      );
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  } finally {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  }
}

function readOptions(args: readonly string[]): { site: string | undefined; queries: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { site: { type: 'string' }, queries: { type: 'string', default: queryFile } },
    });
    return {
      site: values.site === undefined ? undefined : path.resolve(values.site),
      queries: path.resolve(values.queries),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

async function build(outDir: string): Promise<string> {
  await buildSite({ ...readSettings(process.env), outDir }, buildSteps, { terminal: process.stdout.isTTY });
  return outDir;
}

if (import.meta.main) await main();
