/**
 * Loads the dialog and opens it. The list of the files that the dialog needs stands here, so that pages do not carry it. Rejects when
 * they cannot be had.
 */
export async function openSearch(box: HTMLInputElement, back: Element | null): Promise<void> {
  const dialog = await import('./dialog.ts');
  dialog.openSearch(box, back);
}
