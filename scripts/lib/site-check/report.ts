import { siteChecks } from './checks.ts';
import type { CheckReport, Finding } from './types.ts';

/** Pages named for one message: a fault in the layout is on every page. */
const namedPages = 3;

/** The findings as text: under each check what must hold, then what is wrong and where, then the remedy. */
export function formatReport({ pages, findings }: CheckReport): string {
  const byCheck = Map.groupBy(findings, ({ check }) => check);
  const groups = [...byCheck].map(([id, found]) => formatCheck(id, found));
  return [...groups, `${count(findings.length, 'finding')} on ${count(pages, 'page')}`].join('\n\n');
}

function formatCheck(id: string, findings: readonly Finding[]): string {
  const description = siteChecks.find((check) => check.id === id)?.description ?? '';
  const parts = [...Map.groupBy(findings, ({ remedy }) => remedy)].flatMap(([remedy, found]) => [
    ...[...Map.groupBy(found, ({ message }) => message)].map(
      ([message, same]) => `  ${listPages(same)}: ${message}`,
    ),
    `  → ${remedy}`,
  ]);
  return [`${id} (${findings.length}): ${description}`, ...parts].join('\n');
}

function listPages(findings: readonly Finding[]): string {
  const pages = [...new Set(findings.map(({ page }) => page))];
  const named = pages.slice(0, namedPages).join(', ');
  return pages.length > namedPages ? `${named} and ${count(pages.length - namedPages, 'more page')}` : named;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
