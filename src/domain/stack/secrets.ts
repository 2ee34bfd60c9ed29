/**
 * Whether a text looks like a credential: it begins like the tokens of well-known services, or is a long mixture as only chance makes
 * it. Rather too strict than too lax: what looks like one is dropped, and at worst a server is not recognised.
 */
export function looksSecret(text: string): boolean {
  return (
    wellKnown.test(text) ||
    text.split(/[^A-Za-z0-9]+/).some(looksRandom) ||
    text.split(/[^A-Za-z0-9_-]+/).some(looksMixed)
  );
}

/** How tokens of well-known services begin; JSON Web Tokens and UUIDs as a whole. */
const wellKnown =
  /(?:^|[^a-z0-9])(?:sk|pk|rk|pat|key|tok|token|ghp|gho|ghu|ghs|ghr|glpat|npm|xox[a-z]|xapp|ntn|secret|fc|tvly|whsec|dop_v1|hf|gsk|lin_api|figd)[-_][A-Za-z0-9_-]{8,}|github_pat_|AKIA[0-9A-Z]{12}|AIza[\w-]{20}|eyJ[\w-]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** A word of letters and digits that nobody would write by hand. */
function looksRandom(word: string): boolean {
  if (word.length >= 40) return true;
  if (word.length >= 20 && /^[0-9a-f]+$/i.test(word) && /\d/.test(word)) return true;
  const changes = word.match(/[a-z](?=[0-9])|[0-9](?=[a-z])|[a-z](?=[A-Z])|[0-9](?=[A-Z])|[A-Z](?=[0-9])/g);
  return word.length >= 12 && /\d/.test(word) && (changes?.length ?? 0) >= 3;
}

/** A long word of small and capital letters and digits, dashes among them. */
function looksMixed(word: string): boolean {
  return word.length >= 24 && /[a-z]/.test(word) && /[A-Z]/.test(word) && /\d/.test(word);
}
