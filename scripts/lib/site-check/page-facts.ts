import type { Link } from './element-facts.ts';
import type { Block } from './text-blocks.ts';

/** One policy snippet: `pre[data-snippet]`. */
export interface Snippet {
  readonly format: string | undefined;
  readonly preset: string | undefined;
  /** Address of the raw file, as written. */
  readonly src: string | undefined;
  /** What a reader copies. */
  readonly text: string;
}

/** The text of an element that carries a value in an attribute. */
export interface Labelled {
  readonly attribute: 'data-level' | 'data-class' | 'data-count';
  readonly value: string;
  readonly text: string;
  /** Inside `data-verdict`, so that it speaks of the tool of the page. */
  readonly verdict: boolean;
}

/** What the checks want to know of one page. */
export interface PageFacts {
  /** Path of the file within the site, with slashes. */
  readonly path: string;
  /** Length of the file in UTF-8. */
  readonly bytes: number;
  /** `data-page`, `data-server` and `data-tool` of `main`. */
  readonly kind: string | undefined;
  readonly server: string | undefined;
  readonly tool: string | undefined;
  readonly lang: string | undefined;
  readonly title: string;
  readonly description: string;
  /** Levels of the headings, in order. */
  readonly headings: readonly number[];
  /** In order, repeated when repeated. */
  readonly ids: readonly string[];
  readonly links: readonly Link[];
  readonly blocks: readonly Block[];
  /** For each element, counted over the page from 1, the one around it. */
  readonly parents: readonly number[];
  readonly emptyLeadIns: readonly string[];
  /** Elements with `ul`, `ol` or `dl` that hold nothing. */
  readonly emptyLists: readonly string[];
  readonly inlineCode: readonly string[];
  readonly labels: readonly Labelled[];
  readonly snippets: readonly Snippet[];
  /** Contents of `script` elements that hold data: `application/ld+json` and `application/json`. */
  readonly structuredData: readonly string[];
  /** Whether the page is worth looking at for paths of a machine; only then are attribute values collected. */
  readonly mayHoldMachinePath: boolean;
  /** Values of attributes that hold no address, outside quotations. */
  readonly attributeValues: readonly string[];
}
