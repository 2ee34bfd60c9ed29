import type { LintFinding } from '#domain/policy/lint.ts';
import type { Locate } from '#records/locate.ts';
import { nearestWord } from '#records/suggest.ts';
import { formatPath, placeOf } from '#records/zod-problems.ts';
import type { FileProblem } from './json-file.ts';

/** Where a policy document stands. */
export interface DocumentPlace {
  readonly file: string;
  readonly locate: Locate;
  readonly document: unknown;
  /** The way from the top of the file to the document; empty when it is the whole file. */
  readonly within: readonly PropertyKey[];
}

/** Findings of lint with file, line and column. For a tool that a server does not have, the nearest of `toolNames` is suggested. */
export function placeFindings(
  findings: readonly LintFinding[],
  { file, locate, document, within }: DocumentPlace,
  toolNames: readonly string[],
): FileProblem[] {
  return findings.map(({ rule, severity, path: pointer, message, remedy }) => {
    const { segments, value } = follow(pointer, document);
    const steps = [...within, ...segments];
    const position = locate(steps);
    const place = placeOf(formatPath(steps), position);
    const name = typeof value === 'string' ? value : String(segments.at(-1));
    const near = rule === 'unknown-tool' ? nearestWord(name, toolNames) : undefined;
    const hint = near === undefined ? '' : `Did you mean ${JSON.stringify(near)}? `;
    return { severity, file, place, position, rule, path: pointer, message, remedy: `${hint}${remedy}` };
  });
}

/** The steps of a JSON pointer, those into lists as numbers, and what stands at its end; undefined when nothing does. */
function follow(pointer: string, document: unknown): { segments: PropertyKey[]; value: unknown } {
  const segments: PropertyKey[] = [];
  let value = document;
  for (const escaped of pointer.split('/').slice(1)) {
    const step = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    segments.push(Array.isArray(value) ? Number(step) : step);
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? Reflect.get(value, step)
        : undefined;
  }
  return { segments, value };
}
