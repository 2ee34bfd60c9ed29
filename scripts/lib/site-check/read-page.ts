import { Parser } from 'htmlparser2';
import {
  inlineCodeOf,
  isDataBlock,
  linksOf,
  spokenAttributes,
  type Attributes,
  type Link,
} from './element-facts.ts';
import { collectBlocks, type Block, type Mark } from './text-blocks.ts';
import type { Labelled, PageFacts, Snippet } from './page-facts.ts';

/** What the check looks for: one of these stands in the path of every home folder. Searching for fixed words takes a tenth of the time. */
const machinePathWords = ['/home/', '/Users/', '/root/', '\\Users'];

interface OpenElement {
  readonly tag: string;
  readonly quoted: boolean;
  readonly code: boolean;
  readonly other: boolean;
  readonly format: boolean;
  readonly verdict: boolean;
  /** Its text is not for readers, or is kept as a snippet. */
  readonly silent: boolean;
  /** Inside a template: not part of the page yet. */
  readonly inert: boolean;
  /** Its place in `parents`. */
  readonly index: number;
  /** Gets the element's whole text when it closes. */
  captures: ((text: string) => void)[] | undefined;
  /** For lists: whether nothing has been seen in them. */
  empty: boolean;
  text: string;
}

const codeTags = new Set(['code', 'kbd', 'pre', 'samp']);
const silentTags = new Set(['script', 'style', 'template', 'title']);
const headingTags = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const listTags = new Set(['dl', 'ol', 'ul']);
/** Elements whose `data-level` describes the page, not another tool that the page mentions. */
const wholePageTags = new Set(['article', 'body', 'html', 'main', 'section']);
/** Longer texts are no labels: a table row may carry `data-level`, too. */
const longestLabel = 80;

/** Parses one page once, and keeps what the checks ask for. */
export function readPageFacts(path: string, html: string): PageFacts {
  const collector = collectBlocks();
  const headings: number[] = [];
  const ids: string[] = [];
  const links: Link[] = [];
  const emptyLists: string[] = [];
  const inlineCode: string[] = [];
  const labels: Labelled[] = [];
  const snippets: Snippet[] = [];
  const structuredData: string[] = [];
  const attributeValues: string[] = [];
  const heads: Block[] = [];
  const page: {
    kind?: string;
    server?: string;
    tool?: string;
    lang?: string;
    title?: string;
    description?: string;
  } = {};
  const mayHoldMachinePath = machinePathWords.some((part) => html.includes(part));
  const stack: OpenElement[] = [];
  const parents = [0];
  let capturing = 0;
  let marks: readonly Mark[] = [];

  const capture = (element: OpenElement, take: (text: string) => void) => {
    if (element.captures === undefined) capturing += 1;
    (element.captures ??= []).push(take);
  };
  const addHead = (tag: string, text: string) => {
    if (text.trim() !== '') heads.push({ text: text.trim(), tag: `@${tag}`, spans: [], container: 0 });
  };

  const readAttributes = (tag: string, attributes: Attributes, element: OpenElement, within: boolean) => {
    if (isPlain(attributes) && tag !== 'script' && tag !== 'style') return;
    inlineCode.push(...inlineCodeOf(tag, attributes));
    if (element.inert) return;
    if (attributes['id'] !== undefined) ids.push(attributes['id']);
    links.push(...linksOf(tag, attributes, within, element.index));
    if (!element.quoted) {
      for (const name of spokenAttributes) addHead(name, attributes[name] ?? '');
      if (mayHoldMachinePath) attributeValues.push(...otherValues(attributes));
    }
    for (const attribute of ['data-level', 'data-class', 'data-count'] as const) {
      const value = attributes[attribute];
      if (value === undefined) continue;
      capture(element, (text) =>
        labels.push({
          attribute,
          value,
          text: text.trim().slice(0, longestLabel),
          verdict: element.verdict || tag === 'main',
        }),
      );
    }
  };

  const readSpecial = (tag: string, attributes: Attributes, element: OpenElement) => {
    if (tag === 'html' && attributes['lang'] !== undefined) page.lang = attributes['lang'];
    if (tag === 'title' && page.title === undefined && !stack.some((open) => open.tag === 'svg')) {
      capture(element, (text) => {
        page.title = text.replace(/\s+/g, ' ').trim();
        addHead('title', page.title);
      });
    }
    if (tag === 'meta') {
      const name = attributes['name'] ?? attributes['property'];
      const content = attributes['content'] ?? '';
      if (name === 'description') page.description = content.trim();
      if (name === 'description' || name === 'og:title' || name === 'og:description') addHead(name, content);
    }
    if (tag === 'main') Object.assign(page, mainFacts(attributes));
    if (headingTags.has(tag)) headings.push(Number(tag.slice(1)));
    if (tag === 'script' && isDataBlock(attributes)) {
      capture(element, (text) => structuredData.push(text));
    }
    if (tag === 'pre' && attributes['data-snippet'] !== undefined) {
      capture(element, (text) =>
        snippets.push({
          format: attributes['data-format'],
          preset: attributes['data-preset'],
          src: attributes['data-src'],
          // A line break right after <pre> is not part of its text.
          text: text.startsWith('\n') ? text.slice(1) : text,
        }),
      );
    }
  };

  const parser = new Parser({
    onopentag(tag, attributes) {
      const parent = stack.at(-1);
      const container = parent?.index ?? 0;
      const element = openElement(tag, attributes, parent, parents.push(container) - 1);
      if (parent !== undefined) parent.empty = false;
      readAttributes(tag, attributes, element, parent?.quoted ?? false);
      if (!element.inert) readSpecial(tag, attributes, element);
      stack.push(element);
      marks = marksOf(element);
      collector.open(tag, container);
    },
    ontext(chunk) {
      if (capturing > 0) {
        for (const open of stack) if (open.captures !== undefined) open.text += chunk;
      }
      const element = stack.at(-1);
      if (element === undefined || element.silent) return;
      collector.text(chunk, marks);
    },
    onclosetag(tag) {
      const element = stack.pop();
      if (element === undefined) return;
      if (element.captures !== undefined) {
        capturing -= 1;
        for (const take of element.captures) take(element.text);
      }
      if (element.empty && !element.inert) emptyLists.push(`<${tag}>`);
      const parent = stack.at(-1);
      marks = parent === undefined ? [] : marksOf(parent);
      collector.close(tag);
    },
  });
  parser.end(html);

  return {
    path,
    bytes: Buffer.byteLength(html),
    kind: page.kind,
    server: page.server,
    tool: page.tool,
    lang: page.lang,
    title: page.title ?? '',
    description: page.description ?? '',
    headings,
    ids,
    links,
    blocks: [...heads, ...collector.blocks],
    parents,
    emptyLeadIns: collector.emptyLeadIns,
    emptyLists,
    inlineCode,
    labels,
    snippets,
    structuredData,
    mayHoldMachinePath,
    attributeValues,
  };
}

function openElement(
  tag: string,
  attributes: Attributes,
  parent: OpenElement | undefined,
  index: number,
): OpenElement {
  const verdict = (parent?.verdict ?? false) || attributes['data-verdict'] !== undefined;
  const ownLevel = attributes['data-level'] !== undefined && !verdict && !wholePageTags.has(tag);
  return {
    tag,
    quoted: (parent?.quoted ?? false) || attributes['data-untrusted'] !== undefined,
    code: (parent?.code ?? false) || codeTags.has(tag),
    other: (parent?.other ?? false) || ownLevel,
    format: (parent?.format ?? false) || attributes['data-other-format'] !== undefined,
    verdict,
    silent: (parent?.silent ?? false) || silentTags.has(tag) || attributes['data-snippet'] !== undefined,
    inert: (parent?.inert ?? false) || tag === 'template',
    index,
    captures: undefined,
    // A list that a script fills is hidden until it has something to show.
    empty: listTags.has(tag) && attributes['hidden'] === undefined,
    text: '',
  };
}

/** One array for each mixture: an array for each element would be most of what a page leaves to the collector. */
const markMixtures: readonly (readonly Mark[])[] = Array.from({ length: 16 }, (_, bits) =>
  (['quoted', 'code', 'other', 'format'] as const).filter((_mark, index) => (bits >> index) % 2 === 1),
);

function marksOf({ quoted, code, other, format }: OpenElement): readonly Mark[] {
  return markMixtures[Number(quoted) + 2 * Number(code) + 4 * Number(other) + 8 * Number(format)] ?? [];
}

function mainFacts(attributes: Attributes): { kind?: string; server?: string; tool?: string } {
  const facts: { kind?: string; server?: string; tool?: string } = {};
  if (attributes['data-page'] !== undefined) facts.kind = attributes['data-page'];
  if (attributes['data-server'] !== undefined) facts.server = attributes['data-server'];
  if (attributes['data-tool'] !== undefined) facts.tool = attributes['data-tool'];
  return facts;
}

/** Most elements have no attribute, or a class alone. */
function isPlain(attributes: Attributes): boolean {
  for (const name in attributes) if (name !== 'class') return false;
  return true;
}

/** Values in which a path would be no address of the site. */
function otherValues(attributes: Attributes): string[] {
  const addresses = new Set(['href', 'src', 'srcset', 'action', 'data-src']);
  return Object.entries(attributes).flatMap(([name, value]) => (addresses.has(name) ? [] : [value]));
}
