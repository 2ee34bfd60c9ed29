import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Server } from '#schema/server.ts';
import { ingest } from '#scripts/ingest.ts';
import { joinCommand } from './command-words.ts';
import { readOptions } from './options.ts';
import type { Judged, Report } from './summary.ts';

/** The day on which tests capture. */
export const day = '2026-11-21';

const fixtures = join(import.meta.dirname, '../../../tests/fixtures/mcp-servers');

/** A function that makes empty folders, which are removed after the tests of the file. */
export function useFolders(): (name: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'ingest-'));
  afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  return (name) => mkdtempSync(join(root, `${name}-`));
}

/** The command that starts a fixture server. */
export function fixtureCommand(name: string, ...args: string[]): string {
  return joinCommand([process.execPath, join(fixtures, `${name}.mjs`), ...args]);
}

/** What a test may change about a run. */
export interface RunSettings {
  readonly date?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly interruption?: AbortSignal;
}

/** Runs a command line as a user would give it. */
export function run(
  args: readonly string[],
  { date = day, environment = {}, interruption = new AbortController().signal }: RunSettings = {},
): Promise<Report> {
  return ingest(readOptions(args, environment), { date, environment, interruption, progress: 'silent' });
}

/** The only server of a report. Throws the reason when it failed or was skipped, as the user would read it. */
export function only({ captured, failed, skipped }: Report): Judged {
  const [first] = captured;
  if (!first || captured.length > 1)
    throw new Error([...failed, ...skipped].map(({ reason }) => reason).join('\n'));
  return first;
}

/** Notices as lines. */
export function noticesOf(server: Server): string[] {
  return server.notices.map(({ kind, text }) => `${kind}: ${text}`);
}
