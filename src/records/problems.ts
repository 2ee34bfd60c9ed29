/** Something that is wrong with a record, in words that let its author put it right. */
export interface Problem {
  /** An error ends the build; a warning is only printed. */
  readonly severity: 'error' | 'warning';
  /** The file, as its reader can open it: the content folder as it was given, and the path in it. */
  readonly file: string;
  /** Path within the record, with line and column where they are known; empty for the file as a whole. */
  readonly place: string;
  /** What is wrong: what was found, and what was expected. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** All problems as text: grouped by file, errors before warnings within a file, and a count as the last line. */
export function formatProblems(problems: readonly Problem[]): string {
  const files = [...Map.groupBy(problems, ({ file }) => file)].toSorted(([a], [b]) => compareText(a, b));
  const groups = files.map(([file, found]) => [file, ...inOrder(found).map(formatProblem)].join('\n'));
  return [...groups, countProblems(problems, files.length)].join('\n\n');
}

/** Whether one of the problems is an error. */
export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

/** A count with its noun, such as `1 file` and `2 files`; for nouns that form the plural with s. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Order of texts that depends on no locale: by UTF-16 code units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems.filter(isError), ...problems.filter((problem) => !isError(problem))];
}

function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

function formatProblem({ severity, place, message, remedy }: Problem): string {
  return `  ${severity}: ${place === '' ? '' : `${place}: `}${message}\n    ${remedy}`;
}

function countProblems(problems: readonly Problem[], files: number): string {
  const errors = problems.filter(isError).length;
  const warnings = problems.length - errors;
  const parts = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ];
  return parts.length === 0 ? 'No problems.' : `${parts.join(' and ')} in ${count(files, 'file')}.`;
}
