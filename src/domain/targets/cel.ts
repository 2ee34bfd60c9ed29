import {
  type ArgumentRule,
  changingWords,
  folderPattern,
  hostPattern,
  notBlank,
  readingStatement,
} from '../policy/argument-rules.ts';

/**
 * A rule about an argument as a CEL expression that is true exactly for the calls that the gateway's rule lets pass. What it
 * cannot evaluate is an error, so it belongs where errors refuse.
 * @param params the expression that gives the parameters of the call: an object that may have "arguments"
 */
export function writeRule(rule: ArgumentRule, params: string): string {
  const name = quoteCel(rule.argument);
  const value = `${params}.arguments[${name}]`;
  // Comparing the value with its own conversion tells a number or a text from what can only be converted into one.
  const matches = (pattern: string): string =>
    `string(${value}) == ${value} && ${value}.matches(${quoteCel(restrictToAscii(pattern))})`;
  const orAbsent = (condition: string, optional: boolean): string =>
    optional
      ? `!("arguments" in ${params}) || !(${name} in ${params}.arguments) || ${value} == null || ${condition}`
      : condition;
  switch (rule.kind) {
    case 'at-most':
      return `double(${value}) == ${value} && double(${value}) >= 0.0 && double(${value}) <= ${writeDouble(rule.max)}`;
    case 'below-folder':
      return matches(folderPattern(rule.folder));
    case 'at-host':
      return matches(hostPattern(rule.hosts));
    case 'one-of':
      return orAbsent(`${value} in [${rule.values.map(quoteCel).join(', ')}]`, rule.optional);
    case 'reading-sql':
      return `${matches(readingStatement)} && !${value}.matches(${quoteCel(restrictToAscii(changingWords))})`;
    case 'reason':
      return matches(notBlank);
    case 'off':
      return orAbsent(`${value} == false || ${value} == "false"`, rule.optional);
  }
}

/**
 * A CEL string. Dollar signs, controls, and characters that cannot be seen or that reorder text, are written as escapes.
 * @param text well-formed Unicode
 */
export function quoteCel(text: string): string {
  return JSON.stringify(text).replace(/[\p{C}\p{Zl}\p{Zp}$]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

/**
 * A pattern of RE2 for engines whose classes for white space and words, and whose edges of words, take all of Unicode, where RE2
 * takes ASCII: a wider class would let more pass.
 */
export function restrictToAscii(pattern: string): string {
  const edgeBefore = '(?:^|[^0-9A-Za-z_])';
  const edgeAfter = '(?:$|[^0-9A-Za-z_])';
  const blank = '\\t\\n\\f\\r ';
  let inClass = false;
  let edges = 0;
  return pattern.replace(/^\(\?i\)(.*)$/s, '(?i:$1)').replace(/\\[\s\S]|[[\]]/g, (token) => {
    if (token === '[' || token === ']') inClass = token === '[';
    else if (token === '\\s') return inClass ? blank : `[${blank}]`;
    else if (token === '\\S' && !inClass) return `[^${blank}]`;
    else if (token === '\\b' && !inClass) return edges++ % 2 === 0 ? edgeBefore : edgeAfter;
    return token;
  });
}

function writeDouble(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
