import { figures } from '#domain/accuracy/figures.ts';
import type { Confusion, Scope, ScopeReport } from '#domain/accuracy/measure.ts';
import { formatInterval, formatShare, type Ratio, type Score } from '#domain/accuracy/ratio.ts';
import { goldSets } from '#schema/gold.ts';
import { capabilities, confidences, idsOf, riskClasses } from '#schema/vocabulary.ts';
import { countNoun } from '../progress.ts';
import { formatMisses } from './misses.ts';
import { formatTable } from './table.ts';

/** The measure of one scope for people: figures last, so that they stand above the prompt after a long list of misses. */
export function formatScope(scope: Scope, report: ScopeReport, options: { misses: boolean }): string {
  const name = scope === 'all' ? 'Both sets together' : goldSets[scope].label;
  const title = `${name}: ${countNoun(report.tools, 'labelled tool')} of ${countNoun(report.servers, 'server')}`;
  const head = `${title}\n${'═'.repeat(title.length)}`;
  if (report.tools === 0) return `${head}\nNo labels.`;
  const sections = [
    ...(options.misses && report.misses.length > 0 ? [formatMisses(report.misses)] : []),
    section('Capabilities', capabilityTable(report)),
    section('Classes: rows are labels, columns are verdicts', confusionTable(report.classConfusion)),
    section('Precision and recall of each class', classTable(report)),
    section('Levels: rows are labels, columns are verdicts', confusionTable(report.levelConfusion)),
    section('Agreement by confidence', confidenceTable(report)),
    section('What vendors declare', hintTable(report)),
    section('Figures', figureTable(report)),
  ];
  return [head, ...sections].join('\n\n');
}

function section(heading: string, body: string): string {
  return `${heading}\n\n${body}`;
}

function figureTable(report: ScopeReport): string {
  const rows = figures.map(({ id, label }) => {
    const ratio = report.figures[id];
    return [`${label} (${id})`, formatShare(ratio.value), formatInterval(ratio), counts(ratio)];
  });
  return formatTable(['figure', 'share', '95% interval', 'of'], rows);
}

function confusionTable<Id extends string>(confusion: Confusion<Id>): string {
  const ids = Object.keys(confusion) as Id[];
  const rows = ids.map((label) => [
    label,
    ...ids.map((verdict) => cell(confusion[label][verdict])),
    cell(ids.reduce((sum, verdict) => sum + confusion[label][verdict], 0)),
  ]);
  return formatTable(['', ...ids, 'all'], rows);
}

/** Zeros would hide what went wrong. */
function cell(count: number): string {
  return count === 0 ? '·' : String(count);
}

function classTable({ classes }: ScopeReport): string {
  return scoreTable(
    'class',
    idsOf(riskClasses).map((id) => [id, classes[id]]),
  );
}

function capabilityTable(report: ScopeReport): string {
  const used = idsOf(capabilities)
    .map((id) => [id, report.capabilities[id]] as const)
    .filter(([, { f1 }]) => f1 !== null);
  return scoreTable('capability', [...used, ['all together', report.capabilitiesTogether]]);
}

function scoreTable(name: string, scores: readonly (readonly [string, Score])[]): string {
  const rows = scores.map(([id, { precision, recall, f1 }]) => [
    id,
    formatShare(precision.value),
    counts(precision),
    formatShare(recall.value),
    counts(recall),
    f1 === null ? '' : formatShare(f1),
  ]);
  return formatTable([name, 'precision', 'of', 'recall', 'of', 'F1'], rows);
}

function confidenceTable({ confidence }: ScopeReport): string {
  const rows = idsOf(confidences).map((id) => [
    id,
    formatShare(confidence[id].class.value),
    counts(confidence[id].class),
    formatShare(confidence[id].level.value),
    counts(confidence[id].level),
  ]);
  return formatTable(['confidence', 'class', 'of', 'level', 'of'], rows);
}

function hintTable({ hints }: ScopeReport): string {
  const rows = hints.map(({ hint, vendor, rules, wronglyTrue, wronglyFalse }) => [
    hint,
    formatShare(vendor.value),
    counts(vendor),
    String(wronglyTrue),
    String(wronglyFalse),
    formatShare(rules.value),
    counts(rules),
  ]);
  return formatTable(
    ['declared hint', 'agrees', 'of', 'wrongly true', 'wrongly false', 'rules agree', 'of'],
    rows,
  );
}

function counts({ hits, of }: Ratio): string {
  return `${hits}/${of}`;
}
