import { revealHidden } from '#domain/text.ts';
import { count, formatProblems } from '#records/problems.ts';
import type { FileProblem } from './json-file.ts';
import { isComplete, type TargetServer } from './target-server.ts';

/** What a command has found. */
export interface CommandResult {
  /** Decides the exit code: 0 or 1. */
  readonly ok: boolean;
  /** What was asked for, for standard output; empty when there is nothing. */
  readonly output: string;
  /** What is wrong, for standard error; empty when nothing is. */
  readonly complaint: string;
}

/** Problems in the wording of this project, each with the rule that found it. */
export function wordProblems(problems: readonly FileProblem[]): string {
  return formatProblems(
    problems.map(({ severity, file, place, rule, message, remedy }) => ({
      severity,
      file: showLine(file),
      place: showLine(place),
      message: showLine(rule === undefined ? message : `${rule}: ${message}`),
      remedy: showLine(remedy),
    })),
  );
}

/** Problems as data: place as JSON pointer and as line and column. */
export function listProblems(problems: readonly FileProblem[]) {
  return problems.map(({ severity, file, path, position, rule, message, remedy }) => ({
    severity,
    file,
    ...(path === undefined ? {} : { path }),
    ...position,
    ...(rule === undefined ? {} : { rule }),
    message,
    remedy,
  }));
}

/** JSON in ASCII: what a terminal would hide or reorder is escaped, and a parser reads the same. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[^\x20-\x7e\n]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text of strangers on one line: hidden characters and line breaks become visible. */
export function showLine(text: string): string {
  return revealHidden(text).replaceAll('\n', '⟨U+000A⟩');
}

/** A name as it is when that is plain, otherwise as a JSON text, so that no name passes for two. */
export function showName(name: string): string {
  return /^[\p{L}\p{N}_./:-]+$/u.test(name) ? name : showLine(JSON.stringify(name));
}

/** How much of a server is known: `server "notes", 2 of 71 tools`. */
export function wordTarget(target: TargetServer): string {
  const { label, tools, declared } = target;
  const known = isComplete(target)
    ? count(tools.length, 'tool')
    : declared === undefined
      ? `${count(tools.length, 'tool')} of a list that breaks off`
      : `${tools.length} of ${count(declared, 'tool')}`;
  return `${showLine(label)}, ${known}`;
}
