import type { ServerEntry, ToolEntry } from '#domain/catalogue.ts';
import { levelRank } from '#domain/risk/level-rank.ts';
import { formatNumber, plural } from '#domain/text.ts';
import { type ShieldsBadge, shieldsBadgeSchema } from '#schema/api.ts';
import { type Level, levels } from '#schema/vocabulary.ts';

/** What the badge of a server says. */
export interface Badge {
  /** Left half: the name of the site. */
  readonly label: string;
  /** The worst level of the server's tools; `unknown` when no tool is classified, or none recorded. */
  readonly level: Level;
  /** Right half, such as `Critical risk: 3 of 12 tools`. */
  readonly message: string;
  /** Both halves with the id of the server, for those who cannot see the drawing. */
  readonly name: string;
}

/** Height of a badge in pixels. */
export const badgeHeight = 22;

/** The colour of each level, dark enough for white words: the light palette of the style sheet, which a file of its own cannot read. */
export const badgeColours: Readonly<Record<Level, string>> = {
  low: '#25653f',
  medium: '#7d6600',
  high: '#9c3300',
  critical: '#7a0038',
  unknown: '#474e5a',
};

const labelColour = '#363a40';

/** Decides what the badge of a server says, from the levels of its recorded tools. */
export function describeBadge(siteTitle: string, server: ServerEntry, tools: readonly ToolEntry[]): Badge {
  const level = tools.reduce<Level>(
    (worst, tool) => (levelRank[tool.level] > levelRank[worst] ? tool.level : worst),
    'unknown',
  );
  const message = writeMessage(level, server, tools);
  return { label: siteTitle, level, message, name: `${siteTitle} on ${server.id}: ${message}` };
}

/** The badge as an SVG file: text is text, fonts are the reader's, and nothing is loaded. */
export function drawBadge(badge: Badge): string {
  const { left, right, width } = layOut(badge);
  const text = (x: number, length: number, words: string): string =>
    `<text x="${x}" y="15" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escapeXml(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${badgeHeight}" viewBox="0 0 ${width} ${badgeHeight}" role="img">`,
    `<title>${escapeXml(badge.name)}</title>`,
    `<path fill="${labelColour}" d="M4 0H${left}V${badgeHeight}H4A4 4 0 0 1 0 18V4A4 4 0 0 1 4 0Z"/>`,
    `<path fill="${badgeColours[badge.level]}" d="M${left} 0H${width - 4}A4 4 0 0 1 ${width} 4V18A4 4 0 0 1 ${width - 4} ${badgeHeight}H${left}Z"/>`,
    `<g fill="#fff">${drawShape(badge.level, left + padding)}</g>`,
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">',
    text(padding, left - 2 * padding, badge.label),
    text(left + padding + shapeWidth + gap, right, badge.message),
    '</g></svg>\n',
  ].join('');
}

/** Width of a badge in pixels. */
export function badgeWidth(badge: Badge): number {
  return layOut(badge).width;
}

/** The badge as an answer for the endpoint badge of Shields (https://shields.io/badges/endpoint-badge), which refuses other keys. */
export function toShieldsBadge({ label, level, message }: Badge): ShieldsBadge {
  return shieldsBadgeSchema.parse({ schemaVersion: 1, label, message, color: badgeColours[level].slice(1) });
}

/**
 * Markdown that shows the badge and leads to the server's page. The words beside it name no level: they are copied once, and
 * the drawing changes.
 */
export function writeBadgeMarkdown(serverId: string, image: string, page: string): string {
  return `[![Tool risk of ${serverId}](${image})](${page})`;
}

function writeMessage(level: Level, server: ServerEntry, tools: readonly ToolEntry[]): string {
  if (tools.length === 0) return 'No tool recorded';
  const count = (wanted: Level): number => tools.filter((tool) => tool.level === wanted).length;
  const recorded = server.recorded === server.declaredToolCount ? 'tool' : 'recorded tool';
  const word = level === 'unknown' ? levels.unknown.label : `${levels[level].label} risk`;
  const open = level === 'unknown' ? 0 : count('unknown');
  return [
    `${word}: ${formatNumber(count(level))} of ${plural(tools.length, recorded)}`,
    ...(open > 0 ? [`${formatNumber(open)} not classified`] : []),
  ].join(', ');
}

const padding = 7;
const gap = 5;
const shapeWidth = 13;

/** `left` is the width of the left half; `right` that of the words on the right. Pixels. */
function layOut({ label, message }: Badge): {
  readonly left: number;
  readonly right: number;
  readonly width: number;
} {
  const left = measure(label) + 2 * padding;
  const right = measure(message);
  return { left, right, width: left + right + 2 * padding + shapeWidth + gap };
}

/** Widths of letters at the size of a badge, about those of the named fonts; the words are then fitted to their sum. */
const letterWidths: readonly { readonly letters: RegExp; readonly width: number }[] = [
  { letters: /[ijl.,:;|!'()[\] ]/, width: 4 },
  { letters: /[mwMW%@]/, width: 10.5 },
  { letters: /[A-Z]/, width: 7.8 },
  { letters: /[\u1100-\u{10ffff}]/u, width: 11.5 },
];

function measure(text: string): number {
  const widths = Array.from(
    text,
    (letter) => letterWidths.find(({ letters }) => letters.test(letter))?.width ?? 6.8,
  );
  return Math.ceil(widths.reduce((sum, width) => sum + width, 0));
}

/** The shape that stands for a level throughout the site: rising bars, filled up to the level, or a dash. */
function drawShape(level: Level, x: number): string {
  if (level === 'unknown') return `<rect x="${x}" y="10" width="${shapeWidth}" height="2"/>`;
  return [4, 6, 8, 10]
    .map((height, index) => {
      const fill = index <= levelRank[level] ? '' : ' fill-opacity=".35"';
      return `<rect x="${x + index * 3.5}" y="${16 - height}" width="2.5" height="${height}"${fill}/>`;
    })
    .join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
