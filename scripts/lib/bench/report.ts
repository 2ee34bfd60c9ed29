import { countNoun, formatBytes, formatNumber, formatSeconds } from '../progress.ts';
import type { WrittenContent } from './content-folder.ts';
import type { BuildMeasure } from './measure-build.ts';
import type { ClassifyMeasure } from './measure-classify.ts';
import type { SearchMeasure } from './measure-search.ts';
import { sampleInterval } from './process-memory.ts';
import type { TypedQuery } from './type-queries.ts';

/** What was built and how each build went. */
export interface BenchReport {
  readonly content: WrittenContent;
  readonly runs: readonly BuildMeasure[];
}

/** The report of a bench for people: each run in a block of lines, and the median of several. */
export function formatBench({ content, runs }: BenchReport): string {
  const head = `${countNoun(content.tools, 'synthetic tool')} of ${countNoun(content.servers, 'server')}`;
  const blocks = runs.map((run, index) =>
    [runs.length > 1 ? `Run ${index + 1}` : undefined, ...describeRun(run)]
      .filter((line) => line !== undefined)
      .join('\n'),
  );
  const totals = runs.map(({ stats }) => stats.totalSeconds).toSorted((a, b) => a - b);
  const middle = totals[Math.floor((totals.length - 1) / 2)];
  const median = middle !== undefined && runs.length > 1 ? [`Median: ${formatSeconds(middle)}`] : [];
  return [head, ...blocks, ...median].join('\n\n');
}

/** The report of a classification for people. */
export function formatClassify({ count, seconds, classes }: ClassifyMeasure): string {
  const shares = Object.entries(classes).map(([id, number]) => `${id} ${formatNumber(number)}`);
  const each = (seconds / count) * 1e6;
  return [
    `Judged ${countNoun(count, 'definition')} in ${seconds.toFixed(2)} s: ${each.toFixed(0)} µs each, on one core.`,
    `Classes: ${shares.join(', ')}`,
  ].join('\n');
}

/** The report of a search for people: a line per query, and the files that a query in one go fetched. */
export function formatSearch({ content, index, queries }: SearchMeasure): string {
  return [
    `${countNoun(content.tools, 'synthetic tool')} of ${countNoun(content.servers, 'server')}; index of ${formatNumber(index.files)} files, ${formatBytes(index.bytes)}, made in ${formatSeconds(index.seconds)}`,
    ...queries.map(describeQuery),
  ].join('\n\n');
}

function describeQuery({ query, typed, pasted, files }: TypedQuery): string {
  const later = typed.flatMap((run) => run.later);
  const chosen = typed.flatMap((run) => run.facet ?? []);
  const bytes = (runs: TypedQuery['typed'], part: 'first' | 'all'): string =>
    formatBytes(Math.max(...runs.map((run) => run.bytes[part])));
  return [
    `“${query}”`,
    `  in one go       ${formatTimes(pasted.map(({ first }) => first))}, ${bytes(pasted, 'all')}`,
    `  all 20 of it    ${formatTimes(pasted.map(({ settled }) => settled))}`,
    `  first letter    ${formatTimes(typed.map(({ first }) => first))}, ${bytes(typed, 'first')}`,
    `  later letters   ${formatTimes(later)}, ${bytes(typed, 'all')} in all`,
    ...(chosen.length === 0 ? [] : [`  facet           ${formatTimes(chosen)}`]),
    ...groupFiles(files).map(
      ([kind, count, size]) => `    ${kind.padEnd(14)}${formatNumber(count)}, ${formatBytes(size)}`,
    ),
  ].join('\n');
}

/** Files by their folder when they are numbered in it, or else by name; the largest share first. */
function groupFiles(files: TypedQuery['files']): (readonly [string, number, number])[] {
  const kinds = Map.groupBy(files, ({ name }) => {
    const [file = '', folder = ''] = name.split('/').toReversed();
    return /^\d+\.json$/.test(file) ? folder : file;
  });
  return [...kinds]
    .map(([kind, of]) => [kind, of.length, of.reduce((sum, { bytes }) => sum + bytes, 0)] as const)
    .sort((a, b) => b[2] - a[2]);
}

function formatTimes(times: readonly number[]): string {
  if (times.length === 0) return 'nothing changed';
  const sorted = times.toSorted((a, b) => a - b);
  const at = (index: number): string => `${(sorted[index] ?? NaN).toFixed(0)} ms`;
  return `least ${at(0)}, median ${at(Math.floor((sorted.length - 1) / 2))}, worst ${at(sorted.length - 1)}`;
}

function describeRun({ stats, memory, processSeconds }: BuildMeasure): string[] {
  const used = memory
    ? `${formatBytes(memory.largest)} in the largest process, ${formatBytes(memory.together)} in all together; sampled every ${sampleInterval} ms`
    : 'not told by this system';
  const rows = [
    ...Object.entries(stats.seconds).map(([id, seconds]) => [id, formatSeconds(seconds)] as const),
    ['total', `${formatSeconds(stats.totalSeconds)} (${formatSeconds(processSeconds)} with start and end)`],
    [
      'pages',
      `${formatNumber(stats.pages)}, ${formatNumber(Math.round(stats.pages / stats.totalSeconds))} a second`,
    ],
    ['memory', used],
    ['files', `${formatNumber(stats.files)}, ${formatBytes(stats.bytes)}`],
  ] as const;
  return rows.map(([label, value]) => `${label.padEnd(10)}${value}`);
}
