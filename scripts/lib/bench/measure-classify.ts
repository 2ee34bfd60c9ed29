import { assess } from '#domain/assess.ts';
import { definitionDigest } from '#records/canonical.ts';
import type { RiskClass } from '#schema/vocabulary.ts';
import { generateServers } from './catalogue.ts';

/** How long it took to judge synthetic definitions, on one core. */
export interface ClassifyMeasure {
  readonly count: number;
  readonly seconds: number;
  /** Tools of each class, so that a fast wrong answer is seen. */
  readonly classes: Readonly<Partial<Record<RiskClass, number>>>;
}

/** Judges synthetic definitions one after the other; making them and their digests is not counted. */
export function measureClassify(count: number, seed: number): ClassifyMeasure {
  const tools = [...generateServers({ tools: count, seed })].flatMap((server) => server.tools);
  const records = tools.map((tool) => ({ tool, digest: definitionDigest(tool) }));
  const start = performance.now();
  const verdicts = records.map(
    ({ tool, digest }) => assess(tool, digest, undefined, undefined).verdict.class,
  );
  const seconds = (performance.now() - start) / 1000;
  const classes: Partial<Record<RiskClass, number>> = {};
  for (const verdict of verdicts) classes[verdict] = (classes[verdict] ?? 0) + 1;
  return { count: records.length, seconds, classes };
}
