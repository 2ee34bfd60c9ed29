import { LineCounter, parseDocument } from 'yaml';
import type { Position } from './locate.ts';

/** A parsed text, or every reason why it could not be parsed. */
export type Parsed =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly faults: readonly Fault[] };

/** One reason why a text could not be parsed. */
export interface Fault {
  readonly message: string;
  /** Where it was noticed, when the parser says so. */
  readonly position: Position | undefined;
}

/** Front matter and body of an MDX file. */
export interface FrontMatter {
  /** The YAML between the two `---` lines. */
  readonly yaml: string;
  /** Line of the file on which the YAML begins. */
  readonly yamlLine: number;
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
}

/** Parses JSON text; a fault says where, also when the engine's message does not. */
export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      faults: [{ message: `not valid JSON: ${shorten(message)}`, position: locateFault(text, message) }],
    };
  }
}

/** Parses YAML 1.2 text; duplicate keys are faults. `firstLine` is the line of the file on which the text begins. */
export function parseYaml(text: string, firstLine: number): Parsed {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const faults = [...document.errors, ...document.warnings].map(({ message, pos }): Fault => {
    const { line, col } = lineCounter.linePos(pos[0]);
    return { message: `not valid YAML: ${message}`, position: { line: line + firstLine - 1, column: col } };
  });
  if (faults.length > 0) return { ok: false, faults };
  try {
    return { ok: true, value: document.toJS() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, faults: [{ message: `not valid YAML: ${message}`, position: undefined }] };
  }
}

/** Splits an MDX file at its two `---` lines; undefined when it does not begin with front matter. */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  const match = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (match?.index !== 0) return undefined;
  const yaml = match[1] ?? '';
  return { yaml, yamlLine: 2, body: text.slice(match[0].length), bodyLine: match[0].split('\n').length };
}

/** The engine's message without the excerpt of the file, which the position replaces. */
function shorten(message: string): string {
  return message
    .replace(/ in JSON at position \d+.*$/s, '')
    .replace(/, (?:\.\.\.)?".*" ?(?:\.\.\.)? is not valid JSON$/s, '')
    .replace(/, \.\.\..*is not valid JSON$/s, '')
    .replace(/^Unexpected end of JSON input$/, 'it ends too early');
}

/** V8 gives a line and column, or ten characters before and after the fault, or nothing at the end of the text. */
function locateFault(text: string, message: string): Position | undefined {
  const given = /\(line (\d+) column (\d+)\)/.exec(message);
  if (given) return { line: Number(given[1]), column: Number(given[2]) };
  if (message.includes('end of JSON input')) return positionAt(text, text.length);
  const excerpt = /\.\.\."(.*?)"(?:\.\.\.)? is not valid JSON$/s.exec(message)?.[1];
  if (excerpt === undefined) return undefined;
  const start = text.indexOf(excerpt);
  return start < 0 || text.indexOf(excerpt, start + 1) >= 0 ? undefined : positionAt(text, start + 10);
}

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
