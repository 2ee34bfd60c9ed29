import { endsIn } from './text-blocks.ts';
import { shorten } from './element-facts.ts';
import type { PageCheck, Problem, SiteCheck } from './types.ts';

const say = (message: string): Problem[] => [{ message }];

/** The checks of a page's skeleton, as a table. */
export const structureChecks: readonly (PageCheck | SiteCheck)[] = [
  {
    id: 'one-h1',
    scope: 'page',
    description: 'A page has exactly one h1.',
    remedy: 'Let the layout write the h1, and begin sections with h2.',
    check({ headings }) {
      const count = headings.filter((level) => level === 1).length;
      return count === 1 ? [] : say(`there are ${count} h1 elements`);
    },
  },
  {
    id: 'heading-levels',
    scope: 'page',
    description: 'Headings do not skip a level on the way down.',
    remedy: 'Use the next level, and change the size in CSS.',
    check: ({ headings }) =>
      headings.flatMap((level, index) => {
        const before = headings[index - 1] ?? level;
        return level > before + 1 ? say(`an h${level} follows an h${before}`) : [];
      }),
  },
  {
    id: 'unique-ids',
    scope: 'page',
    description: 'An id stands once on a page.',
    remedy: 'Derive ids from something unique on the page, or leave them out.',
    check({ ids }) {
      const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
      return [...repeated].flatMap((id) => say(`id="${id}" stands more than once`));
    },
  },
  {
    id: 'head',
    scope: 'page',
    description: 'A page has a title, a description and a language.',
    remedy: 'Give the layout what it needs: title, description; the language stands on <html>.',
    check: ({ title, description, lang }) => [
      ...(title === '' ? say('there is no <title>, or it is empty') : []),
      ...(description === '' ? say('there is no meta description, or it is empty') : []),
      ...(lang === undefined || lang === '' ? say('<html> has no lang') : []),
      ...(description !== '' && description === title ? say('the meta description repeats the title') : []),
    ],
  },
  {
    id: 'unique-titles',
    scope: 'site',
    description: 'No two pages have one title.',
    remedy: 'Put what tells them apart, such as the id of the server, into the title.',
    check(records) {
      const pageByTitle = new Map<string, string>();
      return records.flatMap(({ path, title }) => {
        const first = pageByTitle.get(title);
        if (first === undefined) pageByTitle.set(title, path);
        return first === undefined || title === ''
          ? []
          : [{ page: path, message: `"${title}" is the title of ${first}, too` }];
      });
    },
  },
  {
    id: 'no-inline-code',
    scope: 'page',
    description: 'Nothing in the page needs an exception of the content security policy.',
    remedy:
      'Move it to a style sheet or a script file of its own; only data (application/ld+json, application/json) may stand in place.',
    check: ({ inlineCode }) => [...new Set(inlineCode)].flatMap((what) => say(`there is ${what}`)),
  },
  {
    id: 'structured-data',
    scope: 'page',
    description: 'Data that stands in the page is JSON.',
    remedy: 'Write it with JSON.stringify, with < escaped.',
    check: ({ structuredData }) =>
      structuredData.flatMap((text) => explainJson(text).map((message) => ({ message }))),
  },
  {
    id: 'headings-announce',
    scope: 'page',
    description: 'A heading does not end in a colon.',
    remedy: 'Leave the colon out; leave the section out when it is empty.',
    check: ({ blocks }) =>
      blocks
        .filter((block) => /^h[1-6]$/.test(block.tag) && endsIn(block, ':'))
        .flatMap((block) => say(`the heading "${shorten(block.text)}" ends in a colon`)),
  },
  {
    id: 'lead-ins',
    scope: 'page',
    description: 'A paragraph that announces something is followed by it.',
    remedy: 'Write the lead-in only when there is something to lead to.',
    check: ({ emptyLeadIns }) => emptyLeadIns.flatMap((text) => say(`nothing follows "${shorten(text)}"`)),
  },
  {
    id: 'empty-lists',
    scope: 'page',
    description: 'A list has entries.',
    remedy: 'Say that there are none instead; a list that a script fills is hidden until then.',
    check: ({ emptyLists }) => emptyLists.flatMap((list) => say(`a ${list} has no entries`)),
  },
];

/** Why a text is no JSON; nothing when it is. */
export function explainJson(text: string): string[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [`it is no JSON: ${error instanceof Error ? error.message : String(error)}`];
  }
}
