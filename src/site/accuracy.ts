import { resolve } from 'node:path';
import { type AccuracyReport, measureAccuracy } from '#domain/accuracy/measure.ts';
import { readGold } from '#records/gold.ts';
import { formatProblems, hasErrors } from '#records/problems.ts';

/** The labels that come with the project. Whoever's catalogue is built, the rules are measured on these. */
const goldDir = resolve('tests/gold');

let report: AccuracyReport | undefined;

/** The accuracy of the rules, as `npm run accuracy` measures it; all counts are 0 when the project has no labels. Throws when labels are wrong. */
export function loadAccuracy(): AccuracyReport {
  // While developing, labels and rules change under a running server.
  if (report && !import.meta.env.DEV) return report;
  const { labelled, problems } = readGold(goldDir);
  if (hasErrors(problems)) throw new Error(formatProblems(problems));
  report = measureAccuracy(labelled);
  return report;
}
