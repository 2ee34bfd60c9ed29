import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Listr } from 'listr2';
import { targets } from '#domain/targets/targets.ts';
import { canonicalJson } from '#records/canonical.ts';
import { type ContractResult, contractResultsSchema, contractTargets } from '#schema/contracts.ts';
import { readCheckedRecord, readLibrary } from '#site/content-folder.ts';
import { clients } from './lib/contracts/clients.ts';
import { type ContractOptions, readContractOptions } from './lib/contracts/options.ts';
import { listPublished, listRewritten } from './lib/contracts/published.ts';
import { formatFailures, formatResults, replaceResults } from './lib/contracts/report.ts';
import { runClient, type RunOptions } from './lib/contracts/run-client.ts';
import type { Client } from './lib/contracts/types.ts';
import { checkInstallation, installPackages } from './lib/install-packages.ts';
import { countNoun, formatNumber, formatSeconds } from './lib/progress.ts';
import { projectRoot, readSettings } from './lib/settings.ts';

/** Where the results are stored. */
const resultsFile = path.join(projectRoot, 'src/domain/targets/contracts.json');

/** What the steps of a run share. */
interface State {
  readonly results: ContractResult[];
  /** What is wrong, in words. */
  readonly problems: string[];
}

/** Installs the clients, lets each decide about every snippet of its format, and shows what came of it. */
async function testContracts(
  { only, reuse, keep, write }: ContractOptions,
  contentDir: string,
  signal: AbortSignal,
): Promise<boolean> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'contracts-'));
  const install = path.resolve(reuse ?? keep ?? path.join(scratch, 'install'));
  const chosen = only.map((id) => clients[id]);
  const state: State = { results: [], problems: [] };
  const date = new Date().toISOString().slice(0, 10);
  try {
    const surroundings = { contentDir, install, scratch, signal, date };
    await showTasks([
      {
        title: reuse === undefined ? 'Install the clients' : 'Look at the installed clients',
        run: async () => {
          if (reuse === undefined) await installPackages(chosen, install, { size: '1.6 GB', signal });
          checkInstallation(chosen, install);
          return chosen.map(({ label, version }) => `${label} ${version}`).join(', ');
        },
      },
      ...chosen.map((client) => ({
        title: `Ask ${client.label}`,
        run: (show: Show) => askClient(client, state, { ...surroundings, show }),
      })),
    ]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  if (state.results.length > 0) console.log(`\n${formatResults(state.results)}`);
  if (state.problems.length > 0) console.error(`\n${state.problems.join('\n\n')}`);
  if (write) storeResults(state.results);
  return state.problems.length === 0;
}

interface Surroundings extends RunOptions {
  readonly contentDir: string;
  readonly date: string;
}

async function askClient(
  client: Client,
  { results, problems }: State,
  { contentDir, date, ...options }: Surroundings,
): Promise<string> {
  try {
    const { cases, impossible, invented } = readCases(client, contentDir);
    const { checks, failures } = await runClient(client, [...cases, ...invented], options);
    results.push({
      target: client.id,
      package: client.package,
      version: client.version,
      date,
      snippets: cases.length,
      impossible: impossible.length,
      checks,
      passed: checks - failures.length,
      failed: failures.length,
      note: client.note,
    });
    if (failures.length > 0) problems.push(formatFailures(client.label, failures));
    return `${countNoun(cases.length, 'snippet')}, ${countNoun(checks, 'check')}, ${formatNumber(failures.length)} failed`;
  } catch (error) {
    options.signal.throwIfAborted();
    // The other clients can still be asked.
    problems.push(
      `${client.label} could not be asked: ${error instanceof Error ? error.message : String(error)}`,
    );
    return 'could not be asked, see below';
  }
}

type Show = (progress: string) => void;

/** Runs tasks one after the other and shows them; a signal ends what they run, not this process, so that nothing is left. */
async function showTasks(
  tasks: readonly { readonly title: string; readonly run: (show: Show) => Promise<string> }[],
): Promise<void> {
  const terminal = process.stdout.isTTY;
  let failure: unknown;
  const list = new Listr(
    tasks.map(({ title, run }) => ({
      title,
      task: async (_: unknown, task: { title: string }) => {
        const start = performance.now();
        const said = await run((progress) => {
          if (terminal) task.title = `${title}: ${progress}`;
        }).catch((error: unknown) => {
          failure = error;
          // The caller prints the error, which may be long; the list only marks where it happened.
          throw new Error('see below', { cause: error });
        });
        task.title = `${title}: ${said} (${formatSeconds((performance.now() - start) / 1000)})`;
      },
    })),
    {
      renderer: terminal ? 'default' : 'simple',
      rendererOptions: { showErrorMessage: false },
      concurrent: false,
      registerSignalListeners: false,
    },
  );
  try {
    await list.run();
  } catch (error) {
    throw failure ?? error;
  }
}

/** What the site publishes in the format of a client, and snippets for an invented server with names that clients rewrite. */
function readCases(client: Client, contentDir: string) {
  const library = readLibrary(contentDir);
  const choices = { numbers: library.site.policyNumbers, values: library.site.policyArguments };
  const target = targets[client.id];
  const published = listPublished(client, target, {
    catalogue: library.catalogue,
    choices,
    readTools: (serverId) => readCheckedRecord(contentDir, serverId).tools,
  });
  return { ...published, invented: listRewritten(client, target, choices) };
}

function storeResults(results: readonly ContractResult[]): void {
  const stored = existsSync(resultsFile)
    ? contractResultsSchema.parse(JSON.parse(readFileSync(resultsFile, 'utf8')))
    : [];
  writeFileSync(
    resultsFile,
    canonicalJson(contractResultsSchema.parse(replaceResults(stored, results, contractTargets))),
  );
  console.log(`\nStored in ${path.relative(projectRoot, resultsFile)}.`);
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interruption.abort(new Error('The run was interrupted.')));
  }
  try {
    const options = readContractOptions(process.argv.slice(2));
    const passed = await testContracts(options, readSettings(process.env).contentDir, interruption.signal);
    process.exitCode = passed ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = interruption.signal.aborted ? 130 : 1;
  }
}

if (import.meta.main) await main();
