import { readFileSync } from 'node:fs';
import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import { expect, test } from 'vitest';
import { idsOf, levels } from '#schema/vocabulary.ts';
import { badgeColours } from '#site/badge.ts';
import { drawingColours } from '#site/open-graph.ts';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** The value of a token in a theme: names that stand for others are followed, and of `light-dark()` one side is taken. */
function valueOf(name: string, theme: Theme): string {
  const value = new RegExp(String.raw`--${name}:\s*([^;]+);`).exec(css)?.[1];
  if (value === undefined) throw new Error(`There is no token --${name}.`);
  const other = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (other !== undefined) return valueOf(other, theme);
  const sides = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(value);
  const side = sides?.[theme === 'light' ? 1 : 2];
  if (side === undefined) throw new Error(`--${name} is no colour of two themes: ${value}`);
  return side;
}

function contrast(a: string, b: string, theme: Theme): number {
  return wcagContrast(valueOf(a, theme), valueOf(b, theme));
}

const surfaces = ['surface', 'surface-raised', 'surface-sunken'];
const levelTokens = idsOf(levels).map((level) => `level-${level}`);
const texts = [
  ...['text', 'text-soft', 'text-muted', 'accent'],
  ...levelTokens,
  ...['key', 'string', 'number', 'comment', 'function'].map((kind) => `code-${kind}`),
];

test.each(themes)('every text can be read on every surface, %s', (theme) => {
  const poor = texts.flatMap((text) =>
    surfaces
      .map((surface) => ({ text, surface, ratio: contrast(text, surface, theme) }))
      .filter(({ ratio }) => ratio < 4.5),
  );
  expect(poor).toEqual([]);
});

test.each(themes)('words on a filled button and on what is chosen can be read, %s', (theme) => {
  expect(contrast('surface', 'text', theme)).toBeGreaterThanOrEqual(4.5);
  expect(contrast('surface', 'accent', theme)).toBeGreaterThanOrEqual(4.5);
  expect(contrast('text', 'accent-soft', theme)).toBeGreaterThanOrEqual(4.5);
  expect(contrast('accent', 'accent-soft', theme)).toBeGreaterThanOrEqual(4.5);
});

test.each(themes)('what can be operated, and the focus, stand out from every surface, %s', (theme) => {
  const poor = ['line-strong', 'focus', ...levelTokens].flatMap((line) =>
    surfaces
      .map((surface) => ({ line, surface, ratio: contrast(line, surface, theme) }))
      .filter(({ ratio }) => ratio < 3),
  );
  expect(poor).toEqual([]);
});

test.each(themes)('filled bars of a level differ from those that are not, %s', (theme) => {
  for (const level of levelTokens) expect(contrast(level, 'line', theme)).toBeGreaterThanOrEqual(3);
});

/** How a colour looks to somebody who lacks one kind of cone; the share of people is between 0.01 and 1 in a hundred. */
const sights: Readonly<Record<string, (colour: Color) => Color | undefined>> = {
  'all cones': (colour) => colour,
  deuteranopia: filterDeficiencyDeuter(1),
  protanopia: filterDeficiencyProt(1),
  tritanopia: filterDeficiencyTrit(1),
};

function seeLevel(level: string, theme: Theme, see: (colour: Color) => Color | undefined): Color {
  const colour = parse(valueOf(level, theme));
  const seen = colour && see(colour);
  if (!seen) throw new Error(`--${level} is no colour.`);
  return seen;
}

/** About nine times what is just noticed side by side. Shape and word tell levels apart, too. */
const farEnough = 9;

test.each(themes.flatMap((theme) => Object.entries(sights).map(([name, see]) => ({ theme, name, see }))))(
  'no two levels look alike: $name, $theme',
  ({ theme, see }) => {
    const distance = differenceCiede2000();
    const alike = levelTokens.flatMap((a, index) =>
      levelTokens.slice(index + 1).flatMap((b) => {
        const apart = distance(seeLevel(a, theme, see), seeLevel(b, theme, see));
        return apart < farEnough ? [`${a} and ${b}: ${apart.toFixed(1)}`] : [];
      }),
    );
    expect(alike).toEqual([]);
  },
);

test('drawings outside of pages have the colours of the light theme', () => {
  for (const level of idsOf(levels))
    expect([level, badgeColours[level]]).toEqual([level, valueOf(`level-${level}`, 'light')]);
  const { paper, ink, muted, line } = drawingColours;
  expect([paper, ink, muted, line]).toEqual(
    ['surface', 'text', 'text-muted', 'line'].map((name) => valueOf(name, 'light')),
  );
});

test('every token that a style names is defined', () => {
  const defined = new Set(Array.from(css.matchAll(/--([\w-]+):/g), ([, name]) => name));
  const used = Array.from(css.matchAll(/var\(--([\w-]+)\)/g), ([, name]) => name);
  expect(used.filter((name) => !defined.has(name))).toEqual([]);
});
