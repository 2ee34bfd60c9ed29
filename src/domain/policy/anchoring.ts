/** Whether every match of a pattern must begin at the start of the text and finish at its end. */
export interface Anchoring {
  readonly start: boolean;
  readonly end: boolean;
}

/**
 * Decides from the text of a valid RE2 pattern whether it is tied to both ends. `^a|b$` is tied to neither, because each
 * alternative is a pattern of its own. In doubt the answer is "not tied": a warning too many is cheaper than one too few.
 */
export function findAnchoring(pattern: string): Anchoring {
  // In multi-line mode, wherever it is turned on, `^` and `$` may match at every line, so they tie nothing.
  const multiline = /\(\?[a-zA-Z]*m/.test(pattern);
  return anchoringOf(pattern.replace(/^\(\?[a-zA-Z]*(?:-[a-zA-Z]*)?\)/, ''), multiline);
}

function anchoringOf(body: string, multiline: boolean): Anchoring {
  const branches = splitBranches(body).map(
    (branch) => anchoringOfGroup(branch, multiline) ?? anchoringOfBranch(branch, multiline),
  );
  return { start: branches.every((branch) => branch.start), end: branches.every((branch) => branch.end) };
}

function anchoringOfBranch(branch: string, multiline: boolean): Anchoring {
  // An anchor that is repeated may be left out. A repetition after a group of flags belongs to what stands before it.
  const opening = /^(?:\^|\\A)(?!(?:\(\?[a-zA-Z-]*\))*[*+?{])/.exec(branch)?.[0];
  return {
    start: opening === '\\A' || (opening === '^' && !multiline),
    end: (!multiline && endsUnescaped(branch, '$')) || endsUnescaped(branch, '\\z'),
  };
}

/** For a branch that is one group and nothing else, the anchoring of what stands inside. */
function anchoringOfGroup(branch: string, multiline: boolean): Anchoring | undefined {
  const opening = /^\((?:\?(?:P?<\w+>|:))?/.exec(branch);
  if (opening === null || !branch.endsWith(')')) return undefined;
  const inner = branch.slice(opening[0].length, -1);
  const isOneGroup = scan(branch).every(({ index, depth }) => depth > 0 || index === branch.length - 1);
  return isOneGroup && !inner.startsWith('?') ? anchoringOf(inner, multiline) : undefined;
}

function endsUnescaped(branch: string, ending: '$' | '\\z'): boolean {
  if (!branch.endsWith(ending)) return false;
  const before = /\\*$/.exec(branch.slice(0, -ending.length))?.[0].length ?? 0;
  return before % 2 === 0;
}

function splitBranches(body: string): string[] {
  const cuts = scan(body)
    .filter(({ char, depth }) => char === '|' && depth === 0)
    .map(({ index }) => index);
  return [...cuts, body.length].map((cut, position) => body.slice((cuts[position - 1] ?? -1) + 1, cut));
}

/** Every character that has a meaning (not escaped, not in a class), with the number of groups that are open after it. */
function scan(body: string): { char: string; index: number; depth: number }[] {
  const found: { char: string; index: number; depth: number }[] = [];
  let depth = 0;
  for (let index = 0; index < body.length; index += 1) {
    const char = body.charAt(index);
    if (char === '\\') {
      index = body.startsWith('\\Q', index) ? endOfLiteral(body, index) : index + 1;
    } else if (char === '[') {
      index = endOfClass(body, index);
    } else {
      if (char === '(') depth += 1;
      if (char === ')') depth -= 1;
      found.push({ char, index, depth });
    }
  }
  return found;
}

function endOfLiteral(body: string, from: number): number {
  const end = body.indexOf('\\E', from);
  return end === -1 ? body.length : end + 1;
}

/** Index of the bracket that closes a class. A bracket that comes first is a member; so is one of `[:alpha:]`. */
function endOfClass(body: string, from: number): number {
  const match = /^\[\^?\]?(?:\[:\^?\w+:\]|\\[\s\S]|[^\]\\])*\]/.exec(body.slice(from));
  return from + (match?.[0].length ?? 1) - 1;
}
