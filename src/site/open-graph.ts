import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkitten';
import sharp from 'sharp';
import { levelRank } from '#domain/risk/level-rank.ts';
import { type Level, levels } from '#schema/vocabulary.ts';
import { badgeColours } from './badge.ts';

/** What a preview image stands for: pages about something of one level, or the site. */
export type Preview = Level | 'site';

/** Width and height of a preview image in pixels: what networks ask for. */
export const previewSize = { width: 1200, height: 630 } as const;

/** Colours of the light theme that drawings outside of a page need; a test compares them with the style sheet. */
export const drawingColours = {
  paper: '#fdfdfb',
  ink: '#15171a',
  muted: '#5a5f66',
  line: '#dfdfd9',
} as const;

/** The sign of the site in a square of 24: bars that rise with the risk, held at a bound, and what would stand above it. */
export const sign = {
  bars: 'M1 23v-6h4v6zM7 23V12h4v11zM13 23V8h4v15zM19 23V8h4v15z',
  over: 'M19 1h4v4.5h-4z',
} as const;

/** Draws a preview image as PNG. The same input gives the same bytes. */
export async function drawPreview(preview: Preview, siteTitle: string): Promise<Uint8Array> {
  return toPng(writePreview(preview, siteTitle, { bold: await loadFont(700), plain: await loadFont(400) }));
}

/** Draws the sign for places that take no SVG: white and crimson on a dark square, with round corners or without. */
export function drawSign(size: number, round: boolean): Promise<Uint8Array> {
  return toPng(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="${size}" height="${size}"><rect width="32" height="32"${round ? ' rx="6"' : ''} fill="${drawingColours.ink}"/><g transform="translate(4 4)"><path fill="#fff" d="${sign.bars}"/><path fill="#ff5c8d" d="${sign.over}"/></g></svg>`,
  );
}

/** Wraps a PNG of at most 255 pixels as an icon file (https://en.wikipedia.org/wiki/ICO_(file_format)). */
export function wrapIcon(png: Uint8Array, size: number): Uint8Array {
  const head = new DataView(new ArrayBuffer(22));
  head.setUint16(2, 1, true);
  head.setUint16(4, 1, true);
  head.setUint8(6, size);
  head.setUint8(7, size);
  head.setUint16(10, 1, true);
  head.setUint16(12, 32, true);
  head.setUint32(14, png.length, true);
  head.setUint32(18, head.byteLength, true);
  return Buffer.concat([new Uint8Array(head.buffer), png]);
}

const margin = 72;

interface Fonts {
  readonly bold: Font;
  readonly plain: Font;
}

function writePreview(preview: Preview, siteTitle: string, { bold, plain }: Fonts): string {
  const { width, height } = previewSize;
  const { paper, ink, muted } = drawingColours;
  const level = preview === 'site' ? undefined : preview;
  const headline =
    level === undefined
      ? ['What can this tool', 'do to you?']
      : [level === 'unknown' ? levels.unknown.label : `${levels[level].label} risk`];
  const below =
    level === undefined
      ? 'Risk, evidence, attacks and policy for every tool.'
      : 'The evidence, the attacks on record, and the policy that bounds it.';
  const size = level === undefined ? 90 : 148;
  const first = height - margin - 84 - (headline.length - 1) * size * 1.05;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="${width}" height="${height}" fill="${paper}"/>`,
    drawBars(level),
    `<g transform="translate(${margin} ${margin}) scale(2)" fill="${ink}"><path d="${sign.bars}"/><path fill="${badgeColours.critical}" d="${sign.over}"/></g>`,
    setText(bold, siteTitle, { x: margin + 72, y: margin + 40, size: 38, widest: 820, fill: ink }),
    ...headline.map((line, index) =>
      setText(bold, line, {
        x: margin - 4,
        y: first + index * size * 1.05,
        size,
        widest: width - 2 * margin,
        fill: level === undefined ? ink : badgeColours[level],
        tracking: -0.025,
      }),
    ),
    setText(plain, below, {
      x: margin,
      y: height - margin,
      size: 34,
      widest: width - 2 * margin,
      fill: muted,
    }),
    '</svg>',
  ].join('');
}

/** The bars of the level, large, in the upper right corner; those of the site in the colour of each level. */
function drawBars(level: Level | undefined): string {
  const right = previewSize.width - margin;
  if (level === 'unknown') {
    return `<rect x="${right - 270}" y="${margin + 118}" width="270" height="34" fill="${badgeColours.unknown}"/>`;
  }
  return (['low', 'medium', 'high', 'critical'] as const)
    .map((step, index) => {
      const tall = 64 + index * 64;
      const on = level === undefined || levelRank[step] <= levelRank[level];
      const fill = on ? badgeColours[level ?? step] : drawingColours.line;
      return `<rect x="${right - 270 + index * 72}" y="${margin + 256 - tall}" width="54" height="${tall}" fill="${fill}"/>`;
    })
    .join('');
}

interface Setting {
  readonly x: number;
  readonly y: number;
  /** Pixels of an em. */
  readonly size: number;
  /** Longer lines are set smaller. */
  readonly widest: number;
  readonly fill: string;
  /** Added to each letter's width, in ems. */
  readonly tracking?: number;
}

/**
 * A line as outlines, since no font can be relied on where the image is drawn. A line with a letter that the font does not have is
 * left out: a part of a name is worse than none.
 */
function setText(font: Font, text: string, setting: Setting): string {
  const { x, y, size, widest, fill, tracking = -0.015 } = setting;
  const letters = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  if (letters.some((letter) => !font.hasGlyphForCodePoint(letter))) return '';
  const gap = tracking * font.unitsPerEm;
  let offset = 0;
  const outlines = letters.map((letter) => {
    const glyph = font.glyphForCodePoint(letter);
    const outline = glyph.path.translate(offset, 0).toSVG();
    offset += glyph.advanceWidth + gap;
    return outline;
  });
  const scale = Math.min(size / font.unitsPerEm, widest / Math.max(offset, 1));
  return `<path transform="translate(${x} ${y}) scale(${scale} ${-scale})" fill="${fill}" d="${outlines.join('')}"/>`;
}

/** A face of one weight: the reader cannot vary a compressed font. */
async function loadFont(weight: 400 | 700): Promise<Font> {
  const file = createRequire(import.meta.url).resolve(
    `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff2`,
  );
  const font = create(await readFile(file));
  if (font.isCollection) throw new Error(`${file} holds several fonts.`);
  return font;
}

function toPng(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg)).png({ palette: true, effort: 10, compressionLevel: 9 }).toBuffer();
}
