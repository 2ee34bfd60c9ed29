import type { ContractResult } from '#schema/contracts.ts';
import { formatTable } from '../accuracy/table.ts';
import { formatNumber } from '../progress.ts';
import type { Failure } from './compare.ts';

/** The results as a table, one line for each client. */
export function formatResults(results: readonly ContractResult[]): string {
  return formatTable(
    ['Package', 'Version', 'Snippets', 'None', 'Checks', 'Passed', 'Failed'],
    results.map(({ package: name, version, snippets, impossible, checks, passed, failed }) => [
      name,
      version,
      ...[snippets, impossible, checks, passed, failed].map(formatNumber),
    ]),
  );
}

/** Every failure, with the page, the preset, what was tried, what should have come of it and what did. */
export function formatFailures(label: string, failures: readonly Failure[]): string {
  return [
    `${label}:`,
    ...failures.map(({ page, presets, tried, expected, seen }) =>
      [
        `  ${[page, ...presets].join(', ')}: ${tried}`,
        `    expected ${expected}`,
        `    seen     ${seen.replaceAll('\n', '\n             ')}`,
      ].join('\n'),
    ),
  ].join('\n');
}

/** Stored results with new ones in place of those of the same target, in the order of the targets. */
export function replaceResults(
  stored: readonly ContractResult[],
  fresh: readonly ContractResult[],
  order: readonly ContractResult['target'][],
): ContractResult[] {
  return order.flatMap(
    (id) => fresh.find(({ target }) => target === id) ?? stored.find(({ target }) => target === id) ?? [],
  );
}
