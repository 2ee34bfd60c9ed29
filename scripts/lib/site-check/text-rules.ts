/** A wording that must not appear. */
export interface TextRule {
  readonly id: string;
  /** Without references to groups: the patterns of all rules are joined. */
  readonly pattern: RegExp;
  /** Whether words in `code` and `pre` count. Quoted words of strangers never do. */
  readonly code: 'counts' | 'ignored' | 'only';
  /** Set where text about another format, inside `data-other-format`, may say it: that format has fields of its own. */
  readonly otherFormats?: true;
  /** Why it is wrong, as a full sentence. */
  readonly reason: string;
  readonly remedy: string;
}

const months =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const plurals =
  '(?:arguments|calls|capabilities|changes|classes|conflicts|conditions|days|definitions|entries|guides|hints|hours|incidents|keys|limits|minutes|notices|others|pages|parameters|patterns|policies|presets|properties|results|reviews|rules|servers|signals|times|tools)';
const isoDates = 'Write dates as YYYY-MM-DD.';
const fromFormat = 'Name only fields of the policy format, and derive the sentence from the policy shown.';
const inText = 'Use the helpers of domain/text.ts.';

/** Every rule was broken on a published page of this kind. */
export const textRules: readonly TextRule[] = [
  {
    id: 'double-noun',
    pattern: /\bMCP[ -]server (?:MCP\b|server\b)/i,
    code: 'counts',
    reason: 'The name already ends in the noun.',
    remedy: inText,
  },
  {
    id: 'initial-as-name',
    pattern: /\bthe [A-Z] MCP [Ss]erver\b/,
    code: 'counts',
    reason: 'A single letter stands where the name of the server belongs.',
    remedy: inText,
  },
  {
    id: 'two-full-stops',
    pattern: /(?<!\.)\.\s?\.(?![.\w/])/,
    code: 'ignored',
    reason: 'Two full stops end one sentence.',
    remedy: inText,
  },
  {
    id: 'space-before-stop',
    pattern: /\w [.,;](?=\s|$)/,
    code: 'ignored',
    reason: 'A blank stands before a full stop, a comma or a semicolon.',
    remedy: 'Make the sentence one string; a line break in a template becomes a blank.',
  },
  {
    id: 'cut-sentence',
    pattern: /\w\s?\.\.\.$/,
    code: 'ignored',
    reason: 'The text is cut, and there is no way to the rest.',
    remedy: 'Show the whole text, or end at a sentence.',
  },
  {
    id: 'article-a',
    pattern:
      /\ba (?:[Ee]xecute|[Aa]gent|[Aa]ttack|[Aa]rgument|[Aa]ccident|[Aa]dvisory|[Ii]ncident|[Ii]nput|[Oo]utput|[Oo]perator|[Ee]ndpoint|[Uu]nknown|[Uu]nclassified|[Uu]nreviewed|MCP|API|HTTP|LLM|npm)\b/,
    code: 'counts',
    reason: 'The article does not fit the next word.',
    remedy: inText,
  },
  {
    id: 'article-an',
    pattern:
      /\b[Aa]n (?:[Rr]ead|[Ww]rite|[Dd]estructive|[Ff]inancial|[Ll]ow|[Mm]edium|[Hh]igh|[Cc]ritical|[Tt]ool|[Ss]erver|[Pp]olicy|JSON)\b/,
    code: 'counts',
    reason: 'The article does not fit the next word.',
    remedy: inText,
  },
  {
    id: 'one-plural',
    pattern: new RegExp(String.raw`(?<![\w.,:/+-])1 (?:(?:more|other|such) )?${plurals}\b`),
    code: 'counts',
    reason: 'One is singular.',
    remedy: inText,
  },
  {
    id: 'undated-update',
    pattern: /\bLast updated:(?!\s*(?:on )?\d{4}-\d{2})/i,
    code: 'counts',
    reason: 'No date follows.',
    remedy: 'Write the capture date, or leave the words out.',
  },
  {
    id: 'ambiguous-date',
    // Three short numbers with dots are a version; with dots, only a year of four digits makes a date.
    pattern:
      /(?<![\w./-])(?:\d{1,2}(?:\/\d{1,2}\/|-\d{1,2}-)(?:\d{4}|\d{2})|(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d{2})(?![\w/-]|\.\w)/,
    code: 'ignored',
    reason: 'Day and month cannot be told apart.',
    remedy: isoDates,
  },
  {
    id: 'month-name',
    pattern: new RegExp(
      String.raw`\b${months}\.? \d{1,2}(?:st|nd|rd|th)?\b(?!\.\d)|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?${months}\b`,
    ),
    code: 'ignored',
    reason: 'Dates are written by ISO 8601 only.',
    remedy: isoDates,
  },
  {
    id: 'no-such-field',
    pattern:
      /\brate_limits?\b|\brequire_approval\b|\baction: ?["']?(?:deny|allow|block)\b|\b(?:add|include|set) an? reason field\b|\bmax: ?\d+,? and window\b|\bwindow: ?["']?\d/i,
    code: 'counts',
    otherFormats: true,
    reason: 'The policy format has no such field or value.',
    remedy: fromFormat,
  },
  {
    id: 'per-session',
    pattern: /\bper (?:agent )?session\b/i,
    code: 'counts',
    reason: 'Limits count for each grant, not for each session.',
    remedy: fromFormat,
  },
  {
    id: 'rest-keeps-working',
    pattern: /\b(?:the )?rest (?:of (?:the|this) server )?(?:keeps? (?:on )?working|still works?)\b/i,
    code: 'counts',
    reason: 'What happens to the other tools depends on the policy.',
    remedy: 'Use the caption that is computed by running the policy.',
  },
  {
    id: 'nothing-to-install',
    pattern: /\bnothing to install\b/i,
    code: 'counts',
    reason: 'A server that speaks stdio has to be installed.',
    remedy: 'Leave it out.',
  },
  {
    id: 'classifier-talk',
    pattern: /\b(?:lowered|raised|reduced) confidence\b|\bconfidence(?: score)?(?: of|:)? ?\(?[01]?\.\d/i,
    code: 'counts',
    reason: 'The number means nothing to a reader.',
    remedy: 'Say which sources agree.',
  },
  {
    id: 'leaked-value',
    pattern: /(?<![\w$-])(?:undefined|null|NaN)(?![\w$-])/,
    code: 'ignored',
    reason: 'A missing value was printed.',
    remedy: 'Find the expression that is printed unguarded, and say what is missing.',
  },
  {
    id: 'leaked-object',
    pattern: /\[object \w+\]/,
    code: 'counts',
    reason: 'An object was printed as text.',
    remedy: 'Print a field of it.',
  },
  {
    id: 'no-package-name',
    pattern:
      /\b(?:npx|npm (?:i|install|exec))(?: -\S+)* (?!-|<|["']?(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*(?:@[\w.^~<>=*-]+)?["']?(?![^\s"']))\S+/,
    code: 'only',
    reason: 'The command installs something that is no package name.',
    remedy: 'Print a command only when the record names a package.',
  },
];

/** A path on somebody's machine. */
export const machinePath = /(?<![\w.~-])\/(?:home|Users|root)\/|\b[A-Za-z]:\\+Users\b/;
