import { countNoun, formatBytes, formatNumber, formatSeconds } from '../progress.ts';
import type { WrittenContent } from './content-folder.ts';
import type { BuildMeasure } from './measure-build.ts';
import type { ClassifyMeasure } from './measure-classify.ts';
import { sampleInterval } from './process-memory.ts';

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
