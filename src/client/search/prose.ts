import type { Answer } from './finder.ts';
import {
  findProse,
  openProseIndex,
  type ProseHit,
  type ProseIndex,
  type ProseScript,
} from './prose-index.ts';

/** Prose that follows what was found of tools and servers. */
export interface Prose {
  /** How many pages are shown. */
  readonly count: () => number;
  /** Shows what goes with an answer in the first pause after that is painted; nothing for undefined, at once. */
  readonly follow: (answer: Answer | undefined) => void;
}

/** Where prose is found and how it is shown. */
export interface ProseOptions {
  /** Path of the home page of the site, with slashes at both ends. */
  readonly baseUrl: string;
  /** Pages that are shown. */
  readonly most: number;
  /** Shows these, best first. Those of the answer before are there until then, so that nothing flickers while one types. */
  readonly show: (hits: readonly ProseHit[]) => void;
}

/** Milliseconds without another answer before prose is asked for, so that it never gets in the way of typing. */
const typingPause = 120;
/** Shorter queries begin too many words. */
const leastLetters = 3;
/** After so many failures the index is not asked again until the next page is opened. */
const mostFailures = 2;

/**
 * Lets prose follow answers. Nothing is loaded before the first of them. When the index cannot be had, nothing is shown: that is logged
 * and otherwise not said, for the tools are there.
 */
export function createProse({ baseUrl, most, show }: ProseOptions): Prose {
  let opened: Promise<ProseIndex> | undefined;
  let failures = 0;
  let newest: Answer | undefined;
  let count = 0;
  const find = async (answer: Answer): Promise<readonly ProseHit[]> => {
    if (answer.question.query.length < leastLetters || failures === mostFailures) return [];
    try {
      opened ??= openProse(baseUrl);
      return await findProse(await opened, answer, most);
    } catch (error) {
      console.error(error);
      failures += 1;
      // The site may have been published anew since the index was opened.
      void opened?.then((index) => index.destroy()).catch(() => undefined);
      opened = undefined;
      return [];
    }
  };
  const put = (hits: readonly ProseHit[]): void => {
    count = hits.length;
    show(hits);
  };
  const run = async (answer: Answer): Promise<void> => {
    await afterPaint(typingPause);
    const hits = newest === answer ? await find(answer) : [];
    if (newest === answer) put(hits);
  };
  return {
    count: () => count,
    follow: (answer) => {
      newest = answer;
      if (answer === undefined) put([]);
      else void run(answer);
    },
  };
}

/** Resolves so many milliseconds after what was put into the page before is painted. */
function afterPaint(pause: number): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, pause));
  });
}

async function openProse(baseUrl: string): Promise<ProseIndex> {
  const folder = `${baseUrl}pagefind/`;
  const script = (await import(/* @vite-ignore */ `${folder}pagefind.js`)) as ProseScript;
  return openProseIndex(script, { basePath: folder, baseUrl });
}
