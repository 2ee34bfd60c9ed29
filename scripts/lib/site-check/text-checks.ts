import type { PageFacts } from './page-facts.ts';
import { shorten } from './element-facts.ts';
import { toolOf, type Site } from './site.ts';
import { isWithin, type Block } from './text-blocks.ts';
import { machinePath, textRules, type TextRule } from './text-rules.ts';
import type { PageCheck, Problem } from './types.ts';

/** Blocks known to be clean: headers, footers and set phrases stand on every page. */
const keptBlocks = 50_000;
const longestKeptBlock = 400;

/** Says that a pattern abuses what the tool itself can do. */
const accessClaim = /\babuses? (?:exactly )?the kind of access\b|\bexactly the kind of access\b/i;

/** The checks of words, as a table. */
export const textChecks: readonly PageCheck[] = [
  {
    id: 'text',
    scope: 'page',
    description: 'No wording appears that is known to be wrong.',
    remedy: 'See the rule.',
    check: createTextCheck(),
  },
  {
    id: 'machine-paths',
    scope: 'page',
    description: 'No path of somebody’s machine appears outside quoted definitions.',
    remedy: 'Write a relative path, or a placeholder such as <directory>.',
    check: ({ blocks, attributeValues, mayHoldMachinePath }) => {
      if (!mayHoldMachinePath) return [];
      const texts = blocks.flatMap((block) => excerptsOf(block, machinePath, 'counts'));
      const values = attributeValues.filter((value) => machinePath.test(value)).map(shorten);
      return [...new Set([...texts, ...values])].map((text) => ({ message: `"${text}" is on the page` }));
    },
  },
  {
    id: 'argument-validation',
    scope: 'page',
    description: '"Argument validation" is claimed only where a policy on the page has a condition.',
    remedy: 'Leave the words out when no rule of the policies shown has a condition.',
    check: ({ blocks, snippets }) =>
      blocks.some((block) => excerptsOf(block, /\bargument validation\b/i, 'counts').length > 0) &&
      !snippets.some((snippet) => /"conditions":\s*\[\s*\{/.test(snippet.text))
        ? [{ message: 'the words are there, and no snippet has a rule with conditions' }]
        : [],
  },
  {
    id: 'attack-claims',
    scope: 'page',
    description: 'Abuse of "the kind of access" is claimed only of patterns that abuse the access of a tool.',
    remedy:
      'Say what the pattern abuses, by its scope: the listing, the server, the supply chain, the people approving.',
    check: checkAttackClaims,
  },
];

function createTextCheck(): PageCheck['check'] {
  // Nearly all text is clean, and one test for each set of flags says so far quicker than one for each rule.
  // (One pattern with inline modifiers would do, but the engine overlooks matches in such patterns.)
  const flags = [...new Set(textRules.map(({ pattern }) => pattern.flags))];
  const anyRule = flags.map((flag) =>
    unite(
      textRules.filter(({ pattern }) => pattern.flags === flag),
      flag,
    ),
  );
  const clean = new Set<string>();
  return (page, site) => {
    const toolName =
      page.server && page.tool ? site.server(page.server)?.toolBySlug.get(page.tool)?.name : undefined;
    return page.blocks.flatMap((block) => {
      const own = block.tag.startsWith('@') ? maskName(block, toolName) : block;
      const keep = own.spans.length === 0 && own.text.length <= longestKeptBlock;
      if (keep && clean.has(own.text)) return [];
      if (isWithin(own, 'quoted', 0, own.text.length)) return [];
      if (anyRule.some((pattern) => pattern.test(own.text)))
        return textRules.flatMap((rule) => applyRule(rule, own));
      if (keep && clean.size < keptBlocks) clean.add(own.text);
      return [];
    });
  };
}

/** A pattern that matches at least where one of the rules does. Numbers of groups change, so none may be referred to. */
function unite(rules: readonly TextRule[], flags: string): RegExp {
  return new RegExp(rules.map(({ pattern }) => `(?:${pattern.source})`).join('|'), flags);
}

function applyRule(rule: TextRule, block: Block): Problem[] {
  return excerptsOf(block, rule.pattern, rule.code, rule.otherFormats).map((excerpt) => ({
    message: `${rule.id}: "${excerpt}" in ${placeOf(block)}. ${rule.reason}`,
    remedy: rule.remedy,
  }));
}

/** The first places in a block where a pattern matches words that are ours, with what stands around them. */
function excerptsOf(block: Block, pattern: RegExp, code: TextRule['code'], otherFormats = false): string[] {
  const found: string[] = [];
  if (!pattern.test(block.text)) return found;
  for (const match of block.text.matchAll(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`))) {
    const end = match.index + match[0].length;
    if (isWithin(block, 'quoted', match.index, end)) continue;
    if (otherFormats && isWithin(block, 'format', match.index, end)) continue;
    const inCode = isWithin(block, 'code', match.index, end);
    if ((code === 'ignored' && inCode) || (code === 'only' && !inCode)) continue;
    found.push(block.text.slice(Math.max(0, match.index - 25), end + 25).trim());
    if (found.length === 3) break;
  }
  return found;
}

/** A claim is about the patterns that are linked in the element around its paragraph. */
function checkAttackClaims(page: PageFacts, site: Site): Problem[] {
  const claims = page.blocks.filter((block) => excerptsOf(block, accessClaim, 'counts').length > 0);
  const known = claims.length > 0 ? (toolOf(page, site)?.attacks ?? []) : [];
  return [...new Set(claims.map((block) => block.container))].flatMap((container) => {
    const attacks = new Set(
      page.links
        .filter((link) => isInside(link.element, container, page.parents))
        .flatMap((link) => /\/attacks\/([a-z0-9-]+)\/(?:#.*)?$/.exec(link.value)?.[1] ?? []),
    );
    if (attacks.size === 0)
      return [{ message: 'the words are there, and no attack pattern is linked beside them' }];
    return [...attacks].flatMap((id) => {
      const scope = known.find((attack) => attack.id === id)?.scope;
      if (scope === 'tool') return [];
      const found = scope === undefined ? 'the API does not list for this tool' : `has the scope ${scope}`;
      return [{ message: `the words stand beside ${id}, which ${found}` }];
    });
  });
}

/** Elements are numbered as they open, so that one around another has the smaller number. */
function isInside(element: number, ancestor: number, parents: readonly number[]): boolean {
  let current = element;
  while (current > ancestor) current = parents[current] ?? 0;
  return current === ancestor;
}

/** Attributes cannot mark a quotation, so the one name that may be quoted in them is made neutral. */
export function maskName(block: Block, name: string | undefined): Block {
  if (name === undefined || name === '' || !block.text.includes(name)) return block;
  return { ...block, text: block.text.replaceAll(name, 'x_y') };
}

function placeOf({ tag }: Block): string {
  if (tag === '@title') return 'the title';
  return tag.startsWith('@') ? tag.slice(1) : `<${tag}>`;
}
