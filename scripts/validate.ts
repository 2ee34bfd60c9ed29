import { parseArgs } from 'node:util';
import { checkContent } from '#records/checks.ts';
import { count, formatProblems, hasErrors, type Problem } from '#records/problems.ts';
import { type Content, readContent } from '#records/read.ts';
import { fixDigests } from './lib/fix-digests.ts';

/** What a content folder holds, and everything that is wrong with it. */
export interface Validation {
  readonly content: Content;
  /** Errors and warnings, of single records and of the catalogue. */
  readonly problems: readonly Problem[];
  /** Whether a site may be built: no problem is an error. */
  readonly ok: boolean;
}

/** Reads and checks all records of a content folder. Collects every problem; throws only when a file cannot be read. */
export function validate(contentDir: string): Validation {
  const content = readContent(contentDir);
  const problems = [...content.problems, ...checkContent(content)];
  return { content, problems, ok: !hasErrors(problems) };
}

/** One line that says how much was checked and found valid. */
export function summarise({ servers, reviews, attacks, guides }: Content): string {
  const tools = servers.reduce((sum, { server }) => sum + server.tools.length, 0);
  const reviewed = reviews.reduce((sum, file) => sum + file.reviews.length, 0);
  const counts = [
    count(servers.length, 'server'),
    count(tools, 'tool'),
    count(reviewed, 'review'),
    count(attacks.length, 'attack'),
    count(guides.length, 'guide'),
  ];
  return `${counts.join(', ')}: all records are valid.`;
}

function main(): void {
  const { values } = parseArgs({ options: { 'fix-digests': { type: 'boolean' } } });
  const contentDir = process.env['CONTENT_DIR'] ?? './content';
  if (values['fix-digests']) {
    for (const { file, tool } of fixDigests(readContent(contentDir)))
      console.log(`${file}: digest of ${tool} filled in`);
  }
  const { content, problems, ok } = validate(contentDir);
  if (problems.length > 0) console.error(formatProblems(problems));
  if (ok) console.log(summarise(content));
  else process.exitCode = 1;
}

if (import.meta.main) main();
