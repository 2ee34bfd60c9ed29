/** A stretch of a text, and whether it is one of the words asked for. */
export interface Stretch {
  readonly text: string;
  readonly marked: boolean;
}

/** A word inside a text: what lies between two changes of case or two signs. */
interface Segment {
  readonly start: number;
  readonly text: string;
  /** In lower case, and as long as the text: letters whose lower case has another length stay as they are. */
  readonly lower: string;
  /** Whether it follows the one before it without a space, as in names. */
  readonly joined: boolean;
}

/** Where a name goes on with a new word without a sign. */
const caseChange = /(?<=[\p{Ll}\p{Nd}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** Words shorter than this are marked only when they stand alone: `to` is no part of `token`. */
const leastPrefix = 3;

/** What a word may lack or have more when it is another form of the same. */
const ending = /^(?:e?s|e?d|e|y|ies|ing|ion|ions)?$/;

/**
 * Cuts a text into what is to be marked and what is not; joined, the stretches are the text. A word is marked where a word of the text
 * begins with it, is another form of it, or where words of a name written together are it: `apikey` in `create_api_key`.
 */
export function markWords(text: string, words: readonly string[]): Stretch[] {
  const segments = listSegments(text);
  const stretches: Stretch[] = [];
  let done = 0;
  segments.forEach(({ start }, at) => {
    const end = Math.max(0, ...words.map((word) => findEnd(segments, at, word)));
    if (start < done || end <= start) return;
    if (start > done) stretches.push({ text: text.slice(done, start), marked: false });
    stretches.push({ text: text.slice(start, end), marked: true });
    done = end;
  });
  if (done < text.length) stretches.push({ text: text.slice(done), marked: false });
  return stretches;
}

/** Where the word ends that begins with this segment; 0 when it does not. */
function findEnd(segments: readonly Segment[], at: number, word: string): number {
  const [first, ...others] = segments.slice(at);
  if (first === undefined || word === '') return 0;
  const { start, lower, text } = first;
  if (lower === word || (isForm(lower, word) && word.length >= leastPrefix)) return start + text.length;
  if (word.length < leastPrefix) return 0;
  if (lower.startsWith(word)) return start + word.length;
  let rest = word;
  for (const segment of [first, ...others]) {
    if (segment !== first && !segment.joined) return 0;
    if (segment.lower.startsWith(rest)) return segment.start + rest.length;
    if (!rest.startsWith(segment.lower)) return 0;
    rest = rest.slice(segment.lower.length);
  }
  return 0;
}

function isForm(a: string, b: string): boolean {
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared += 1;
  return shared >= leastPrefix && ending.test(a.slice(shared)) && ending.test(b.slice(shared));
}

function listSegments(text: string): Segment[] {
  let end = -2;
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: run, index }) => {
    let start = index;
    return run.split(caseChange).map((part) => {
      const lower = part.toLowerCase();
      const gap = text.slice(Math.max(0, end), start);
      const segment = {
        start,
        text: part,
        lower: lower.length === part.length ? lower : part,
        joined: /^[-_.]?$/.test(gap),
      };
      start += part.length;
      end = start;
      return segment;
    });
  });
}
