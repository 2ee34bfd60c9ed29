import type { Miss } from '#domain/accuracy/misses.ts';
import { quote, revealHidden } from '#domain/text.ts';
import type { Evidence } from '#schema/common.ts';

/**
 * What the rules get wrong, tool by tool: first where class or level differ, with all that the rules rest them on, then where
 * only capabilities differ. Hidden characters and terminal escapes of definitions are shown by name.
 */
export function formatMisses(misses: readonly Miss[]): string {
  const verdicts = misses.filter(({ differs }) => differs.some((part) => part !== 'capabilities'));
  const others = misses.filter((miss) => !verdicts.includes(miss));
  return [
    ...(verdicts.length > 0
      ? [`Class or level differs: ${verdicts.length}`, ...verdicts.map(formatMiss)]
      : []),
    ...(others.length > 0 ? [`Only capabilities differ: ${others.length}`, ...others.map(formatMiss)] : []),
  ].join('\n\n');
}

function formatMiss({ server, tool, label, verdict, differs, reasons, missing, extra }: Miss): string {
  const same = !differs.includes('class') && !differs.includes('level');
  return [
    `${server} ${revealHidden(tool)}`,
    ...(same
      ? [`  ${label.class}/${label.level}`]
      : [
          `  label ${label.class}/${label.level}, rules ${verdict.class}/${verdict.level}, confidence ${verdict.confidence}`,
          ...reasons.map(({ rule, text, evidence }) => `  ${rule}: ${text}${quotes(evidence)}`),
        ]),
    ...(missing.length > 0 ? [`  not found: ${missing.join(', ')}`] : []),
    ...extra.map(({ id, evidence }) => `  not in the label: ${id}${quotes(evidence)}`),
    ...(label.reason === undefined ? [] : [`  label’s reason: ${label.reason}`]),
  ].join('\n');
}

function quotes(evidence: readonly Evidence[]): string {
  return evidence
    .map((item) => ` [${item.path}${item.quote === '' ? ' is empty' : `: ${quote(item.quote)}`}]`)
    .join('');
}
