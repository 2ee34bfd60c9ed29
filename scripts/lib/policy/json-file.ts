import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { createLocator, type Locate, type Position } from '#records/locate.ts';
import { parseJson } from '#records/parse.ts';
import type { Problem } from '#records/problems.ts';
import { placeOf } from '#records/zod-problems.ts';

/** A problem in a file that a policy command reads. */
export interface FileProblem extends Problem {
  /** Id of the rule of lint that found it; absent where no rule did. */
  readonly rule?: string;
  /** JSON pointer to the place; absent where a file cannot be read as JSON. */
  readonly path?: string;
  /** Where the place stands in the file, when it is known. */
  readonly position?: Position | undefined;
}

/** A JSON file, or every reason why there is none. */
export type JsonFile =
  | {
      readonly ok: true;
      readonly file: string;
      readonly value: unknown;
      readonly locate: Locate;
      /** Keys that stand twice in one object. Parsers keep one of the two, and not always the same. */
      readonly repeatedKeys: readonly FileProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** Reads a JSON file. Every reason against it is a problem; nothing is thrown. */
export function readJsonFile(file: string): JsonFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    return { ok: false, problems: [wordUnreadable(file, error)] };
  }
  if (text.trim() === '') {
    const remedy = 'Write the document, or name another file.';
    return {
      ok: false,
      problems: [{ severity: 'error', file, place: '', message: 'there is nothing in it', remedy }],
    };
  }
  const parsed = parseJson(text);
  if (parsed.ok) {
    const repeatedKeys = listRepeatedKeys(file, text);
    return { ok: true, file, value: parsed.value, locate: createLocator(text, 1), repeatedKeys };
  }
  const remedy = 'Correct the syntax; the fault may stand a little before this place.';
  const problems = parsed.faults.map(({ message, position }): FileProblem => {
    return { severity: 'error', file, place: placeOf('', position), position, message, remedy };
  });
  return { ok: false, problems };
}

function wordUnreadable(file: string, error: unknown): FileProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const reason = error instanceof Error ? error.message : String(error);
  const known = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : undefined;
  return {
    severity: 'error',
    file,
    place: '',
    message: known ?? `cannot be read: ${reason}`,
    remedy: path.isAbsolute(file)
      ? 'Name a file that is there and that you may read.'
      : `Name a file that is there and that you may read; the path counts from ${process.cwd()}.`,
  };
}

/** The JSON parser of the engine keeps the last of two equal keys and says nothing. */
function listRepeatedKeys(file: string, text: string): FileProblem[] {
  const lineCounter = new LineCounter();
  return parseDocument(text, { lineCounter, prettyErrors: false })
    .errors.filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ pos: [offset] }) => {
      const { line, col } = lineCounter.linePos(offset);
      const position = { line, column: col };
      const [key = 'a key'] = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(offset)) ?? [];
      return {
        severity: 'error',
        file,
        place: placeOf('', position),
        position,
        rule: 'repeated-key',
        message: `${key} stands twice in one object; which of the two counts depends on who reads it.`,
        remedy: 'Join the two, or remove one.',
      };
    });
}
