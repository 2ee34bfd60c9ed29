import { loadStyle } from '../load-style.ts';
import dialogStyle from './dialog.css?url';
import resultStyle from './result.css?url';

/**
 * Loads the dialog and opens it. The list of the files that the dialog needs stands here, so that pages do not carry it. Rejects when
 * they cannot be had.
 */
export async function openSearch(box: HTMLInputElement, back: Element | null): Promise<void> {
  const [dialog] = await Promise.all([import('./dialog.ts'), loadStyle(resultStyle), loadStyle(dialogStyle)]);
  dialog.openSearch(box, back);
}
