import { describeChange, type JudgedChange } from '#domain/drift.ts';
import { count } from '#records/problems.ts';
import type { Omission } from './job.ts';
import type { Prepared } from './write-record.ts';

/** What became of everything that was planned. */
export interface Report {
  readonly captured: readonly Judged[];
  readonly skipped: readonly Omission[];
  readonly failed: readonly Omission[];
  /** What the user should know, in full sentences. */
  readonly remarks: readonly string[];
  /** Whether nothing was written. */
  readonly check: boolean;
}

/** A captured server, with the judgement of what changed. */
export interface Judged {
  readonly prepared: Prepared;
  readonly change: JudgedChange | undefined;
}

/** The report as text: what was captured, what changed, what was left out and what failed, with the reasons. */
export function summarise({ captured, skipped, failed, remarks, check }: Report): string {
  const lines = [
    ...captured.flatMap((judged) => describeCaptured(judged, check)),
    ...skipped.map(({ id, reason }) => `${id}: skipped: ${reason}.`),
    ...failed.map(({ id, reason }) => `${id}: FAILED: ${indent(reason)}`),
    ...remarks,
  ];
  const total = [
    `${count(captured.length, 'server')} ${check ? 'compared' : 'captured'}`,
    ...(skipped.length > 0 ? [`${skipped.length} skipped`] : []),
    ...(failed.length > 0 ? [`${failed.length} failed`] : []),
    ...(check ? [`${captured.filter(({ change }) => change?.riskier).length} riskier`] : []),
  ].join(', ');
  return captured.length + skipped.length + failed.length === 1 && !check
    ? lines.join('\n')
    : [...lines, `${total}.${check ? ' Nothing was written.' : ''}`].join('\n');
}

/** 1 when something failed, or a check found a riskier tool; otherwise 0. */
export function exitCodeOf({ captured, failed, check }: Report): number {
  return failed.length > 0 || (check && captured.some(({ change }) => change?.riskier)) ? 1 : 0;
}

function describeCaptured({ prepared, change }: Judged, check: boolean): string[] {
  const { file, server, before, outcome } = prepared;
  const problems = server.notices
    .filter(({ kind }) => kind === 'capture-problem')
    .map(({ text }) => `  ${text}`);
  if (outcome === 'unchanged') {
    const date = before?.capture.date ?? server.capture.date;
    return [
      check
        ? `${server.id}: unchanged since ${date}.`
        : `${file}: unchanged, ${count(server.tools.length, 'tool')}: nothing but the date would differ since ${date}, so the file was left as it is.`,
    ];
  }
  const head = check ? server.id : file;
  const differs = change ? '' : before ? ', tools as before' : '';
  return [
    `${head}: ${outcome}, ${count(server.tools.length, 'tool')}${differs}.`,
    ...problems,
    ...(change ? describeChange(change).map((line) => `  ${line}`) : []),
  ];
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n  ');
}
