import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver, type Page, type Request } from 'playwright-core';

/** Milliseconds without a change of the results after which a search is over. */
const quiet = 300;
/** Milliseconds after which a key press is taken for one that changes no result. */
const patience = 5_000;

/** What to type, and what to choose afterwards. */
export interface Typing {
  readonly query: string;
  /** Name and value of a box. */
  readonly facet?: readonly [string, string];
}

/** A file that was fetched. */
export interface Fetched {
  readonly name: string;
  /** Body as transferred, with headers. */
  readonly bytes: number;
}

/** One query, typed on a cold page. */
export interface TypedRun {
  /** From the first key to a screen of results, in milliseconds. */
  readonly first: number;
  /** The same of each later key; one that changed no result is left out. */
  readonly later: readonly number[];
  /** The same of the choice of a facet. */
  readonly facet: number | undefined;
  /** From the last key to the last change of the list: results below the screen come later. */
  readonly settled: number;
  /** What the first answer needed, and what the whole query did; the page itself is not counted. */
  readonly bytes: { readonly first: number; readonly all: number };
}

/** One query. */
export interface TypedQuery {
  readonly query: string;
  /** Letter by letter. */
  readonly typed: readonly TypedRun[];
  /** In one go: no key comes later. */
  readonly pasted: readonly TypedRun[];
  /** What the last pasted run fetched. */
  readonly files: readonly Fetched[];
}

/** Types queries into the search page at an address: each letter by letter and in one go, on a cold page every time. */
export async function typeQueries(
  address: string,
  queries: readonly Typing[],
  runs: number,
): Promise<TypedQuery[]> {
  const browser = await driver.launch({
    executablePath: process.env['CHROME_PATH'] || (await chromium.executablePath()),
    args: chromium.args.filter((argument) => argument !== '--single-process'),
    headless: true,
  });
  try {
    // The first page of a browser is slow for reasons of its own.
    await typeQuery(browser, address, { query: 'a' }, false);
    const measured: TypedQuery[] = [];
    for (const typing of queries) {
      const typed: TypedRun[] = [];
      const pasted: TypedRun[] = [];
      let files: readonly Fetched[] = [];
      for (let run = 0; run < runs; run += 1) {
        typed.push((await typeQuery(browser, address, typing, true)).run);
        const whole = await typeQuery(browser, address, typing, false);
        pasted.push(whole.run);
        files = whole.files;
      }
      measured.push({ query: typing.query, typed, pasted, files });
    }
    return measured;
  } finally {
    await browser.close();
  }
}

async function typeQuery(
  browser: Browser,
  address: string,
  { query, facet }: Typing,
  letterByLetter: boolean,
): Promise<{ run: TypedRun; files: Fetched[] }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(address, { waitUntil: 'networkidle' });
    await watchResults(page);
    const fetched: Promise<Fetched>[] = [];
    page.on('requestfinished', (request) => fetched.push(describeRequest(request)));
    await page.locator('tool-search input[type="search"]').focus();
    let settled = NaN;
    const press = async (act: () => Promise<void>): Promise<number | undefined> => {
      await page.evaluate('searchWatch.begin()');
      await act();
      const times = await page.evaluate<Times | undefined>(`searchWatch.end(${quiet}, ${patience})`);
      settled = times?.settled ?? settled;
      return times?.shown;
    };
    const [letter = '', ...letters] = letterByLetter ? query : [query];
    const first = (await press(() => page.keyboard[letterByLetter ? 'press' : 'insertText'](letter))) ?? NaN;
    const firstFiles = await Promise.all(fetched);
    const later: number[] = [];
    for (const each of letters) {
      const time = await press(() => page.keyboard.press(each === ' ' ? 'Space' : each));
      if (time !== undefined) later.push(time);
    }
    const files = await Promise.all(fetched);
    const whole = settled;
    const [name = '', value = ''] = facet ?? [];
    const box = `tool-search input[name="${name}"][value="${value}"]`;
    const choose = (): Promise<void> => page.evaluate(`document.querySelector('${box}').click()`);
    const chosen = facet ? await press(choose) : undefined;
    return {
      run: {
        first,
        later,
        facet: chosen,
        settled: whole,
        bytes: { first: sum(firstFiles), all: sum(files) },
      },
      files,
    };
  } finally {
    await context.close();
  }
}

/** Milliseconds from an event to the frame after the first and after the last change of the results. */
interface Times {
  readonly shown: number;
  readonly settled: number;
}

/** Begins to watch the list of results. */
async function watchResults(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    let began, shown, last;
    const note = (event) => { began ??= event.timeStamp; };
    for (const type of ['keydown', 'beforeinput', 'input', 'change']) addEventListener(type, note, { capture: true });
    const changed = () => requestAnimationFrame(() => setTimeout(() => { last = performance.now(); shown ??= last; }));
    for (const list of document.querySelectorAll('tool-search ol'))
      new MutationObserver(changed).observe(list, { childList: true, subtree: true, characterData: true });
    window.searchWatch = {
      begin: () => { began = undefined; shown = undefined; last = undefined; },
      end: async (quiet, patience) => {
        const start = performance.now();
        while (last === undefined ? performance.now() - start < patience : performance.now() - last < quiet)
          await new Promise((resolve) => setTimeout(resolve, 20));
        return last === undefined ? undefined : { shown: shown - began, settled: last - began };
      },
    };
  })()`);
}

async function describeRequest(request: Request): Promise<Fetched> {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  return { name: new URL(request.url()).pathname, bytes: responseBodySize + responseHeadersSize };
}

function sum(files: readonly Fetched[]): number {
  return files.reduce((total, { bytes }) => total + bytes, 0);
}
