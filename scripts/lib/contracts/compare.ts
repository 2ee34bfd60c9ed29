import { type ContractCase, type Observation, type Surrounding, surroundings } from './types.ts';

/** Something that a client did otherwise than the page says. */
export interface Failure {
  /** Id of the page. */
  readonly page: string;
  readonly presets: readonly string[];
  /** What was tried; for a call its tool and arguments. */
  readonly tried: string;
  readonly expected: string;
  readonly seen: string;
}

/** What came of a batch. */
export interface Verdict {
  readonly checks: number;
  readonly failures: readonly Failure[];
}

/** Holds what a client did against what the pages say: that it accepts each snippet, and what it does with each call. */
export function compareBatch(cases: readonly ContractCase[], { complaints, seen }: Observation): Verdict {
  const failures: Failure[] = [];
  let checks = 0;
  for (const [position, { page, presets, calls }] of cases.entries()) {
    const said = complaints.filter((complaint) => [position, undefined].includes(complaint.position));
    checks += 1;
    if (said.length > 0) {
      failures.push({
        page,
        presets,
        tried: 'reading the snippet',
        expected: 'no complaint',
        seen: said.map(({ text }) => text).join('; '),
      });
      // What a client does with a snippet that it refuses says nothing.
      continue;
    }
    for (const surrounding of surroundings) {
      for (const [index, { tool, args, what, expected }] of calls.entries()) {
        checks += 1;
        const decision = seen[surrounding][position]?.[index] ?? 'nothing';
        if (expected[surrounding].some((allowed) => allowed === decision)) continue;
        failures.push({
          page,
          presets,
          tried: `${JSON.stringify(tool)} ${JSON.stringify(args)} (${what}; ${surroundingWords[surrounding]})`,
          expected: expected[surrounding].join(' or '),
          seen: decision,
        });
      }
    }
  }
  return { checks, failures };
}

const surroundingWords: Readonly<Record<Surrounding, string>> = {
  asking: 'where other tools are asked about',
  allowing: 'where other tools are allowed',
};
