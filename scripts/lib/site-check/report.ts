import { siteChecks } from './checks.ts';
import type { CheckReport, Finding } from './types.ts';

/** The findings as text: under each check what must hold, then each finding, then the remedy. */
export function formatReport({ pages, findings }: CheckReport): string {
  const ids = new Set(findings.map(({ check }) => check));
  const groups = [...ids].map((id) =>
    formatCheck(
      id,
      findings.filter(({ check }) => check === id),
    ),
  );
  const total = `${count(findings.length, 'finding')} on ${count(pages, 'page')}`;
  return [...groups, total].join('\n\n');
}

function formatCheck(id: string, findings: readonly Finding[]): string {
  const description = siteChecks.find((check) => check.id === id)?.description ?? '';
  const remedies = new Set(findings.map(({ remedy }) => remedy));
  const parts = [...remedies].flatMap((remedy) => [
    ...findings
      .filter((finding) => finding.remedy === remedy)
      .map(({ page, message }) => `  ${page}: ${message}`),
    `  → ${remedy}`,
  ]);
  return [`${id} (${findings.length}): ${description}`, ...parts].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
