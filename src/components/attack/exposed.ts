import { plural } from '#domain/text.ts';
import type { AttackScope } from '#schema/vocabulary.ts';

/** Words for the tools to which a pattern fits, by their number as a noun phrase ("2 tools"). */
interface ExposedWords {
  readonly some: (tools: string, verb: string) => string;
  readonly none: string;
}

const named: ExposedWords = {
  some: (tools, verb) => `${tools} ${verb} named`,
  none: 'No tool of this catalogue is named',
};

/** What the number says: a pattern about something other than the access of a tool exposes more than the tools that it names. */
const words: Readonly<Record<AttackScope, ExposedWords>> = {
  tool: {
    some: (tools, verb) => `${tools} ${verb} exposed`,
    none: 'No tool of this catalogue is exposed',
  },
  metadata: {
    some: (tools, verb) => `${tools} ${verb} named for the text of the definition`,
    none: 'It concerns every listing, and no definition of this catalogue gives a reason to name its tool',
  },
  server: named,
  ecosystem: named,
  process: named,
};

/** How many tools of how many servers a pattern of this scope fits, as a sentence; servers are left out when not given. */
export function describeExposed(scope: AttackScope, tools: number, servers?: number): string {
  if (tools === 0) return `${words[scope].none}.`;
  const of = servers === undefined ? '' : ` of ${plural(servers, 'server')}`;
  return `${words[scope].some(`${plural(tools, 'tool')}${of}`, tools === 1 ? 'is' : 'are')}.`;
}
