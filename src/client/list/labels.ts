import { type Level, levels, type RiskClass, riskClasses } from '#schema/vocabulary.ts';

/** Whether a text is the id of a level. */
export function isLevel(text: string): text is Level {
  return Object.hasOwn(levels, text);
}

/** What a level is called; a text that is no id of one stays as it is. */
export function levelLabel(text: string): string {
  return isLevel(text) ? levels[text].label : text;
}

/** What a class is called; a text that is no id of one stays as it is. */
export function classLabel(text: string): string {
  return isClass(text) ? riskClasses[text].label : text;
}

function isClass(text: string): text is RiskClass {
  return Object.hasOwn(riskClasses, text);
}
