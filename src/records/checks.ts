import { catalogueChecks } from './catalogue-checks.ts';
import { changeChecks } from './change-checks.ts';
import { type ContentIndex, indexContent } from './content-index.ts';
import type { Problem } from './problems.ts';
import type { Content, ServerFile } from './read.ts';
import { reviewChecks } from './review-checks.ts';
import { serverChecks } from './server-checks.ts';
import type { Site } from '#schema/site.ts';

/** One rule that records must keep although each of them is valid by itself. */
export interface Check {
  readonly id: string;
  /** What has to be seen to decide: one file, one record in it, or several files. */
  readonly scope: 'file' | 'record' | 'catalogue';
  /** What has to hold. */
  readonly description: string;
  /** What to do when it does not. */
  readonly remedy: string;
  /** Unless stated, what a check finds is an error. */
  readonly severity?: 'warning';
  /** The records that break the rule. Its time grows no faster than the records do. */
  readonly check: (content: Content, index: ContentIndex) => Finding[];
}

/** One record that breaks a rule. */
export interface Finding {
  /** The file, as its reader can open it. */
  readonly file: string;
  /** Path within the record; empty for the file as a whole. */
  readonly place: string;
  /** What is wrong. */
  readonly message: string;
  /** What the author probably meant. */
  readonly nearest?: string | undefined;
  /** When there is something better to do than what the check says. */
  readonly remedy?: string | undefined;
}

/** The rules of the catalogue. */
export const checks: readonly Check[] = [
  ...serverChecks,
  ...reviewChecks,
  ...changeChecks,
  ...catalogueChecks,
];

/** Everything that breaks a rule of the catalogue, in the order of the rules. Adds to what `readContent` found. */
export function checkContent(content: Content): Problem[] {
  return runChecks(checks, content);
}

/** The rules that one server file breaks by itself, before it joins the catalogue of this operator. */
export function checkServer(file: ServerFile, site: Site | undefined): Problem[] {
  const alone = {
    site,
    reviews: [],
    changes: [],
    attacks: [],
    guides: [],
    prose: [],
    problems: [],
  };
  return runChecks(serverChecks, { ...alone, contentDir: '', servers: [file], refused: new Set() });
}

function runChecks(table: readonly Check[], content: Content): Problem[] {
  const index = indexContent(content);
  return table.flatMap(({ check, remedy, severity }) =>
    check(content, index).map(({ file, place, message, nearest, remedy: better }): Problem => ({
      severity: severity ?? 'error',
      file,
      place,
      message,
      remedy: `${nearest === undefined ? '' : `Did you mean ${JSON.stringify(nearest)}? `}${better ?? remedy}`,
    })),
  );
}
