import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Gate, nameFolders, selectGates } from './lib/gates.ts';
import { formatSeconds } from './lib/progress.ts';
import { type GateContext, type GateResult, runGate } from './lib/run-gate.ts';

/** Two programs at a time are quicker than one on two cores; more only wait for each other. */
const lanes = 2;

if (import.meta.main) process.exitCode = await runTests(process.argv.slice(2));

/** Runs the named gates, or all; every one is run even when another fails. The last line counts; resolves to the exit code. */
async function runTests(ids: readonly string[]): Promise<number> {
  let selected: readonly Gate[];
  try {
    selected = selectGates(ids);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
  const temporary = mkdtempSync(path.join(tmpdir(), 'tool-risk-catalogue-'));
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => abort.abort());
  try {
    const context = { folders: nameFolders(temporary), temporary, signal: abort.signal };
    const results = [...(await runGates(selected, context)).values()];
    const failed = results.reduce((sum, result) => sum + result.failed, 0);
    const passed = results.reduce((sum, result) => sum + result.passed, 0);
    console.log(`\n${passed} passed, ${failed} failed`);
    return failed > 0 ? 1 : 0;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function runGates(
  selected: readonly Gate[],
  context: GateContext,
): Promise<ReadonlyMap<string, GateResult>> {
  const results = new Map<string, GateResult>();
  const running = new Map<string, Promise<void>>();
  const waiting = new Set(selected);
  const ended = (id: string): boolean => results.has(id) || !selected.some((gate) => gate.id === id);
  while (waiting.size > 0 || running.size > 0) {
    for (const gate of waiting) {
      if (running.size >= lanes) break;
      if (![...(gate.needs ?? []), ...(gate.after ?? [])].every(ended)) continue;
      waiting.delete(gate);
      running.set(
        gate.id,
        runAndReport(gate, context, results).then(() => void running.delete(gate.id)),
      );
    }
    await Promise.race(running.values());
  }
  return results;
}

async function runAndReport(
  gate: Gate,
  context: GateContext,
  results: Map<string, GateResult>,
): Promise<void> {
  const missing = gate.needs?.filter((id) => results.get(id)?.failed !== 0) ?? [];
  const result =
    missing.length > 0
      ? {
          passed: 0,
          failed: 1,
          seconds: 0,
          output: `Not run, because it needs what failed: ${missing.join(', ')}.\n`,
        }
      : await runGate(gate, context);
  results.set(gate.id, result);
  const tests =
    gate.project === undefined ? '' : `, ${result.passed} of ${result.passed + result.failed} tests`;
  const mark = result.failed === 0 ? '✔' : '✖';
  console.log(`${mark} ${gate.id}: ${gate.title}${tests} (${formatSeconds(result.seconds)})`);
  if (result.failed > 0) console.log(`\n${result.output.trimEnd()}\n`);
}
