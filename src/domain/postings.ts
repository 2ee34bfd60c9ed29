/** A page that has a word, and how much the word says about the page: a whole number from 1. */
export interface Posting {
  readonly page: number;
  readonly weight: number;
}

/** Printable, and not changed by JSON. The first half ends a number, the second half goes on. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const values: readonly number[] = /* @__PURE__ */ Array.from({ length: 128 }, (_, code) =>
  digits.indexOf(String.fromCharCode(code)),
);

/** Writes whole numbers from 0 as text: five bits in a character, the lowest first, so that small numbers take one. */
export function writeNumbers(numbers: Iterable<number>): string {
  let text = '';
  for (const number of numbers) {
    let rest = number;
    while (rest > 31) {
      text += digits.charAt(32 + (rest & 31));
      rest >>>= 5;
    }
    text += digits.charAt(rest);
  }
  return text;
}

/** Reads what `writeNumbers` has written. */
export function readNumbers(text: string): number[] {
  const numbers: number[] = [];
  const next = createReader(text);
  for (let number = next(); number !== undefined; number = next()) numbers.push(number);
  return numbers;
}

/** Writes postings: for each weight how many pages have it and the gaps between their numbers, which are small. */
export function writePostings(postings: readonly Posting[]): string {
  const byWeight = [...Map.groupBy(postings, ({ weight }) => weight)].sort((a, b) => b[0] - a[0]);
  return writeNumbers(
    byWeight.flatMap(([weight, of]) => {
      const pages = of.map(({ page }) => page).sort((a, b) => a - b);
      return [weight, pages.length, ...pages.map((page, at) => page - (pages[at - 1] ?? 0))];
    }),
  );
}

/** Calls for each posting of a text that `writePostings` has written, heaviest first. */
export function readPostings(text: string, see: (page: number, weight: number) => void): void {
  const next = createReader(text);
  for (let weight = next(); weight !== undefined; weight = next()) {
    let page = 0;
    for (let left = next() ?? 0; left > 0; left -= 1) {
      page += next() ?? 0;
      see(page, weight);
    }
  }
}

/** Reads a number at each call; undefined at the end. Common words have thousands, so no list of them is made. */
function createReader(text: string): () => number | undefined {
  let at = 0;
  return () => {
    if (at >= text.length) return undefined;
    let number = 0;
    for (let shift = 0; ; shift += 5) {
      const value = values[text.charCodeAt(at)] ?? 0;
      at += 1;
      number |= (value & 31) << shift;
      if (value < 32) return number;
    }
  };
}
