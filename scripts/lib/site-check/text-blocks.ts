/** How a part of a text is marked. */
export type Mark =
  /** Inside `data-untrusted`: a stranger's words. */
  | 'quoted'
  /** Inside `code`, `pre`, `kbd` or `samp`. */
  | 'code'
  /** Inside an element that carries the level of another tool. */
  | 'other'
  /** Inside `data-other-format`: speaks of a format that has fields of its own. */
  | 'format';

/** A marked part of a text, in UTF-16 units. */
export interface Span {
  readonly mark: Mark;
  readonly start: number;
  readonly end: number;
}

/** The text of one block of a page as a reader sees it, white space collapsed. */
export interface Block {
  readonly text: string;
  /** Element that holds the text, or `@` and the name of the attribute or meta element. */
  readonly tag: string;
  readonly spans: readonly Span[];
  /** Number of the element around the one that holds the text. */
  readonly container: number;
}

/** Collects the text of a page into blocks while its elements open and close. */
export interface BlockCollector {
  readonly blocks: Block[];
  /** Paragraphs that announce something and are followed by nothing. */
  readonly emptyLeadIns: string[];
  readonly open: (tag: string, container: number) => void;
  readonly close: (tag: string) => void;
  readonly text: (chunk: string, marks: readonly Mark[]) => void;
}

/** Elements that do not end a line of text. */
const inline = new Set(
  'a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);

/** Elements that are something to see even without text, and so may follow a lead-in. */
const contentWithoutText = new Set(
  'button canvas details dl fieldset figure form iframe img input meter ol picture pre progress select svg table textarea ul video'.split(
    ' ',
  ),
);

const sectioning = new Set(['article', 'body', 'main', 'section']);
const heading = /^h[1-6]$/;

/** Starts with an empty page. */
export function collectBlocks(): BlockCollector {
  const blocks: Block[] = [];
  const emptyLeadIns: string[] = [];
  const open: { tag: string; container: number }[] = [];
  let text = '';
  // Looking at the end of a text that grows in small pieces would copy it each time.
  let endsInSpace = true;
  let spans: Span[] = [];
  let leadIn: string | undefined;

  const flush = () => {
    const end = endsInSpace && text !== '' ? text.length - 1 : text.length;
    if (end > 0) {
      const { tag, container } = open.at(-1) ?? { tag: 'body', container: 0 };
      const block: Block = { text: text.slice(0, end), tag, spans, container };
      blocks.push(block);
      if (!heading.test(tag)) leadIn = tag === 'p' && endsIn(block, ':') ? block.text : undefined;
    }
    text = '';
    endsInSpace = true;
    if (spans.length > 0) spans = [];
  };
  const reportLeadIn = () => {
    if (leadIn !== undefined) emptyLeadIns.push(leadIn);
    leadIn = undefined;
  };

  return {
    blocks,
    emptyLeadIns,
    open(tag, container) {
      if (inline.has(tag)) return;
      if (tag === 'br') {
        if (!endsInSpace) text += ' ';
        endsInSpace = true;
        return;
      }
      flush();
      open.push({ tag, container });
      if (heading.test(tag)) reportLeadIn();
      else if (contentWithoutText.has(tag) || tag.includes('-')) leadIn = undefined;
    },
    close(tag) {
      if (inline.has(tag) || tag === 'br') return;
      flush();
      open.pop();
      if (sectioning.has(tag)) reportLeadIn();
    },
    text(chunk, marks) {
      let collapsed = chunk.replace(/\s+/g, ' ');
      if (endsInSpace && collapsed.startsWith(' ')) collapsed = collapsed.slice(1);
      if (collapsed === '') return;
      const start = text.length;
      text += collapsed;
      endsInSpace = collapsed.endsWith(' ');
      for (const mark of marks) addSpan(spans, { mark, start, end: text.length });
    },
  };
}

/** Whether our own words in a block end so; the end of a quotation does not count. */
export function endsIn(block: Block, ending: string): boolean {
  return block.text.endsWith(ending) && !isWithin(block, 'quoted', block.text.length - 1, block.text.length);
}

/** Whether a part of a block lies wholly inside one marked part. */
export function isWithin(block: Block, mark: Mark, start: number, end: number): boolean {
  return block.spans.some((span) => span.mark === mark && span.start <= start && end <= span.end);
}

/** A parser hands text over in pieces; pieces of one quotation that touch are one span. */
function addSpan(spans: Span[], span: Span): void {
  for (let index = spans.length - 1; index >= 0; index -= 1) {
    const last = spans[index];
    if (last === undefined || last.end < span.start) break;
    if (last.mark !== span.mark || last.end !== span.start) continue;
    spans[index] = { mark: last.mark, start: last.start, end: span.end };
    return;
  }
  spans.push(span);
}
