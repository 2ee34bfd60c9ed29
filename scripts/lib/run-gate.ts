import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command, Folders, Gate } from './gates.ts';
import { projectRoot } from './settings.ts';

/** How a gate ended. */
export interface GateResult {
  readonly passed: number;
  readonly failed: number;
  /** Wall time. */
  readonly seconds: number;
  /** Everything that the commands printed, or why they were not run. */
  readonly output: string;
}

/** What a gate needs to be run. */
export interface GateContext {
  readonly folders: Folders;
  /** Folder for the reports of the test runner. */
  readonly temporary: string;
  /** Ends the commands when it is aborted. */
  readonly signal: AbortSignal;
}

/** Runs the commands of a gate; never rejects. */
export async function runGate(gate: Gate, { folders, temporary, signal }: GateContext): Promise<GateResult> {
  const start = performance.now();
  const report = path.join(temporary, `${gate.id}.json`);
  let output = '';
  let succeeded = true;
  for (const command of gate.commands(folders)) {
    const result = await runCommand(withReport(command, gate, report), signal);
    output += result.output;
    succeeded = result.succeeded;
    if (!succeeded) break;
  }
  if (succeeded && gate.identical !== undefined) {
    const differences = compareDirectories(...gate.identical(folders));
    succeeded = differences.length === 0;
    if (!succeeded) output += `A second build made something else:\n${differences.join('\n')}\n`;
  }
  const counts = gate.project === undefined ? undefined : readCounts(report);
  const seconds = (performance.now() - start) / 1000;
  return { ...countResult(succeeded, gate, counts), seconds, output };
}

/** Paths within both folders that are missing in one of them or have other bytes there, each with what is wrong. */
export function compareDirectories(first: string, second: string): readonly string[] {
  const names = new Set([...listFiles(first), ...listFiles(second)]);
  return [...names].toSorted().flatMap((name) => {
    const files = [path.join(first, name), path.join(second, name)] as const;
    if (!existsSync(files[0])) return [`  ${name}: only in the second`];
    if (!existsSync(files[1])) return [`  ${name}: only in the first`];
    return readFileSync(files[0]).equals(readFileSync(files[1])) ? [] : [`  ${name}: other bytes`];
  });
}

/**
 * Passed and failed, from how the commands ended and what the test runner counted. A runner that counted nothing, or that ended
 * badly without a failed test (a file that could not be loaded), has failed once.
 */
function countResult(
  succeeded: boolean,
  { project }: Gate,
  counts: { passed: number; failed: number } | undefined,
): { passed: number; failed: number } {
  if (project === undefined) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  const silent = failed === 0 && (!succeeded || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}

function withReport(command: Command, { project }: Gate, report: string): Command {
  if (project === undefined) return command;
  return {
    ...command,
    script: [...command.script, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  };
}

function runCommand(
  { script, env }: Command,
  signal: AbortSignal,
): Promise<{ succeeded: boolean; output: string }> {
  return new Promise((resolve) => {
    const [file, ...args] = script;
    const child = spawn(process.execPath, [path.join(projectRoot, file), ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...env, ASTRO_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => chunks.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) =>
      resolve({ succeeded: code === 0, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}

function readCounts(report: string): { passed: number; failed: number } | undefined {
  if (!existsSync(report)) return undefined;
  const counts: unknown = JSON.parse(readFileSync(report, 'utf8'));
  if (typeof counts !== 'object' || counts === null) return undefined;
  const passed = 'numPassedTests' in counts ? counts.numPassedTests : undefined;
  const failed = 'numFailedTests' in counts ? counts.numFailedTests : undefined;
  return typeof passed === 'number' && typeof failed === 'number' ? { passed, failed } : undefined;
}

function listFiles(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(directory, path.join(parentPath, name)));
}
