import { createHighlighterCoreSync, type HighlighterCore, type ThemeRegistrationRaw } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import json from 'shiki/langs/json.mjs';
import shell from 'shiki/langs/shellscript.mjs';
import yaml from 'shiki/langs/yaml.mjs';

/** Languages that are highlighted; everything else is shown plain. */
const languages = {
  json: 'json',
  jsonc: 'json',
  sh: 'shellscript',
  bash: 'shellscript',
  shell: 'shellscript',
  yaml: 'yaml',
} as const;

/** A token's meaning, the colour that stands for it inside Shiki, and the class it gets. Colours come from the style sheet. */
const tokenClasses: readonly {
  readonly colour: string;
  readonly name: string;
  readonly scopes: readonly string[];
}[] = [
  { colour: '#000001', name: 'k', scopes: ['support.type.property-name', 'entity.name.tag.yaml'] },
  { colour: '#000002', name: 's', scopes: ['string'] },
  { colour: '#000003', name: 'n', scopes: ['constant.numeric', 'constant.language'] },
  { colour: '#000004', name: 'c', scopes: ['comment'] },
  {
    colour: '#000005',
    name: 'f',
    scopes: ['entity.name.function', 'entity.name.command', 'support.function'],
  },
];

const theme: ThemeRegistrationRaw = {
  name: 'classes',
  type: 'light',
  fg: '#000000',
  bg: '#ffffff',
  settings: tokenClasses.map(({ colour, scopes }) => ({
    scope: [...scopes],
    settings: { foreground: colour },
  })),
};

const classOf = new Map(tokenClasses.map(({ colour, name }) => [colour, name]));

let highlighter: HighlighterCore | undefined;
const shapes = new Map<string, string>();
/** Policies of single tools have few shapes; those of servers are all different and not worth keeping. */
const mostShapes = 200;

/**
 * Highlights code as HTML with classes and no inline style. JSON is highlighted by its shape: the contents of its strings are
 * put in afterwards, so that thousands of policies that differ only in names cost one highlighting.
 */
export function highlight(code: string, language: string): string {
  const known = Object.hasOwn(languages, language)
    ? languages[language as keyof typeof languages]
    : undefined;
  if (known === undefined) return escapeHtml(code);
  if (known !== 'json') return tokensToHtml(code, known);
  const strings: string[] = [];
  const shape = code.replace(
    /"((?:[^"\\\n]|\\.)*)"/g,
    (_match, content: string) => `"\ue000${(strings.push(content) - 1).toString()}\ue001"`,
  );
  let html = shapes.get(shape);
  if (html === undefined) {
    html = tokensToHtml(shape, known);
    if (shapes.size < mostShapes) shapes.set(shape, html);
  }
  return html.replace(/\ue000(\d+)\ue001/g, (_match, index: string) =>
    escapeHtml(strings[Number(index)] ?? ''),
  );
}

function tokensToHtml(code: string, lang: string): string {
  highlighter ??= createHighlighterCoreSync({
    themes: [theme],
    langs: [json, shell, yaml],
    engine: createJavaScriptRegexEngine(),
  });
  const { tokens } = highlighter.codeToTokens(code, { lang, theme: 'classes' });
  return tokens
    .map((line) =>
      merge(line.map(({ content, color }) => ({ content, name: classOf.get((color ?? '').toLowerCase()) })))
        .map(({ content, name }) =>
          name === undefined ? escapeHtml(content) : `<span class="${name}">${escapeHtml(content)}</span>`,
        )
        .join(''),
    )
    .join('\n');
}

interface Piece {
  content: string;
  readonly name: string | undefined;
}

/** Joins neighbours of one class, and blanks to what precedes them, so that the HTML stays small. */
function merge(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && (last.name === piece.name || (piece.content.trim() === '' && piece.name === undefined)))
      last.content += piece.content;
    else merged.push({ ...piece });
  }
  return merged;
}

/** Text as HTML text, for use between tags. Not for attributes: quotes stay as they are. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
