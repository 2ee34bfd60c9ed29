import { levels, riskClasses } from '#schema/vocabulary.ts';
import { shorten } from './element-facts.ts';
import { isWithin, type Block } from './text-blocks.ts';
import { maskName } from './text-checks.ts';
import type { Labelled, PageFacts } from './page-facts.ts';
import { toolOf, type ApiTool, type Site } from './site.ts';
import type { PageCheck, Problem, SiteCheck } from './types.ts';

const levelWord = Object.keys(levels)
  .filter((level) => level !== 'unknown')
  .join('|');

/** Wordings that say which level the tool of the page has; the level is the first group. A base level is another thing. */
const levelClaims: readonly RegExp[] = [
  new RegExp(String.raw`\b(${levelWord})[ -]risk\b`, 'gi'),
  new RegExp(String.raw`(?<!\bbase )\brisk level\b[^.?!]{0,80}?\bis:? (${levelWord})\b`, 'gi'),
  new RegExp(
    String.raw`(?<!\b(?:base|first|starting)(?: risk)? )\blevel(?: is| of|:) (${levelWord})\b`,
    'gi',
  ),
];
const someLevel = new RegExp(levelWord, 'i');
/** Any level word, but for those that the sentence on the level needs to explain itself. */
const anyLevel = new RegExp(String.raw`(?<!\bthe rules alone say )\b(${levelWord})\b(?! is the base)`, 'gi');

/** A number as it is written for readers, with thousands set apart. */
const groupedNumber = /\d+(?:[,.'’\u00a0\u202f]\d{3})*/g;

/** Names that are headings of a docstring, taken for tools by a careless parser. */
const noToolName = /:$|^(?:args?|arguments?|examples?|inputs?|notes?|outputs?|parameters?|raises|returns?)$/i;

/** The checks of what pages say against what the API says, as a table. */
export const verdictChecks: readonly (PageCheck | SiteCheck)[] = [
  {
    id: 'tool-in-api',
    scope: 'page',
    description: 'A tool page is about a tool of the API, and marks its verdict.',
    remedy:
      'Render page and API from one profile; put data-verdict around the verdict, data-level and data-class inside.',
    check(page, site) {
      if (page.kind !== 'tool') return [];
      const tool = toolOf(page, site);
      if (tool === undefined) {
        return say(
          `api/v1/servers/${page.server ?? '?'}.json has no tool with the slug "${page.tool ?? '?'}"`,
        );
      }
      return [
        ...(noToolName.test(tool.name)
          ? say(`"${tool.name}" is no name of a tool; it is a heading of a description`)
          : []),
        ...(page.labels.some((label) => label.verdict && label.attribute === 'data-level')
          ? []
          : say('no element with data-level stands inside data-verdict')),
      ];
    },
  },
  {
    id: 'verdict-labels',
    scope: 'page',
    description: 'Every badge of a tool page shows the level and class that the API gives.',
    remedy: 'Take level and class from the profile only.',
    check(page, site) {
      const tool = toolOf(page, site);
      if (tool === undefined) return [];
      return page.labels.flatMap(({ attribute, value, verdict }) => {
        if (!verdict || attribute === 'data-count') return [];
        const expected = attribute === 'data-level' ? tool.level : tool.class;
        return value === expected ? [] : say(`${attribute}="${value}", and the API says "${expected}"`);
      });
    },
  },
  {
    id: 'label-texts',
    scope: 'page',
    description: 'The words on a badge are those of its level or class.',
    remedy: 'Print the label of the vocabulary.',
    check: ({ labels }) => labels.flatMap(checkLabelText),
  },
  {
    id: 'level-words',
    scope: 'page',
    description: 'No sentence of a tool page names another level than the API.',
    remedy:
      'Write the level from the profile; put the level of another tool into an element with its own data-level.',
    check(page, site) {
      const tool = toolOf(page, site);
      return tool === undefined
        ? []
        : page.blocks.flatMap((block) => checkLevelWords(block, tool, page, site));
    },
  },
  {
    id: 'description-whole',
    scope: 'page',
    description: 'A tool page quotes the whole description.',
    remedy: 'Render the description of the record uncut; a long one may be folded, not shortened.',
    check(page, site) {
      const description = toolOf(page, site)?.description ?? '';
      // Hidden characters are shown by name, so that the text on the page is not that of the record.
      if (/[^\P{C}\s]/u.test(description)) return [];
      const wanted = bareText(description);
      if (wanted === '') return [];
      const quoted = bareText(
        page.blocks
          .filter(hasQuotation)
          .map((block) => block.text)
          .join(' '),
      );
      return quoted.includes(wanted)
        ? []
        : say(`the quoted text lacks "${shorten(description.trim())}" in full`);
    },
  },
  {
    id: 'counts',
    scope: 'page',
    description: 'Every total on every page is the total of the API.',
    remedy: 'Take the number from the catalogue; data-count names the total as api/v1/index.json does.',
    check(page, site) {
      const counts = page.labels.filter((label) => label.attribute === 'data-count');
      return counts.flatMap((label) => checkCount(label, site.totals()));
    },
  },
];

function say(message: string): Problem[] {
  return [{ message }];
}

function checkLabelText({ attribute, value, text }: Labelled): Problem[] {
  if (attribute === 'data-count') return [];
  const table: Readonly<Record<string, { readonly label: string }>> =
    attribute === 'data-level' ? levels : riskClasses;
  const term = table[value];
  if (term === undefined) return say(`${attribute}="${value}" is not in the vocabulary`);
  const word = text.replace(/ (?:risk|tool)$/i, '').toLowerCase();
  const isLabel = Object.values(table).some(({ label }) => label.toLowerCase() === word);
  return isLabel && word !== term.label.toLowerCase() ? say(`${attribute}="${value}" reads "${text}"`) : [];
}

function checkLevelWords(block: Block, tool: ApiTool, page: PageFacts, site: Site): Problem[] {
  if (!someLevel.test(block.text)) return [];
  const isHead = block.tag.startsWith('@');
  const serverName = page.server === undefined ? undefined : site.server(page.server)?.name;
  const { text, spans } = isHead ? maskName(maskName(block, tool.name), serverName) : block;
  const isDescription = block.tag === '@description' || block.tag === '@og:description';
  const claims = isDescription ? [anyLevel] : levelClaims;
  return claims.flatMap((claim) =>
    [...text.matchAll(claim)].flatMap((match) => {
      const level = match[1]?.toLowerCase();
      const end = match.index + match[0].length;
      const about = { ...block, text, spans };
      if (level === tool.level || isWithin(about, 'quoted', match.index, end)) return [];
      if (isWithin(about, 'other', match.index, end)) return [];
      return say(
        `"${match[0]}" in ${isHead ? block.tag.slice(1) : `<${block.tag}>`}, and the API says "${tool.level}"`,
      );
    }),
  );
}

function checkCount(
  { value, text }: Labelled,
  totals: Readonly<Record<string, unknown>> | undefined,
): Problem[] {
  const total = totals?.[value];
  if (typeof total !== 'number')
    return say(`data-count="${value}" names no number in totals of api/v1/index.json`);
  const shown = (text.match(groupedNumber) ?? []).map((number) => number.replace(/\D/g, ''));
  if (shown.length === 1 && shown[0] === String(total)) return [];
  return say(`data-count="${value}" reads "${text}", and the API says ${total}`);
}

function hasQuotation({ spans }: Block): boolean {
  return spans.some((span) => span.mark === 'quoted');
}

/** Letters and digits only: line breaks, bullets and quotation marks may be set in another way. */
function bareText(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
