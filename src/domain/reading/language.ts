/** What of a description can be taken as a statement about the tool. */

/** Small words of English, and of the languages that are most easily taken for it. */
const english =
  /\b(?:the|of|for|and|or|with|from|this|that|your|by|all|new|an|is|to|get|gets|list|lists|returns?|creates?|deletes?|updates?)\b/gi;
const foreign =
  /\b(?:el|la|los|las|un|una|del|para|con|por|que|der|das|dem|den|und|für|mit|von|ein|eine[rnms]?|auf|liegt|le|les|des|une|du|pour|avec|dans|gli|della|uma|não|och|att|het|een|voor)\b/gi;

/** Whether a description can be read by rules that know English. Short ones are given the benefit of the doubt. */
export function readsAsEnglish(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const latin = text.match(/[A-Za-z]/g)?.length ?? 0;
  if (latin < letters * 0.6) return false;
  return (text.match(foreign)?.length ?? 0) <= (text.match(english)?.length ?? 0);
}

/** Clauses that say what a tool does not do. */
const denial =
  /\b(?:(?:does|do|did|will|would|can|could|must|should|is|are|may)(?:\s+not|n['’]t)|cannot|never|without|instead of|rather than)\b[^.;,\n]*/gi;

/** Sentences about other tools, next steps, warnings and examples, which say little about this tool. */
const aside =
  /(?:^|[.!?\n])[*\-•>\s]*(?:\[[^\]]*\]\s*)?(?:use (?!this\b|it\b|to\b)|see |next\b|then |requires?\b|prerequisites?\b|call |notes?\b|warning|caution|important|examples?\b|e\.g\.|tips?\b|prefer |before |after |if |when |unless |do not |don['’]t |for (?:deleting|creating|updating|example)|alternatively)[^.!?\n]*/gi;

/** The text with what it denies and what it says of other tools blanked out, of the same length. */
export function blankDenials(text: string): string {
  const blank = (match: string): string => match.replace(/[^\n.!?]/g, ' ');
  return text
    .replace(denial, blank)
    .replace(aside, (match, offset: number) => (offset === 0 ? match : blank(match)));
}
