import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeContentFolder } from './lib/bench/content-folder.ts';
import { type BuildMeasure, measureBuild } from './lib/bench/measure-build.ts';
import { measureClassify } from './lib/bench/measure-classify.ts';
import { formatDecisions, measureDecisions } from './lib/bench/measure-decisions.ts';
import { measureSearch, type SearchMeasure } from './lib/bench/measure-search.ts';
import { type BenchReport, formatBench, formatClassify, formatSearch } from './lib/bench/report.ts';
import { projectRoot } from './lib/settings.ts';
import { nameTemporary, removeLeftovers } from './lib/work-directory.ts';

const usage = `Usage: npm run bench -- [options]
  --tools <n>     build a synthetic catalogue of so many tools (5000)
  --servers <n>   spread them over so many servers (as real servers do)
  --runs <n>      build so many times (1)
  --classify      time the judgement of definitions alone
  --decisions     time the decisions of a policy about calls alone
  --search        measure the search page over so many tools in a browser: bytes and milliseconds of the first search and of
                  later keystrokes; each query is typed --runs times, on a cold page every time
  --count <n>     judge so many definitions (10000), or decide about so many calls (1000000)
  --seed <n>      make another catalogue (1)
  --json          print the result as JSON`;

/** What a bench is asked to do. */
export interface BenchOptions {
  readonly tools: number;
  /** Undefined spreads the tools as real servers do. */
  readonly servers: number | undefined;
  readonly runs: number;
  readonly classify: boolean;
  readonly decisions: boolean;
  readonly search: boolean;
  readonly count: number;
  readonly seed: number;
  readonly json: boolean;
}

/** Reads the arguments of a bench. Throws one error that names every wrong argument, with the usage. */
export function readBenchOptions(args: readonly string[]): BenchOptions {
  const number = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      tools: number,
      servers: number,
      runs: number,
      classify: flag,
      decisions: flag,
      search: flag,
      count: number,
      seed: number,
      json: flag,
    },
  });
  const problems: string[] = [];
  const read = <T>(name: 'tools' | 'servers' | 'runs' | 'count' | 'seed', otherwise: T): number | T => {
    const given = values[name];
    if (given === undefined) return otherwise;
    if (!/^[1-9]\d{0,6}$/.test(given))
      problems.push(`--${name} is "${given}". Write a whole number from 1 to 9999999.`);
    return Number(given);
  };
  const options = {
    tools: read('tools', 5_000),
    servers: read('servers', undefined),
    runs: read('runs', 1),
    classify: values.classify,
    decisions: values.decisions,
    search: values.search,
    count: read('count', values.decisions ? 1_000_000 : 10_000),
    seed: read('seed', 1),
    json: values.json,
  };
  if (problems.length > 0) throw new Error([...problems, usage].join('\n'));
  return options;
}

/** Builds a synthetic catalogue as often as asked, in a temporary folder that is removed in every case. Rejects with the build's error. */
export async function benchBuild(options: BenchOptions, signal: AbortSignal): Promise<BenchReport> {
  // Beside the folders of builds, so that publishing is a renaming within one file system, as it is for most users.
  const cache = path.join(projectRoot, 'node_modules', '.cache', 'tool-risk-catalogue');
  const prefix = path.join(cache, 'bench-');
  mkdirSync(cache, { recursive: true });
  removeLeftovers(prefix);
  const folder = nameTemporary(prefix);
  const contentDir = path.join(folder, 'content');
  const env = {
    CONTENT_DIR: contentDir,
    OUT_DIR: path.join(folder, 'site'),
    SITE_URL: 'https://catalogue.example',
    BASE_PATH: '/',
  };
  try {
    const content = writeContentFolder(contentDir, path.join(projectRoot, 'content'), options);
    const runs: BuildMeasure[] = [];
    while (runs.length < options.runs) runs.push(await measureBuild({ env, signal }));
    return { content, runs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    // A build that was interrupted had no time to remove its own folder.
    removeLeftovers(path.join(cache, 'build-'));
  }
}

/** Measures the search of a synthetic catalogue in a browser, in a temporary folder that is removed in every case. */
export async function benchSearch(options: BenchOptions): Promise<SearchMeasure> {
  const prefix = path.join(projectRoot, 'node_modules', '.cache', 'tool-risk-catalogue', 'bench-');
  mkdirSync(path.dirname(prefix), { recursive: true });
  removeLeftovers(prefix);
  const folder = nameTemporary(prefix);
  try {
    return await measureSearch({ ...options, folder, realContent: path.join(projectRoot, 'content') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => interruption.abort());
  try {
    const options = readBenchOptions(process.argv.slice(2));
    const print = <T>(result: T, format: (result: T) => string): void =>
      console.log(options.json ? JSON.stringify(result, null, 2) : format(result));
    if (options.classify) print(measureClassify(options.count, options.seed), formatClassify);
    else if (options.decisions) print(measureDecisions(options.count, options.seed), formatDecisions);
    else if (options.search) print(await benchSearch(options), formatSearch);
    else {
      const report = await benchBuild(options, interruption.signal);
      print(report, formatBench);
      const [findings] = report.runs.flatMap((run) => run.findings ?? []);
      if (findings !== undefined)
        throw new Error(`\nThe checks refuse the site that was measured.\n${findings}`);
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
