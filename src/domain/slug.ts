/** Longest slug, in characters. */
const longestSlug = 80;

/** Characters of the hash: 32 bits in base 36 fill seven digits, of which the first is always 0 or 1. */
const hashLength = 7;

/**
 * Path segments that hosts, file systems or this site take for something else. Names that begin with an underscore,
 * which some hosts hide, are covered by the rule for outer characters.
 */
const reservedWords: ReadonlySet<string> = new Set([
  'index',
  '404',
  'api',
  'con',
  'prn',
  'aux',
  'nul',
  ...Array.from({ length: 10 }, (_, digit) => [`com${digit}`, `lpt${digit}`]).flat(),
]);

/**
 * The path segment of a tool, from its raw name: lower case `[a-z0-9_-]`, 1 to 80 characters, begins and ends with a
 * letter or digit, never a reserved word. A name that is such a segment already is its own slug; every other name gets
 * `-` and a hash of the raw name, so that `createApiKey` and `createapikey` stay apart on hosts that ignore case too.
 *
 * A name that merely looks as if it had a hash gets one as well. Hence two names can only meet when they come to the
 * same characters and the same 32-bit hash: one chance in 4 thousand million for such a pair. The catalogue check
 * `slug-collision` refuses it.
 */
export function toolSlug(name: string): string {
  if (isOwnSlug(name)) return name;
  const room = longestSlug - hashLength - 1;
  const kept = trimOuter(trimOuter(name.toLowerCase().replace(/[^a-z0-9_-]+/g, '-')).slice(0, room));
  return `${kept === '' ? 'tool' : kept}-${hashName(name)}`;
}

function isOwnSlug(name: string): boolean {
  return (
    name.length <= longestSlug &&
    /^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/.test(name) &&
    !/-[01][a-z0-9]{6}$/.test(name) &&
    !reservedWords.has(name)
  );
}

function trimOuter(text: string): string {
  return text.replace(/^[_-]+/, '').replace(/[_-]+$/, '');
}

/**
 * FNV-1a, 32 bits, over the UTF-16 code units in two bytes each: unlike UTF-8, that keeps lone surrogates apart.
 * See http://www.isthe.com/chongo/tech/comp/fnv/.
 */
function hashName(name: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    const unit = name.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return (hash >>> 0).toString(36).padStart(hashLength, '0');
}
