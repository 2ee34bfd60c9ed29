/** The attributes of one element, as the parser gives them: names in lower case, entities decoded. */
export type Attributes = Readonly<Record<string, string>>;

/** One address that an element holds. */
export interface Link {
  readonly tag: string;
  readonly attribute: string;
  readonly value: string;
  /** The words of `rel`, in lower case, separated by single spaces. */
  readonly rel: string;
  /** Inside `data-untrusted`, where nothing may be live. */
  readonly quoted: boolean;
  /** Number of the element. */
  readonly element: number;
  /** Whether a browser fetches it, or sends a form to it, without being asked to go there. */
  readonly loads: boolean;
}

/** Attributes that hold addresses, with the elements on which they do (all when none is named). */
const addressAttributes: Readonly<Record<string, readonly string[]>> = {
  action: ['form'],
  'data-src': [],
  data: ['object'],
  formaction: ['button', 'input'],
  href: ['a', 'area', 'image', 'link', 'use'],
  poster: ['video'],
  src: [],
  srcset: [],
};

/** Kinds of `link` that a browser fetches or connects to. */
const fetchedRels =
  /\b(?:apple-touch-icon|dns-prefetch|icon|manifest|modulepreload|preconnect|prefetch|preload|prerender|stylesheet)\b/;

/** The addresses of one element. */
export function linksOf(tag: string, attributes: Attributes, quoted: boolean, element: number): Link[] {
  const links: Link[] = [];
  for (const attribute in attributes) {
    const tags = addressAttributes[attribute];
    if (tags === undefined || (tags.length > 0 && !tags.includes(tag))) continue;
    const rel = (attributes['rel'] ?? '').toLowerCase().trim().replace(/\s+/g, ' ');
    const loads = attribute === 'href' ? hrefLoads(tag, rel) : true;
    const written = attributes[attribute] ?? '';
    const values = attribute === 'srcset' ? candidatesOf(written) : [written];
    for (const value of values) links.push({ tag, attribute, value, rel, quoted, element, loads });
  }
  return links;
}

/** What an element does in place that a strict content security policy forbids: one phrase each. */
export function inlineCodeOf(tag: string, attributes: Attributes): string[] {
  const found: string[] = [];
  if (tag === 'style') found.push('a <style> element');
  if (tag === 'script' && attributes['src'] === undefined && !isDataBlock(attributes)) {
    found.push('a <script> element without src');
  }
  for (const name in attributes) {
    if (name === 'style') found.push(`style="${shorten(attributes[name] ?? '')}" on <${tag}>`);
    else if (/^on[a-z]+$/.test(name)) found.push(`${name}="…" on <${tag}>`);
  }
  return found;
}

/** Text attributes that a reader sees or hears. */
export const spokenAttributes = ['alt', 'aria-label', 'aria-description', 'placeholder', 'title'] as const;

/** At most 60 characters of a text, for messages. */
export function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function hrefLoads(tag: string, rel: string): boolean {
  if (tag === 'link') return fetchedRels.test(rel);
  return tag === 'image' || tag === 'use';
}

/** `a.png 1x, b.png 2x` → both addresses. */
function candidatesOf(srcset: string): string[] {
  return srcset
    .split(',')
    .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '')
    .filter((address) => address !== '');
}

/** Whether a script element holds data, which browsers do not run and the content security policy does not concern. */
export function isDataBlock(attributes: Attributes): boolean {
  return attributes['type'] === 'application/ld+json' || attributes['type'] === 'application/json';
}
